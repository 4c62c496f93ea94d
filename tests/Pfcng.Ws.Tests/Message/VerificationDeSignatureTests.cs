using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ws.Message;
using static Pfcng.Ws.Tests.Confiance.CertificatsDeTest;

namespace Pfcng.Ws.Tests.Message;

[TestFixture, Category("§11"), Category("D8")]
internal sealed class VerificationDeSignatureTests
{
    private static IEnumerable<TestCaseData> Admis => Gabarit.Admis().Select(g => new TestCaseData(g.Gabarit).SetArgDisplayNames(g.Nom));

    [Test, Category("D27")]
    public void La_preuve_suffit_a_reverifier_la_signature()
    {
        var preuve = Messages.Verifier(Messages.Signe()).Valeur!.Preuve;
        using var certificat = X509CertificateLoader.LoadCertificate(preuve.Certificat);
        using var cle = certificat.GetRSAPublicKey()!;
        cle.VerifyData(preuve.SignedInfo, preuve.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Should().BeTrue();
        Encoding.UTF8.GetString(preuve.SignedInfo).Should().Contain($">{Convert.ToBase64String(SHA256.HashData(preuve.Corps))}</ds:DigestValue>");
        Encoding.UTF8.GetString(preuve.Corps).Should().Contain(Messages.Retrait);
    }

    [Test]
    [Category("D25")]
    public void Le_meme_message_signe_deux_fois_est_le_meme_a_l_octet_pres()
    {
        var premier = Messages.Signe();
        Messages.Signe().Should().Equal(premier);
    }

    [Test]
    public void Notre_signature_a_la_disposition_du_guide()
    {
        var message = Encoding.UTF8.GetString(Messages.Signe());
        message.Should().MatchRegex("^<SOAP-ENV:Envelope [^>]*><SOAP-ENV:Header><SOAP-SEC:Signature><ds:Signature [^>]*><ds:SignedInfo>");
        message.Should().ContainAll("<SOAP-ENV:Body SOAP-SEC:id=\"Body\">", "<ds:X509SubjectName>CN=899700027131+SN=PHARMACH0002713+GN=CAROLE, TITLE=Pharmacien, C=FR<");
    }

    [TestCaseSource(nameof(Admis))]
    public void Chaque_disposition_admise_se_verifie(Gabarit gabarit) =>
        Messages.Refus(Epreuve.Signer(gabarit.ToString(), Carte)).Should().BeNull();

    [TestCase(true), TestCase(false)]
    public void Une_signature_enveloppee_n_est_plus_dans_ce_que_l_operation_lit(bool dansLeContenu)
    {
        var gabarit = new Gabarit { Bloc = null };
        var message = dansLeContenu
            ? gabarit.ToString().Replace(gabarit.Signature, "", StringComparison.Ordinal).Replace("</ns3:", gabarit.Signature + "</ns3:", StringComparison.Ordinal)
            : gabarit.ToString();
        var enveloppe = Messages.Lire(Epreuve.Signer(message, Carte));
        var contenu = enveloppe.Contenu;
        VerificationDeSignature.Verifier(enveloppe).Refus.Should().BeNull();
        enveloppe.Contenu.Should().BeSameAs(contenu, "le nœud lu est celui de l’empreinte");
        contenu.OuterXml.Should().Be(Messages.Retrait);
        enveloppe.Corps.ChildNodes.Count.Should().Be(1);
    }

    [Test]
    public void Une_valeur_coupee_par_un_commentaire_apres_signature_se_lit_entiere()
    {
        var message = Encoding.UTF8.GetString(Messages.Signe()).Replace(">59<", ">5<!-- 4 -->9<", StringComparison.Ordinal);
        var enveloppe = Messages.Lire(message);
        VerificationDeSignature.Verifier(enveloppe).Refus.Should().BeNull();
        enveloppe.Contenu.FirstChild!.ChildNodes.Count.Should().Be(1);
        enveloppe.Contenu.FirstChild.FirstChild!.Value.Should().Be("59");
    }

    [Test, Category("D27")]
    public void Ce_qui_serait_garde_en_preuve_est_borne()
    {
        string? Refus(string id) => Messages.Refus(Epreuve.Signer(
            new Gabarit().ToString().Replace("<ds:SignedInfo>", $"<ds:SignedInfo Id='{id}'>", StringComparison.Ordinal), Carte));
        Refus(new string('a', 10_000)).Should().BeNull();
        Refus(new string('a', 20_000)).Should().Be("SignedInfo a plus de 16384 octets");
    }

    [TestCase("DigestValue"), TestCase("SignatureValue"), TestCase("X509Certificate")]
    public void Une_valeur_trop_longue_n_est_pas_decodee(string valeur)
    {
        string? Refus(int blancs) => Messages.Refus(Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Messages.Signe()).Replace($"<ds:{valeur}>", $"<ds:{valeur}>{new string('\n', blancs)}", StringComparison.Ordinal)));
        Refus(FormeDeSignature.LongueurDeValeur).Should().Contain("trop longue");
        if (valeur == "DigestValue")
        {
            Refus(20_000).Should().Contain("SignedInfo", "des blancs dans une valeur sont tolérés");
        }
        else
        {
            Refus(20_000).Should().BeNull("des blancs dans une valeur sont tolérés");
        }
    }

    [TestCase("SOAP-SEC:id", false), TestCase("id", true)]
    public void Chaque_bit_change_dans_le_Body_est_refuse(string id, bool exclusif)
    {
        var transforms = exclusif ? Gabarit.Suite(Gabarit.Element("Transform", Gabarit.Exclusif)) : "";
        var message = Epreuve.Signer(new Gabarit { Id = id, Transforms = transforms }.ToString(), Carte);
        Messages.Refus(message).Should().BeNull();
        var fin = message.AsSpan().IndexOf("</SOAP-ENV:Body>"u8);
        for (var i = message.AsSpan().IndexOf("<SOAP-ENV:Body"u8); i < fin + "</SOAP-ENV:Body>".Length; i++)
        {
            for (var bit = 1; bit < 256; bit <<= 1)
            {
                message[i] ^= (byte)bit;
                Messages.Refus(message).Should().NotBeNull($"octet {i}, bit {bit}");
                message[i] ^= (byte)bit;
            }
        }
    }

    [Test]
    public void Le_KeyValue_de_la_carte_est_tolere()
    {
        var cle = Carte.GetRSAPublicKey()!.ExportParameters(false);
        var gabarit = new Gabarit { KeyInfo = Epreuve.KeyValue(cle) + new Gabarit().KeyInfo };
        Messages.Refus(Epreuve.Signer(gabarit.ToString(), Carte)).Should().BeNull();
    }

    [Test]
    public void Les_retours_chariot_d_un_client_de_Windows_sont_toleres()
    {
        var message = Encoding.UTF8.GetString(Messages.Signe());
        var valeur = message[message.IndexOf("<ds:SignatureValue>", StringComparison.Ordinal)..][19..59];
        Messages.Refus(Encoding.UTF8.GetBytes(message.Replace(valeur, valeur + "&#13;\r\n", StringComparison.Ordinal))).Should().BeNull();
    }
}
