using System.Text;

namespace Pfcng.Domain.Acteurs;

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
        var majuscules = nom.ToUpperInvariant().Replace("Œ", "OE", StringComparison.Ordinal).Replace("Æ", "AE", StringComparison.Ordinal);
        var reduit = new StringBuilder(majuscules.Length);
        foreach (var c in majuscules)
        {
            var accent = Accentuees.IndexOf(c);
            if (accent >= 0)
            {
                reduit.Append(Simples[accent]);
            }
            else if (char.IsLetterOrDigit(c))
            {
                reduit.Append(c);
            }
        }

        return reduit.ToString();
    }
}
