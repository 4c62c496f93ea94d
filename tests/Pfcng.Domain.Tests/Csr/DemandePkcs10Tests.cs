using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Csr;
using Pfcng.Domain.Erreurs;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests.Csr;

[Category("D20")]
[Category("§12")]
public class DemandePkcs10Tests
{
    private RSA _cle = null!;

    [OneTimeSetUp]
    public void Preparer() => _cle = ClesDeTest.Neuve();

    [OneTimeTearDown]
    public void Ranger() => _cle.Dispose();

    [Test]
    public void Une_CSR_conforme_donne_sa_cle_et_son_empreinte()
    {
        DemandePkcs10.Lire(Juste().Base64(), out var cle, out var defaut).Should().BeTrue(defaut?.Detail);

        cle!.ClePublique.Should().Equal(_cle.ExportSubjectPublicKeyInfo());
        cle.Empreinte.Should().Be(Convert.ToHexStringLower(SHA256.HashData(cle.ClePublique)));
        defaut.Should().BeNull();
    }

    [Test]
    public void La_CSR_imprimee_dans_le_guide_est_conforme()
    {
        DemandePkcs10.Lire(File.ReadAllText(ArbreDesSources.Fichier("tests/Pfcng.Testing/donnees/guide-12.2.csr")), out var cle, out var defaut).Should().BeTrue(defaut?.Detail);

        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(cle!.ClePublique, out _);
        Convert.ToHexStringLower(rsa.ExportParameters(false).Modulus!).Should().StartWith("b0f57b1038dad9ae173092cc67e572b9", "le module du §12.2").And.EndWith("e80ad9ab63a66c46b1", "le module du §12.2");
    }

