using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>
/// tests/interop, run: first clients as an editor would write them, in four languages. Each drives the five operations with its own SOAP, TLS and
/// signature, and judges the answers, the certificate and the revocation list by itself.
/// </summary>
[Category("interop"), Category("D1"), Category("D6"), Category("D8")]
internal sealed class InteropTests
{
    private const string Python = "/usr/bin/python3";

    private ServiceDeTest _service = null!;

    /// <summary>The HTTP port is chosen beforehand: certificates carry it, and the clients fetch the list they point to.</summary>
    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceDeTest.DemarrerAsync([("HttpPort", PortLibre().ToString(CultureInfo.InvariantCulture))]);

    [OneTimeTearDown]
    public async Task Arreter() => await _service.DisposeAsync();

    [TestCase("ws-srv")]
    [TestCase("ws-apt")]
    public void Un_client_Python_mene_les_cinq_operations(string porte)
    {
        Outils.Exiger(Python);
        if (Outils.Lancer(Python, ["-c", "import zeep, xmlsec, lxml, requests, cryptography"]).Code != 0)
        {
            Outils.Exiger("python3-zeep, python3-xmlsec ou python3-cryptography");
        }

        Mener(porte, Python, Client("python/client.py"));
    }

    [TestCase("ws-srv")]
    public void Un_client_Java_mene_les_cinq_operations(string porte)
    {
        Outils.Exiger(["bash", "javac", "wsimport", .. "jaxws-rt xmlsec slf4j-nop commons-codec bcpkix".Split(' ').Select(j => $"/usr/share/java/{j}.jar")]);
        Mener(porte, "bash", Client("java/client.sh"));
    }

    [TestCase("ws-srv")]
    [TestCase("ws-apt")]
    public void Un_client_JavaScript_mene_les_cinq_operations(string porte)
    {
        Outils.Exiger("node", "openssl", Client("node/node_modules/xml-crypto/package.json"));
        Mener(porte, "node", Client("node/client.js"));
    }

    [TestCase("ws-srv")]
    [TestCase("ws-apt")]
    public void Un_client_shell_mene_les_cinq_operations(string porte)
    {
        Outils.Exiger("bash", "curl", "xmlsec1", "openssl", "xmllint");
        Mener(porte, "bash", Client("shell/client.sh"));
    }

    [TestCase("shell/client.sh", "")]
    [TestCase("shell/client.sh", "--help")]
    [TestCase("java/client.sh", "https://localhost:8443")]
    public void Un_client_mal_appele_dit_comment_l_appeler(string client, string arguments)
    {
        Outils.Exiger("bash");
        var (code, sortie, erreurs) = Outils.Lancer("bash", [Client(client), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        (code, sortie).Should().Be((2, ""));
        erreurs.Should().StartWith("usage: ").And.Contain("data-folder");
    }

    [Test, Category("§11")]
    public async Task Le_message_que_le_README_montre_se_signe_par_xmlsec1_tel_qu_il_est_imprime()
    {
        Outils.Exiger("xmlsec1");
        var readme = await File.ReadAllTextAsync(ArbreDesSources.Fichier("README.md"));
        var message = readme.Split("```xml\n")[1].Split("```")[0].Replace("…", "<indiceRetrait>999999</indiceRetrait><codeRevocation>code</codeRevocation>", StringComparison.Ordinal);
        var carte = Path.Combine(_service.Dossier, "demo", "cartes", Acteurs.Carole, "sign");
        var fichier = Path.Combine(_service.Dossier, "message.xml");
        foreach (var texte in new[] { message, message.Replace("\n", "", StringComparison.Ordinal) })
        {
            await File.WriteAllTextAsync(fichier, texte);
            var (code, _, erreurs) = Outils.Lancer("xmlsec1", ["--sign", "--privkey-pem", $"{carte}.key,{carte}.crt", "--id-attr:id", "Body", "--output", fichier, fichier]);
            code.Should().Be(0, erreurs);
            using var client = _service.Client(_service.Serveur());
            using var reponse = await ServiceDeTest.EnvoyerAsync(client, _service.Srv, await File.ReadAllBytesAsync(fichier));
            ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync()).Element("statut")!.Value.Should().Be("WSMG-00000027", "signé juste : le retrait est inconnu");
        }
    }

    /// <summary>What the README says to try: three years less two weeks later, on the same folder, with the same cards.</summary>
    [Test, Category("D30"), Category("D39"), Category("§17.2")]
    public async Task Avec_l_horloge_decalee_de_1080_jours_un_certificat_du_meme_dossier_se_renouvelle()
    {
        Outils.Exiger("bash", "curl", "xmlsec1", "openssl", "xmllint");
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        var certificat = Path.Combine(dossier, "a-renouveler.crt");
        await using (var avant = await ServiceDeTest.DemarrerAsync(dossier: dossier))
        {
            using var obtenu = await avant.ObtenirAsync();
            await File.WriteAllTextAsync(certificat, obtenu.ExportCertificatePem());
        }

        await using (var apres = await ServiceDeTest.DemarrerAsync([("Demonstration:Decalage", "1080.00:00:00")], dossier: dossier))
        {
            foreach (var porte in new[] { "ws-srv", "ws-apt" })
            {
                Mener(apres, "bash", Client("shell/client.sh"), porte, certificat);
            }
        }

        Directory.Delete(dossier, recursive: true);
    }

    private static string Client(string chemin) => ArbreDesSources.Fichier($"tests/interop/{chemin}");

    private static int PortLibre()
    {
        using var ecoute = new TcpListener(IPAddress.Loopback, 0);
        ecoute.Start();
        return ((IPEndPoint)ecoute.LocalEndpoint).Port;
    }

    private void Mener(string porte, string outil, string client) => Mener(_service, outil, client, porte);

    private static void Mener(ServiceDeTest service, string outil, string client, params IEnumerable<string> arguments)
    {
        var (code, sortie, erreurs) = Outils.Lancer(outil, [client, service.Https.GetLeftPart(UriPartial.Authority), service.Dossier, .. arguments], minutes: 5);
        code.Should().Be(0, sortie + erreurs);
        sortie.TrimEnd().Split('\n')[^1].Should().Be("OK");
    }
}
