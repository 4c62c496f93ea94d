using System.Text;
using LigneNommee = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Pfcng.Domain.Stockage;

/// <summary>How values are written in columns, and read back.</summary>
internal static class Colonnes
{
    /// <summary>Milliseconds since 1970, UTC.</summary>
    public static long Ms(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    /// <summary>An instant from its milliseconds.</summary>
    public static DateTimeOffset Instant(this long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    /// <summary>A member of an enumeration, from its name.</summary>
    /// <exception cref="DepotAltereException">It has no such member.</exception>
    public static T Membre<T>(this string nom)
        where T : struct, Enum => Enum.TryParse<T>(nom, out var membre) ? membre : throw new DepotAltereException($"« {nom} » n’est pas un {typeof(T).Name}.");

    /// <summary>Text of a named column, or null.</summary>
    public static string? Texte(this LigneNommee ligne, string colonne) => ligne[colonne]?.ToString();

    /// <summary>Octets of a named column, or null; a text that somebody put in their place counts by its own.</summary>
    public static byte[]? Octets(this LigneNommee ligne, string colonne) => ligne[colonne] switch
    {
        byte[] octets => octets,
        string texte => Encoding.UTF8.GetBytes(texte),
        _ => null,
    };
}
