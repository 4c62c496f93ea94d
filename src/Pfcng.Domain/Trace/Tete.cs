using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pfcng.Domain.Journal;

namespace Pfcng.Domain.Trace;

/// <summary>
/// A head of the history: what the platform saw of it at one moment, signed by a key held outside the store (D37). Written in a file of lines,
/// seven fields separated by « ; »: rank, row, hash, journal, time, hash of the line before, signature.
/// </summary>
/// <param name="Rang">1, 2, 3… without a hole.</param>
/// <param name="Ligne">Number of the last row of the history; 0 for an empty one.</param>
/// <param name="Empreinte">Its hash.</param>
/// <param name="Journal">Where the journal of issuance ended.</param>
/// <param name="Instant">When, to the millisecond; never before the head that precedes.</param>
/// <param name="Precedente">SHA-256 of the line before, its line feed left out; zeros for the first one.</param>
/// <param name="Signature">Over all that comes before it in the line.</param>
public sealed record Tete(
    long Rang, long Ligne, byte[] Empreinte, PlaceDansLeJournal Journal, DateTimeOffset Instant, byte[] Precedente, byte[] Signature)
{
    private const string Prefixe = "pfcng-tete-1;";

    /// <summary>What is signed.</summary>
    public byte[] Signe => Encoding.ASCII.GetBytes(Prefixe + Corps);

    /// <summary>The line, without its line feed.</summary>
    public string Texte => $"{Corps};{Convert.ToBase64String(Signature)}";

    private string Corps => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rang};{Ligne};{Convert.ToHexStringLower(Empreinte)};{Journal.Octets}:{Convert.ToHexStringLower(Journal.Empreinte)};{Instant.ToUnixTimeMilliseconds()};{Convert.ToHexStringLower(Precedente)}");

    /// <summary>Reads a line; null when it is none of ours.</summary>
    public static Tete? Lire(string ligne)
    {
        ArgumentNullException.ThrowIfNull(ligne);
        try
        {
            return ligne.Split(';') is [var rang, var numero, var empreinte, var journal, var instant, var precedente, var signature] && journal.Split(':') is [var octets, var place]
                ? new(
                    Nombre(rang),
                    Nombre(numero),
                    Empreinte32(empreinte),
                    new(Nombre(octets), Empreinte32(place)),
                    DateTimeOffset.FromUnixTimeMilliseconds(Nombre(instant)),
                    Empreinte32(precedente),
                    Convert.FromBase64String(signature))
                : null;
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>SHA-256 of a line, as the next one holds it.</summary>
    internal static byte[] Condenser(string ligne) => SHA256.HashData(Encoding.UTF8.GetBytes(ligne));

    private static long Nombre(string texte) => long.Parse(texte, NumberStyles.None, CultureInfo.InvariantCulture);

    private static byte[] Empreinte32(string texte) =>
        Convert.FromHexString(texte) is { Length: SHA256.HashSizeInBytes } empreinte ? empreinte : throw new FormatException("not a SHA-256");
}
