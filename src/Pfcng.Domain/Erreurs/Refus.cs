namespace Pfcng.Domain.Erreurs;

/// <summary>An expected refusal: a value, not an exception. How it is told is the channel's.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Donnee">What the label must say of it: a reason of <see cref="Raisons"/>, the name of an element; null when it says all.</param>
public sealed record Refus(Cause Cause, string? Donnee = null)
{
    /// <summary>What the trace must know beyond that, in French, and no answer shows; null when there is nothing more (D9, D37).</summary>
    public string? Detail { get; init; }

    /// <summary>The label of an answer that an older version gave, to be given again word for word (D25); else null.</summary>
    public string? DejaDit { get; init; }

    /// <summary>Refusals are the same when the client reads the same, whatever the trace knows besides.</summary>
    public bool Equals(Refus? other) => other is not null && (Cause, Donnee, DejaDit) == (other.Cause, other.Donnee, other.DejaDit);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Cause, Donnee, DejaDit);
}
