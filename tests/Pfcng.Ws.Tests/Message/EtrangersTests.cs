using System.Security.Cryptography.X509Certificates;
using System.Text;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using static Pfcng.Ws.Tests.Confiance.CertificatsDeTest;

namespace Pfcng.Ws.Tests.Message;

/// <summary>What strangers sign verifies here; what we sign verifies there.</summary>
[TestFixture, Category("D8")]
internal sealed class EtrangersTests
{
    private const string Python = "/usr/bin/python3";
    private static readonly string Etrangers = Path.Combine(TestContext.CurrentContext.TestDirectory, "Message", "Etrangers");

    private string _dossier = null!;

    private static IEnumerable<TestCaseData> Admis => Gabarit.Admis().Select(g => new TestCaseData(g.Gabarit).SetArgDisplayNames(g.Nom));

    [OneTimeSetUp]
    public void EcrireLaCarte()
    {
        _dossier = Directory.CreateTempSubdirectory("pfcng-etrangers").FullName;
        File.WriteAllText(Chemin("carte.crt"), Carte.ExportCertificatePem());
        File.WriteAllText(Chemin("carte.key"), Carte.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Chemin("autorite.crt"), Fort.ExportCertificatePem());
        File.WriteAllBytes(Chemin("carte.p12"), Carte.Export(X509ContentType.Pkcs12, "demo"));
    }

    [OneTimeTearDown]
    public void Ranger() => Directory.Delete(_dossier, recursive: true);

    [TestCaseSource(nameof(Admis))]
    public void Un_message_signe_par_xmlsec1_se_verifie(Gabarit gabarit)
    {
        Outils.Exiger("xmlsec1");
        var id = gabarit.Id.Split(':')[^1];
        EstBon(Signer("xmlsec1", ["--sign", "--privkey-pem", $"{Chemin("carte.key")},{Chemin("carte.crt")}", $"--id-attr:{id}", "Body", Ecrire(gabarit.ToString())]));
    }

    [TestCaseSource(nameof(Admis))]
    public void Un_message_signe_par_python_xmlsec_se_verifie(Gabarit gabarit)
    {
        ExigerPython();
        EstBon(Signer(Python, [Script("signer.py"), "sign", Ecrire(gabarit.ToString()), Chemin("carte.key"), Chemin("carte.crt")]));
    }

    [TestCase(Gabarit.Inclusif + "#WithComments", Gabarit.Enveloppee)]
    [TestCase(Gabarit.Exclusif, Gabarit.Exclusif)]
    [TestCase(Gabarit.Inclusif, null)]
    public void Un_message_signe_par_Apache_Santuario_se_verifie(string canonicalisation, string? transform)
    {
        ExigerJava();
        var message = Ecrire(new Gabarit { Bloc = "", Id = "SOAP-SEC:id" }.ToString().Replace(new Gabarit().Signature, "", StringComparison.Ordinal));
        var signe = Chemin("santuario.xml");
        Signer("java", ["-cp", ClassesJava, Script("Santuario.java"), "sign", message, Chemin("carte.p12"), signe, canonicalisation, .. transform is null ? Array.Empty<string>() : [transform]]);
        EstBon(File.ReadAllText(signe));
    }

    [Test]
    public void Notre_message_se_verifie_chez_xmlsec1()
    {
        Outils.Exiger("xmlsec1");
        Signer("xmlsec1", ["--verify", "--trusted-pem", Chemin("autorite.crt"), "--id-attr:id", "Body", Notre()]);
    }

    [Test]
    public void Notre_message_se_verifie_chez_python_xmlsec()
    {
        ExigerPython();
        Signer(Python, [Script("signer.py"), "verify", Notre(), Chemin("carte.crt")]).Should().Contain("OK");
    }

    [Test]
    public void Notre_message_se_verifie_chez_Apache_Santuario()
    {
        ExigerJava();
        Signer("java", ["-cp", ClassesJava, Script("Santuario.java"), "verify", Notre()]).Should().Contain("OK");
    }

    internal static string ClassesJava => string.Join(':', "/usr/share/java/xmlsec.jar", "/usr/share/java/slf4j-api.jar", "/usr/share/java/slf4j-nop.jar", "/usr/share/java/commons-codec.jar");

    private static void ExigerPython()
    {
        Outils.Exiger(Python);
        if (Outils.Lancer(Python, ["-c", "import xmlsec, lxml"]).Code != 0)
        {
            Outils.Exiger("python3-xmlsec");
        }
    }

    private static void ExigerJava() => Outils.Exiger(["java", "javac", .. ClassesJava.Split(':')]);

    private static void EstBon(string message)
    {
        var verdict = Messages.Verifier(Encoding.UTF8.GetBytes(message));
        verdict.Refus.Should().BeNull();
        verdict.Valeur!.Certificat.RawData.Should().Equal(Carte.RawData);
    }

    private static string Signer(string outil, string[] arguments)
    {
        var (code, sortie, erreurs) = Outils.Lancer(outil, arguments);
        code.Should().Be(0, erreurs);
        return sortie;
    }

    internal static string Script(string nom) => Path.Combine(Etrangers, nom);

    private string Notre()
    {
        var chemin = Chemin("notre.xml");
        File.WriteAllBytes(chemin, Messages.Signe());
        return chemin;
    }

    private string Ecrire(string message)
    {
        var chemin = Chemin("message.xml");
        File.WriteAllText(chemin, message);
        return chemin;
    }

    private string Chemin(string nom) => Path.Combine(_dossier, nom);
}
