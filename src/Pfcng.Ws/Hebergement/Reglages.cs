using System.Net;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Pipeline;

namespace Pfcng.Ws.Hebergement;

/// <summary>
/// The settings, each declared once, in the order of the documentation: its name, its default, its bounds, what it is for, and how it is read. They are
/// read once and checked; a wrong or unknown one is a <see cref="DemarrageImpossibleException"/>.
/// </summary>
internal sealed partial class Reglages(LectureDesReglages lu)
{
    private const int JoursMaximum = 36_500;

    private static readonly TimeSpan DixAns = TimeSpan.FromDays(3650);

    public string DataDirectory { get; } = LireDossier(lu);

    public int HttpsPort { get; } = lu.Entier("HttpsPort", 8443, 0, 65535, "Port HTTPS des deux portes /ws-srv et /ws-apt.");

    public int HttpPort { get; } = lu.Entier("HttpPort", 8080, 0, 65535, "Port HTTP de ce qui est public : /AC, /CRL, WSDL, /health.");

    public IPAddress? Ecoute { get; } = lu.Adresse("Ecoute", "Adresse d’écoute : « loopback », « any » ou une adresse IP.");

    public bool Demonstration { get; } = lu.Booleen(
        "Demonstration",
        true,
        "true : monde de démonstration, cartes et annuaire créés ; false : forme de production. À écrire dès qu’un réglage de production est donné ou qu’on écoute au-delà de la machine.");

    public TimeSpan Decalage { get; } = lu.Duree(
        "Demonstration:Decalage",
        TimeSpan.Zero,
        -DixAns,
        DixAns,
        "une durée [-][j.]hh:mm:ss, dix ans au plus",
        "En démonstration, décale l’horloge du domaine (ex. 40.00:00:00) ; la validation TLS des pairs garde l’heure réelle.");

    public Uri? AdressePublique { get; } = lu.Uri("AdressePublique", Uri.UriSchemeHttps, "Adresse HTTPS publique, écrite dans soap:address (défaut : l’hôte demandé et le port HTTPS).");

    public Uri? AdresseDePublication { get; } = lu.Uri(
        "AdresseDePublication", Uri.UriSchemeHttp, "Adresse HTTP publique écrite dans les certificats (/CRL, /AC) ; défaut en démonstration : http://localhost:<HttpPort>.");

    public IReadOnlyList<string> HotesAutorises { get; } = lu.Liste<string>(
        "HotesAutorises",
        LectureDesReglages.Hote,
        "des noms d’hôte (exemple.fr, *.exemple.fr) ou des adresses IP, sans port",
        "Hôtes admis dans les en-têtes X-Forwarded-*, séparés par « ; » (nom, *.nom ou adresse IP, sans port) ; absent : ces en-têtes sont ignorés.");

    private string? AnnuaireDonne { get; } = lu.Chemin(
        "Annuaire",
        "Fichier de l’annuaire ; défaut : demo/annuaire.json en démonstration, annuaire.json sinon, sous le dossier de données. Seul celui de la démonstration est créé, et à cette place.");

    public string? PhraseSecrete { get; } = LirePhraseSecrete(lu);

    private string? ConfianceDonnee { get; } = LireConfiance(lu);

    public IReadOnlyList<Uri> ListesExternes { get; } = lu.Liste<Uri>(
        "ListesExternes",
        LectureDesReglages.Source,
        "des adresses http://… ou https://…",
        "Adresses http(s) des listes de révocation des autorités de cartes, séparées par « ; », demandées toutes les heures ; une copie sert au redémarrage.");

    public ReglesDesPortes Portes { get; } = new(
        MelangeDesMondes: lu.Booleen("Portes:MelangeDesMondes", true, "true : /ws-srv admet un serveur de test ou de production quel que soit le monde du signataire (D11)."),
        MemeCarte: lu.Booleen("Portes:MemeCarte", true, "true : sur /ws-apt la carte TLS et la carte de signature portent le même idNat (D10)."));

