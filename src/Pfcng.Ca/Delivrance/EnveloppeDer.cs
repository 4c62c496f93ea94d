using System.Formats.Asn1;
using System.Security.Cryptography;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Delivrance;

/// <summary>What certificates and CRLs have in common: content, algorithm, signature; and the dates.</summary>
internal static class EnveloppeDer
{
    /// <summary>Signs and wraps. PKCS#1 v1.5 has no random part: the same content and key give the same bytes.</summary>
    public static byte[] Signer(ReadOnlySpan<byte> contenu, RSA cle)
    {
        var signature = cle.SignData(contenu, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var signe = new AsnWriter(AsnEncodingRules.DER, contenu.Length + signature.Length + 64);
        using (signe.PushSequence())
        {
            signe.WriteEncodedValue(contenu);
            EcrireAlgorithme(signe);
            signe.WriteBitString(signature);
        }

        return signe.Encode();
    }

    /// <summary>Reads the content and verifies its signature.</summary>
    /// <returns>The signed content, DER; null when the signature is not this key's.</returns>
    /// <exception cref="AsnContentException">Not of that form.</exception>
    public static byte[]? Ouvrir(ReadOnlyMemory<byte> signe, RSA clePublique)
    {
        var tout = new AsnReader(signe, AsnEncodingRules.DER);
        var corps = tout.ReadSequence();
        tout.ThrowIfNotEmpty();
        var contenu = corps.ReadEncodedValue();
        var algorithme = corps.ReadSequence().ReadObjectIdentifier();
        var signature = corps.ReadBitString(out _);
        corps.ThrowIfNotEmpty();
        var juste = algorithme == Oids.Sha256WithRsaEncryption
            && clePublique.VerifyData(contenu.Span, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return juste ? contenu.ToArray() : null;
    }

    /// <summary>Writes sha256WithRSAEncryption; its parameters are NULL (RFC 4055 §5).</summary>
    public static void EcrireAlgorithme(AsnWriter sortie)
    {
        using (sortie.PushSequence())
        {
            sortie.WriteObjectIdentifier(Oids.Sha256WithRsaEncryption);
            sortie.WriteNull();
        }
    }

    /// <summary>UTCTime until 2049, GeneralizedTime after (RFC 5280 §4.1.2.5), whole seconds, UTC.</summary>
    public static void EcrireDate(AsnWriter sortie, DateTimeOffset date)
    {
        if (date.UtcDateTime.Year < 2050)
        {
            sortie.WriteUtcTime(date.ToUniversalTime());
        }
        else
        {
            sortie.WriteGeneralizedTime(date.ToUniversalTime(), omitFractionalSeconds: true);
        }
    }

    /// <summary>Reads what <see cref="EcrireDate"/> writes, and nothing else.</summary>
    public static DateTimeOffset LireDate(AsnReader entree)
    {
        if (entree.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime))
        {
            return entree.ReadUtcTime(2049);
        }

        var date = entree.ReadGeneralizedTime();
        return date.Year < 2050 ? throw new AsnContentException("GeneralizedTime before 2050") : date;
    }
}
