using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Pfcng.Domain.Modele;

namespace Pfcng.Ws.Hebergement;

/// <summary>Reads a text as a value; false when it is none.</summary>
internal delegate bool Conversion<T>(string texte, [MaybeNullWhen(false)] out T valeur);

/// <summary>Reads the settings one after the other, each by its declaration, which it remembers; a value that is not admitted is a <see cref="DemarrageImpossibleException"/>.</summary>
/// <param name="section">Our section of the configuration.</param>
internal sealed class LectureDesReglages(IConfigurationSection section)
{
    private readonly List<Reglage> _declares = [];

    /// <summary>What was declared so far, in order.</summary>
    public IReadOnlyList<Reglage> Declares => _declares;

    /// <summary>True when the configuration gives it, be it the default.</summary>
    public bool EstEcrit(string nom) => section[nom] is not null;

    /// <summary>A text; the default when it is not given.</summary>
    public string Texte(string nom, string defaut, string role)
    {
        _declares.Add(new(nom, defaut, role));
        return section[nom] is { Length: > 0 } valeur ? valeur : defaut;
    }

    /// <summary>true or false.</summary>
    public bool Booleen(string nom, bool defaut, string role) => Convertir<bool>(nom, Texte(nom, defaut ? "true" : "false", role), bool.TryParse, "true ou false");

    /// <summary>An integer between two bounds, both admitted.</summary>
    public int Entier(string nom, int defaut, int min, int max, string role) => (int)Entier(nom, (long)defaut, min, max, role);

    /// <inheritdoc cref="Entier(string, int, int, int, string)"/>
    public long Entier(string nom, long defaut, long min, long max, string role) => Convertir<long>(
        nom,
        Texte(nom, defaut.ToString(CultureInfo.InvariantCulture), role),
        (string texte, out long valeur) => long.TryParse(texte, NumberStyles.None, CultureInfo.InvariantCulture, out valeur) && valeur >= min && valeur <= max,
        $"un entier de {min} à {max}");

    /// <summary>A time left to somebody: more than none, an hour at most.</summary>
    /// <param name="nom">Its name.</param>
    /// <param name="defaut">Its default, seconds.</param>
    /// <param name="role">What it is for.</param>
    public TimeSpan Delai(string nom, int defaut, string role) =>
        Duree(nom, TimeSpan.FromSeconds(defaut), TimeSpan.FromTicks(1), TimeSpan.FromHours(1), "une durée hh:mm:ss, de plus de zéro à une heure", role);

    /// <summary>A duration between two bounds, both admitted; a number alone, which would be days, is none.</summary>
    public TimeSpan Duree(string nom, TimeSpan defaut, TimeSpan min, TimeSpan max, string attendu, string role) => Convertir<TimeSpan>(
        nom,
        Texte(nom, defaut.ToString("c", CultureInfo.InvariantCulture), role),
        (string texte, out TimeSpan valeur) =>
            TimeSpan.TryParse(texte, CultureInfo.InvariantCulture, out valeur) && texte.Contains(':', StringComparison.Ordinal) && valeur >= min && valeur <= max,
        attendu);

    /// <summary>An address of that scheme, without user, query nor fragment; null when it is not given.</summary>
    public Uri? Uri(string nom, string schema, string role) => Facultatif<Uri>(
        nom,
        (string texte, [MaybeNullWhen(false)] out Uri valeur) =>
            System.Uri.TryCreate(texte, UriKind.Absolute, out valeur) && valeur.Scheme == schema && valeur is { UserInfo: "", Query: "", Fragment: "" },
        $"une adresse {schema}://…",
        role);

    /// <summary>A path, made absolute; null when it is not given.</summary>
    public string? Chemin(string nom, string role) => Texte(nom, "", role) is { Length: > 0 } texte ? Path.GetFullPath(texte) : null;

    /// <summary>Where to listen: null for the loopback addresses.</summary>
    public IPAddress? Adresse(string nom, string role) => Texte(nom, "loopback", role) switch
    {
        "loopback" => null,
        "any" => IPAddress.IPv6Any,
        var texte => Convertir<IPAddress>(nom, texte, IPAddress.TryParse, "loopback, any ou une adresse IP"),
    };

    /// <summary>Values separated by « ; »; none when it is not given.</summary>
    public IReadOnlyList<T> Liste<T>(string nom, Conversion<T> lire, string attendu, string role)
    {
        var texte = Texte(nom, "", role);
        attendu += ", avec « ; » entre deux";
        string[] valeurs = texte.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return valeurs.Length > 0 || texte.Length == 0 ? [.. valeurs.Select(v => Convertir(nom, v, lire, attendu))] : throw Invalide(nom, attendu);
    }

