using Microsoft.Data.Sqlite;

namespace Pfcng.Domain.Store;

/// <summary>How values are written in columns, and read back.</summary>
internal static class Colonnes
{
    /// <summary>Milliseconds since 1970, UTC.</summary>
    public static long Ms(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    /// <summary>An instant from its milliseconds.</summary>
    public static DateTimeOffset Instant(this SqliteDataReader ligne, int colonne) => DateTimeOffset.FromUnixTimeMilliseconds(ligne.GetInt64(colonne));

    /// <summary>A text, or null.</summary>
    public static string? Texte(this SqliteDataReader ligne, int colonne) => ligne.IsDBNull(colonne) ? null : ligne.GetString(colonne);

    /// <summary>A small number, or null.</summary>
    public static int? Nombre(this SqliteDataReader ligne, int colonne) => ligne.IsDBNull(colonne) ? null : ligne.GetInt32(colonne);

    /// <summary>Octets, or null.</summary>
    public static byte[]? Octets(this SqliteDataReader ligne, int colonne) => ligne.IsDBNull(colonne) ? null : ligne.GetFieldValue<byte[]>(colonne);

    /// <summary>A member of an enumeration, from its name.</summary>
    public static T Membre<T>(this SqliteDataReader ligne, int colonne)
        where T : struct, Enum => Enum.Parse<T>(ligne.GetString(colonne));
}
