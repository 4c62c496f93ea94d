using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using Pfcng.Ws.Confiance;
using static Pfcng.Ws.Tests.Confiance.CertificatsDeTest;
using static Pfcng.Ws.Tests.Confiance.PkiDeTest;

namespace Pfcng.Ws.Tests.Confiance;

/// <summary>No floor of strength was asked of the chain: RSA of 2048 bits and SHA-2 everywhere, SHA-1 for CPS2ter alone.</summary>
[TestFixture, Category("§11"), Category("D9"), Category("D7")]
internal sealed class RobustesseTests
{
    private const string Signature = "sa signature n’est pas en SHA-256, 384 ou 512";
    private const string Cle = "sa clé n’est pas une clé RSA de 2048 bits au moins";

    // Ed25519 of RFC 8410 §10.1.
    private static readonly byte[] Ed25519 = Convert.FromHexString("302A300506032B657003210019BF44096984CDFE8541BAC167DC3B96C85086AA30B6B6CB0C5C38AD703166E1");

    private static IEnumerable<TestCaseData> Faibles =>
    [
        new TestCaseData((Func<X509Certificate2, SignatureFaible>)SignatureFaible.Md5).SetArgDisplayNames("MD5"),
        new TestCaseData((Func<X509Certificate2, SignatureFaible>)SignatureFaible.Sha1).SetArgDisplayNames("SHA-1"),
        new TestCaseData((Func<X509Certificate2, SignatureFaible>)SignatureFaible.Pss).SetArgDisplayNames("RSA-PSS"),
    ];

    [TestCaseSource(nameof(Faibles))]
    public void Un_certificat_signe_autrement_qu_en_SHA_2_n_ouvre_rien(Func<X509Certificate2, SignatureFaible> faible)
    {
        var cercle = Cercle([Fort, Racine, Organisations]);
        using var signature = DeSignature(Fort, DeCarte(), faible(Fort));
        using var authentification = Feuille(Fort, Personne("899700027131"), X509KeyUsageFlags.DigitalSignature, [ClientAuth], DeCarte(), signature: faible(Fort));
        using var serveur = Feuille(
            Organisations, Personne("editeur"), X509KeyUsageFlags.DigitalSignature, [ServerAuth, ClientAuth], [Categorie(0x83)], signature: faible(Organisations));
        cercle.VerifierSignature(signature).Refus.Should().Contain(Signature);
        cercle.VerifierCarteAuthentification(authentification).Refus.Should().Contain(Signature);
        cercle.VerifierServeur(serveur).Refus.Should().Contain(Signature);
    }

    [TestCaseSource(nameof(Faibles))]
    public void Une_autorite_signee_par_sa_racine_autrement_qu_en_SHA_2_ne_vaut_rien(Func<X509Certificate2, SignatureFaible> faible)
    {
        using var organisations = Autorite(TestOrganisations, Racine, signature: faible(Racine));
        using var serveur = Serveur(organisations, "editeur.exemple.fr", ServerAuth, ClientAuth);
        Cercle([Racine, organisations]).VerifierServeur(serveur).Refus.Should().ContainAll("l’autorité du certificat", Signature);
    }

    [TestCase("SHA384"), TestCase("SHA512")]
    public void SHA_384_et_512_sont_admis(string condensat)
    {
        var oid = condensat == "SHA384" ? "1.2.840.113549.1.1.12" : "1.2.840.113549.1.1.13";
        using var carte = DeSignature(Fort, DeCarte(), new SignatureFaible(Fort, oid, new(condensat)));
        Cercle([Fort]).VerifierSignature(carte).EstAccepte.Should().BeTrue();
    }

    [TestCaseSource(nameof(Faibles))]
    public void La_signature_d_une_ancre_sur_elle_meme_ne_compte_pas(Func<X509Certificate2, SignatureFaible> faible)
    {
        using var cle = ClesDeTest.Neuve();
        using var provisoire = Autorite(TestFort, cle: cle);
        using var ancre = Autorite(TestFort, cle: cle, signature: faible(provisoire));
        using var carte = CarteDeSignature(ancre);
        Cercle([ancre]).VerifierSignature(carte).Refus.Should().BeNull();
    }

    [TestCase(512), TestCase(1024), TestCase(2040)]
    public void Une_ancre_de_moins_de_2048_bits_ne_vaut_rien(int bits)
    {
        using var cle = RSA.Create(bits);
        using var ancre = Autorite(TestFort, cle: cle);
        using var carte = CarteDeSignature(ancre);
        Cercle([ancre], listes: false).VerifierSignature(carte).Refus.Should().ContainAll(TestFort, Cle);
    }

    [TestCase(512), TestCase(1024)]
    public void Une_racine_de_moins_de_2048_bits_ne_vaut_rien(int bits)
    {
        using var cle = RSA.Create(bits);
        using var racine = Autorite("TEST AC RACINE IGC-SANTE ELEMENTAIRE", cle: cle);
        using var organisations = Autorite(TestOrganisations, racine);
        using var serveur = Serveur(organisations, "editeur.exemple.fr", ServerAuth, ClientAuth);
        Cercle([racine, organisations], listes: false).VerifierServeur(serveur).Refus.Should().ContainAll("RACINE", Cle);
    }

