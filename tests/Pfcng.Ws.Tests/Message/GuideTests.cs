using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Message;

/// <summary>The signature that the guide prints is genuine (igc-sante-facts §2.1): our canonical octets give its digest, its key opens it.</summary>
[TestFixture, Category("§11"), Category("D8")]
internal sealed class GuideTests
{
    private static readonly byte[] Message = File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "corpus", "guide", "signature-du-guide.xml"));

    [Test]
    public void La_signature_imprimee_dans_le_guide_se_verifie()
    {
        var signature = (XmlElement)Messages.Lire(Message).Entete!.FirstChild!.FirstChild!;
        var forme = FormeDeSignature.Lire(signature).Valeur!;
        var signedInfo = Canonicaliseur.Octets(forme.SignedInfo, forme.CanonicalisationDuSignedInfo);
        Convert.ToHexStringLower(SHA256.HashData(signedInfo.Span)).Should().Be("0187b43daf800976d04865119428e3a3f58c1b27fb04bab2e3e77b8f78afdba8");
        using var certificat = X509CertificateLoader.LoadCertificate(forme.Certificat);
        using var cle = certificat.GetRSAPublicKey()!;
        cle.VerifyData(signedInfo.Span, forme.Valeur, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Should().BeTrue();
    }

    [Test]
    public void Son_corps_qui_n_est_pas_imprime_ne_se_devine_pas() => Messages.Verifier(Message).Refus.Should().Contain("empreinte");

    [Test, Category("D10")]
    public void La_carte_CPS2ter_du_guide_nomme_son_porteur()
    {
        var forme = FormeDeSignature.Lire((XmlElement)Messages.Lire(Message).Entete!.FirstChild!.FirstChild!).Valeur!;
        using var certificat = X509CertificateLoader.LoadCertificate(forme.Certificat);
        var lu = CertificatLu.Lire(certificat).Valeur!;
        lu.Porteur(Monde.Test).Should().BeEquivalentTo(new Signataire(Monde.Test, "500000000028969/CPAT0002", "AGENT0000028960002", "DENISE", TypePersonne.PA));
        lu.Sujet.ToString().Should().Be("CN=500000000028969/CPAT0002+SN=AGENT0000028960002+GN=DENISE, OU=300000000028969, L=Paris (75), O=TEST, C=FR");
        lu.Usages.HasFlag(X509KeyUsageFlags.NonRepudiation).Should().BeTrue();
        lu.Should().BeEquivalentTo(new { Categorie = (byte?)0x80, EcartDeCarte = (string?)null });
    }
}
