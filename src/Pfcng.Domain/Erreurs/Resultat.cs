using System.Diagnostics.CodeAnalysis;

namespace Pfcng.Domain.Erreurs;

/// <summary>A value, or the refusal that stands in its place; never both, never neither.</summary>
/// <typeparam name="T">What is given.</typeparam>
/// <typeparam name="TRefus">Why it is not.</typeparam>
public readonly record struct Resultat<T, TRefus>
    where T : notnull
    where TRefus : class
{
    private readonly T? _valeur;

    /// <summary>A value.</summary>
    public Resultat(T valeur) => _valeur = valeur;

    /// <summary>A refusal.</summary>
    public Resultat(TRefus refus) => Refus = refus;

    /// <summary>Why there is no value; null when there is one.</summary>
    public TRefus? Refus { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Refus))]
    public bool EstAccepte => Refus is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is a refusal.</exception>
    public T Valeur => Refus is null ? _valeur! : throw new InvalidOperationException($"refusé : {Refus}");

    /// <summary>A value.</summary>
    public static implicit operator Resultat<T, TRefus>(T valeur) => new(valeur);

    /// <summary>A refusal.</summary>
    public static implicit operator Resultat<T, TRefus>(TRefus refus) => new(refus);

    /// <summary>The value, or the refusal; true for the value.</summary>
    public bool Donne([MaybeNullWhen(false)] out T valeur, [NotNullWhen(false)] out TRefus? refus)
    {
        (valeur, refus) = (_valeur, Refus);
        return refus is null;
    }
}
