using System.Text;

namespace Pfcng.Ws.Message;

/// <summary>
/// Which of the accepted encodings a message is in (D8): UTF-8, UTF-16 or ISO-8859-1; what HTTP says first (RFC 7303 §3), then a byte order
/// mark, then the XML declaration, then UTF-8. A byte that the encoding forbids is an error, never a replacement character.
/// </summary>
internal static class Encodage
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16Le = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16Be = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <summary>The encoding, and how many bytes of mark stand before the text; null when it is not one of the three.</summary>
    /// <param name="octets">The message, or its beginning.</param>
    /// <param name="charset">The charset of HTTP's Content-Type, or null.</param>
    public static (Encoding Encodage, int Marque)? Choisir(ReadOnlySpan<byte> octets, string? charset)
    {
        var (marque, taille) = Marque(octets);
        var nom = charset?.Trim().Trim('"', '\'').ToUpperInvariant();
        var choisi = string.IsNullOrEmpty(nom) ? marque ?? Declare(octets) : Nomme(nom, octets, marque);
        return choisi is null ? null : (choisi, choisi == marque ? taille : 0);
    }

    private static (Encoding?, int) Marque(ReadOnlySpan<byte> octets) => octets switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8, 3),
        [0xFF, 0xFE, ..] => (Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Utf16Be, 2),
        _ => (null, 0),
    };

    private static Encoding? Nomme(string nom, ReadOnlySpan<byte> octets, Encoding? marque) => nom switch
    {
        "UTF-8" or "UTF8" or "US-ASCII" => Utf8,
        "UTF-16LE" => Utf16Le,
        "UTF-16BE" => Utf16Be,
        "UTF-16" => marque == Utf16Le || (marque is null && octets is [_, 0, ..]) ? Utf16Le : Utf16Be,
        "ISO-8859-1" or "LATIN1" => Encoding.Latin1,
        _ => null,
    };

    private static Encoding? Declare(ReadOnlySpan<byte> octets)
    {
        if (octets is [(byte)'<', 0, ..])
        {
            return Utf16Le;
        }

        if (octets is [0, (byte)'<', ..])
        {
            return Utf16Be;
        }

        var fin = octets.StartsWith("<?xml"u8) ? octets[..Math.Min(octets.Length, 256)].IndexOf("?>"u8) : -1;
        var declaration = fin < 0 ? "" : Encoding.Latin1.GetString(octets[..fin]);
        var debut = declaration.IndexOf("encoding", StringComparison.Ordinal);
        var morceaux = debut < 0 ? [] : declaration[debut..].Split('"', '\'');
        return morceaux.Length < 2 ? Utf8 : Nomme(morceaux[1].ToUpperInvariant(), octets, null);
    }
}
