namespace Pfcng.Ws.Hebergement;

/// <summary>Our section of the configuration, without any name that is no setting, nor any empty value.</summary>
internal static class SectionDesReglages
{
    private const string Kestrel = "Kestrel";

    private static readonly string[] PrefixesDuCadre = ["ASPNETCORE_", "DOTNET_"];

    /// <summary>Refuses what would be meant for the framework's own server: it has no effect here, and whoever wrote it must know.</summary>
    /// <exception cref="DemarrageImpossibleException">There is some.</exception>
    public static void RefuserKestrel(IConfiguration configuration)
    {
        var section = configuration.GetChildren().FirstOrDefault(s => Array.Find(PrefixesDuCadre, p => s.Key.StartsWith(p, StringComparison.OrdinalIgnoreCase)) is var prefixe
            && s.Key[(prefixe?.Length ?? 0)..].Equals(Kestrel, StringComparison.OrdinalIgnoreCase));
        if (section is not null)
        {
            var nom = section.AsEnumerable().Where(r => r.Value is not null).Select(r => r.Key).FirstOrDefault(section.Key);
            throw new DemarrageImpossibleException(
                $"Réglage refusé : {nom} ; l’écoute se règle par {Reglage.Section}:Ecoute, {Reglage.Section}:HttpsPort et {Reglage.Section}:HttpPort, et par eux seuls.");
        }
    }

    /// <summary>The section.</summary>
    /// <param name="configuration">The whole.</param>
    /// <param name="connus">The settings that there are.</param>
    /// <exception cref="DemarrageImpossibleException">It has a name that is none of theirs, or a value that is empty.</exception>
    public static IConfigurationSection Ouvrir(IConfiguration configuration, IReadOnlyList<Reglage> connus)
    {
        var section = configuration.GetSection(Reglage.Section);
        foreach (var (cle, valeur) in section.AsEnumerable(makePathsRelative: true))
        {
            if (valeur is not null && !connus.Any(r => Convient(r.Nom, cle)))
            {
                throw new DemarrageImpossibleException($"Réglage inconnu : {Reglage.Section}:{cle} (--help donne la liste).");
            }

            if (valeur is not null && string.IsNullOrWhiteSpace(valeur))
            {
                throw new DemarrageImpossibleException($"Le réglage {Reglage.Section}:{cle} est vide : ôtez-le pour avoir sa valeur par défaut.");
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
