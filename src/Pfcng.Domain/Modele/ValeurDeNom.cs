using System.Globalization;
using System.Text;

namespace Pfcng.Domain.Modele;

/// <summary>The value of an attribute in the text of a distinguished name (RFC 4514), written and read back: one way for the whole platform (D34).</summary>
public static class ValeurDeNom
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// Writes it (§2.4): « \ » before a special character, a space at an edge or « # » at the beginning; two hexadecimal digits for each byte of
    /// a control character, NUL included, so that a name stays on its line wherever it is shown. The rest is written as it is.
    /// </summary>
    public static string Echapper(string valeur)
    {
        ArgumentNullException.ThrowIfNull(valeur);
        var texte = new StringBuilder(valeur.Length + 4);
        for (var i = 0; i < valeur.Length; i++)
        {
            var c = valeur[i];
            if (char.IsControl(c))
            {
                texte.Append(string.Concat(Utf8.GetBytes([c]).Select(o => $"\\{o:X2}")));
                continue;
            }

            var auBord = (i == 0 && c is ' ' or '#') || (i == valeur.Length - 1 && c == ' ');
            texte.Append(auBord || c is '"' or '+' or ',' or ';' or '<' or '>' or '\\' ? "\\" : "").Append(c);
        }

        return texte.ToString();
    }

    /// <summary>
    /// Reads it (§3): « \ » and two hexadecimal digits are a byte of UTF-8, « \ » and anything else is that character; bare spaces at the edges are layout.
    /// </summary>
    /// <exception cref="FormatException">It ends with « \ », or its bytes are not UTF-8.</exception>
    public static string Lire(string texte)
    {
        ArgumentNullException.ThrowIfNull(texte);
        try
        {
            return LireStrictement(texte.TrimStart(' '));
        }
        catch (ArgumentException e)
        {
            throw new FormatException("La valeur d’un nom distinctif n’est pas de l’UTF-8.", e);
        }
    }

    private static string LireStrictement(string texte)
    {
        var (octets, fin) = (new List<byte>(), 0);
        for (var i = 0; i < texte.Length; i++)
        {
            var echappe = texte[i] == '\\';
            if (echappe && i + 2 < texte.Length && byte.TryParse(texte.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, null, out var octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else
            {
                i += echappe ? 1 : 0;
                var longueur = i + 1 < texte.Length && char.IsHighSurrogate(texte[i]) ? 2 : 1;
                octets.AddRange(i < texte.Length ? Utf8.GetBytes(texte.Substring(i, longueur)) : throw new FormatException("Un nom distinctif finit par « \\ »."));
                i += longueur - 1;
            }

            fin = echappe || texte[i] != ' ' ? octets.Count : fin;
        }

        return Utf8.GetString(octets.ToArray(), 0, fin);
    }
}
