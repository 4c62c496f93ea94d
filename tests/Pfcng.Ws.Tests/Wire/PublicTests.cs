using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>What anybody may read, and the TLS that strangers see.</summary>
[Category("D6")]
internal sealed partial class PublicTests
{
    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceDeTest.DemarrerAsync([("HotesAutorises", "relais.exemple.fr")]);

    [OneTimeTearDown]
    public async Task Arreter() => await _service.DisposeAsync();

    [TestCase("/PC"), TestCase("/PC%20TEST")]
    [Category("D36")]
    public async Task La_politique_nommee_par_chaque_certificat_repond(string chemin)
    {
        using var client = _service.Client(null);
        (await client.GetAsync(new Uri(_service.Http, chemin))).IsSuccessStatusCode.Should().BeTrue();
    }

    [TestCase(true), TestCase(false)]
    public async Task La_racine_est_une_petite_page_dont_chaque_lien_repond(bool tls)
    {
        using var client = _service.Client(null);
        using var reponse = await client.GetAsync(new Uri(Port(tls), "/"));
        var page = await reponse.Content.ReadAsStringAsync();
        var liens = Lien().Matches(page).Select(m => m.Groups[1].Value).ToList();
        liens.Should().Contain("/ws-srv?wsdl").And.Contain("/health").And.Contain("/CRL/ACI-EL-ORG-TEST.crl").And.Contain(e => e.StartsWith("/AC/", StringComparison.Ordinal));
        page.Should().NotContain("script").And.Match(s => s.Length < 8192);
        reponse.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        foreach (var lien in liens)
        {
            (await client.GetAsync(new Uri(Port(tls), lien))).StatusCode.Should().Be(HttpStatusCode.OK, lien);
        }
    }

    [Test, Combinatorial]
    [Category("§9.2")]
    public async Task Le_contrat_se_lit_sans_certificat_sur_les_deux_ports_et_les_deux_portes(
        [Values(true, false)] bool tls, [Values("ws-srv", "cxf/ws-srv", "ws-apt", "cxf/ws-apt/")] string chemin, [Values("wsdl", "WSDL")] string question)
    {
        using var client = _service.Client(null);
        var wsdl = XDocument.Parse(await client.GetStringAsync(new Uri(Port(tls), $"/{chemin}?{question}")));
        var schema = await client.GetByteArrayAsync(new Uri(Schema(wsdl)));
        using (new AssertionScope())
        {
            Adresse(wsdl).Should().Be(new Uri(_service.Https, "/" + chemin.TrimEnd('/')).AbsoluteUri);
            schema.Should().Equal(FichiersDuContrat.Xsd.ToArray());
            new Uri(Schema(wsdl)).Port.Should().Be(Port(tls).Port, "le schéma se lit là où le contrat a été lu");
        }
    }

    [TestCase("/ws-srv?xsd")]
    [TestCase("/ws-apt?XSD")]
    [TestCase("/ws-srv/pfcng-ws.xsd")]
    [TestCase("/cxf/ws-apt/pfcng-ws.xsd")]
    public async Task Le_schema_est_servi_tel_quel(string chemin)
    {
        using var client = _service.Client(null);
        foreach (var tls in new[] { true, false })
        {
            (await client.GetByteArrayAsync(new Uri(Port(tls), chemin))).Should().Equal(FichiersDuContrat.Xsd.ToArray());
        }
    }

    [TestCase("relais.exemple.fr", "relais.exemple.fr")]
    [TestCase("pirate.exemple.fr", "127.0.0.1")]
    public async Task Un_relais_n_est_cru_que_pour_les_hotes_admis(string annonce, string attendu)
    {
        using var client = _service.Client(null);
        using var demande = new HttpRequestMessage(HttpMethod.Get, new Uri(_service.Http, "/ws-srv?wsdl"));
        demande.Headers.Add("X-Forwarded-Host", annonce);
        demande.Headers.Add("X-Forwarded-Proto", "https");
        using var reponse = await client.SendAsync(demande);
        var wsdl = XDocument.Parse(await reponse.Content.ReadAsStringAsync());
        new Uri(Adresse(wsdl)).Host.Should().Be(attendu);
        new Uri(Schema(wsdl)).Host.Should().Be(attendu);
    }

