using System.Diagnostics.CodeAnalysis;

namespace Pfcng.Ws.Confiance;

/// <summary>The answer to a question of trust: what was proved, or why not.</summary>
/// <typeparam name="T">What is proved.</typeparam>
internal readonly record struct Verdict<T>
    where T : class
{
    private Verdict(T? valeur, string? motif)
    {
        (Valeur, Motif) = (valeur, motif);
    }

    /// <summary>What was proved, or null.</summary>
    public T? Valeur { get; }

    /// <summary>The precise reason of a refusal, in French, for the trace (D9); null when it is none.</summary>
    public string? Motif { get; }

    /// <summary>True when it was proved.</summary>
    [MemberNotNullWhen(true, nameof(Valeur))]
    [MemberNotNullWhen(false, nameof(Motif))]
    public bool Bon => Valeur is not null;

    /// <summary>A good verdict.</summary>
    public static implicit operator Verdict<T>(T valeur) => new(valeur, null);

    /// <summary>A refusal.</summary>
    public static Verdict<T> Refus(string motif) => new(null, motif);
}
