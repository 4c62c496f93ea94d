using System.Globalization;
using System.Net;
using System.Net.Sockets;
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

    private static string Client(string chemin) => ArbreDesSources.Fichier($"tests/interop/{chemin}");

    private static int PortLibre()
    {
        using var ecoute = new TcpListener(IPAddress.Loopback, 0);
        ecoute.Start();
        return ((IPEndPoint)ecoute.LocalEndpoint).Port;
    }

    private void Mener(string porte, string outil, string client)
    {
        var (code, sortie, erreurs) = Outils.Lancer(outil, [client, _service.Https.GetLeftPart(UriPartial.Authority), _service.Dossier, porte], minutes: 5);
        Assert.That(code, Is.Zero, sortie + erreurs);
        Assert.That(sortie.TrimEnd().Split('\n')[^1], Is.EqualTo("OK"));
    }
}
