using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Pfcng.Domain.Tests.Csr;

/// <summary>A PKCS#10 written by hand, so that each part of it can be made wrong.</summary>
internal sealed record CsrDeTest
{
    public const string RsaEncryption = "1.2.840.113549.1.1.1";
    public const string Sha256Rsa = "1.2.840.113549.1.1.11";

    public required RSA Cle { get; init; }

    public int Version { get; init; }

    /// <summary>Modulus to declare instead of the key's own.</summary>
    public BigInteger? Module { get; init; }

    public string AlgorithmeDeCle { get; init; } = RsaEncryption;

    public string AlgorithmeDeSignature { get; init; } = Sha256Rsa;

    public HashAlgorithmName Condensat { get; init; } = HashAlgorithmName.SHA256;

    public bool ParametresNull { get; init; } = true;

    public int TailleDesAttributs { get; init; }

    public bool SansAttributs { get; init; }

    public byte[] Encoder()
    {
        var contenu = Contenu();
        var demande = new AsnWriter(AsnEncodingRules.DER);
        using (demande.PushSequence())
        {
            demande.WriteEncodedValue(contenu);
            Algorithme(demande, AlgorithmeDeSignature);
            demande.WriteBitString(Cle.SignData(contenu, Condensat, RSASignaturePadding.Pkcs1));
        }

        return demande.Encode();
    }

    public string Base64() => Convert.ToBase64String(Encoder());

    private byte[] Contenu()
    {
        var contenu = new AsnWriter(AsnEncodingRules.DER);
        using (contenu.PushSequence())
        {
            contenu.WriteInteger(Version);
            using (contenu.PushSequence())
            using (contenu.PushSetOf())
            using (contenu.PushSequence())
            {
                contenu.WriteObjectIdentifier("2.5.4.3");
                contenu.WriteCharacterString(UniversalTagNumber.UTF8String, "ignoré");
            }

            using (contenu.PushSequence())
            {
                Algorithme(contenu, AlgorithmeDeCle);
                contenu.WriteBitString(CleRsa());
            }

            if (!SansAttributs)
            {
                Attributs(contenu);
            }
        }

        return contenu.Encode();
    }

    private byte[] CleRsa()
    {
        var parametres = Cle.ExportParameters(false);
        var cle = new AsnWriter(AsnEncodingRules.DER);
        using (cle.PushSequence())
        {
            cle.WriteInteger(Module ?? new BigInteger(parametres.Modulus, isUnsigned: true, isBigEndian: true));
            cle.WriteIntegerUnsigned(parametres.Exponent);
        }

        return cle.Encode();
    }

    private void Attributs(AsnWriter contenu)
    {
        using (contenu.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)))
        {
            if (TailleDesAttributs == 0)
            {
                return;
            }

            using (contenu.PushSequence())
            {
                contenu.WriteObjectIdentifier("1.2.840.113549.1.9.7");
                using (contenu.PushSetOf())
                {
                    contenu.WriteCharacterString(UniversalTagNumber.UTF8String, new string('a', TailleDesAttributs));
                }
            }
        }
    }

    private void Algorithme(AsnWriter sortie, string oid)
    {
        using (sortie.PushSequence())
        {
            sortie.WriteObjectIdentifier(oid);
            if (ParametresNull)
            {
                sortie.WriteNull();
            }
        }
    }
}
