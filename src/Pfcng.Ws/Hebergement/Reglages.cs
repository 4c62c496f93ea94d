using System.Globalization;
using System.Net;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Pipeline;

namespace Pfcng.Ws.Hebergement;

/// <summary>The settings, read once and checked; a wrong or unknown one is a <see cref="DemarrageImpossibleException"/>. Names and defaults: <see cref="Reglage"/>.</summary>
internal sealed partial class Reglages
{
    private const int JoursMaximum = 36_500;

    private const string AnnuaireDeDemonstration = "demo/annuaire.json";

    private static readonly TimeSpan DecalageMaximal = TimeSpan.FromDays(3650);

    private readonly IConfigurationSection _section;

    private Reglages(IConfiguration configuration)
    {
        _section = SectionDesReglages.Ouvrir(configuration);
        DataDirectory = Path.GetFullPath(Texte("DataDirectory"));
        HttpsPort = Entier("HttpsPort", 0, 65535);
        HttpPort = Entier("HttpPort", 0, 65535);
        Ecoute = Adresse("Ecoute");
        Demonstration = Booleen("Demonstration");
        Decalage = Comprise("Demonstration:Decalage", -DecalageMaximal, DecalageMaximal, "une durée [-][j.]hh:mm:ss, dix ans au plus");
        AdressePublique = Uri("AdressePublique", System.Uri.UriSchemeHttps);
        AdresseDePublication = Uri("AdresseDePublication", System.Uri.UriSchemeHttp);
        HotesAutorises = Liste("HotesAutorises", EstUnHote, "des noms d’hôte (exemple.fr, *.exemple.fr) ou des adresses IP, sans port");
        Annuaire = Chemin("Annuaire", Demonstration ? AnnuaireDeDemonstration : "annuaire.json");
        Confiance = Chemin("Confiance", "confiance");
        ListesExternes = [.. Liste("ListesExternes", EstUneAdresse, "des adresses http://… ou https://…").Select(t => new Uri(t))];
        PhraseSecrete = LirePhraseSecrete();
        Portes = new(Booleen("Portes:MelangeDesMondes"), Booleen("Portes:MemeCarte"));
        UpnDomainesPs = Liste("UpnDomainesPs", EstUnDomaine, "des domaines (exemple.fr)");
        Renouvellement = new(Entier("Renouvellement:JoursAvantExpiration", 0, JoursMaximum), Entier("Renouvellement:JoursApresExpiration", 0, JoursMaximum));
        EntreDeuxTetes = Comprise("Historique:EntreDeuxTetes", TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), "une durée [j.]hh:mm:ss, d’une minute à un jour");
        DelaiDeRetrait = new(Entier("Retrait:DelaiJours", 0, JoursMaximum));
        Trace = new(Entier("Trace:Taille", 4096, int.MaxValue), Entier("Trace:Fichiers", 2, 10_000), Entier("Trace:Jours", 1, JoursMaximum));
        EspaceLibre = Entier("Sante:EspaceLibre", 0L, long.MaxValue);
        var taille = Entier("Limites:TailleDuMessage", 1024, 100 * 1024 * 1024);
        Reception = new(taille, Entier("Limites:OctetsEnVol", taille, int.MaxValue), Positive("Limites:DelaiCorps"));
        Limites = new(
            Entier("Limites:RequetesSimultanees", 1, 10_000),
            Entier("Limites:RequetesParClient", 1, 10_000),
            Entier("Limites:Connexions", 1, 100_000),
            Entier("Limites:ConnexionsParAdresse", 1, 100_000),
            [.. Liste("Limites:AdressesSansBorne", t => Reseau(t) is not null, "des adresses IP ou des réseaux (10.0.0.0/8)").Select(t => Reseau(t)!.Value)],
            Positive("Limites:DelaiEnTetes"),
            Positive("Limites:DelaiReponse"));
        DelaiArret = Positive("Limites:DelaiArret");
        ProduitsFermes = ProduitsDe("Ouvert").Where(p => !Booleen(p.Nom, "true")).Select(p => (p.Monde, p.Produit)).ToHashSet();
        Politiques = ProduitsDe("Politique").ToDictionary(p => p.Produit, p => Oids.EstUn(_section[p.Nom]!) ? _section[p.Nom]! : throw Invalide(p.Nom, "un identifiant d’objet (1.2.250…)"));
        SslServClientAuth = Booleen("SslServClientAuth");
        VerifierLensemble();
    }

    /// <summary>Reads and checks every setting.</summary>
    /// <exception cref="DemarrageImpossibleException">A name or a value is wrong.</exception>
    public static Reglages Lire(IConfiguration configuration)
    {
        SectionDesReglages.RefuserKestrel(configuration);
        return new(configuration);
    }

    /// <summary>Reads the data folder's path alone, for the verbs that only read it: neither passphrase nor addresses are asked of an auditor.</summary>
    /// <exception cref="DemarrageImpossibleException">A name is wrong.</exception>
    public static string LireDossier(IConfiguration configuration) =>
        Path.GetFullPath(SectionDesReglages.Ouvrir(configuration)["DataDirectory"] is { Length: > 0 } valeur ? valeur : Defaut("DataDirectory"));

    /// <summary>Reads the path of the folder of the cards' authorities alone, likewise.</summary>
    /// <exception cref="DemarrageImpossibleException">A name is wrong.</exception>
    public static string LireConfiance(IConfiguration configuration) =>
        Path.GetFullPath(SectionDesReglages.Ouvrir(configuration)["Confiance"] is { Length: > 0 } valeur ? valeur : Path.Combine(LireDossier(configuration), "confiance"));

    /// <summary>Reads the delay of withdrawal alone, likewise.</summary>
    /// <exception cref="DemarrageImpossibleException">A name is wrong, or it is no number of days.</exception>
    public static DelaiDeRetrait LireDelaiDeRetrait(IConfiguration configuration) =>
        SectionDesReglages.Ouvrir(configuration)["Retrait:DelaiJours"] is not { Length: > 0 } texte ? DelaiDeRetrait.ParDefaut
        : int.TryParse(texte, NumberStyles.None, CultureInfo.InvariantCulture, out var jours) && jours <= JoursMaximum ? new(jours)
        : throw Invalide("Retrait:DelaiJours", $"un entier de 0 à {JoursMaximum}");

    public string DataDirectory { get; }

    public int HttpsPort { get; }

    public int HttpPort { get; }

    public IPAddress? Ecoute { get; }

    public bool Demonstration { get; }

    public TimeSpan Decalage { get; }

    public Uri? AdressePublique { get; }

    public Uri? AdresseDePublication { get; }

    public IReadOnlyList<string> HotesAutorises { get; }

    public string Annuaire { get; }

    /// <summary>True when that file is made if it is absent: the demonstration's, in its place, since elsewhere it is a name that was mistyped.</summary>
    public bool AnnuaireACreer => Demonstration && Annuaire == Path.GetFullPath(Path.Combine(DataDirectory, AnnuaireDeDemonstration));

    public string Confiance { get; }

    public IReadOnlyList<Uri> ListesExternes { get; }

    public string? PhraseSecrete { get; }

    public ReglesDesPortes Portes { get; }

    public IReadOnlyList<string> UpnDomainesPs { get; }

    public FenetreDeRenouvellement Renouvellement { get; }

    public TimeSpan EntreDeuxTetes { get; }

    public DelaiDeRetrait DelaiDeRetrait { get; }

    public GardeDuRegistre Trace { get; }

    public long EspaceLibre { get; }

    public LimitesDeReception Reception { get; }

    public Limites Limites { get; }

    public TimeSpan DelaiArret { get; }

    public IReadOnlySet<(Monde Monde, TypeProduit Produit)> ProduitsFermes { get; }

    /// <summary>Policies of the production world that replace the inferred ones.</summary>
    public IReadOnlyDictionary<TypeProduit, string> Politiques { get; }

    public bool SslServClientAuth { get; }

    private void VerifierLensemble()
    {
        if (HttpPort != 0 && HttpPort == HttpsPort)
        {
            throw new DemarrageImpossibleException($"Pfcng:HttpsPort et Pfcng:HttpPort sont le même port, {HttpPort}.");
        }

        if (Demonstration)
        {
            RefuserLaDemonstrationParAccident();
            return;
        }

        if (PhraseSecrete is null)
        {
            throw new DemarrageImpossibleException(
                "Forme de production : la phrase secrète des autorités manque (Pfcng:Autorites:PhraseSecrete ou Pfcng:Autorites:FichierPhraseSecrete).");
        }

        if (AdresseDePublication is null)
        {
            throw new DemarrageImpossibleException("Forme de production : Pfcng:AdresseDePublication manque (adresse écrite dans les certificats).");
        }

        if (Decalage != TimeSpan.Zero)
        {
            throw new DemarrageImpossibleException("Pfcng:Demonstration:Decalage n’existe qu’en démonstration.");
        }
    }

    /// <summary>
    /// Demonstration is the default, and its keys are in clear: beside a setting that has a meaning in production only, or heard beyond this machine,
    /// it must have been written out. The settings shipped beside the executable do not write it.
    /// </summary>
    private void RefuserLaDemonstrationParAccident()
    {
        if (_section["Demonstration"] is not null)
        {
            return;
        }

        (string Nom, bool Donne)[] production =
        [
            ("Autorites:PhraseSecrete", Texte("Autorites:PhraseSecrete").Length > 0),
            ("Autorites:FichierPhraseSecrete", Texte("Autorites:FichierPhraseSecrete").Length > 0),
            ("Confiance", Texte("Confiance").Length > 0 || AutoritesDeposees()),
            ("ListesExternes", ListesExternes.Count > 0),
            ("AdressePublique", AdressePublique is { IsLoopback: false }),
            ("AdresseDePublication", AdresseDePublication is { IsLoopback: false }),
            ("Ecoute", Ecoute is not null && !IPAddress.IsLoopback(Ecoute)),
        ];
        if (production.Where(r => r.Donne).Select(r => $"{Reglage.Section}:{r.Nom}").ToList() is { Count: > 0 } donnes)
        {
            throw new DemarrageImpossibleException(
                $"Démonstration ou production ? {string.Join(", ", donnes)} ne va pas avec la démonstration par défaut : écrire {Reglage.Section}:Demonstration=false, ou true si elle est voulue.");
        }
    }

    // Certificates in the trust folder itself: demonstration reads but its sub-folder of CPS2ter.
    private bool AutoritesDeposees()
    {
        try
        {
            return Directory.EnumerateFiles(Confiance).Any(f => Path.GetExtension(f) is ".cer" or ".crt" or ".pem");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The products that have a setting of their own.</summary>
    private IEnumerable<(Monde Monde, TypeProduit Produit, string Nom)> ProduitsDe(string reglage)
    {
        foreach (var monde in _section.GetSection("Produits").GetChildren())
        {
            foreach (var produit in monde.GetChildren().Where(p => p[reglage] is not null))
            {
                var nom = $"Produits:{monde.Key}:{produit.Key}:{reglage}";
                var types = TypeProduit.Tous.Where(t => string.Equals(t.ToString(), produit.Key, StringComparison.OrdinalIgnoreCase)).ToList();
                if (!Enum.TryParse<Monde>(monde.Key, ignoreCase: true, out var m) || types.Count == 0 || char.IsDigit(monde.Key[0]))
                {
                    throw new DemarrageImpossibleException($"Réglage inconnu : {Reglage.Section}:{nom} (monde Test ou Production, puis un des treize produits).");
                }

                yield return (m, types[0], nom);
            }
        }
    }

    private string? LirePhraseSecrete()
    {
        var fichier = Texte("Autorites:FichierPhraseSecrete");
        if (fichier.Length > 0 && Texte("Autorites:PhraseSecrete").Length > 0)
        {
            throw new DemarrageImpossibleException("Pfcng:Autorites:PhraseSecrete et Pfcng:Autorites:FichierPhraseSecrete sont donnés tous les deux : gardez-en un.");
        }

        try
        {
            var phrase = fichier.Length > 0 ? File.ReadLines(fichier).FirstOrDefault() : Texte("Autorites:PhraseSecrete");
            return string.IsNullOrEmpty(phrase) ? null : phrase;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DemarrageImpossibleException($"Le fichier de la phrase secrète ne peut pas être lu : {fichier}", e);
        }
    }
}
