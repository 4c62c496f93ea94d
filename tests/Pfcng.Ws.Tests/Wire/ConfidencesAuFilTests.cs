using System.Net;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>The trace number on every answer of the doors; the reasons, in demonstration, for the machine itself.</summary>
[Category("D37")]
internal sealed class ConfidencesAuFilTests
{
    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceDeTest.DemarrerAsync();

    [OneTimeTearDown]
    public async Task Arreter() => await _service.DisposeAsync();

    [TestCase("POST", "/ws-srv", HttpStatusCode.Forbidden)]
    [TestCase("POST", "/cxf/ws-apt", HttpStatusCode.Forbidden)]
    [TestCase("GET", "/ws-srv", HttpStatusCode.MethodNotAllowed)]
    [TestCase("GET", "/ws-apt?wsdl", HttpStatusCode.OK)]
    [TestCase("PUT", "/ws-srv", HttpStatusCode.MethodNotAllowed)]
    [TestCase("GET", "/CRL/ACI-EL-ORG.crl", HttpStatusCode.OK)]
    [TestCase("GET", "/nulle/part", HttpStatusCode.NotFound)]
    public async Task Toute_reponse_porte_son_numero_de_trace(string methode, string chemin, HttpStatusCode statut)
    {
        using var client = _service.Client(null);
        using var requete = new HttpRequestMessage(new(methode), new Uri(_service.Https, chemin));
        using var reponse = await client.SendAsync(requete);
        reponse.StatusCode.Should().Be(statut);
        (reponse.Headers.TryGetValues("X-Pfcng-Trace", out var numeros) ? numeros.Single() : null).Should().MatchRegex("^[0-9a-z]{13}$");
    }

    [Test]
    public async Task Les_reponses_metier_et_les_Faults_portent_leur_numero_qui_est_celui_du_journal()
    {
        using var client = _service.Client(_service.Serveur());
        var faute = await TraceAuFil.EnvoyerAsync(client, _service.Srv, "<x/>"u8.ToArray());
        var metier = await _service.EnvoyerAsync(Requetes.Retrait("987654321"));
        (faute.Http.StatusCode, metier.Http.StatusCode).Should().Be((HttpStatusCode.InternalServerError, HttpStatusCode.OK));
        (await _service.EvenementAsync(faute.Trace)).Should().Contain("soap:Client");
        (await _service.EvenementAsync(metier.Trace)).Should().Contain("WSMG-00000027");
        faute.Motif.Should().Be("Le message n’est pas une enveloppe SOAP.");
    }

    [Test, Category("D7")]
    public async Task Un_503_porte_aussi_son_numero()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:TailleDuMessage", "65536"), ("Limites:OctetsEnVol", "65536")]);
        using var un = await ClientBrut.OuvrirAsync(service.Https, service.Serveur());
        using var autre = await ClientBrut.OuvrirAsync(service.Https, service.Serveur());
        foreach (var client in new[] { un, autre })
        {
            await client.EcrireAsync(ClientBrut.Post("/ws-srv", "Content-Length: 65536") + new string('x', 40_000));
        }

        var reponse = await await Task.WhenAny(un.LireAsync(), autre.LireAsync()); // Whoever comes second.
        reponse.Should().StartWith("HTTP/1.1 503 ").And.MatchRegex("X-Pfcng-Trace: [0-9a-z]{13}\r\n");
    }

    [Test, Category("D7")]
    public async Task Un_403_compte_dans_son_fichier_et_dit_son_motif()
    {
        using var client = _service.Client(null);
        using var reponse = await client.PostAsync(_service.Srv, null);
        Uri.UnescapeDataString(reponse.Headers.GetValues("X-Pfcng-Motif").Single()).Should().Be("aucun certificat client n’a été présenté");
        var lignes = TraceAuFil.Lignes(_service.Dossier, "acces.jsonl");
        lignes.Select(l => (string)l["adresse"]!).Should().OnlyContain(e => e == "127.0.0.1");
        ((string)lignes[0]["dernier"]!).Should().Contain("aucun certificat client n’a été présenté");
        TraceAuFil.Lignes(_service.Dossier).Select(l => (string)l["code"]!).Should().NotContain("HTTP 403");
    }

    [Test]
    public async Task La_page_des_refus_dit_le_code_le_rang_la_raison_et_quoi_faire()
    {
        var reponse = await _service.EnvoyerAsync(Requetes.Lot(Requetes.OrgAuthCli(), Requetes.OrgAuthCli(csr: "AAAA")));

        using var client = new HttpClient();
        using var page = await client.GetAsync(new Uri($"http://localhost:{_service.Http.Port}/refus"));

        page.StatusCode.Should().Be(HttpStatusCode.OK);
        page.Content.Headers.ContentType!.ToString().Should().Be("text/html; charset=utf-8");
        page.Headers.CacheControl!.NoStore.Should().BeTrue();
        page.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'");
        (await page.Content.ReadAsStringAsync()).Should().ContainAll(reponse.Trace, "WSMG-00000009", "demande 2 du lot", "ce n’est pas un PKCS#10 en DER", "À faire : Mettez dans CSR le PKCS#10 en base64");
    }

    [TestCase("pirate.exemple.fr", null)]
    [TestCase("127.0.0.1.exemple.fr", null)]
    [TestCase("localhost", "192.0.2.1")]
    public async Task La_page_des_refus_n_est_ni_pour_un_autre_nom_ni_a_travers_un_relais(string hote, string? relaye)
    {
        using var client = new HttpClient();
        using var requete = new HttpRequestMessage(HttpMethod.Get, new Uri(_service.Http, "/refus"));
        requete.Headers.Host = hote;
        if (relaye is not null)
        {
            requete.Headers.Add("X-Forwarded-For", relaye);
        }

        using var page = await client.SendAsync(requete);
        page.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_travers_un_relais_declare_rien_ne_se_dit_meme_de_la_machine()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:AdressesSansBorne", "127.0.0.0/8")]);
        (await service.EnvoyerAsync(Requetes.Retrait("987654321"))).Motif.Should().BeNull();
        using var client = new HttpClient();
        using var page = await client.GetAsync(new Uri($"http://localhost:{service.Http.Port}/refus"));
        page.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Test]
    public void La_page_echappe_tout_ce_qu_un_client_a_ecrit()
    {
        var page = PageDesRefus.Ecrire([new(DateTimeOffset.UnixEpoch, "<b>", "<i>", "<u>\"", "'><script>", new(1, "<code>", "</p><script>alert(1)</script>"))]);
        page.Should().NotContainAny("<script", "<b>", "<i>", "<u>", "<code><");
        page.Should().Contain("&lt;/p&gt;&lt;script&gt;alert(1)");
    }
}
