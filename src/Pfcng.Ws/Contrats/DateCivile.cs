using System.Globalization;

namespace Pfcng.Ws.Contrats;

/// <summary>An xsd:date read as a day of the calendar: its zone is accepted and ignored (D4). The schema has checked the form; years go from 0001 to 9999.</summary>
internal static class DateCivile
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>True when the text begins, blanks aside, with a day of the calendar.</summary>
    public static bool EstValide(string texte) => DateOnly.TryParseExact(Jour(texte), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>The day.</summary>
    public static DateOnly Lire(string texte) => DateOnly.ParseExact(Jour(texte), Format, CultureInfo.InvariantCulture);

    private static ReadOnlySpan<char> Jour(string texte)
    {
        var date = texte.AsSpan().Trim();
        return date.Length < Format.Length ? date : date[..Format.Length];
    }
}