    [Test]
    public void Une_CSR_de_OpenSSL_est_acceptee_avec_ou_sans_armure()
    {
        Outils.Exiger("openssl");
        var (code, pem, _) = Outils.Lancer("openssl", ["req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "/dev/null", "-subj", "/C=FR/O=ESSAI/CN=www.exemple.fr"]);
        code.Should().Be(0);

        DemandePkcs10.Lire(pem, out var avec, out _).Should().BeTrue();
        DemandePkcs10.Lire(DemandePkcs10.SansArmure(pem), out var sans, out _).Should().BeTrue();
        DemandePkcs10.Lire(pem.Replace("CERTIFICATE", "NEW CERTIFICATE", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal), out var ancienne, out _).Should().BeTrue();
        new[] { sans!.Empreinte, ancienne!.Empreinte }.Should().AllSatisfy(e => e.Should().Be(avec!.Empreinte));
    }

    [Test]
    [Category("D21")]
    public void La_meme_cle_donne_toujours_la_meme_empreinte()
    {
        DemandePkcs10.Lire(Juste().Base64(), out var ordinaire, out _);
        DemandePkcs10.Lire((Juste() with { ParametresNull = false }).Base64(), out var sansNull, out _).Should().BeTrue();
        DemandePkcs10.Lire((Juste() with { TailleDesAttributs = 100 }).Base64(), out var avecAttributs, out _).Should().BeTrue();
        DemandePkcs10.Lire((Juste() with { SansAttributs = true }).Base64(), out var sansAttributs, out _).Should().BeTrue();

        new[] { sansNull!.Empreinte, avecAttributs!.Empreinte, sansAttributs!.Empreinte }.Should().AllSatisfy(e => e.Should().Be(ordinaire!.Empreinte));
    }

    [Test]
    public void Une_signature_fausse_se_dit()
    {
        var octets = Juste().Encoder();
        octets[^10] ^= 1;
        Refuse(Convert.ToBase64String(octets), Raisons.SignatureDeLaCsr);

        var sujet = Juste().Encoder();
        sujet[sujet.AsSpan().IndexOf("ignor"u8)] ^= 1;
        Refuse(Convert.ToBase64String(sujet), Raisons.SignatureDeLaCsr);

        using var autre = ClesDeTest.Neuve();
        var module = new BigInteger(autre.ExportParameters(false).Modulus, isUnsigned: true, isBigEndian: true);
        Refuse((Juste() with { Module = module }).Base64(), Raisons.SignatureDeLaCsr);
        Refuse((Juste() with { Condensat = HashAlgorithmName.SHA1 }).Base64(), Raisons.SignatureDeLaCsr);
    }

    [TestCase("")]
    [TestCase("n’importe quoi")]
    [TestCase("AAAA")]
    [TestCase("MIIB")]
    [TestCase("-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----")]
    public void N_importe_quoi_est_refuse(string texte) => Refuse(texte);

    [Test]
    public void Un_certificat_ou_une_cle_n_est_pas_une_CSR()
    {
        using var certificat = new CertificateRequest("CN=x", _cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        Refuse(Convert.ToBase64String(certificat.RawData));
        Refuse(Convert.ToBase64String(_cle.ExportSubjectPublicKeyInfo()));
        Refuse(certificat.ExportCertificatePem());
    }

    [Test]
    public void Rien_ne_suit_la_CSR() => Refuse(Convert.ToBase64String([.. Juste().Encoder(), 0]));

    [Test]
    public void Une_CSR_coupee_est_refusee_partout()
    {
        var octets = Juste().Encoder();
        for (var n = 0; n < octets.Length; n++)
        {
            Refuse(Convert.ToBase64String(octets.AsSpan(0, n)));
        }
    }

    [Test]
    public void Chaque_octet_compte()
    {
        var octets = Juste().Encoder();
        for (var i = 0; i < octets.Length; i++)
        {
            octets[i] ^= 0x40;
            DemandePkcs10.Lire(Convert.ToBase64String(octets), out _, out _).Should().BeFalse($"byte {i}");
            octets[i] ^= 0x40;
        }
    }

    [TestCase(1024)]
    [TestCase(3072)]
    [TestCase(2056)]
    public void Une_cle_RSA_d_une_autre_taille_est_refusee(int bits)
    {
        using var rsa = RSA.Create(bits);
        Refuse(Csr(rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), detail: $"clé RSA de {bits} bits au lieu de 2048");
    }

    [Test]
    public void Une_cle_de_courbe_elliptique_est_refusee()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Refuse(Convert.ToBase64String(new CertificateRequest("CN=x", ec, HashAlgorithmName.SHA256).CreateSigningRequest()), detail: "clé : algorithme 1.2.840.10045.2.1 au lieu de RSA");
    }

    [Test]
    public void Un_autre_algorithme_de_signature_est_refuse()
    {
        Refuse((Juste() with { AlgorithmeDeSignature = "1.2.840.113549.1.1.5", Condensat = HashAlgorithmName.SHA1 }).Base64(), detail: "signature : algorithme 1.2.840.113549.1.1.5");
        Refuse(Csr(_cle, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));
        Refuse(Csr(_cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
        Refuse((Juste() with { AlgorithmeDeCle = "1.2.840.113549.1.1.10" }).Base64());
        Refuse((Juste() with { Version = 1 }).Base64());
    }

    [Test]
    public void Des_attributs_enormes_sont_refuses() => Refuse((Juste() with { TailleDesAttributs = 1_000_000 }).Base64());

    [Test]
    public void Un_exposant_autre_que_65537_est_refuse()
    {
        Outils.Exiger("openssl");
        var (_, pem, _) = Outils.Lancer("openssl", ["req", "-new", "-newkey", "rsa:2048", "-pkeyopt", "rsa_keygen_pubexp:3", "-nodes", "-keyout", "/dev/null", "-subj", "/CN=x"]);
        pem.Should().Contain("BEGIN CERTIFICATE REQUEST");
        Refuse(pem, detail: "l’exposant de la clé n’est pas 65537");
    }

    [Test]
    public void Une_cle_faible_a_la_signature_juste_est_refusee()
    {
        using var proche = ClesFaibles.APremiersProches();
        Refuse(new CsrDeTest { Cle = proche }.Base64(), detail: "clé faible : les deux nombres premiers sont trop proches");

        using var roca = ClesFaibles.Roca();
        Refuse(new CsrDeTest { Cle = roca }.Base64(), detail: "clé faible : ROCA");
    }

    private CsrDeTest Juste() => new() { Cle = _cle };

    private static string Csr(RSA cle, HashAlgorithmName condensat, RSASignaturePadding remplissage) =>
        Convert.ToBase64String(new CertificateRequest("CN=x", cle, condensat, remplissage).CreateSigningRequest());

    private static void Refuse(string texte, string attendue = Raisons.CsrNonConforme, string detail = "")
    {
        DemandePkcs10.Lire(texte, out var cle, out var defaut).Should().BeFalse();
        defaut!.Raison.Should().Be(attendue);
        defaut.Detail.Should().NotBeNullOrEmpty().And.Match($"*{detail}*");
        cle.Should().BeNull();
    }
}
