using System.Security.Cryptography;
using Pfcng.Domain.Modele;
using LigneNommee = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Pfcng.Domain.Stockage;

/// <summary>What the evidence of a message keeps of its signed Body; the Body's digest stays whatever is chosen.</summary>
internal enum CorpsGarde
{
    /// <summary>All of it: something that it asked for was accepted.</summary>
    Entier,

    /// <summary>All of it up to <see cref="Preuves.CorpsRefuseMaximal"/>, else nothing: all that it asked for was refused (D19).</summary>
    Borne,

    /// <summary>Nothing: it holds a secret (D27).</summary>
    Rien,
}

/// <summary>The evidence of signed messages (D19, D27), and the answers given to them, for a lost one (D25).</summary>
internal static class Preuves
{
    /// <summary>Bytes of the Body that a refused message may leave: a lot of 20 is 25 kB, and who is refused must not make the store grow (D19).</summary>
    public const int CorpsRefuseMaximal = 64 * 1024;

    /// <summary>Identifies a signed message: same signer, same signature value (RSA PKCS#1 v1.5 is deterministic, D25).</summary>
    public static byte[] Empreinte(Preuve preuve)
    {
        using var condensat = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        condensat.AppendData(SHA256.HashData(preuve.Certificat));
        condensat.AppendData(preuve.Signature);
        return condensat.GetHashAndReset();
    }

    private const string Selection =
        """
        SELECT p.id, p.monde, p.operation, p.demande, p.instant, p.trace, p.empreinte, p.signed_info, p.signature, p.certificat_signataire, p.condensat,
               CASE WHEN p.corps IS NULL THEN 0 ELSE 1 END AS avec_corps, p.reponse, p.certificat_tls, p.liste_autorite, p.liste_numero, p.liste_empreinte,
               c.certificat, p.corps
        FROM preuve p LEFT JOIN certificat_signataire c ON c.empreinte = p.certificat_signataire
        """;

    /// <summary>What the digest of a piece of evidence is of, in its order: a format (D37). The Body counts by its digest.</summary>
    private static readonly string[] Liees =
    [
        "id", "monde", "operation", "demande", "instant", "trace", "empreinte", "signed_info", "signature", "certificat_signataire", "condensat",
        "avec_corps", "reponse", "certificat_tls", "liste_autorite", "liste_numero", "liste_empreinte",
    ];

    /// <summary>Writes the evidence of a call; gives its identifier and its digest, or null when its channel signs nothing.</summary>
    /// <param name="connexion">The writer's.</param>
    /// <param name="appel">The call.</param>
    /// <param name="operation">Its operation.</param>
    /// <param name="demande">The demande it is about; null for a lot, whose demandes point at the evidence.</param>
    /// <param name="instant">Time of acceptance.</param>
    /// <param name="garde">What is kept of its Body.</param>
    /// <param name="reponse">Answer to give again, or null.</param>
    public static PreuveLiee? Ecrire(Connexion connexion, Appel appel, string operation, long? demande, DateTimeOffset instant, CorpsGarde garde, string? reponse)
    {
        if (appel.Preuve is not { } preuve)
        {
            return null;
        }

        var certificat = SHA256.HashData(preuve.Certificat);
        connexion.Executer(
            "INSERT INTO certificat_signataire (empreinte, certificat) VALUES (@empreinte, @certificat) ON CONFLICT DO NOTHING",
            ("@empreinte", certificat),
            ("@certificat", preuve.Certificat));
        (string Nom, object? Valeur)[] colonnes =
        [
            ("@monde", appel.Signataire.Monde.ToString()),
            ("@operation", operation),
            ("@demande", demande),
            ("@instant", instant.Ms()),
            ("@trace", appel.Trace),
            ("@empreinte", Empreinte(preuve)),
            ("@signed_info", preuve.SignedInfo),
            ("@signature", preuve.Signature),
            ("@certificat", certificat),
            ("@condensat", SHA256.HashData(preuve.Corps)),
            ("@corps", EstGarde(preuve.Corps, garde) ? preuve.Corps : null),
            ("@reponse", reponse),
            ("@certificat_tls", preuve.CertificatTls),
            ("@liste_autorite", preuve.Liste?.Autorite),
            ("@liste_numero", preuve.Liste?.Numero),
            ("@liste_empreinte", preuve.Liste?.Empreinte),
        ];
        var id = (long)connexion.Valeur(
            """
            INSERT INTO preuve (monde, operation, demande, instant, trace, empreinte, signed_info, signature, certificat_signataire, condensat, corps, reponse,
                                certificat_tls, liste_autorite, liste_numero, liste_empreinte)
            VALUES (@monde, @operation, @demande, @instant, @trace, @empreinte, @signed_info, @signature, @certificat, @condensat, @corps, @reponse,
                    @certificat_tls, @liste_autorite, @liste_numero, @liste_empreinte)
            RETURNING id
            """,
            colonnes)!;
        return new(id, Condensat.De([id, .. colonnes.Select(c => c.Nom == "@corps" ? c.Valeur is null ? 0 : 1 : c.Valeur)]));
    }

