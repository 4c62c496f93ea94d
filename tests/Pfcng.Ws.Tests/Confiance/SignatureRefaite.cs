using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pfcng.Ws.Tests.Confiance;

/// <summary>A certificate of which an OID was changed for another of the same length, signed again: what no honest tool would make.</summary>
internal static class SignatureRefaite
{
    public static X509Certificate2 De(X509Certificate2 certificat, X509Certificate2 autorite, string oid, string nouvel)
    {
        var parties = new AsnReader(certificat.RawData, AsnEncodingRules.DER).ReadSequence();
        var tbs = parties.ReadEncodedValue().ToArray();
        var (ancien, neuf) = (Encoder(oid), Encoder(nouvel));
        neuf.CopyTo(tbs.AsSpan(tbs.AsSpan().LastIndexOf(ancien)));
        using var cle = autorite.GetRSAPrivateKey()!;
        var refait = new AsnWriter(AsnEncodingRules.DER);
        using (refait.PushSequence())
        {
            refait.WriteEncodedValue(tbs);
            refait.WriteEncodedValue(parties.ReadEncodedValue().Span);
            refait.WriteBitString(cle.SignData(tbs, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }

        return X509CertificateLoader.LoadCertificate(refait.Encode());
    }

    private static byte[] Encoder(string oid)
    {
        var ecrivain = new AsnWriter(AsnEncodingRules.DER);
        ecrivain.WriteObjectIdentifier(oid);
        return ecrivain.Encode();
    }
}