    /// <summary>A setting of each product, below its world and its name; those that are given.</summary>
    /// <param name="modele">Its name: four parts, the first « Produits », a star for any world or product.</param>
    /// <param name="defaut">What is understood when it is not given.</param>
    /// <param name="lire">Reads a value.</param>
    /// <param name="attendu">What is admitted.</param>
    /// <param name="role">What it is for.</param>
    public IReadOnlyList<(Monde Monde, TypeProduit Produit, T Valeur)> ParProduit<T>(string modele, string defaut, Conversion<T> lire, string attendu, string role)
    {
        _declares.Add(new(modele, defaut, role));
        var feuille = modele[(modele.LastIndexOf(':') + 1)..];
        return
        [
            .. from monde in section.GetSection("Produits").GetChildren()
               from produit in monde.GetChildren()
               let texte = produit[feuille]
               where texte is not null
               let nom = $"Produits:{monde.Key}:{produit.Key}:{feuille}"
               let lu = Reconnaitre(monde.Key, produit.Key, nom)
               select (lu.Monde, lu.Produit, Convertir(nom, texte, lire, attendu)),
        ];
    }

    /// <summary>A name or an address, as the X-Forwarded-Host of a relay gives it; « *. » stands for what is under a name.</summary>
    public static bool Hote(string texte, [MaybeNullWhen(false)] out string valeur) => Tel(
        texte,
        texte.StartsWith("*.", StringComparison.Ordinal) ? EstUnDomaine(texte[2..]) : System.Uri.CheckHostName(texte.Trim('[', ']')) != UriHostNameType.Unknown,
        out valeur);

    /// <summary>A DNS name.</summary>
    public static bool Domaine(string texte, [MaybeNullWhen(false)] out string valeur) => Tel(texte, EstUnDomaine(texte), out valeur);

    /// <summary>The identifier of a policy of one of us: below France's own arc, 1.2.250.1.</summary>
    public static bool Politique(string texte, [MaybeNullWhen(false)] out string valeur) =>
        Tel(texte, Oids.EstUn(texte) && texte.StartsWith(Oids.OrganismesFrancais + ".", StringComparison.Ordinal), out valeur);

    /// <summary>An address from where something is asked.</summary>
    public static bool Source(string texte, [MaybeNullWhen(false)] out Uri valeur) =>
        System.Uri.TryCreate(texte, UriKind.Absolute, out valeur) && (valeur.Scheme == System.Uri.UriSchemeHttp || valeur.Scheme == System.Uri.UriSchemeHttps);

    /// <summary>A network, or an address alone.</summary>
    public static bool Reseau(string texte, out IPNetwork valeur)
    {
        if (!IPNetwork.TryParse(texte, out valeur) && IPAddress.TryParse(texte, out var adresse))
        {
            valeur = new(adresse, 8 * adresse.GetAddressBytes().Length);
            return true;
        }

        return IPNetwork.TryParse(texte, out valeur);
    }

    private static bool EstUnDomaine(string texte) => texte.All(char.IsAscii) && System.Uri.CheckHostName(texte) == UriHostNameType.Dns;

    private static bool Tel(string texte, bool convient, out string valeur)
    {
        valeur = texte;
        return convient;
    }

    private static (Monde Monde, TypeProduit Produit) Reconnaitre(string monde, string produit, string nom)
    {
        var types = TypeProduit.Tous.Where(t => string.Equals(t.ToString(), produit, StringComparison.OrdinalIgnoreCase)).ToList();
        return Enum.TryParse<Monde>(monde, ignoreCase: true, out var m) && types.Count > 0 && !char.IsDigit(monde[0])
            ? (m, types[0])
            : throw new DemarrageImpossibleException($"Réglage inconnu : {Reglage.Section}:{nom} (monde Test ou Production, puis un des treize produits).");
    }

    private T? Facultatif<T>(string nom, Conversion<T> lire, string attendu, string role)
        where T : class => Texte(nom, "", role) is { Length: > 0 } texte ? Convertir(nom, texte, lire, attendu) : null;

    private static T Convertir<T>(string nom, string texte, Conversion<T> lire, string attendu) => lire(texte, out var valeur) ? valeur : throw Invalide(nom, attendu);

    private static DemarrageImpossibleException Invalide(string nom, string attendu) => new($"Réglage invalide : {Reglage.Section}:{nom} ; attendu : {attendu}.");
}
