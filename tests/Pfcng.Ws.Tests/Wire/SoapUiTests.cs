using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;
using static Pfcng.Ws.Tests.Confiance.CertificatsDeTest;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>
/// samples/soap/pfcng-soapui-project.xml: well made for SoapUI, as far as it can be told without it, and played whole by tests/interop/soapui
/// under a JVM, with the very script that SoapUI would run.
/// </summary>
[Category("D8"), Category("§9.2"), Category("§11")]
internal sealed class SoapUiTests
{
    private const string Groovy = "/usr/share/java/groovy-all.jar";

    private static readonly string Fichier = ArbreDesSources.Fichier("samples/soap/pfcng-soapui-project.xml");
    private static readonly XNamespace Con = "http://eviware.com/soapui/config";
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XDocument Projet = XDocument.Load(Fichier, LoadOptions.PreserveWhitespace);
    private static readonly string[] Portes = ["ws-srv", "ws-apt"];

    private static readonly string[] Operations =
        [.. XDocument.Load(ArbreDesSources.Fichier("contracts/pfcng-ws.wsdl")).Descendants(Wsdl + "portType").Elements(Wsdl + "operation").Select(o => o.Attribute("name")!.Value)];

    [TestCase("pfcng-ws.wsdl", "http://schemas.xmlsoap.org/wsdl/")]
    [TestCase("pfcng-ws.xsd", "http://www.w3.org/2001/XMLSchema")]
    public void Le_contrat_du_projet_est_celui_de_contracts(string fichier, string type)
    {
        var contenu = Projet.Descendants(Con + "part").Single(p => p.Element(Con + "type")!.Value == type).Element(Con + "content")!;
        var contrat = File.ReadAllText(ArbreDesSources.Fichier("contracts/" + fichier));
        if (contenu.Value != contrat)
        {
            // The project to put in its place, once read.
            var projet = File.ReadAllText(Fichier).Replace($"<![CDATA[{contenu.Value}]]>", $"<![CDATA[{contrat}]]>", StringComparison.Ordinal);
            File.WriteAllText(Path.ChangeExtension(Fichier, ".received.xml"), projet);
        }

        contenu.Value.Should().Be(contrat);
    }

    [Test]
    public void Le_schema_est_la_ou_le_WSDL_du_projet_le_cherche()
    {
        var cache = Projet.Descendants(Con + "definitionCache").Single();
        var adresses = cache.Descendants(Con + "url").Select(u => u.Value).ToList();
        cache.Attribute("rootPart")!.Value.Should().Be(adresses[0]).And.Be(cache.Parent!.Attribute("definition")!.Value);
        adresses[1].Should().Be(new Uri(new Uri(adresses[0]), "pfcng-ws.xsd").AbsoluteUri);
    }

    [Test]
    public void Chaque_operation_a_une_requete_par_porte(
        [ValueSource(nameof(Operations))] string operation, [ValueSource(nameof(Portes))] string porte)
    {
        var requete = Nomme("operation", operation).Elements(Con + "call").Single(c => c.Attribute("name")!.Value == porte);
        var corps = ServiceDeTest.Corps(requete.Element(Con + "request")!.Value);
        corps.Name.NamespaceName.Should().Be("http://www.pfcng.in.com/WS/");
        corps.Name.LocalName.Should().Be(ElementEntrant(operation));
        VerifierAdresse(requete, porte);
    }

    [Test]
    public void Chaque_operation_est_signee_puis_jouee_par_chaque_porte(
        [ValueSource(nameof(Operations))] string operation, [ValueSource(nameof(Portes))] string porte)
    {
        var etape = Nomme("testCase", porte).Elements(Con + "testStep").Single(e => e.Attribute("name")!.Value == operation);
        var requete = etape.Element(Con + "config")!.Element(Con + "request")!;
        requete.Element(Con + "request")!.Value.Should().Be("${#TestCase#enveloppe}");
        etape.ElementsBeforeSelf().Last().Value.Should().Contain($"signer('{operation}'");
        requete.Descendants("path").Select(p => p.Value).Should().ContainSingle(e => e == "//statut" || e == "//statutLot");
        VerifierAdresse(requete, porte);
    }

    [Test]
    public void Seuls_l_hote_et_les_magasins_sont_a_regler()
    {
        Projet.Descendants(Con + "source").Select(s => s.Value).Should().AllSatisfy(e => e.Should().StartWith("${#Project#donnees}/demo/")).And.HaveCount(3);
        Projet.Descendants(Con + "password").Select(p => p.Value).Should().OnlyContain(e => e == "demonstration");
        var proprietes = Projet.Root!.Element(Con + "properties")!.Descendants(Con + "name").Select(n => n.Value);
        proprietes.Should().Contain(["hote", "port", "donnees", "idNat", "serveur"]);
        Projet.Descendants().Where(e => e.Name != Con + "setting").Attributes("id").Select(i => i.Value).Should().OnlyHaveUniqueItems();
    }

