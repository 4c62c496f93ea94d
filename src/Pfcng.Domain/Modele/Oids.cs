using System.Text.RegularExpressions;

namespace Pfcng.Domain.Modele;

/// <summary>Object identifiers, each written here and nowhere else.</summary>
public static partial class Oids
{
    // Keys and signatures (RFC 8017 appendix A).

    /// <summary>rsaEncryption.</summary>
    public const string RsaEncryption = "1.2.840.113549.1.1.1";

    /// <summary>sha1WithRSAEncryption.</summary>
    public const string Sha1WithRsaEncryption = "1.2.840.113549.1.1.5";

    /// <summary>sha256WithRSAEncryption.</summary>
    public const string Sha256WithRsaEncryption = "1.2.840.113549.1.1.11";

    /// <summary>sha384WithRSAEncryption.</summary>
    public const string Sha384WithRsaEncryption = "1.2.840.113549.1.1.12";

    /// <summary>sha512WithRSAEncryption.</summary>
    public const string Sha512WithRsaEncryption = "1.2.840.113549.1.1.13";

    // Attributes of names (RFC 5280 appendix A.1).

    /// <summary>commonName.</summary>
    public const string CommonName = "2.5.4.3";

    /// <summary>surname.</summary>
    public const string Surname = "2.5.4.4";

    /// <summary>countryName.</summary>
    public const string Country = "2.5.4.6";

    /// <summary>localityName.</summary>
    public const string Locality = "2.5.4.7";

    /// <summary>stateOrProvinceName.</summary>
    public const string StateOrProvince = "2.5.4.8";

    /// <summary>organizationName.</summary>
    public const string Organization = "2.5.4.10";

    /// <summary>organizationalUnitName.</summary>
    public const string OrganizationalUnit = "2.5.4.11";

    /// <summary>title.</summary>
    public const string Title = "2.5.4.12";

    /// <summary>givenName.</summary>
    public const string GivenName = "2.5.4.42";

    // Extensions of certificates (RFC 5280 §4.2; PrivateKeyUsagePeriod: RFC 3280 §4.2.1.4) and of lists (RFC 5280 §5.2, §5.3).

    /// <summary>subjectKeyIdentifier.</summary>
    public const string SubjectKeyIdentifier = "2.5.29.14";

    /// <summary>keyUsage.</summary>
    public const string KeyUsage = "2.5.29.15";

    /// <summary>privateKeyUsagePeriod.</summary>
    public const string PrivateKeyUsagePeriod = "2.5.29.16";

    /// <summary>subjectAltName.</summary>
    public const string SubjectAltName = "2.5.29.17";

    /// <summary>basicConstraints.</summary>
    public const string BasicConstraints = "2.5.29.19";

    /// <summary>cRLNumber, of a list.</summary>
    public const string CrlNumber = "2.5.29.20";

    /// <summary>reasonCode, of an entry.</summary>
    public const string CrlReason = "2.5.29.21";

    /// <summary>deltaCRLIndicator, of a list.</summary>
    public const string DeltaCrlIndicator = "2.5.29.27";

    /// <summary>issuingDistributionPoint, of a list.</summary>
    public const string IssuingDistributionPoint = "2.5.29.28";

    /// <summary>certificateIssuer, of an entry.</summary>
    public const string CertificateIssuer = "2.5.29.29";

    /// <summary>cRLDistributionPoints.</summary>
    public const string CrlDistributionPoints = "2.5.29.31";

    /// <summary>certificatePolicies.</summary>
    public const string CertificatePolicies = "2.5.29.32";

    /// <summary>anyPolicy.</summary>
    public const string AnyPolicy = "2.5.29.32.0";

    /// <summary>authorityKeyIdentifier.</summary>
    public const string AuthorityKeyIdentifier = "2.5.29.35";

    /// <summary>extKeyUsage.</summary>
    public const string ExtendedKeyUsage = "2.5.29.37";

    /// <summary>authorityInfoAccess.</summary>
    public const string AuthorityInfoAccess = "1.3.6.1.5.5.7.1.1";

    /// <summary>The qualifier « CPS » of a policy: an address.</summary>
    public const string QualifierCps = "1.3.6.1.5.5.7.2.1";

    /// <summary>The access « caIssuers » of authorityInfoAccess.</summary>
    public const string AccessCaIssuers = "1.3.6.1.5.5.7.48.2";

    /// <summary>userPrincipalName, an otherName of subjectAltName (Microsoft).</summary>
    public const string UserPrincipalName = "1.3.6.1.4.1.311.20.2.3";

    // Extended key usages (RFC 5280 §4.2.1.12; smartcardLogon: Microsoft).

    /// <summary>serverAuth.</summary>
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";

    /// <summary>clientAuth.</summary>
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    /// <summary>emailProtection.</summary>
    public const string EmailProtection = "1.3.6.1.5.5.7.3.4";

    /// <summary>smartcardLogon.</summary>
    public const string SmartcardLogon = "1.3.6.1.4.1.311.20.2.2";

    /// <summary>anyExtendedKeyUsage.</summary>
    public const string AnyExtendedKeyUsage = "2.5.29.37.0";

    // Of the sector (igc-sante-facts §4.4, §4.5): private extensions, by the terminology that lists their values.

    /// <summary>Root of the policies of certification.</summary>
    public const string RacineDesPolitiques = "1.2.250.1.213.1.7";

    /// <summary>Type of card (TRE_G02).</summary>
    public const string TypeDeCarteG02 = "1.2.250.1.71.1.2.2";

    /// <summary>Token of a card.</summary>
    public const string JetonDeCarte = "1.2.250.1.71.1.2.3";

    /// <summary>Category of what holds the key (TRE_G01).</summary>
    public const string CategorieG01 = "1.2.250.1.71.1.2.5";

    /// <summary>Profession (TRE_G15).</summary>
    public const string ProfessionG15 = "1.2.250.1.71.1.2.7";

    /// <summary>Profession in training (TRE_G16).</summary>
    public const string ProfessionEnFormationG16 = "1.2.250.1.71.1.2.8";

    /// <summary>Speciality (TRE_R01).</summary>
    public const string SavoirFaireR01 = "1.2.250.1.71.4.2.5";

    /// <summary>Section of the table of pharmacists (TRE_G05).</summary>
    public const string TableauPharmacienG05 = "1.2.250.1.71.4.2.6";

    /// <summary>Type A organisations of France (ISO 6523, AFNOR): every policy identifier of the IGC-Santé is below.</summary>
    public const string OrganismesFrancais = "1.2.250.1";

    /// <summary>True for the dotted form of an identifier (X.660 §7.6: roots 0 to 2, below 0 and 1 forty branches, no leading zero).</summary>
    public static bool EstUn(string texte) => Forme().IsMatch(texte);

    [GeneratedRegex(@"^([01]\.[1-3]?[0-9]|2\.(0|[1-9][0-9]*))(\.(0|[1-9][0-9]*))+\z")]
    private static partial Regex Forme();
}