    public IReadOnlySet<(Monde Monde, TypeProduit Produit)> ProduitsFermes { get; } = lu.ParProduit<bool>(
        "Produits:*:*:Ouvert", "true", bool.TryParse, "true ou false", "Monde (Test, Production) puis produit (ex. ORG_AUTH_CLI) : false le ferme à la commande (D23).")
        .Where(p => !p.Valeur).Select(p => (p.Monde, p.Produit)).ToHashSet();

    /// <summary>Policies of the production world that replace the inferred ones.</summary>
    public IReadOnlyDictionary<TypeProduit, string> Politiques { get; } = lu.ParProduit<string>(
        "Produits:Production:*:Politique",
        "",
        LectureDesReglages.Politique,
        $"un identifiant de politique ({Oids.OrganismesFrancais}.…)",
        $"Identifiant ({Oids.OrganismesFrancais}.…) de la politique de certification d’un produit de production ; défaut : déduit de celles qui sont publiques (D35).")
        .ToDictionary(p => p.Produit, p => p.Valeur);

    public bool SslServClientAuth { get; } = lu.Booleen(
        "SslServClientAuth", true, "false : SERV SSL_SERV avec serverAuth seul, comme Chorus Pro le veut ; ce certificat n’ouvre plus /ws-srv (D35).");

    public IReadOnlyList<string> UpnDomainesPs { get; } = lu.Liste<string>(
        "UpnDomainesPs", LectureDesReglages.Domaine, "des domaines (exemple.fr)", "Domaines d’UPN ouverts à l’offre PS, séparés par « ; » ; absent : tous (D22).");

    public FenetreDeRenouvellement Renouvellement { get; } = new(
        lu.Entier("Renouvellement:JoursAvantExpiration", 30, 0, JoursMaximum, "Un certificat se renouvelle à partir de ce nombre de jours avant sa fin de validité (D30)."),
        lu.Entier("Renouvellement:JoursApresExpiration", 10, 0, JoursMaximum, "Et jusqu’à ce nombre de jours après."));

    public TimeSpan EntreDeuxTetes { get; } = lu.Duree(
        "Historique:EntreDeuxTetes",
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromDays(1),
        "une durée [j.]hh:mm:ss, d’une minute à un jour",
        "Délai, d’une minute à un jour, entre deux têtes signées de l’historique (D37) ; une autre est signée au démarrage et à l’arrêt.");

    public DelaiDeRetrait DelaiDeRetrait { get; } = LireDelaiDeRetrait(lu);

    public GardeDuRegistre Trace { get; } = new(
        lu.Entier("Trace:Taille", 64 * 1024 * 1024, 4096, int.MaxValue, "Octets d’un fichier de trace (trace/refus.jsonl, trace/acces.jsonl) ; au-delà, il est mis de côté."),
        lu.Entier("Trace:Fichiers", 10, 2, 10_000, "Fichiers gardés de chacune des deux traces, celui qui s’écrit compris."),
        lu.Entier("Trace:Jours", 90, 1, JoursMaximum, "Jours de trace gardés : un fichier mis de côté depuis plus longtemps est effacé."));

    public long EspaceLibre { get; } = lu.Entier(
        "Sante:EspaceLibre", 64L * 1024 * 1024, 0, long.MaxValue, "Octets libres sous le dossier de données en deçà desquels /health/ready répond 503.");

    public LimitesDeReception Reception { get; } = LireReception(lu);

