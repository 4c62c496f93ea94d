using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pfcng.Ws.Tests.Confiance;

/// <summary>Signs certificates and lists as nobody should any more: the algorithm said and the digest taken are these, whatever is asked.</summary>
/// <param name="autorite">Whose key signs.</param>
/// <param name="algorithme">OID of the signature algorithm.</param>
/// <param name="condensat">Its digest.</param>
/// <param name="rembourrage">PKCS#1 v1.5 when null.</param>
internal sealed class SignatureFaible(X509Certificate2 autorite, string algorithme, HashAlgorithmName condensat, RSASignaturePadding? rembourrage = null) : X509SignatureGenerator
{
    public static SignatureFaible Md5(X509Certificate2 autorite) => new(autorite, "1.2.840.113549.1.1.4", HashAlgorithmName.MD5);

    public static SignatureFaible Sha1(X509Certificate2 autorite) => new(autorite, "1.2.840.113549.1.1.5", HashAlgorithmName.SHA1);

    public static SignatureFaible Pss(X509Certificate2 autorite) => new(autorite, "1.2.840.113549.1.1.10", HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
    {
        using var cle = autorite.GetRSAPrivateKey()!;
        if (rembourrage is not null)
        {
            return CreateForRSA(cle, rembourrage).GetSignatureAlgorithmIdentifier(condensat);
        }

        var identifiant = new AsnWriter(AsnEncodingRules.DER);
        using (identifiant.PushSequence())
        {
            identifiant.WriteObjectIdentifier(algorithme);
            identifiant.WriteNull();
        }

        return identifiant.Encode();
    }

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm)
    {
        using var cle = autorite.GetRSAPrivateKey()!;
        return cle.SignData(data, condensat, rembourrage ?? RSASignaturePadding.Pkcs1);
    }

    protected override PublicKey BuildPublicKey() => autorite.PublicKey;
}
