using System.Globalization;
using System.Net;

namespace Pfcng.Ws.Hebergement;

/// <content>How a value is read and refused.</content>
internal sealed partial class Reglages
{
    private string Texte(string nom) => _section[nom] is { Length: > 0 } valeur ? valeur : Defaut(nom);

    private string Chemin(string nom, string defaut) => Path.GetFullPath(Texte(nom) is { Length: > 0 } valeur ? valeur : Path.Combine(DataDirectory, defaut));

    private string[] Liste(string nom, Func<string, bool> convient, string attendu)
    {
        string[] valeurs = Texte(nom).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (valeurs.Length > 0 || Texte(nom).Length == 0) && valeurs.All(convient) ? valeurs : throw Invalide(nom, $"{attendu}, séparés par « ; »");
    }

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
        Texte(nom).Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(Texte(nom), CultureInfo.InvariantCulture, out var valeur) && valeur >= min && valeur <= max ? valeur : throw Invalide(nom, attendu);

    private Uri? Uri(string nom, string schema) => Texte(nom) is not { Length: > 0 } texte
        ? null
        : System.Uri.TryCreate(texte, UriKind.Absolute, out var uri) && uri.Scheme == schema && uri is { UserInfo: "", Query: "", Fragment: "" }
            ? uri
            : throw Invalide(nom, $"une adresse {schema}://…");

    private IPAddress? Adresse(string nom) => Texte(nom) switch
    {
        "loopback" => null,
        "any" => IPAddress.IPv6Any,
        var texte => IPAddress.TryParse(texte, out var adresse) ? adresse : throw Invalide(nom, "loopback, any ou une adresse IP"),
    };

    /// <summary>A name or an address, as the X-Forwarded-Host of a relay gives it; « *. » stands for what is under a name.</summary>
    private static bool EstUnHote(string texte) => texte.StartsWith("*.", StringComparison.Ordinal)
        ? EstUnDomaine(texte[2..])
        : System.Uri.CheckHostName(texte.Trim('[', ']')) != UriHostNameType.Unknown;

    private static bool EstUnDomaine(string texte) => texte.All(char.IsAscii) && System.Uri.CheckHostName(texte) == UriHostNameType.Dns;

    private static bool EstUneAdresse(string texte) =>
        System.Uri.TryCreate(texte, UriKind.Absolute, out var uri) && (uri.Scheme == System.Uri.UriSchemeHttp || uri.Scheme == System.Uri.UriSchemeHttps);

    private static IPNetwork? Reseau(string texte) =>
        IPNetwork.TryParse(texte, out var reseau) ? reseau
        : IPAddress.TryParse(texte, out var adresse) ? new(adresse, 8 * adresse.GetAddressBytes().Length)
        : null;

    private static string Defaut(string nom) => Reglage.Tous.First(r => r.Nom == nom).Defaut;

    private static DemarrageImpossibleException Invalide(string nom, string attendu) =>
        new($"Réglage invalide : {Reglage.Section}:{nom} ; attendu : {attendu}.");
}
