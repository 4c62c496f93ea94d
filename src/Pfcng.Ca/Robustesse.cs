using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca;

/// <summary>
/// The floor of strength of whatever is believed, certificates and lists alike (D9): RSA keys of 2048 bits at least, signatures in PKCS#1 v1.5
/// with SHA-256, 384 or 512. SHA-1 only where the caller says so (CPS2ter); MD5, RSA-PSS, EC and Edwards curves never.
/// </summary>
public static class Robustesse
{
    /// <summary>Bits of an RSA key, at least.</summary>
    public const int TailleDeCle = 2048;

    /// <summary>The digest of a signature algorithm.</summary>
    /// <param name="algorithme">Its OID.</param>
    /// <param name="sha1Admis">True where sha1WithRSAEncryption is tolerated.</param>
    /// <returns>Null when the algorithm is refused.</returns>
    public static HashAlgorithmName? Condensat(string? algorithme, bool sha1Admis = false) => algorithme switch
    {
        Oids.Sha256WithRsaEncryption => HashAlgorithmName.SHA256,
        Oids.Sha384WithRsaEncryption => HashAlgorithmName.SHA384,
        Oids.Sha512WithRsaEncryption => HashAlgorithmName.SHA512,
        Oids.Sha1WithRsaEncryption when sha1Admis => HashAlgorithmName.SHA1,
        _ => null,
    };

    /// <summary>Why the key of a certificate is too weak, in French; null when it is not.</summary>
    public static string? EcartDeCle(X509Certificate2 certificat)
    {
        ArgumentNullException.ThrowIfNull(certificat);
        try
        {
            using var cle = certificat.PublicKey.Oid.Value == Oids.RsaEncryption ? certificat.GetRSAPublicKey() : null;
            return cle?.KeySize >= TailleDeCle ? null : $"sa clé n’est pas une clé RSA de {TailleDeCle} bits au moins";
        }
        catch (CryptographicException)
        {
            return "sa clé est illisible";
        }
    }

    /// <summary>Why the signature that a certificate carries is too weak, in French; null when it is not.</summary>
    /// <param name="certificat">The certificate.</param>
    /// <param name="sha1Admis">True where sha1WithRSAEncryption is tolerated.</param>
    public static string? EcartDeSignature(X509Certificate2 certificat, bool sha1Admis)
    {
        ArgumentNullException.ThrowIfNull(certificat);
        return Condensat(certificat.SignatureAlgorithm.Value, sha1Admis) is null
            ? $"sa signature n’est pas en SHA-256, 384 ou 512 ({certificat.SignatureAlgorithm.Value})"
            : null;
    }
}
