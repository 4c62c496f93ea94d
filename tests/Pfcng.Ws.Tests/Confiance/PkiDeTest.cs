using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Revocation;

namespace Pfcng.Ws.Tests.Confiance;

/// <summary>Test authorities, cards and lists, shaped as igc-sante-facts §3, §5 and §6 say. Keys of 2048 bits: quick.</summary>
internal static class PkiDeTest
{
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    public const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    public const string TestFort = "TEST AC IGC-SANTE FORT PERSONNES";
    public const string TestOrganisations = "TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS";

    /// <summary>The hour of the tests that choose one.</summary>
    public static readonly DateTimeOffset Midi = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Autorite(string nom, X509Certificate2? emetteur = null, RSA? cle = null)
    {
        using var neuve = cle is null ? RSA.Create(2048) : null;
        var requete = Requete(Nom([("2.5.4.6", "FR")], [("2.5.4.10", "ASIP-SANTE")], [("2.5.4.11", "0002 187512751")], [("2.5.4.3", nom)]), cle ?? neuve!);
        requete.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        requete.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return Emettre(requete, emetteur, cle ?? neuve!, Midi.AddYears(-5), Midi.AddYears(50));
    }

    public static X509Certificate2 CarteDeSignature(
        X509Certificate2 autorite, string idNat = "899700027131", X509KeyUsageFlags usages = X509KeyUsageFlags.NonRepudiation, int type = 0, RSA? cle = null, int taille = 2048) =>
        Feuille(autorite, Personne(idNat), usages, [EmailProtection], type, cle, taille);

    public static X509Certificate2 CarteDAuthentification(X509Certificate2 autorite, string idNat = "899700027131", int type = 0) =>
        Feuille(autorite, Personne(idNat), X509KeyUsageFlags.DigitalSignature, [ClientAuth], type);

    public static X509Certificate2 Serveur(X509Certificate2 autorite, string nom, params string[] usagesEtendus) =>
        Feuille(
            autorite,
            Nom([("2.5.4.6", "FR")], [("2.5.4.8", "Paris (75)")], [("2.5.4.10", "ÉDITEUR")], [("2.5.4.11", "10B0039137")], [("2.5.4.3", nom)]),
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment,
            usagesEtendus);

    public static X509Certificate2 Feuille(
        X509Certificate2 autorite, X500DistinguishedName sujet, X509KeyUsageFlags usages, string[] usagesEtendus, int? type = null, RSA? cle = null, int taille = 2048)
    {
        using var neuve = cle is null ? RSA.Create(taille) : null;
        var requete = Requete(sujet, cle ?? neuve!);
        requete.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, false));
        requete.CertificateExtensions.Add(new X509KeyUsageExtension(usages, true));
        requete.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usagesEtendus.Select(u => new Oid(u))], false));
        if (type is { } t)
        {
            requete.CertificateExtensions.Add(new X509Extension("1.2.250.1.71.1.2.2", [0x02, 0x01, (byte)t], false));
        }

        return Emettre(requete, autorite, cle ?? neuve!, Midi.AddYears(-1), Midi.AddYears(40));
    }

    public static ListeDeRevocation Liste(X509Certificate2 autorite, int numero, params X509Certificate2[] revoques) =>
        ListeDeRevocation.Lire(ListeDer(autorite, numero, Midi.AddHours(-1), Midi.AddDays(6), revoques));

    public static byte[] ListeDer(X509Certificate2 autorite, int numero, DateTimeOffset debut, DateTimeOffset fin, params X509Certificate2[] revoques)
    {
        var liste = new CertificateRevocationListBuilder();
        foreach (var revoque in revoques)
        {
            liste.AddEntry(revoque, debut);
        }

        using var cle = autorite.GetRSAPrivateKey()!;
        return liste.Build(
            autorite.SubjectName,
            X509SignatureGenerator.CreateForRSA(cle, RSASignaturePadding.Pkcs1),
            numero,
            fin,
            HashAlgorithmName.SHA256,
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(autorite, true, false),
            debut);
    }

    /// <summary>CPS: C, title, then one relative name of three.</summary>
    public static X500DistinguishedName Personne(string idNat) =>
        Nom([("2.5.4.6", "FR")], [("2.5.4.12", "Pharmacien")], [("2.5.4.42", "CAROLE"), ("2.5.4.3", idNat), ("2.5.4.4", "PHARMACH0002713")]);

    public static X500DistinguishedName Nom(params (string Oid, string Valeur)[][] rdn)
    {
        var nom = new AsnWriter(AsnEncodingRules.DER);
        using (nom.PushSequence())
        {
            foreach (var attributs in rdn)
            {
                using var ensemble = nom.PushSetOf();
                foreach (var (oid, valeur) in attributs)
                {
                    using var attribut = nom.PushSequence();
                    nom.WriteObjectIdentifier(oid);
                    nom.WriteCharacterString(oid == "2.5.4.6" ? UniversalTagNumber.PrintableString : UniversalTagNumber.UTF8String, valeur);
                }
            }
        }

        return new(nom.Encode());
    }

    private static CertificateRequest Requete(X500DistinguishedName sujet, RSA cle)
    {
        var requete = new CertificateRequest(sujet, cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        requete.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(requete.PublicKey, false));
        return requete;
    }

    private static X509Certificate2 Emettre(CertificateRequest requete, X509Certificate2? emetteur, RSA cle, DateTimeOffset debut, DateTimeOffset fin)
    {
        var numero = RandomNumberGenerator.GetBytes(16);
        numero[0] = (byte)((numero[0] & 0x3F) | 0x40);
        if (emetteur is null)
        {
            return requete.CreateSelfSigned(debut, fin);
        }

        requete.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(emetteur, true, false));
        using var nu = requete.Create(emetteur, debut, fin < emetteur.NotAfter ? fin : emetteur.NotAfter, numero);
        return nu.CopyWithPrivateKey(cle);
    }
}
