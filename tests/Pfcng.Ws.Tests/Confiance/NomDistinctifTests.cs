using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using Pfcng.Ws.Confiance;
using static Pfcng.Ws.Tests.Confiance.PkiDeTest;

namespace Pfcng.Ws.Tests.Confiance;

[TestFixture, Category("D7"), Category("D34")]
internal sealed class NomDistinctifTests
{
    [TestCase("CN=editeur.exemple.fr, OU=10B0039137, O=PHARMACIE\\, DE LA GARE \\+ \\\"X\\\", ST=Côte-d'Or (21), C=FR")]
    [TestCase("CN=899700027131+SN=PHARMACH0002713+GN=CAROLE, TITLE=Médecin, C=FR")]
    [TestCase("CN=\\#a\\ , O=é\\\\, C=FR")]
    [TestCase("1.2.3=x, L=Paris, C=FR")]
    public void Le_texte_se_lit_et_se_rend_a_l_identique(string texte) =>
        NomDistinctif.Lire(texte).ToString().Should().Be(texte);

    [TestCase("CN=a+SN=b, C=FR", "SN=b + CN=a,C=FR", true)]
    [TestCase("CN=é, C=FR", "CN=\\C3\\A9, C=FR", true)]
    [TestCase("CN=a, C=FR", "C=FR, CN=a", false)]
    [TestCase("CN=a, C=FR", "CN=A, C=FR", false)]
    [TestCase("CN=a, C=FR", "CN=a, OU=b, C=FR", false)]
    [TestCase("CN=a, OU=b, C=FR", "CN=a+OU=b, C=FR", false)]
    [TestCase("CN=a\\, OU=b, C=FR", "CN=a, OU=b, C=FR", false)]
    public void Deux_noms_se_comparent_par_leurs_noms_relatifs(string un, string autre, bool egaux) =>
        NomDistinctif.Lire(un).Equals(NomDistinctif.Lire(autre)).Should().Be(egaux);

    [Test]
    public void Le_nom_d_un_certificat_est_le_texte_du_sujet()
    {
        var sujet = Sujet.Organisation("Paris (75)", "L’ÉTABLISSEMENT, \"X\"", "10B0039137", "Service 15-1");
        var nom = Nom([("2.5.4.6", "FR")], [("2.5.4.8", "Paris (75)")], [("2.5.4.10", "L’ÉTABLISSEMENT, \"X\"")], [("2.5.4.11", "10B0039137")], [("2.5.4.3", "Service 15-1")]);
        NomDistinctif.Lire(nom.RawData).ToString().Should().Be(sujet.ToString());
        NomDistinctif.Lire(sujet.ToString()).Should().Be(NomDistinctif.Lire(nom.RawData));
    }

    [TestCase("a,b+c\"d\\e<f>g;h=i")]
    [TestCase("#a#")]
    [TestCase(" a b ")]
    [TestCase(" ")]
    [TestCase("a\0\r\n\u007Fb")]
    [TestCase("L’Ô 😀")]
    public void OpenSSL_ecrit_la_meme_valeur(string valeur)
    {
        Outils.Exiger("openssl");
        var nom = Nom([("2.5.4.10", valeur)], [("2.5.4.3", "b")]);
        using var cle = ClesDeTest.Neuve();
        using var certificat = new CertificateRequest(nom, cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        var (code, sortie, erreurs) = Outils.Lancer(
            "openssl", ["x509", "-noout", "-subject", "-nameopt", "dn_rev,sep_comma_plus_space,sname,utf8,esc_2253,esc_ctrl"], certificat.ExportCertificatePem());
        code.Should().Be(0, erreurs);
        sortie.TrimEnd('\n').Should().Be("subject=" + NomDistinctif.Texte(nom));
    }

    [TestCase(""), TestCase("CN"), TestCase("=a"), TestCase("CN=a, "), TestCase("inconnu=a"), TestCase("CN=a\\"), TestCase("CN=\\FF")]
    public void Un_texte_qui_n_est_pas_un_nom_est_refuse(string texte) =>
        FluentActions.Invoking(() => NomDistinctif.Lire(texte)).Should().Throw<FormatException>();
}
