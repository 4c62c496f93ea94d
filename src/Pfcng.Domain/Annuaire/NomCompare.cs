using System.Text;

namespace Pfcng.Domain.Annuaire;

/// <summary>
/// Names as cards and directory may both write them: without case, accents, hyphens nor apostrophes. The program runs without ICU, whose
/// decomposition does not exist then: the letters of French and of its neighbours are listed.
/// </summary>
internal static class NomCompare
{
    private const string Accentuees = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŸŠŽ";
    private const string Simples = "AAAAAACEEEEIIIINOOOOOUUUUYYSZ";

    /// <summary>The form to compare.</summary>
    public static string Reduire(string nom)
    {
        var reduit = new StringBuilder(nom.Length);
        foreach (var c in nom.ToUpperInvariant())
        {
            _ = (Accentuees.IndexOf(c), c) switch
            {
                (>= 0 and var i, _) => reduit.Append(Simples[i]),
                (_, 'Œ') => reduit.Append("OE"),
                (_, 'Æ') => reduit.Append("AE"),
                _ when char.IsLetterOrDigit(c) => reduit.Append(c),
                _ => reduit,
            };
        }

        return reduit.ToString();
    }
}