    [Test]
    public async Task L_adresse_publique_reglee_l_emporte_et_le_certificat_la_porte()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Demonstration", "true"), ("AdressePublique", "https://pfcng.exemple.fr")]);
        using var client = service.Client(null);
        Adresse(XDocument.Parse(await client.GetStringAsync(new Uri(service.Http, "/ws-apt?wsdl")))).Should().Be("https://pfcng.exemple.fr/ws-apt");
        Outils.Exiger("openssl");
        SClient(service, "-verify_hostname", "pfcng.exemple.fr").Code.Should().Be(0);
    }

    [TestCase("GET /ws-srv?wsdl HTTP/1.0\r\n\r\n")]
    [TestCase("GET /ws-srv?wsdl HTTP/1.1\r\nHost: ..\r\n\r\n")]
    [TestCase("GET /ws-srv?wsdl HTTP/1.1\r\nHost: e:99999\r\n\r\n")]
    public async Task Un_client_qui_ne_nomme_pas_d_hote_a_le_contrat_quand_meme(string demande)
    {
        using var client = await ClientBrut.OuvrirAsync(_service.Https, null);
        await client.EcrireAsync(demande);
        (await client.LireAsync()).Should().ContainAll(" 200 OK", $"location=\"{_service.Srv}\"");
    }

    [Test]
    public async Task GET_sans_wsdl_dit_ce_qui_se_demande_ici()
    {
        using var client = _service.Client(null);
        using var reponse = await client.GetAsync(_service.Srv);
        reponse.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        reponse.Content.Headers.Allow.Should().Contain("POST");
        (await reponse.Content.ReadAsStringAsync()).Should().Contain("?wsdl");
    }

    [TestCase("-verify_hostname", "localhost")]
    [TestCase("-verify_ip", "127.0.0.1")]
    [TestCase("-verify_ip", "::1")]
    [Category("D7")]
    public void Le_certificat_du_service_se_verifie_avec_tous_pem(string option, string nom)
    {
        Outils.Exiger("openssl");
        var (code, sortie, erreurs) = SClient(_service, option, nom);
        code.Should().Be(0, erreurs);
        sortie.Should().Contain("Verification: OK");
    }

    [Test, Category("D7")]
    public async Task curl_se_connecte_par_IPv6()
    {
        Outils.Exiger("curl");
        await using var service = await ServiceDeTest.DemarrerAsync([("Ecoute", "::1")]);
        var (code, sortie, erreurs) = Outils.Lancer("curl", ["-sS", "--cacert", TousPem(service), new Uri(service.Https, "/health").AbsoluteUri]);
        (code, sortie).Should().Be((0, "OK\n"), erreurs);
    }

    [Test, Category("D7")]
    public void Les_noms_des_autorites_admises_sont_envoyes_au_client()
    {
        Outils.Exiger("openssl");
        var sortie = SClient(_service).Sortie;
        var noms = sortie.Split('\n').SkipWhile(l => l != "Acceptable client certificate CA names").Skip(1).TakeWhile(l => l.Contains("CN", StringComparison.Ordinal));
        noms.Select(n => NomCommun().Match(n).Groups[1].Value).Should().BeEquivalentTo(from monde in new[] { "", "TEST " }
                                                                                       from autorite in new[] { "ELEMENTAIRE ORGANISATIONS", "ELEMENTAIRE PERSONNES", "FORT PERSONNES", "STANDARD PERSONNES" }
                                                                                       select $"{monde}AC IGC-SANTE {autorite}");
    }

    [TestCase("-tls1_2", 0)]
    [TestCase("-tls1_3", 0)]
    [TestCase("-tls1_1", 1)]
    [Category("D7")]
    public void TLS_1_2_et_1_3_et_rien_d_autre(string version, int code)
    {
        Outils.Exiger("openssl");
        SClient(_service, version, "-cipher", "DEFAULT@SECLEVEL=0").Code.Should().Be(code);
    }

    private Uri Port(bool tls) => tls ? _service.Https : _service.Http;

    private static string Adresse(XDocument wsdl) => wsdl.Descendants("{http://schemas.xmlsoap.org/wsdl/soap/}address").Single().Attribute("location")!.Value;

    private static string Schema(XDocument wsdl) => wsdl.Descendants("{http://www.w3.org/2001/XMLSchema}import").Single().Attribute("schemaLocation")!.Value;

    private static string TousPem(ServiceDeTest service) => Path.Combine(service.Dossier, "ac", "tous.pem");

    private static (int Code, string Sortie, string Erreurs) SClient(ServiceDeTest service, params string[] options) => Outils.Lancer(
        "openssl", ["s_client", "-connect", $"{service.Https.Host}:{service.Https.Port}", "-CAfile", TousPem(service), "-verify_return_error", .. options], "");

    [GeneratedRegex(@"CN\s*=\s*([^\r\n,]+)")]
    private static partial Regex NomCommun();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Lien();
}
