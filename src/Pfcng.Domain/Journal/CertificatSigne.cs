using System.Formats.Asn1;

namespace Pfcng.Domain.Journal;

/// <summary>What the journal needs of a certificate (RFC 5280 §4.1), without judging it.</summary>
/// <param name="ACertifier">TBSCertificate, DER.</param>
/// <param name="ClePublique">SubjectPublicKeyInfo, DER.</param>
/// <param name="NumeroSerie">Serial number, 32 lower-case hexadecimal digits (D40).</param>
public sealed record CertificatSigne(byte[] ACertifier, byte[] ClePublique, string NumeroSerie)
{
    private const int ChiffresDUnNumeroDeSerie = 32;

    /// <summary>Reads a certificate.</summary>
    /// <param name="der">The certificate, DER.</param>
    /// <exception cref="AsnContentException">It is none.</exception>
    public static CertificatSigne Lire(byte[] der)
    {
        var aCertifier = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadEncodedValue();
        var tbs = new AsnReader(aCertifier, AsnEncodingRules.DER).ReadSequence();
        tbs.ReadEncodedValue(); // version
        var numeroSerie = Convert.ToHexStringLower(tbs.ReadIntegerBytes().Span.TrimStart((byte)0)).PadLeft(ChiffresDUnNumeroDeSerie, '0');
        for (var champ = 0; champ < 4; champ++)
        {
            tbs.ReadEncodedValue(); // signature, issuer, validity, subject
        }

        return new(aCertifier.ToArray(), tbs.ReadEncodedValue().ToArray(), numeroSerie);
    }
}
