using System.Security.Cryptography;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Store;

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

    /// <summary>Writes the evidence of a call; gives its identifier.</summary>
    /// <param name="connexion">The writer's.</param>
    /// <param name="appel">The call.</param>
    /// <param name="operation">Its operation.</param>
    /// <param name="demande">The demande it is about; null for a lot, whose demandes point at the evidence.</param>
    /// <param name="instant">Time of acceptance.</param>
    /// <param name="garde">What is kept of its Body.</param>
    /// <param name="reponse">Answer to give again, or null.</param>
    public static long Ecrire(Connexion connexion, Appel appel, string operation, long? demande, DateTimeOffset instant, CorpsGarde garde, string? reponse)
    {
        var certificat = SHA256.HashData(appel.Preuve.Certificat);
        connexion.Executer(
            "INSERT INTO certificat_signataire (empreinte, certificat) VALUES ($empreinte, $certificat) ON CONFLICT DO NOTHING",
            ("$empreinte", certificat),
            ("$certificat", appel.Preuve.Certificat));
        return (long)connexion.Valeur(
            """
            INSERT INTO preuve (monde, operation, demande, instant, trace, empreinte, signed_info, signature, certificat_signataire, condensat, corps, reponse)
            VALUES ($monde, $operation, $demande, $instant, $trace, $empreinte, $signed_info, $signature, $certificat, $condensat, $corps, $reponse)
            RETURNING id
            """,
            ("$monde", appel.Signataire.Monde.ToString()),
            ("$operation", operation),
            ("$demande", demande),
            ("$instant", instant.Ms()),
            ("$trace", appel.Trace),
            ("$empreinte", Empreinte(appel.Preuve)),
            ("$signed_info", appel.Preuve.SignedInfo),
            ("$signature", appel.Preuve.Signature),
            ("$certificat", certificat),
            ("$condensat", SHA256.HashData(appel.Preuve.Corps)),
            ("$corps", EstGarde(appel.Preuve.Corps, garde) ? appel.Preuve.Corps : null),
            ("$reponse", reponse))!;
    }

    /// <summary>The last answer to that very message, when all it created are still « Demande validée »; else null (D25).</summary>
    public static string? ReponseARedonner(Connexion connexion, byte[] empreinte) => (string?)connexion.Valeur(
        """
        SELECT p.reponse FROM preuve p
        WHERE p.empreinte = $empreinte AND p.reponse IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM preuve autre JOIN demande d ON d.preuve = autre.id
            WHERE autre.empreinte = $empreinte AND autre.reponse IS NOT NULL AND d.code_refus IS NULL AND d.etat <> 'Validee')
        ORDER BY p.id DESC LIMIT 1
        """,
        ("$empreinte", empreinte));

    private static bool EstGarde(byte[] corps, CorpsGarde garde) => garde switch
    {
        CorpsGarde.Entier => true,
        CorpsGarde.Borne => corps.Length <= CorpsRefuseMaximal,
        _ => false,
    };
}
