using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pfcng.Ws.Traces;

/// <summary>
/// Writes the lines of the trace files: one JSON object each, UTF-8, control characters escaped, every text bounded, so that no client can
/// forge, break or swell a line.
/// </summary>
internal static class LigneDeTrace
{
    /// <summary>Characters of a text at most.</summary>
    public const int Longueur = 1000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A writer to that buffer, to be used for one line after the other.</summary>
    public static Utf8JsonWriter Ecrivain(IBufferWriter<byte> tampon) => new(tampon, Options);

    /// <summary>Opens a line, which begins with its instant.</summary>
    public static void Commencer(Utf8JsonWriter json, DateTimeOffset instant)
    {
        json.Reset();
        json.WriteStartObject();
        json.WriteString("instant", instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary>Adds a text; nothing when there is none.</summary>
    public static void Texte(Utf8JsonWriter json, string nom, string? valeur)
    {
        if (valeur is { Length: > 0 } and not "-")
        {
            json.WriteString(nom, Borner(valeur, Longueur));
        }
    }

    /// <summary>Ends the line.</summary>
    public static void Finir(Utf8JsonWriter json, IBufferWriter<byte> tampon)
    {
        json.WriteEndObject();
        json.Flush();
        tampon.Write("\n"u8);
    }

    /// <summary>So many characters at most, none of those that turn a line around or hide in it, no half of a pair.</summary>
    public static string Borner(string texte, int longueur)
    {
        if (texte.Length <= longueur && !texte.Any(EstTrompeur))
        {
            return texte;
        }

        var borne = new StringBuilder(Math.Min(texte.Length, longueur));
        foreach (var caractere in texte.EnumerateRunes())
        {
            if (borne.Length + caractere.Utf16SequenceLength > longueur)
            {
                break;
            }

            borne.Append(Rune.GetUnicodeCategory(caractere) == UnicodeCategory.Format ? "\uFFFD" : caractere.ToString());
        }

        return borne.ToString();
    }

    private static bool EstTrompeur(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Surrogate;
}