    [TestCase(512), TestCase(1024), TestCase(2040)]
    public void Une_cle_de_moins_de_2048_bits_n_ouvre_rien(int bits)
    {
        using var signature = CarteDeSignature(Fort, taille: bits);
        Cercle([Fort]).VerifierSignature(signature).Refus.Should().Contain(Cle);
    }

    [Test]
    public void Une_cle_qui_n_est_pas_RSA_n_ouvre_rien()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var cle in new[] { new PublicKey(ec), PublicKey.CreateFromSubjectPublicKeyInfo(Ed25519, out _) })
        {
            var (cercle, carte) = (Cercle([Fort, Racine, Organisations]), DeCarte());
            using var signature = DeCle(cle, Fort, X509KeyUsageFlags.NonRepudiation, [EmailProtection], carte);
            using var authentification = DeCle(cle, Fort, X509KeyUsageFlags.DigitalSignature, [ClientAuth], carte);
            using var serveur = DeCle(cle, Organisations, X509KeyUsageFlags.DigitalSignature, [ServerAuth, ClientAuth], [Categorie(0x83)]);
            cercle.VerifierSignature(signature).Refus.Should().Contain(Cle);
            cercle.VerifierCarteAuthentification(authentification).Refus.Should().Contain(Cle);
            cercle.VerifierServeur(serveur).Refus.Should().Contain(Cle);
        }
    }

    [Test]
    public void CPS2ter_seule_signe_encore_en_SHA_1_et_jamais_en_MD5()
    {
        var cercle = Cercle([Fort], [Classe3]);
        using var sha1 = DeSignature(Classe3, DeCarte(), SignatureFaible.Sha1(Classe3));
        using var md5 = DeSignature(Classe3, DeCarte(), SignatureFaible.Md5(Classe3));
        cercle.VerifierSignature(sha1).Refus.Should().BeNull();
        cercle.VerifierSignature(md5).Refus.Should().Contain(Signature);
        using var cle = RSA.Create(1024);
        using var faible = Autorite("TEST CLASSE-2", cle: cle);
        using var carte = DeSignature(faible, DeCarte(), SignatureFaible.Sha1(faible));
        Cercle([], [faible], listes: false).VerifierSignature(carte).Refus.Should().Contain(Cle);
    }

    [Test]
    public void Une_liste_en_SHA_1_n_est_prise_que_de_CPS2ter_et_une_en_MD5_de_personne()
    {
        var cercle = Cercle([Fort], [Classe3]);
        cercle.MettreAJour(Lue(Classe3, SignatureFaible.Sha1(Classe3))).Should().BeNull();
        cercle.MettreAJour(Lue(Fort, SignatureFaible.Sha1(Fort))).Should().Contain("SHA-1");
        foreach (var autorite in new[] { Fort, Classe3 })
        {
            FluentActions.Invoking(() => Lue(autorite, SignatureFaible.Md5(autorite))).Should().Throw<CryptographicException>().Which.Message.Should().Contain("algorithme de signature");
            FluentActions.Invoking(() => Lue(autorite, SignatureFaible.Pss(autorite))).Should().Throw<CryptographicException>().Which.Message.Should().Contain("algorithme de signature");
        }
    }

    [Test]
    public void Une_liste_signee_par_une_cle_de_moins_de_2048_bits_n_est_pas_prise()
    {
        using var cle = RSA.Create(1024);
        using var ancre = Autorite(TestFort, cle: cle);
        Cercle([ancre], listes: false).MettreAJour(Liste(ancre, 1)).Should().Contain("aucune autorité");
    }

    private static X509Certificate2 DeCle(PublicKey cle, X509Certificate2 autorite, X509KeyUsageFlags usages, string[] usagesEtendus, X509Extension[] privees)
    {
        var requete = new CertificateRequest(Personne("899700027131"), cle, HashAlgorithmName.SHA256);
        Etendre(requete, usages, usagesEtendus, privees);
        using var signature = autorite.GetRSAPrivateKey()!;
        return requete.Create(
            autorite.SubjectName, X509SignatureGenerator.CreateForRSA(signature, RSASignaturePadding.Pkcs1), Midi.AddDays(-1), Midi.AddDays(1), [1, 2, 3]);
    }

    private static ListeDeRevocation Lue(X509Certificate2 autorite, SignatureFaible signature) =>
        ListeDeRevocation.Lire(ListeDer(autorite, 9, Midi.AddHours(-1), Midi.AddDays(6), signature));

    private static CercleDeConfiance Cercle(X509Certificate2[] autorites, X509Certificate2[]? cps2ter = null, bool listes = true)
    {
        var horloge = new HorlogeFixe(Midi);
        var cercle = new CercleDeConfiance(
            [.. autorites.Select(a => AutoriteDeConfiance.Reconnaitre(a)!), .. (cps2ter ?? []).Select(a => new AutoriteDeConfiance(a, RoleDAutorite.Cps2ter, Monde.Test))],
            horloge,
            horloge);
        foreach (var autorite in listes ? autorites.Concat(cps2ter ?? []) : [])
        {
            cercle.MettreAJour(Liste(autorite, 5)).Should().BeNull();
        }

        return cercle;
    }
}
