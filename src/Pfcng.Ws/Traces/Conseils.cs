using System.Globalization;

namespace Pfcng.Ws.Traces;

/// <summary>What to do after a refusal, in a sentence or two: for the demonstration's page.</summary>
internal static class Conseils
{
    private const string Autres = "La raison dit ce qui manque ; samples/soap tient un message juste et des messages refusés pour chaque code.";
    private const string Droits = "Qui a quels droits se lit dans demo/annuaire.json, sous le dossier de données, relu à chaque démarrage ; le README en donne le tableau.";

    /// <summary>By words of the reason: the first that is found counts.</summary>
    private static readonly (string Mots, string Conseil)[] ParRaison =
    [
        ("empreinte du Body", "Le Body reçu n’est pas celui qui a été signé : signez en dernier, sans réindenter ni réécrire le message, et avec la canonicalisation que la signature annonce."),
        ("valeur de la signature est fausse", "SignatureValue ne vient pas de la clé de ce certificat, ou SignedInfo a changé après la signature."),
        ("aucune signature", "Le message n’est pas signé : une ds:Signature du Body dans l’en-tête SOAP (README, « how to sign »)."),
        ("algorithme refusé", "Algorithmes admis : rsa-sha256, sha256, c14n 1.0 ou exclusive, enveloped-signature ; ni SHA-1 ni HMAC."),
        ("nonRepudiation", "Signez avec le certificat de signature de la carte (sign.*), pas celui d’authentification (auth.*)."),
        ("carte TLS est celle de", "Par /ws-apt, la carte qui ouvre la connexion et celle qui signe sont la même personne."),
        ("révoqué", "Ce certificat est dans une liste de révocation : prenez-en un autre."),
        ("expiré", "Prenez un certificat en cours de validité."),
        ("liste de révocation", "La liste de révocation de cette autorité manque ou n’est plus en cours de validité : voir Pfcng:Confiance."),
        ("aucun certificat client", "La connexion TLS doit présenter un certificat client : tls.* d’un serveur par /ws-srv, auth.* d’une carte par /ws-apt."),
        ("liste blanche", "Ce serveur n’est pas admis : ajoutez son nom à la liste blanche de l’annuaire."),
        ("pas un certificat d’authentification", "Par /ws-apt, la connexion TLS présente le certificat auth.* de la carte, pas celui de signature (sign.*)."),
        ("aucune autorité admise", "Ce certificat ne vient pas des autorités de cette plateforme : demo/LISEZMOI.txt, sous le dossier de données, dit où sont les cartes et les serveurs."),
        ("pas celui d’une carte", "Un certificat logiciel n’ouvre pas /ws-apt et ne signe pas : prenez ceux d’une carte."),
        ("se demande en HTTPS", "Les portes sont sur le port HTTPS (8443 sauf réglage), l’autre est public."),
        ("serverAuth et clientAuth", "Par /ws-srv, présentez un certificat SSL serveur qui porte les deux usages."),
        ("n’émet pas", "Ce certificat n’est pas de ceux que cette porte, ou une signature, admet : demo/LISEZMOI.txt, sous le dossier de données, dit où sont les cartes et les serveurs."),
        ("clé RSA de", "La clé de la CSR est RSA de 2048 bits : openssl req -new -newkey rsa:2048 -sha256 -nodes."),
        ("PKCS#10 en DER", "Mettez dans CSR le PKCS#10 en base64, avec ou sans ses lignes BEGIN et END CERTIFICATE REQUEST."),
        ("base64", "Mettez dans CSR le PKCS#10 en base64, avec ou sans ses lignes BEGIN et END CERTIFICATE REQUEST."),
        ("au lieu de sha256WithRSAEncryption", "La CSR est signée en sha256WithRSAEncryption : openssl req -new -sha256."),
        ("n’existe pas dans l’annuaire", "Ajoutez cette personne ou cette structure à demo/annuaire.json, sous le dossier de données, puis redémarrez."),
        ("habilité", Droits),
    ];

    /// <summary>By the last digits of the code.</summary>
    private static readonly Dictionary<int, string> ParCode = new()
    {
        [2] = "La signature ou la carte n’est pas admise : le README dit comment signer, samples/soap montre un message juste.",
        [5] = "L’élément nommé est absent, inconnu, répété ou mal formé : voir contracts/pfcng-ws.xsd (GET ?wsdl).",
        [7] = "Aucune demande ne répond à ces critères parmi celles que cet acteur peut suivre.",
        [8] = "Aucun certificat de ce monde n’a cet AKI et ce numéro de série : en hexadécimal, tels que le certificat les porte.",
        [9] = "Faites une autre CSR, RSA 2048 signée en SHA-256 : une même clé ne sert qu’une demande.",
        [11] = "Le retrait se fait par l’acteur de la demande, encore habilité, tant que le produit est à retirer.",
        [12] = "Vérifiez la date d’effet, le motif et l’état du produit.",
        [23] = "Envoyez vingt demandes au plus par lot.",
        [24] = "Coupez le lot : 10 Mio par message (Pfcng:Limites:TailleDuMessage).",
        [27] = "L’indice de retrait est l’indiceDemande rendu par la demande, dans le monde de la même carte.",
        [30] = "Retirez avec la carte qui a signé la demande.",
        [31] = "Une demande faite par l’IHM se retire par l’IHM.",
        [38] = "Le client est parti avant la fin de la réponse : redemandez le retrait, le même certificat est rendu.",
        [42] = "Cinq FQDN au plus par demande.",
        [44] = "Une donnée de référence a disparu de l’annuaire : rétablissez-la.",
    };

    /// <summary>The advice for a refusal.</summary>
    public static string Pour(RefusTrace refus) =>
        Array.Find(ParRaison, p => refus.Raison.Contains(p.Mots, StringComparison.Ordinal)).Conseil
        ?? (int.TryParse(refus.Code.AsSpan(refus.Code.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var numero) ? ParCode.GetValueOrDefault(numero) : null)
        ?? Autres;
}
