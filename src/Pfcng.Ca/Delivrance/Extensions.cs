using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Delivrance;

/// <summary>The extensions that the platform writes (RFC 5280 §4.2, igc-sante-facts §4.2): .NET's own where it has one.</summary>
internal static class Extensions
{
    public static X509Extension UsageDeCle(X509KeyUsageFlags usages) => new X509KeyUsageExtension(usages, critical: true);

    public static X509Extension UsagesEtendus(IEnumerable<string> usages)
    {
        var oids = new OidCollection();
        foreach (var usage in usages)
        {
            oids.Add(new(usage));
        }

        return new X509EnhancedKeyUsageExtension(oids, critical: false);
    }

    /// <summary>Of a certificate of the platform: CA:FALSE, not critical, as the real ones.</summary>
    public static X509Extension PorteurFinal() => X509BasicConstraintsExtension.CreateForEndEntity(critical: false);

    /// <summary>Method 1 of RFC 5280 §4.2.1.2: SHA-1 of the key's bits (D35).</summary>
    public static X509SubjectKeyIdentifierExtension IdentifiantDeCle(byte[] clePublique) =>
        new(PublicKey.CreateFromSubjectPublicKeyInfo(clePublique, out _), X509SubjectKeyIdentifierHashAlgorithm.Sha1, critical: false);

    public static X509Extension CleDeLAutorite(byte[] identifiant) => X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifiant);

    /// <summary>Where the issuer's certificate is.</summary>
    public static X509Extension AccesALAutorite(NomAutorite emetteur, PublicationOptions publication) => new X509AuthorityInformationAccessExtension(
        ocspUris: null, [publication.Base + PublicationOptions.CheminCertificat(emetteur)]);

    /// <summary>One policy, and where its text is.</summary>
    public static X509Extension Politique(string oid, string adresse) => Ecrire(Oids.CertificatePolicies, w =>
    {
        using (w.PushSequence())
        using (w.PushSequence())
        {
            w.WriteObjectIdentifier(oid);
            using (w.PushSequence())
            using (w.PushSequence())
            {
                w.WriteObjectIdentifier(Oids.QualifierCps);
                w.WriteCharacterString(UniversalTagNumber.IA5String, adresse);
            }
        }
    });

    /// <summary>cRLDistributionPoints: the one point where the issuer's list is.</summary>
    public static X509Extension Listes(NomAutorite emetteur, PublicationOptions publication) =>
        CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([publication.Base + PublicationOptions.CheminListe(emetteur)]);

    public static X509Extension PeriodeDeCle(DateTimeOffset debut, DateTimeOffset fin) => Ecrire(Oids.PrivateKeyUsagePeriod, w =>
    {
        using (w.PushSequence())
        {
            w.WriteGeneralizedTime(debut.ToUniversalTime(), omitFractionalSeconds: true, Contexte(0, construit: false));
            w.WriteGeneralizedTime(fin.ToUniversalTime(), omitFractionalSeconds: true, Contexte(1, construit: false));
        }
    });

    /// <summary>Category of product, TRE_G01: an OCTET STRING of one byte.</summary>
    public static X509Extension Categorie(byte categorie) => Ecrire(Oids.CategorieG01, w => w.WriteOctetString([categorie]));

    /// <summary>What is known of a person's profession, TRE_G15, TRE_G16, TRE_R01 and TRE_G05 (the last one inferred, encoded as the one before, D35).</summary>
    public static IEnumerable<X509Extension> Exercice(Exercice exercice) =>
    [
        .. exercice.Profession is { } profession ? [Entier(Oids.ProfessionG15, profession)] : Array.Empty<X509Extension>(),
        .. exercice.ProfessionEnFormation is { } formation ? [Entier(Oids.ProfessionEnFormationG16, formation)] : Array.Empty<X509Extension>(),
        .. exercice.SavoirFaire is { } savoirFaire ? [ListeDeTextes(Oids.SavoirFaireR01, savoirFaire)] : Array.Empty<X509Extension>(),
        .. exercice.TableauPharmacien is { } tableau ? [ListeDeTextes(Oids.TableauPharmacienG05, tableau)] : Array.Empty<X509Extension>(),
    ];

    public static X509Extension Entier(string oid, int valeur) => Ecrire(oid, w => w.WriteInteger(valeur));

    public static X509Extension Texte(string oid, string valeur) => Ecrire(oid, w => w.WriteCharacterString(UniversalTagNumber.PrintableString, valeur));

    public static X509Extension ListeDeTextes(string oid, string valeur) => Ecrire(oid, w =>
    {
        using (w.PushSequence())
        {
            w.WriteCharacterString(UniversalTagNumber.UTF8String, valeur);
        }
    });

    public static X509Extension NumeroDeListe(long numero) => Ecrire(Oids.CrlNumber, w => w.WriteInteger(numero));

    private static X509Extension Ecrire(string oid, Action<AsnWriter> valeur)
    {
        var sortie = new AsnWriter(AsnEncodingRules.DER);
        valeur(sortie);
        return new X509Extension(oid, sortie.Encode(), critical: false);
    }

    private static Asn1Tag Contexte(int numero, bool construit) => new(TagClass.ContextSpecific, numero, construit);
}