    [Test, Category("interop")]
    public void La_signature_du_script_a_la_forme_du_guide_et_se_verifie_chez_xmlsec1()
    {
        Outils.Exiger("java", Groovy, "xmlsec1");
        var dossier = Directory.CreateTempSubdirectory("pfcng-soapui").FullName;
        string Chemin(string nom) => Path.Combine(dossier, nom);
        File.WriteAllBytes(Chemin("carte.p12"), Carte.Export(X509ContentType.Pkcs12, "demo"));
        File.WriteAllText(Chemin("autorite.crt"), Fort.ExportCertificatePem());
        File.WriteAllText(Chemin("message.xml"), Nomme("operation", "suivreActivite").Element(Con + "call")!.Element(Con + "request")!.Value);

        var (code, signe, erreurs) = Lancer("Signer.groovy", Fichier, Chemin("message.xml"), Chemin("carte.p12"), "demo");
        code.Should().Be(0, erreurs);
        Forme(signe).Should().Equal(Forme(Encoding.UTF8.GetString(Signeur.Signer("<x/>", Carte))));
        File.WriteAllText(Chemin("signe.xml"), signe);
        var verification = Outils.Lancer("xmlsec1", ["--verify", "--trusted-pem", Chemin("autorite.crt"), "--id-attr:id", "Body", Chemin("signe.xml")]);
        Directory.Delete(dossier, recursive: true);
        verification.Code.Should().Be(0, verification.Erreurs);
    }

    [Test, Category("interop"), Category("§14"), Category("§15"), Category("§16"), Category("§17"), Category("§18")]
    public async Task Le_projet_se_joue_en_entier_par_les_deux_portes()
    {
        Outils.Exiger("java", Groovy);
        await using var service = await ServiceDeTest.DemarrerAsync();
        var (_, sortie, erreurs) = await Task.Run(() => Lancer("Jouer.groovy", Fichier, $"-Pport={service.Https.Port}", $"-Pdonnees={service.Dossier}"));
        var attendu = from porte in Portes
                      from etape in Nomme("testCase", porte).Elements(Con + "testStep")
                      where etape.Attribute("type")!.Value == "request"
                      select $"{porte} {etape.Attribute("name")!.Value} : OK\n";
        sortie.Should().Be(string.Concat(attendu), erreurs);
    }

    private static XElement Nomme(string element, string nom) => Projet.Descendants(Con + element).Single(e => e.Attribute("name")?.Value == nom);

    private static string ElementEntrant(string operation)
    {
        var wsdl = XDocument.Load(ArbreDesSources.Fichier("contracts/pfcng-ws.wsdl"));
        var message = wsdl.Descendants(Wsdl + "portType").Elements().Single(o => o.Attribute("name")!.Value == operation).Element(Wsdl + "input")!.Attribute("message")!.Value;
        return wsdl.Root!.Elements(Wsdl + "message").Single(m => "tns:" + m.Attribute("name")!.Value == message).Element(Wsdl + "part")!.Attribute("element")!.Value["tns:".Length..];
    }

    private static void VerifierAdresse(XElement requete, string porte)
    {
        requete.Element(Con + "endpoint")!.Value.Should().Be("https://${#Project#hote}:${#Project#port}/" + porte);
        requete.Attribute("sslKeystore")!.Value.Should().Be(porte == "ws-srv" ? "tls.p12" : "auth.p12");
    }

    private static (int Code, string Sortie, string Erreurs) Lancer(string script, params string[] arguments) => Outils.Lancer(
        "java", ["-XX:TieredStopAtLevel=1", "-cp", Groovy, "groovy.ui.GroovyMain", ArbreDesSources.Fichier("tests/interop/soapui/" + script), .. arguments]);

    /// <summary>Where the signature stands and how it is made: names and algorithms in order, without values.</summary>
    private static IEnumerable<string> Forme(string enveloppe)
    {
        var racine = XDocument.Parse(enveloppe).Root!;
        var corps = racine.Elements().Last();
        return racine.Elements().First().DescendantsAndSelf().Select(e => $"{e.Name} {e.Attribute("Algorithm")?.Value}{e.Attribute("URI")?.Value}")
            .Append(string.Join(' ', corps.Attributes().Where(a => !a.IsNamespaceDeclaration)));
    }
}
