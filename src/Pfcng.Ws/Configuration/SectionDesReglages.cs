namespace Pfcng.Ws.Configuration;

/// <summary>Our section of the configuration, without any name that is not in <see cref="Reglage"/>.</summary>
internal static class SectionDesReglages
{
    /// <summary>The section.</summary>
    /// <exception cref="DemarrageImpossibleException">It has a name that is not in <see cref="Reglage"/>.</exception>
    public static IConfigurationSection Ouvrir(IConfiguration configuration)
    {
        var section = configuration.GetSection(Reglage.Section);
        foreach (var (cle, valeur) in section.AsEnumerable(makePathsRelative: true))
        {
            if (valeur is not null && !Reglage.Tous.Any(r => Convient(r.Nom, cle)))
            {
                throw new DemarrageImpossibleException($"Réglage inconnu : {Reglage.Section}:{cle} (--help donne la liste).");
            }
        }

        return section;
    }

    private static bool Convient(string modele, string cle)
    {
        var attendu = modele.Split(':');
        var lu = cle.Split(':');
        return attendu.Length == lu.Length
            && attendu.Zip(lu).All(p => p.First == "*" || string.Equals(p.First, p.Second, StringComparison.OrdinalIgnoreCase));
    }
}
