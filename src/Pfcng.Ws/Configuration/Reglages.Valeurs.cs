using System.Globalization;
using System.Net;

namespace Pfcng.Ws.Configuration;

/// <content>How a value is read and refused.</content>
internal sealed partial class Reglages
{
    private string Texte(string nom) => _section[nom] is { Length: > 0 } valeur ? valeur : Defaut(nom);

    private string Chemin(string nom, string defaut) => Path.GetFullPath(Texte(nom) is { Length: > 0 } valeur ? valeur : Path.Combine(DataDirectory, defaut));

    private string[] Liste(string nom) => Texte(nom).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private bool Booleen(string nom) => Booleen(nom, Defaut(nom));

    private bool Booleen(string nom, string defaut) =>
        bool.TryParse(_section[nom] ?? defaut, out var valeur) ? valeur : throw Invalide(nom, "true ou false");

    private int Entier(string nom, int min, int max) => (int)Entier(nom, (long)min, max);

    private long Entier(string nom, long min, long max) =>
        long.TryParse(Texte(nom), NumberStyles.None, CultureInfo.InvariantCulture, out var valeur) && valeur >= min && valeur <= max
            ? valeur
            : throw Invalide(nom, $"un entier de {min} à {max}");

    private TimeSpan Positive(string nom) => Comprise(nom, TimeSpan.FromTicks(1), TimeSpan.FromHours(1), "une durée hh:mm:ss, de plus de zéro à une heure");

    private TimeSpan Comprise(string nom, TimeSpan min, TimeSpan max, string attendu) =>
        TimeSpan.TryParse(Texte(nom), CultureInfo.InvariantCulture, out var valeur) && valeur >= min && valeur <= max ? valeur : throw Invalide(nom, attendu);

    private Uri? Uri(string nom, string schema) => Texte(nom) is not { Length: > 0 } texte
        ? null
        : System.Uri.TryCreate(texte, UriKind.Absolute, out var uri) && uri.Scheme == schema ? uri : throw Invalide(nom, $"une adresse {schema}://…");

    private IPAddress? Adresse(string nom) => Texte(nom) switch
    {
        "loopback" => null,
        "any" => IPAddress.IPv6Any,
        var texte => IPAddress.TryParse(texte, out var adresse) ? adresse : throw Invalide(nom, "loopback, any ou une adresse IP"),
    };

    private static string Defaut(string nom) => Reglage.Tous.First(r => r.Nom == nom).Defaut;

    private static DemarrageImpossibleException Invalide(string nom, string attendu) =>
        new($"Réglage invalide : {Reglage.Section}:{nom} ; attendu : {attendu}.");
}
