using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pfcng.Ca.Delivrance;

/// <summary>A TBSCertificate to write (RFC 5280 §4.1), version 3, sha256WithRSAEncryption.</summary>
/// <param name="NumeroSerie">Serial number, positive, big-endian.</param>
/// <param name="Emetteur">Issuer's name, DER.</param>
/// <param name="Debut">notBefore, whole seconds.</param>
/// <param name="Fin">notAfter, whole seconds.</param>
/// <param name="Sujet">Subject's name, DER.</param>
/// <param name="ClePublique">SubjectPublicKeyInfo, DER.</param>
/// <param name="Extensions">Extensions in the order to write.</param>
internal sealed record ACertifier(
    byte[] NumeroSerie, byte[] Emetteur, DateTimeOffset Debut, DateTimeOffset Fin, byte[] Sujet, byte[] ClePublique, IReadOnlyList<X509Extension> Extensions)
{
    /// <summary>Its DER: what the authority's key will sign.</summary>
    public byte[] Encoder()
    {
        var tbs = new AsnWriter(AsnEncodingRules.DER);
        using (tbs.PushSequence())
        {
            using (tbs.PushSequence(Contexte(0)))
            {
                tbs.WriteInteger(2);
            }

            tbs.WriteIntegerUnsigned(NumeroSerie);
            EnveloppeDer.EcrireAlgorithme(tbs);
            tbs.WriteEncodedValue(Emetteur);
            using (tbs.PushSequence())
            {
                EnveloppeDer.EcrireDate(tbs, Debut);
                EnveloppeDer.EcrireDate(tbs, Fin);
            }

            tbs.WriteEncodedValue(Sujet);
            tbs.WriteEncodedValue(ClePublique);
            using (tbs.PushSequence(Contexte(3)))
            {
                EcrireExtensions(tbs, Extensions);
            }
        }

        return tbs.Encode();
    }

    /// <summary>Writes Extensions (RFC 5280 §4.1.2.9), in a CRL too.</summary>
    public static void EcrireExtensions(AsnWriter sortie, IEnumerable<X509Extension> extensions)
    {
        using (sortie.PushSequence())
        {
            foreach (var extension in extensions)
            {
                using (sortie.PushSequence())
                {
                    sortie.WriteObjectIdentifier(extension.Oid!.Value!);
                    if (extension.Critical)
                    {
                        sortie.WriteBoolean(true);
                    }

                    sortie.WriteOctetString(extension.RawData);
                }
            }
        }
    }

    /// <summary>A new serial number: 16 random bytes, the first one between 1 and 127, so that it is positive and always 32 digits (D28, D40).</summary>
    public static byte[] NouveauNumeroDeSerie()
    {
        var numero = RandomNumberGenerator.GetBytes(16);
        numero[0] = (byte)RandomNumberGenerator.GetInt32(1, 128);
        return numero;
    }

    private static Asn1Tag Contexte(int numero) => new(TagClass.ContextSpecific, numero, isConstructed: true);
}
