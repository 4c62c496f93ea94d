using Pfcng.Domain.Errors;

namespace Pfcng.Ws.Contract;

/// <summary>What a reading gave: a value, or the refusal that stands in its place; never both.</summary>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="Valeur">The value, or null.</param>
/// <param name="Refus">The refusal, or null.</param>
internal readonly record struct Lu<T>(T? Valeur, Refus? Refus)
    where T : class
{
    /// <summary>A value.</summary>
    public static implicit operator Lu<T>(T valeur) => new(valeur, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Lu<T>(Refus refus) => new(null, refus);
}
