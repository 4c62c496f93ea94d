namespace Pfcng.Ws.Contrats;

/// <summary>AKI and serial numbers as clients copy them: spaces, colons and letter case are tolerated (D4); the schema has checked the rest.</summary>
internal static class Hexadecimal
{
    /// <summary>Lower-case digits alone, as the domain compares them (D40).</summary>
    public static string Normaliser(string texte) => string.Concat(texte.Where(char.IsAsciiHexDigit).Select(char.ToLowerInvariant));
}
