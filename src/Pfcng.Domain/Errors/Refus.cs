namespace Pfcng.Domain.Errors;

/// <summary>An expected refusal: a value, not an exception. Only <see cref="Catalogue"/> makes one, so that no label is written twice.</summary>
public sealed record Refus
{
    internal Refus(LigneDuCatalogue ligne, string libelle)
    {
        Ligne = ligne;
        Libelle = libelle;
    }

    /// <summary>The line of §19 it comes from.</summary>
    public LigneDuCatalogue Ligne { get; }

    /// <summary>« WSMG-000000nn ».</summary>
    public string Code => Ligne.Code;

    /// <summary>The label, its variable parts filled in.</summary>
    public string Libelle { get; }

    /// <summary>What the trace must know beyond the label, in French, and no answer shows; null when the label says all (D9, D37).</summary>
    public string? Detail { get; init; }

    /// <summary>The precise reason, for the trace.</summary>
    public string Raison => Detail ?? Libelle;

    /// <summary>Refusals are the same when the client reads the same, whatever the trace knows besides.</summary>
    public bool Equals(Refus? other) => other is not null && Ligne == other.Ligne && Libelle == other.Libelle;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Ligne, Libelle);

    /// <summary>True for 44, which comes after the validation (D23): what it refuses has been « Demande validée ».</summary>
    internal bool EstDeCompletion => Ligne.Numero == 44;
}
