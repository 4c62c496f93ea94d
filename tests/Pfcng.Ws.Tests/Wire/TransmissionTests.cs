using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>« Produit actif » only once the answer went out whole (guide WS §15.2): clients that cut, stop reading, or leave as soon as they have read.</summary>
[Category("D26"), Category("§15.2")]
internal sealed class TransmissionTests
{
    private const string Retire = "Demande transmise, Produit retiré";
    private const string Actif = "Demande close, Produit actif";
    private const string Interruption = "ACT_RET_003";
    private const string Cloture = "ACT_IGC_007";

    private AutoriteCapricieuse _autorite = null!;
    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceDeTest.DemarrerAsync(autorite: vraie => _autorite = new(vraie));

    [OneTimeTearDown]
    public async Task Arreter() => await _service.DisposeAsync();

    [TearDown]
    public void Calmer() => _autorite.ApresSignature = null;

    [Test]
    [Category("D32"), Category("§19 38")]
    public async Task Un_client_qui_coupe_avant_la_reponse_laisse_le_produit_retire()
    {
        var indice = (await _service.DemanderAsync(1))[0];
        using var client = await ClientBrut.OuvrirAsync(_service.Https, _service.Serveur());
        await CouperPendantAsync(indice, () => client.PosterAsync("/ws-srv", Signe(indice)), client.Couper);
        await DoitRevenirAsync(indice);
    }

    [Test]
    public async Task De_meme_en_HTTP_2()
    {
        var indice = (await _service.DemanderAsync(1))[0];
        Socket? prise = null;
        using var client = ClientHttp2(s => prise = s);
        Task? envoi = null;
        await CouperPendantAsync(indice, () => { envoi = EnvoyerHttp2Async(client, indice); return Task.CompletedTask; }, () => prise!.Close(0));
        await FluentActions.Awaiting(async () => await envoi!).Should().ThrowAsync<HttpRequestException>();
        await DoitRevenirAsync(indice);
    }

    [Test]
    public async Task Un_client_qui_cesse_de_lire_au_milieu_puis_coupe_laisse_le_produit_retire()
    {
        // Its kernel takes less than the answer: the rest waits in the server's, unacknowledged, when the cut comes.
        var indice = (await _service.DemanderAsync(1))[0];
        using var client = await ClientBrut.OuvrirAsync(_service.Https, _service.Serveur(), reception: 1);
        await client.PosterAsync("/ws-srv", Signe(indice));
        await _service.AttendreAsync(indice, Retire, "ACT_IGC_006");
        await UnAutreEstServiAsync();
        (await _service.EtatsAsync(indice)).Should().Be(Retire, "rien n’est acquitté tant que le client ne lit pas");
        client.Couper();
        await DoitRevenirAsync(indice);
    }

    [Test]
    public async Task Un_client_lent_qui_lit_sa_reponse_tard_a_un_produit_actif()
    {
        var indice = (await _service.DemanderAsync(1))[0];
        using var client = await ClientBrut.OuvrirAsync(_service.Https, _service.Serveur(), reception: 1);
        await client.PosterAsync("/ws-srv", Signe(indice));
        await _service.AttendreAsync(indice, Retire, "ACT_IGC_006");
        await UnAutreEstServiAsync();
        (await _service.EtatsAsync(indice)).Should().Be(Retire);
        (await client.LireAsync()).Should().Contain("-----END CERTIFICATE-----");
        await _service.AttendreAsync(indice, Actif, Cloture);
    }

    [Test]
    public async Task Un_client_qui_ferme_des_qu_il_a_lu_n_a_rien_interrompu()
    {
        var indices = await _service.DemanderAsync(12);
        foreach (var (indice, rang) in indices.Select((i, r) => (i, r)))
        {
            var client = await ClientBrut.OuvrirAsync(_service.Https, _service.Serveur());
            await client.PosterAsync("/ws-srv", Signe(indice), rang % 2 == 0 ? "Connection: close" : "Connection: keep-alive");
            (await client.LireAsync()).Should().Contain("-----END CERTIFICATE-----");
            client.Dispose();
        }

        foreach (var indice in indices)
        {
            await _service.AttendreAsync(indice, Actif, Cloture);
        }
    }

