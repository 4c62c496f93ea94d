using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Garde;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>Strangers, who have no right to come in, do not keep out those who have; nor do they fill the trace.</summary>
[Category("D7"), Category("exploitation"), NonParallelizable] // The counters of rejections are the process's.
internal sealed class EtrangersTests
{
    private const int Flots = 16;

    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceDeTest.DemarrerAsync([("Limites:Connexions", "60"), ("Limites:ConnexionsParAdresse", "20"), ("Limites:AdressesSansBorne", "127.0.0.30;10.0.0.0/8")]);

    [OneTimeTearDown]
    public async Task Arreter() => await _service.DisposeAsync();

    [TestCase("/ws-srv", true)]
    [TestCase("/ws-srv?wsdl", false)]
    [TestCase("/ws-srv/pfcng-ws.xsd", false)]
    [TestCase("/inconnu", true)]
    [TestCase("/health", false)]
    public async Task Six_connexions_HTTP_2_qui_ne_lisent_pas_n_empechent_personne(string chemin, bool poster)
    {
        using var etranger = Etranger();
        var muettes = new List<ClientHttp2Brut>();
        for (var n = 0; n < 6; n++)
        {
            var muette = await ClientHttp2Brut.OuvrirAsync(_service.Https, etranger, fenetre: 0, Adresse(2));
            for (var f = 0; f < Flots; f++)
            {
                await (poster ? muette.PosterAsync(chemin, "<x/>"u8.ToArray()) : muette.DemanderAsync(chemin));
            }

            muettes.Add(muette);
        }

        foreach (var muette in muettes)
        {
            await muette.AttendreLesEnTetesAsync(Flots); // All were looked at; none was read.
        }

        await ToutRepondAsync(_service);
        muettes.ForEach(m => m.Dispose());
    }

    [Test]
    public async Task Des_requetes_d_etrangers_en_suspens_ne_prennent_la_place_de_personne()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:RequetesSimultanees", "1"), ("Limites:RequetesParClient", "1")]);
        var suspens = new List<ClientBrut>();
        for (var n = 0; n < 4; n++)
        {
            using var etranger = Etranger();
            var client = await ClientBrut.OuvrirAsync(service.Https, etranger, depuis: Adresse(2));
            await client.EcrireAsync(ClientBrut.Post("/ws-srv", "Content-Length: 1000") + "x");
            (await client.LireAsync()).Should().StartWith("HTTP/1.1 403 ");
            suspens.Add(client);
        }

        await ToutRepondAsync(service);
        suspens.ForEach(s => s.Dispose());
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Les_connexions_silencieuses_d_une_adresse_ne_ferment_pas_un_port(bool tls)
    {
        var adresse = Adresse(tls ? 3 : 4);
        using var fini = new CancellationTokenSource();
        var fins = Enumerable.Range(0, 70).Select(_ => SeTaireAsync(tls ? _service.Https : _service.Http, adresse, fini.Token)).ToList();
        for (var coupees = 0; coupees < 50; coupees++)
        {
            fins.Remove(await Task.WhenAny(fins).WaitAsync(Attente.Patience));
        }

        fins.Count(f => f.IsCompleted).Should().Be(0, "les vingt premières restent");
        await ToutRepondAsync(_service);
        _service.Trace.Count(l => l.Contains($"adresse={adresse} ", StringComparison.Ordinal)).Should().Be(1, "une ligne, pas cinquante");
        await fini.CancelAsync();
        await Task.WhenAll(fins);
    }

