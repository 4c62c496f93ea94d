using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Noms;

namespace Pfcng.Ca.Delivrance;

/// <summary>One authority: its names, its certificate, and its key, which never leaves this class.</summary>
public sealed class Autorite : IDisposable
{
    private readonly RSA _cle;

    internal Autorite(NomAutorite nom, X509Certificate2 certificat, RSA cle)
    {
        Nom = nom;
        Certificat = certificat;
        _cle = cle;
        IdentifiantDeCle = certificat.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.ToArray();
        Aki = Convert.ToHexStringLower(IdentifiantDeCle);
        Dn = nom.Dn.ToString();
    }

    /// <summary>Which authority.</summary>
    public NomAutorite Nom { get; }

    /// <summary>Its certificate, without private key.</summary>
    public X509Certificate2 Certificat { get; }

    /// <summary>Its key identifier, 40 lower-case hexadecimal digits (D40): the AKI of what it issues.</summary>
    public string Aki { get; }

    /// <summary>Its name as text (D34).</summary>
    public string Dn { get; }

    /// <summary>notBefore of its certificate.</summary>
    public DateTimeOffset Debut => Certificat.NotBefore.ToUniversalTime();

    /// <summary>notAfter of its certificate: nothing it issues lasts longer.</summary>
    public DateTimeOffset Fin => Certificat.NotAfter.ToUniversalTime();

    internal byte[] IdentifiantDeCle { get; }

    /// <summary>
    /// Signs a TBSCertificate or TBSCertList, then verifies the result with the public key before giving it: a fault of the machine during an
    /// RSA signature would betray the key. Any number of threads at once: OpenSSL's key is only read.
    /// </summary>
    internal byte[] Signer(ReadOnlySpan<byte> contenu)
    {
        var signe = EnveloppeDer.Signer(contenu, _cle);
        return EnveloppeDer.Ouvrir(signe, _cle) is { } relu && contenu.SequenceEqual(relu)
            ? signe
            : throw new CryptographicException($"{Nom.Cn} signed something else than it was given");
    }

    /// <summary>The content of what this authority signed; null when it did not.</summary>
    internal byte[]? Ouvrir(ReadOnlyMemory<byte> signe) => EnveloppeDer.Ouvrir(signe, _cle);

    /// <summary>Forgets the key.</summary>
    public void Dispose()
    {
        _cle.Dispose();
        Certificat.Dispose();
    }
}
