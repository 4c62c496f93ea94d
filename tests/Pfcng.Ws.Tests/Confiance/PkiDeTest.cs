using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Revocation;
using Pfcng.Testing;

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

    public static X509Certificate2 Autorite(string nom, X509Certificate2? emetteur = null, RSA? cle = null, SignatureFaible? signature = null)
    {
        using var neuve = cle is null ? ClesDeTest.Neuve() : null;
        var requete = Requete(Nom([("2.5.4.6", "FR")], [("2.5.4.10", "ASIP-SANTE")], [("2.5.4.11", "0002 187512751")], [("2.5.4.3", nom)]), cle ?? neuve!);
        requete.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        requete.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return Emettre(requete, emetteur, cle ?? neuve!, Midi.AddYears(-5), Midi.AddYears(50), signature);
    }

    public static X509Certificate2 CarteDeSignature(
        X509Certificate2 autorite, string idNat = "899700027131", X509KeyUsageFlags usages = X509KeyUsageFlags.NonRepudiation, int type = 0, RSA? cle = null, int taille = 2048) =>
        Feuille(autorite, Personne(idNat), usages, [EmailProtection], DeCarte(type), cle, taille);

    public static X509Certificate2 CarteDAuthentification(X509Certificate2 autorite, string idNat = "899700027131", int type = 0) =>
        Feuille(autorite, Personne(idNat), X509KeyUsageFlags.DigitalSignature, [ClientAuth], DeCarte(type));

    public static X509Certificate2 Serveur(X509Certificate2 autorite, string nom, params string[] usagesEtendus) => Serveur(autorite, nom, [Categorie(0x83)], usagesEtendus);

    public static X509Certificate2 Serveur(X509Certificate2 autorite, string nom, X509Extension[] privees, params string[] usagesEtendus) =>
        Feuille(
            autorite,
            Nom([("2.5.4.6", "FR")], [("2.5.4.8", "Paris (75)")], [("2.5.4.10", "ÉDITEUR")], [("2.5.4.11", "10B0039137")], [("2.5.4.3", nom)]),
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment,
            usagesEtendus,
            privees);

    public static X509Certificate2 Feuille(
        X509Certificate2 autorite,
        X500DistinguishedName sujet,
        X509KeyUsageFlags usages,
        string[] usagesEtendus,
        X509Extension[] privees,
        RSA? cle = null,
        int taille = 2048,
        SignatureFaible? signature = null,
        bool estAutorite = false)
    {
        using var neuve = cle is not null ? null : taille == 2048 ? ClesDeTest.Neuve() : RSA.Create(taille);
        var requete = Requete(sujet, cle ?? neuve!);
        Etendre(requete, usages, usagesEtendus, privees, estAutorite);
        return Emettre(requete, autorite, cle ?? neuve!, Midi.AddYears(-1), Midi.AddYears(40), signature);
    }

    /// <summary>A signing card, or what would be one but for those extensions or that signature.</summary>
    public static X509Certificate2 DeSignature(X509Certificate2 autorite, X509Extension[] privees, SignatureFaible? signature = null) =>
        Feuille(autorite, Personne("899700027131"), X509KeyUsageFlags.NonRepudiation, [EmailProtection], privees, signature: signature);

    /// <summary>Category and type of product, as test cards carry them (igc-sante-facts §4.5).</summary>
    public static X509Extension[] DeCarte(int type = 0) => [Categorie(0x80), Type((byte)type)];

    /// <summary>1.2.250.1.71.1.2.5: 80 card, 82 module, 83 software, in test.</summary>
    public static X509Extension Categorie(params byte[] categorie) => new("1.2.250.1.71.1.2.5", [0x04, (byte)categorie.Length, .. categorie], false);

    /// <summary>1.2.250.1.71.1.2.2.</summary>
    public static X509Extension Type(byte type) => new("1.2.250.1.71.1.2.2", [0x02, 0x01, type], false);

    /// <summary>What every leaf carries.</summary>
    public static void Etendre(CertificateRequest requete, X509KeyUsageFlags usages, string[] usagesEtendus, X509Extension[] privees, bool estAutorite = false)
    {
        requete.CertificateExtensions.Add(new X509BasicConstraintsExtension(estAutorite, false, 0, false));
        requete.CertificateExtensions.Add(new X509KeyUsageExtension(usages, true));
        requete.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usagesEtendus.Select(u => new Oid(u))], false));
        foreach (var privee in privees)
        {
            requete.CertificateExtensions.Add(privee);
        }
    }

    public static ListeDeRevocation Liste(X509Certificate2 autorite, int numero, params X509Certificate2[] revoques) =>
        ListeDeRevocation.Lire(ListeDer(autorite, numero, Midi.AddHours(-1), Midi.AddDays(6), revoques));

    public static byte[] ListeDer(X509Certificate2 autorite, int numero, DateTimeOffset debut, DateTimeOffset fin, params X509Certificate2[] revoques) =>
        ListeDer(autorite, numero, debut, fin, null, revoques);

    public static byte[] ListeDer(
        X509Certificate2 autorite, int numero, DateTimeOffset debut, DateTimeOffset fin, SignatureFaible? signature, params X509Certificate2[] revoques)
    {
        var liste = new CertificateRevocationListBuilder();
        foreach (var revoque in revoques)
        {
            liste.AddEntry(revoque, debut);
        }

        using var cle = autorite.GetRSAPrivateKey()!;
        return liste.Build(
            autorite.SubjectName,
            signature ?? X509SignatureGenerator.CreateForRSA(cle, RSASignaturePadding.Pkcs1),
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

    private static X509Certificate2 Emettre(
        CertificateRequest requete, X509Certificate2? emetteur, RSA cle, DateTimeOffset debut, DateTimeOffset fin, SignatureFaible? signature)
    {
        var numero = Hasard.OctetsNeufs(16);
        numero[0] = (byte)((numero[0] & 0x3F) | 0x40);
        if (emetteur is null && signature is not null)
        {
            using var racine = requete.Create(requete.SubjectName, signature, debut, fin, numero);
            return racine.CopyWithPrivateKey(cle);
        }

        if (emetteur is null)
        {
            return requete.CreateSelfSigned(debut, fin);
        }

        requete.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(emetteur, true, false));
        fin = fin < emetteur.NotAfter ? fin : emetteur.NotAfter;
        using var nu = signature is null ? requete.Create(emetteur, debut, fin, numero) : requete.Create(emetteur.SubjectName, signature, debut, fin, numero);
        return nu.CopyWithPrivateKey(cle);
    }
}
