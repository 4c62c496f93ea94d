using System.Buffers;

namespace Pfcng.Ws.Contrats;

/// <summary>
/// The text of a CSR (D4): base 64, 1536 characters at most, PEM armour (RFC 7468 §7, and OpenSSL's older « NEW ») and blanks accepted and not
/// counted. Whether it decodes to a PKCS#10 is not told here: that is 09, this is 05.
/// </summary>
internal static class TexteCsr
{
    private const int LongueurMaximale = 1536;

    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    private static readonly char[] Blancs = [' ', '\t', '\r', '\n'];

    private static readonly string[] Etiquettes = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"];

    /// <summary>True when the text is of that form.</summary>
    public static bool EstValide(string texte)
    {
        var base64 = Nettoyer(texte);
        return base64.Length is > 0 and <= LongueurMaximale && !base64.AsSpan().ContainsAnyExcept(Alphabet);
    }

    /// <summary>The base 64 alone.</summary>
    public static string Nettoyer(string texte) =>
        texte.AsSpan().ContainsAnyExcept(Alphabet) ? string.Concat(SansArmure(texte.Trim(Blancs)).Split(Blancs)) : texte;

    private static string SansArmure(string texte)
    {
        foreach (var etiquette in Etiquettes)
        {
            var debut = $"-----BEGIN {etiquette}-----";
            var fin = $"-----END {etiquette}-----";
            if (texte.StartsWith(debut, StringComparison.Ordinal) && texte.EndsWith(fin, StringComparison.Ordinal))
            {
                return texte[debut.Length..^fin.Length];
            }
        }

        return texte;
    }
}
