namespace Pfcng.Domain.Modele;

/// <summary>
/// « Délai de retrait avant annulation » (IHM §8.7, RMT_ERR_008 and 009): whole Paris days (D39), counted from the demande's validation, which is
/// the instant of its creation. Passed by the date alone, whether or not any task has noticed (D22, D26).
/// </summary>
/// <param name="Jours">How many days; 0: the day of the demande only.</param>
public readonly record struct DelaiDeRetrait(int Jours)
{
    /// <summary>10 days (IHM §8.7).</summary>
    public static DelaiDeRetrait ParDefaut { get; } = new(10);

    /// <summary>The last day on which a demande can be withdrawn: the « dateExpiration » of its tracking (tableau 21).</summary>
    public DateOnly DernierJour(DateTimeOffset creation) => CalendrierParis.Jour(creation).AddDays(Jours);

    /// <summary>True once that day is over in Paris.</summary>
    public bool EstPasse(DateTimeOffset creation, DateTimeOffset instant) => creation < Limite(instant);

    /// <summary>The demandes created before this instant are past their delay; the others are not. The same question, for a search.</summary>
    public DateTimeOffset Limite(DateTimeOffset instant) => CalendrierParis.Debut(CalendrierParis.Jour(instant).AddDays(-Jours));
}
