namespace Pfcng.Domain.Erreurs;

/// <summary>One rule: pure, it gives a refusal or null.</summary>
/// <param name="Source">Where it comes from: paragraph or table of the guide, D number.</param>
/// <param name="Examiner">The rule.</param>
internal sealed record Regle<T>(string Source, Func<T, Refus?> Examiner);

/// <summary>An ordered list of rules is a table of contents, and runs.</summary>
internal static class ReglesOrdonnees
{
    /// <summary>The refusal of the first rule that gives one: one code per demande (D16).</summary>
    public static Refus? PremierRefus<T>(this IReadOnlyList<Regle<T>> regles, T sujet)
    {
        foreach (var regle in regles)
        {
            if (regle.Examiner(sujet) is { } refus)
            {
                return refus;
            }
        }

        return null;
    }
}
