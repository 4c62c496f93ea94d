
namespace Pfcng.Ca.Noms;

/// <summary>Object identifiers, each named once.</summary>
internal static class Oids
{
    public const string RsaEncryption = "1.2.840.113549.1.1.1";
    public const string Sha256WithRsaEncryption = "1.2.840.113549.1.1.11";

    // Attributes of names (RFC 5280 appendix A.1).
    public const string CommonName = "2.5.4.3";
    public const string Surname = "2.5.4.4";
    public const string Country = "2.5.4.6";
    public const string StateOrProvince = "2.5.4.8";
    public const string Organization = "2.5.4.10";
    public const string OrganizationalUnit = "2.5.4.11";
    public const string Title = "2.5.4.12";
    public const string GivenName = "2.5.4.42";

    // Extensions (RFC 5280 §4.2; PrivateKeyUsagePeriod: RFC 3280 §4.2.1.4).
    public const string SubjectKeyIdentifier = "2.5.29.14";
    public const string KeyUsage = "2.5.29.15";
    public const string PrivateKeyUsagePeriod = "2.5.29.16";
    public const string SubjectAltName = "2.5.29.17";
    public const string BasicConstraints = "2.5.29.19";
    public const string CrlNumber = "2.5.29.20";
    public const string CrlDistributionPoints = "2.5.29.31";
    public const string CertificatePolicies = "2.5.29.32";
    public const string AnyPolicy = "2.5.29.32.0";
    public const string AuthorityKeyIdentifier = "2.5.29.35";
    public const string ExtendedKeyUsage = "2.5.29.37";
    public const string FreshestCrl = "2.5.29.46";
    public const string AuthorityInfoAccess = "1.3.6.1.5.5.7.1.1";
    public const string QualifierCps = "1.3.6.1.5.5.7.2.1";
    public const string AccessOcsp = "1.3.6.1.5.5.7.48.1";
    public const string AccessCaIssuers = "1.3.6.1.5.5.7.48.2";
    public const string UserPrincipalName = "1.3.6.1.4.1.311.20.2.3";

    // Extended key usages.
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    public const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    public const string SmartcardLogon = "1.3.6.1.4.1.311.20.2.2";
    public const string AnyExtendedKeyUsage = "2.5.29.37.0";

    // Private extensions of the sector (igc-sante-facts §4.5), by the terminology that lists their values.
    public const string TypeDeCarteG02 = "1.2.250.1.71.1.2.2";
    public const string JetonDeCarte = "1.2.250.1.71.1.2.3";
    public const string CategorieG01 = "1.2.250.1.71.1.2.5";
    public const string ProfessionG15 = "1.2.250.1.71.1.2.7";
    public const string ProfessionEnFormationG16 = "1.2.250.1.71.1.2.8";
    public const string SavoirFaireR01 = "1.2.250.1.71.4.2.5";
    public const string TableauPharmacienG05 = "1.2.250.1.71.4.2.6";
}