    [Test]
    public void La_sante_et_les_portes_ont_des_places_a_elles()
    {
        foreach (var route in _service.Routes)
        {
            var chemin = "/" + route.RoutePattern.RawText!.TrimStart('/');
            var porte = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true;
            var attendu = porte ? Acces.Porte : chemin.StartsWith("/health", StringComparison.Ordinal) ? Acces.Sante : null;
            route.Metadata.GetMetadata<Acces>().Should().BeSameAs(attendu, chemin);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Un_flot_d_abandons_ou_de_PING_n_empeche_personne(bool abandons)
    {
        using var client = await ClientHttp2Brut.OuvrirAsync(_service.Https, null, fenetre: 0, Adresse(6));
        var flot = abandons ? client.OuvrirEtRenoncerAsync("/ws-srv?wsdl", 2_000) : client.InsisterAsync(20_000);
        await ToutRepondAsync(_service);
        client.Dispose();
        try
        {
            await flot;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut, by the server or by us.
        }
    }

    [Test]
    public async Task Qui_demande_sans_lire_est_coupe()
    {
        const int Demandes = 400; // Far more than what two kernels hold.
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:DelaiReponse", "00:00:01")]);
        using var client = await ClientBrut.OuvrirAsync(service.Https, null, reception: 1);
        await client.EcrireAsync(string.Concat(Enumerable.Repeat("GET /ws-srv?xsd HTTP/1.1\r\nHost: localhost\r\n\r\n", Demandes)));
        (await Attente.VoirAsync("réponse abandonnée", () => service.Trace.Count(l => l.Contains("réponse abandonnée", StringComparison.Ordinal)), n => n > 0)).Should().Be(1);
        await ToutRepondAsync(service);
    }

    [Test]
    public async Task Un_relais_declare_n_est_pas_borne()
    {
        var clients = new List<ClientBrut>();
        for (var n = 0; n < 25; n++)
        {
            clients.Add(await ClientBrut.OuvrirAsync(_service.Https, null, depuis: Adresse(30)));
        }

        foreach (var client in clients)
        {
            await client.EcrireAsync("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
            (await client.LireAsync()).Should().StartWith("HTTP/1.1 200 ");
            client.Dispose();
        }
    }

    [Test]
    public async Task Qui_ne_dit_rien_est_coupe_avant_TLS_pendant_et_apres()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:DelaiEnTetes", "00:00:01")]);
        using var avant = await ClientBrut.ConnecterAsync(service.Https);
        using var enClair = await ClientBrut.ConnecterAsync(service.Http);
        using var pendant = await ClientBrut.ConnecterAsync(service.Https);
        await pendant.SendAsync(new byte[] { 0x16, 0x03, 0x01, 0x01 }); // The first bytes of a ClientHello that never ends.
        using var apres = await ClientBrut.OuvrirAsync(service.Https, null);
        await Task.WhenAll(FinAsync(avant), FinAsync(enClair), FinAsync(pendant)).WaitAsync(Attente.Patience);
        (await apres.LireAsync()).Should().BeEmpty();
        await ToutRepondAsync(service);
    }

    [Test]
    public async Task Cent_refus_d_une_adresse_font_une_ligne()
    {
        var comptes = 0L;
        using var mesures = new MeterListener { InstrumentPublished = (i, m) => { if (i.Name == "pfcng.rejets") { m.EnableMeasurementEvents(i); } } };
        mesures.SetMeasurementEventCallback<long>((_, n, etiquettes, _) => Interlocked.Add(ref comptes, etiquettes[0].Value is "Porte" ? n : 0));
        mesures.Start();
        for (var n = 0; n < 20; n++)
        {
            using var client = await ClientBrut.OuvrirAsync(_service.Https, null, depuis: Adresse(5));
            for (var m = 0; m < 5; m++)
            {
                await client.PosterAsync("/ws-apt", "<x/>"u8.ToArray());
                (await client.LireAsync()).Should().StartWith("HTTP/1.1 403 ");
            }
        }

        _service.Trace.Where(l => l.Contains("HTTP 403", StringComparison.Ordinal) && l.Contains("127.0.0.5", StringComparison.Ordinal)).Where(e => e.Contains("aucun certificat client", StringComparison.Ordinal))
            .Should().HaveCount(1);
        comptes.Should().Be(100, "tous sont comptés");
    }

    /// <summary>Who has the right is served, at both doors; what is public answers, on both ports.</summary>
    private static async Task ToutRepondAsync(ServiceDeTest service)
    {
        using var delai = new CancellationTokenSource(Attente.Patience);
        (await service.RetirerAsync("987654321")).Statut.Should().Be("WSMG-00000027");
        (await service.AppelerAsync(Requetes.Retrait("987654321"), Acteurs.Carole, apt: true)).Element("statut")!.Value.Should().Be("WSMG-00000027");
        using var passant = service.Client(null);
        foreach (var port in new[] { service.Https, service.Http })
        {
            foreach (var chemin in new[] { "/health", "/ws-srv?wsdl" })
            {
                using var reponse = await passant.GetAsync(new Uri(port, chemin), delai.Token);
                reponse.StatusCode.Should().Be(HttpStatusCode.OK, $"{port} {chemin}");
            }
        }
    }

    private static IPAddress Adresse(int numero) => IPAddress.Parse($"127.0.0.{numero}");

    /// <summary>Connects and says nothing; ends when the server cuts.</summary>
    private static async Task SeTaireAsync(Uri port, IPAddress depuis, CancellationToken fini)
    {
        try
        {
            using var prise = await ClientBrut.ConnecterAsync(port, depuis);
            await FinAsync(prise, fini);
        }
        catch (SocketException)
        {
            // Cut before it knew that it was connected.
        }
    }

    /// <summary>Ends when the server cuts.</summary>
    private static async Task FinAsync(Socket prise, CancellationToken fini = default)
    {
        try
        {
            while (await prise.ReceiveAsync(new byte[16], fini) > 0)
            {
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Cut without a word.
        }
    }

    /// <summary>Somebody's own certificate, signed by himself.</summary>
    private static X509Certificate2 Etranger()
    {
        using var cle = ClesDeTest.Neuve();
        return new CertificateRequest("CN=etranger", cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
