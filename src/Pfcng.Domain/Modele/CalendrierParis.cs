namespace Pfcng.Domain.Modele;

/// <summary>The civil calendar the guides count in: Europe/Paris (D39). Instants are UTC everywhere else.</summary>
public static class CalendrierParis
{
    private static readonly Lazy<TimeZoneInfo> Fuseau = new(Trouver);

    /// <summary>The day it is in Paris at that instant.</summary>
    /// <exception cref="InvalidOperationException">The machine has no time zone data (package tzdata).</exception>
    public static DateOnly Jour(DateTimeOffset instant) => DateOnly.FromDateTime(Heure(instant).DateTime);

    /// <summary>The wall clock of Paris at that instant.</summary>
    /// <exception cref="InvalidOperationException">The machine has no time zone data (package tzdata).</exception>
    public static DateTimeOffset Heure(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Fuseau.Value);

    /// <summary>The instant at which a day begins in Paris.</summary>
    /// <exception cref="InvalidOperationException">The machine has no time zone data (package tzdata).</exception>
    public static DateTimeOffset Debut(DateOnly jour) => new(TimeZoneInfo.ConvertTimeToUtc(jour.ToDateTime(TimeOnly.MinValue), Fuseau.Value), TimeSpan.Zero);

    private static TimeZoneInfo Trouver() => TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out var fuseau)
        ? fuseau
        : throw new InvalidOperationException("Le fuseau horaire Europe/Paris est introuvable : installez le paquet tzdata.");
}