    /// <summary>A piece of evidence as it is kept; null when it is not there.</summary>
    public static PreuveGardee? Relire(Connexion connexion, long id) =>
        Lire(connexion.Premiere<LigneNommee>(Selection + " WHERE p.id = @id", ("@id", id)));

    /// <summary>The evidence of the message that made a demande; null when it has none.</summary>
    public static PreuveGardee? DeLaDemande(Connexion connexion, Monde monde, long numero) => Lire(connexion.Premiere<LigneNommee>(
        Selection + " WHERE p.id = (SELECT preuve FROM demande WHERE monde = @monde AND numero = @numero)",
        ("@monde", monde.ToString()),
        ("@numero", numero)));

    /// <summary>True when a row of history binds that evidence.</summary>
    public static bool EstLiee(Connexion connexion, long id) => connexion.Valeur("SELECT 1 FROM historique WHERE preuve = @id LIMIT 1", ("@id", id)) is not null;

    /// <summary>Identifiers of the next pieces of evidence, a page at most.</summary>
    public static List<long> Apres(Connexion connexion, long id, int combien) => connexion.Lister<long>(
        "SELECT id FROM preuve WHERE id > @id ORDER BY id LIMIT @combien", ("@id", id), ("@combien", combien));

    /// <summary>The last answer to that very message, when all it created are still « Demande validée »; else null (D25).</summary>
    public static string? ReponseARedonner(Connexion connexion, byte[] empreinte) => (string?)connexion.Valeur(
        """
        SELECT p.reponse FROM preuve p
        WHERE p.empreinte = @empreinte AND p.reponse IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM preuve autre JOIN demande d ON d.preuve = autre.id
            WHERE autre.empreinte = @empreinte AND autre.reponse IS NOT NULL AND d.code_refus IS NULL AND d.etat <> 'Validee')
        ORDER BY p.id DESC LIMIT 1
        """,
        ("@empreinte", empreinte));

    private static bool EstGarde(byte[] corps, CorpsGarde garde) => garde switch
    {
        CorpsGarde.Entier => true,
        CorpsGarde.Borne => corps.Length <= CorpsRefuseMaximal,
        _ => false,
    };

    private static PreuveGardee? Lire(LigneNommee? l) => l is null ? null : new(
        (long)l["id"]!,
        l.Texte("monde")!.Membre<Monde>(),
        l.Texte("operation")!,
        l.Octets("signed_info")!,
        l.Octets("signature")!,
        l.Octets("certificat_signataire")!,
        l.Octets("condensat")!,
        l.Octets("certificat"),
        l.Octets("corps"),
        Condensat.De(l, Liees))
    {
        Empreinte = l.Octets("empreinte")!,
        Liste = l.Texte("liste_autorite") is { } autorite ? new(autorite, l.Texte("liste_numero")!, l.Octets("liste_empreinte")!) : null,
    };
}
