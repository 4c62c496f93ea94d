namespace Pfcng.Ws.Hebergement;

/// <summary>One setting: the only place that says its name, its default and what it is for; <c>--help</c>, the README's table and the check of unknown names come from it.</summary>
/// <param name="Nom">Key of the .NET configuration, below <c>Pfcng:</c>; <c>*</c> stands for any one part.</param>
/// <param name="Defaut">Default value as text, or empty.</param>
/// <param name="Role">What it is for, in French, one sentence.</param>
internal sealed record Reglage(string Nom, string Defaut, string Role)
{
    /// <summary>Prefix of every key.</summary>
    public const string Section = "Pfcng";

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<Reglage> Tous { get; } =
    [
        new("DataDirectory", "data", "Dossier de données : base, clés, autorités, listes de révocation, monde de démonstration."),
        new("HttpsPort", "8443", "Port HTTPS des deux portes /ws-srv et /ws-apt."),
        new("HttpPort", "8080", "Port HTTP de ce qui est public : /AC, /CRL, WSDL, /health."),
        new("Ecoute", "loopback", "Adresse d’écoute : « loopback », « any » ou une adresse IP."),
        new("Demonstration", "true", "true : monde de démonstration, cartes et annuaire créés ; false : forme de production. À écrire dès qu’un réglage de production est donné ou qu’on écoute au-delà de la machine."),
        new("Demonstration:Decalage", "00:00:00", "En démonstration, décale l’horloge du domaine (ex. 40.00:00:00) ; la validation TLS des pairs garde l’heure réelle."),
        new("AdressePublique", "", "Adresse HTTPS publique, écrite dans soap:address (défaut : l’hôte demandé et le port HTTPS)."),
        new("AdresseDePublication", "", "Adresse HTTP publique écrite dans les certificats (/CRL, /AC) ; défaut en démonstration : http://localhost:<HttpPort>."),
        new("HotesAutorises", "", "Hôtes admis dans les en-têtes X-Forwarded-*, séparés par « ; » (nom, *.nom ou adresse IP, sans port) ; absent : ces en-têtes sont ignorés."),
        new("Annuaire", "", "Fichier de l’annuaire ; défaut : demo/annuaire.json en démonstration, annuaire.json sinon, sous le dossier de données. Seul celui de la démonstration est créé, et à cette place."),
        new("Autorites:PhraseSecrete", "", "Phrase secrète des clés d’autorité, obligatoire en forme de production."),
        new("Autorites:FichierPhraseSecrete", "", "Fichier dont la première ligne est cette phrase (secret monté)."),
        new("Confiance", "", "En forme de production : dossier des certificats (.cer, .crt, .pem) et listes de révocation (.crl, relues dans la minute où elles changent) des autorités de cartes ; défaut : confiance sous le dossier de données."),
        new("ListesExternes", "", "Adresses http(s) des listes de révocation des autorités de cartes, séparées par « ; », demandées toutes les heures ; une copie sert au redémarrage."),
        new("Portes:MelangeDesMondes", "true", "true : /ws-srv admet un serveur de test ou de production quel que soit le monde du signataire (D11)."),
        new("Portes:MemeCarte", "true", "true : sur /ws-apt la carte TLS et la carte de signature portent le même idNat (D10)."),
        new("Produits:*:*:Ouvert", "true", "Monde (Test, Production) puis produit (ex. ORG_AUTH_CLI) : false le ferme à la commande (D23)."),
        new("Produits:Production:*:Politique", "", "Identifiant (1.2.250…) de la politique de certification d’un produit de production ; défaut : déduit de celles qui sont publiques (D35)."),
        new("SslServClientAuth", "true", "false : SERV SSL_SERV avec serverAuth seul, comme Chorus Pro le veut ; ce certificat n’ouvre plus /ws-srv (D35)."),
        new("UpnDomainesPs", "", "Domaines d’UPN ouverts à l’offre PS, séparés par « ; » ; absent : tous (D22)."),
        new("Renouvellement:JoursAvantExpiration", "30", "Un certificat se renouvelle à partir de ce nombre de jours avant sa fin de validité (D30)."),
        new("Renouvellement:JoursApresExpiration", "10", "Et jusqu’à ce nombre de jours après."),
        new("Historique:EntreDeuxTetes", "00:05:00", "Délai, d’une minute à un jour, entre deux têtes signées de l’historique (D37) ; une autre est signée au démarrage et à l’arrêt."),
        new("Retrait:DelaiJours", "10", "Délai de retrait avant annulation, en jours après la validation de la demande ; donne la dateExpiration du suivi, et le dernier jour du retrait."),
        new("Trace:Taille", "67108864", "Octets d’un fichier de trace (trace/refus.jsonl, trace/acces.jsonl) ; au-delà, il est mis de côté."),
        new("Trace:Fichiers", "10", "Fichiers gardés de chacune des deux traces, celui qui s’écrit compris."),
        new("Trace:Jours", "90", "Jours de trace gardés : un fichier mis de côté depuis plus longtemps est effacé."),
        new("Sante:EspaceLibre", "67108864", "Octets libres sous le dossier de données en deçà desquels /health/ready répond 503."),
        new("Limites:TailleDuMessage", "10485760", "Octets d’un message, au-delà : 24 (D32)."),
        new("Limites:OctetsEnVol", "33554432", "Octets de messages lus en même temps, toutes requêtes, dont la moitié au plus (un message entier au moins) pour un même client ; au-delà : 503."),
        new("Limites:RequetesSimultanees", "64", "Opérations traitées en même temps, une fois le client reconnu à la porte ; au-delà : 503."),
        new("Limites:RequetesParClient", "16", "Opérations simultanées d’un même client (nom du serveur, ou idNat de la carte) ; au-delà : 503."),
        new("Limites:Connexions", "500", "Connexions ouvertes en même temps sur chaque port ; au-delà, elles sont coupées."),
        new("Limites:ConnexionsParAdresse", "100", "Dont ouvertes par une même adresse (IPv6 : un même réseau /64) ; au-delà, elles sont coupées."),
        new("Limites:AdressesSansBorne", "", "Adresses ou réseaux (10.0.0.0/8) des relais, séparés par « ; » : ce qui est borné par adresse ne l’est pas pour eux."),
        new("Limites:DelaiEnTetes", "00:00:15", "Temps laissé au client pour dire son premier octet, puis s’entendre en TLS, puis envoyer ses en-têtes."),
        new("Limites:DelaiCorps", "00:00:30", "Temps laissé au client pour envoyer un message entier."),
        new("Limites:DelaiReponse", "00:00:30", "Temps laissé au client pour lire une réponse, une seconde de plus par 16 Kio ; au-delà, elle est abandonnée."),
        new("Limites:DelaiArret", "00:00:30", "Temps laissé aux requêtes en cours à l’arrêt (SIGTERM)."),
    ];
}