    public Limites Limites { get; } = new(
        lu.Entier("Limites:RequetesSimultanees", 64, 1, 10_000, "Opérations traitées en même temps, une fois le client reconnu à la porte ; au-delà : 503."),
        lu.Entier("Limites:RequetesParClient", 16, 1, 10_000, "Opérations simultanées d’un même client (nom du serveur, ou idNat de la carte) ; au-delà : 503."),
        lu.Entier("Limites:Connexions", 500, 1, 100_000, "Connexions ouvertes en même temps sur chaque port ; au-delà, elles sont coupées."),
        lu.Entier("Limites:ConnexionsParAdresse", 100, 1, 100_000, "Dont ouvertes par une même adresse (IPv6 : un même réseau /64) ; au-delà, elles sont coupées."),
        lu.Liste<IPNetwork>(
            "Limites:AdressesSansBorne",
            LectureDesReglages.Reseau,
            "des adresses IP ou des réseaux (10.0.0.0/8)",
            "Adresses ou réseaux (10.0.0.0/8) des relais, séparés par « ; » : ce qui est borné par adresse ne l’est pas pour eux."),
        lu.Delai("Limites:DelaiEnTetes", 15, "Temps laissé au client pour dire son premier octet, puis s’entendre en TLS, puis envoyer ses en-têtes."),
        lu.Delai("Limites:DelaiReponse", 30, "Temps laissé au client pour lire une réponse, une seconde de plus par 16 Kio ; au-delà, elle est abandonnée."));

    public TimeSpan DelaiArret { get; } = lu.Delai("Limites:DelaiArret", 30, "Temps laissé aux requêtes en cours à l’arrêt (SIGTERM).");

    private static string LireDossier(LectureDesReglages lu) => Path.GetFullPath(lu.Texte("DataDirectory", "data", "Dossier de données : base, clés, autorités, listes de révocation, monde de démonstration."));

    private static string? LireConfiance(LectureDesReglages lu) => lu.Chemin(
        "Confiance",
        "En forme de production : dossier des certificats (.cer, .crt, .pem) et listes de révocation (.crl, relues dans la minute où elles changent) des autorités de cartes ; défaut : confiance sous le dossier de données.");

    private static DelaiDeRetrait LireDelaiDeRetrait(LectureDesReglages lu) => new(lu.Entier(
        "Retrait:DelaiJours",
        DelaiDeRetrait.ParDefaut.Jours,
        0,
        JoursMaximum,
        "Délai de retrait avant annulation, en jours après la validation de la demande ; donne la dateExpiration du suivi, et le dernier jour du retrait."));

    /// <summary>As many octets in flight as one message at least: the largest one would never be read.</summary>
    private static LimitesDeReception LireReception(LectureDesReglages lu)
    {
        var taille = lu.Entier("Limites:TailleDuMessage", 10 * 1024 * 1024, 1024, 100 * 1024 * 1024, "Octets d’un message, au-delà : 24 (D32).");
        var enVol = lu.Entier(
            "Limites:OctetsEnVol",
            32 * 1024 * 1024,
            taille,
            int.MaxValue,
            "Octets de messages lus en même temps, toutes requêtes, dont la moitié au plus (un message entier au moins) pour un même client ; au-delà : 503.");
        return new(taille, enVol, lu.Delai("Limites:DelaiCorps", 30, "Temps laissé au client pour envoyer un message entier."));
    }

    private static string? LirePhraseSecrete(LectureDesReglages lu)
    {
        var phrase = lu.Texte("Autorites:PhraseSecrete", "", "Phrase secrète des clés d’autorité, obligatoire en forme de production.");
        var fichier = lu.Texte("Autorites:FichierPhraseSecrete", "", "Fichier dont la première ligne est cette phrase (secret monté).");
        if (fichier.Length > 0 && phrase.Length > 0)
        {
            throw new DemarrageImpossibleException("Pfcng:Autorites:PhraseSecrete et Pfcng:Autorites:FichierPhraseSecrete sont donnés tous les deux : gardez-en un.");
        }

        try
        {
            phrase = fichier.Length > 0 ? File.ReadLines(fichier).FirstOrDefault() : phrase;
            return string.IsNullOrEmpty(phrase) ? null : phrase;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DemarrageImpossibleException($"Le fichier de la phrase secrète ne peut pas être lu : {fichier}", e);
        }
    }
}
