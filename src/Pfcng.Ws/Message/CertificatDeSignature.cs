using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pfcng.Ws.Message;

/// <summary>
/// A certificate as a message brings it, and its key. OpenSSL 3 takes ten times longer to take a key in than to verify with it, and a signer comes
/// back: what was read is kept, by its very octets. Nothing is said of who holds it. Read by any number of threads at once; never disposed of.
/// </summary>
internal sealed class CertificatDeSignature
{
    /// <summary>Kept at the same time, all forgotten beyond: some kilobytes each.</summary>
    private const int Gardes = 1_000;

    private static readonly ConcurrentDictionary<string, CertificatDeSignature> Lus = new();

    private CertificatDeSignature(X509Certificate2 certificat) => (Certificat, Cle) = (certificat, certificat.GetRSAPublicKey());

    /// <summary>The certificate.</summary>
    public X509Certificate2 Certificat { get; }

    /// <summary>Its key; null when it is not of RSA.</summary>
    public RSA? Cle { get; }

    /// <summary>Reads DER and nothing behind: .NET also reads the first of several PEM certificates, and leaves what follows a DER one. Null when it is not that.</summary>
    public static CertificatDeSignature? Lire(byte[] der)
    {
        var empreinte = Convert.ToHexString(SHA256.HashData(der));
        if (Lus.TryGetValue(empreinte, out var deja))
        {
            return deja;
        }

        try
        {
            var certificat = X509CertificateLoader.LoadCertificate(der);
            return certificat.RawDataMemory.Span.SequenceEqual(der) ? Garder(empreinte, new(certificat)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CertificatDeSignature Garder(string empreinte, CertificatDeSignature lu)
    {
        if (Lus.Count >= Gardes)
        {
            Lus.Clear();
        }

        return Lus.GetOrAdd(empreinte, lu);
    }
}