    /// <summary>What the server says behind the answer (GOAWAY, end of TLS) finds nobody to acknowledge it.</summary>
    [Test]
    public async Task De_meme_en_HTTP_2_ou_le_serveur_ecrit_encore_apres_la_reponse()
    {
        var indices = (await _service.DemanderAsync(20)).Concat(await _service.DemanderAsync(20)).ToList();
        await Parallel.ForEachAsync(indices, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (indice, _) =>
        {
            using var client = await ClientHttp2Brut.OuvrirAsync(_service.Https, _service.Serveur(), fenetre: 65_535);
            await client.PosterAsync("/ws-srv", Signe(indice));
            await client.AttendreLaFinAsync(1);
            await client.SenAllerAsync();
        });
        foreach (var indice in indices)
        {
            await _service.AttendreAsync(indice, Actif, Cloture);
        }
    }

    [Test]
    public async Task En_HTTP_2_une_reponse_lue_rend_le_produit_actif()
    {
        var indice = (await _service.DemanderAsync(1))[0];
        using (var client = ClientHttp2(_ => { }))
        {
            (await EnvoyerHttp2Async(client, indice)).Should().Contain("-----END CERTIFICATE-----");
        }

        await _service.AttendreAsync(indice, Actif, Cloture);
    }

    [Test]
    public async Task Deux_retraits_a_la_fois_donnent_un_seul_certificat()
    {
        var indice = (await _service.DemanderAsync(1))[0];
        var reponses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _service.RetirerAsync(indice)));
        reponses.Count(r => r.Statut == "OK").Should().Be(1, "la première l’a rendu actif, les autres l’ont attendue");
        reponses.Select(r => r.Statut).Where(s => s != "OK").Should().OnlyContain(e => e == "WSMG-00000011");
    }

    /// <summary>A withdrawal begun later is acknowledged meanwhile: nothing is owed to time.</summary>
    private async Task UnAutreEstServiAsync()
    {
        var autre = (await _service.DemanderAsync(1))[0];
        (await _service.RetirerAsync(autre)).Statut.Should().Be("OK");
        await _service.AttendreAsync(autre, Actif, Cloture);
    }

    private async Task CouperPendantAsync(string indice, Func<Task> envoyer, Action couper)
    {
        var (signe, coupe) = (new TaskCompletionSource(), new TaskCompletionSource());
        _autorite.ApresSignature = () =>
        {
            signe.TrySetResult();
            return coupe.Task;
        };
        await envoyer();
        await signe.Task.WaitAsync(Attente.Patience);
        couper();
        _autorite.ApresSignature = null;
        coupe.SetResult();
        await _service.AttendreAsync(indice, Retire, Interruption);
    }

    /// <summary>The interruption is in the history and in the trace, and the very same certificate comes when it is asked again; then no more.</summary>
    private async Task DoitRevenirAsync(string indice)
    {
        await _service.AttendreAsync(indice, Retire, Interruption);
        (await _service.HistoriqueAsync(indice))[^1].Complement.Should().Be("RMT_ERR_009");
        _service.Trace.Should().Contain(e => e.Contains("WSMG-00000038", StringComparison.Ordinal));
        var garde = await _service.CertificatGardeAsync(indice);

        var (statut, certificat) = await _service.RetirerAsync(indice);
        statut.Should().Be("OK");
        System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(certificat).RawData.Should().Equal(garde, "le même, octet pour octet");
        await _service.AttendreAsync(indice, Actif, Cloture);
        (await _service.RetirerAsync(indice)).Statut.Should().Be("WSMG-00000011");
    }

    private byte[] Signe(string indice)
    {
        using var signature = _service.Carte(Acteurs.Carole, "sign");
        return Signeur.Signer(Requetes.Retrait(indice), signature);
    }

    private HttpClient ClientHttp2(Action<Socket> prise)
    {
        var client = new SocketsHttpHandler
        {
            ConnectCallback = async (contexte, annulation) =>
            {
                var nouvelle = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await nouvelle.ConnectAsync(contexte.DnsEndPoint, annulation);
                prise(nouvelle);
                return new NetworkStream(nouvelle, ownsSocket: true);
            },
        };
        client.SslOptions.ClientCertificates = [_service.Serveur()];
#pragma warning disable CA5359 // What the server presents is tested elsewhere.
        client.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        return new(client) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
    }

    private async Task<string> EnvoyerHttp2Async(HttpClient client, string indice)
    {
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, _service.Srv, Signe(indice));
        return await reponse.Content.ReadAsStringAsync();
    }
}
