using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>What one client may take of the service, and that the others are served meanwhile.</summary>
[Category("D16"), Category("D32")]
internal sealed class LimitesTests
{
    private const int Mega = 1024 * 1024;

    [Test]
    public async Task Au_dela_des_octets_en_vol_on_revient_plus_tard()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:TailleDuMessage", "65536"), ("Limites:OctetsEnVol", "65536")]);
        using var lent = await OuvrirAsync(service);
        await lent.AnnoncerAsync("/ws-srv", 60_000);
        using var autre = await OuvrirAsync(service);
        await autre.PosterAsync("/ws-srv", Encoding.ASCII.GetBytes(new string('x', 30_000)));
        (await autre.LireAsync()).Should().StartWith("HTTP/1.1 503 ").And.Contain("\r\nRetry-After: 5\r\n");

        await lent.EcrireAsync(new string('x', 60_000));
        (await lent.LireAsync()).Should().StartWith("HTTP/1.1 500 ", "le premier est lu jusqu’au bout");
        using var suivant = await OuvrirAsync(service);
        await suivant.PosterAsync("/ws-srv", Encoding.ASCII.GetBytes(new string('x', 60_000)));
        (await suivant.LireAsync()).Should().StartWith("HTTP/1.1 500 ", "ce qui était pris a été rendu");
    }

    [Test]
    public async Task Un_client_a_sa_part_de_requetes_et_pas_plus()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:RequetesParClient", "2"), ("Limites:RequetesSimultanees", "3")]);
        using var un = await SuspendreAsync(service);
        using var deux = await SuspendreAsync(service);
        using var memeClient = await OuvrirAsync(service);
        (await PosterAsync(memeClient, "/ws-srv")).Should().StartWith("HTTP/1.1 503 ").And.Contain("Retry-After: 5");

        using var autre = await ClientBrut.OuvrirAsync(service.Https, service.Carte(Acteurs.Carole, "auth"));
        (await PosterAsync(autre, "/ws-apt")).Should().StartWith("HTTP/1.1 500 ", "un autre est servi");

        using var carte = await ClientBrut.OuvrirAsync(service.Https, service.Carte(Acteurs.Carole, "auth"));
        await carte.AnnoncerAsync("/ws-apt", 10);
        using var gaetan = await ClientBrut.OuvrirAsync(service.Https, service.Carte(Acteurs.Gaetan, "auth"));
        (await PosterAsync(gaetan, "/ws-apt")).Should().StartWith("HTTP/1.1 503 ", "toutes les places sont prises");
    }

    [Test]
    public async Task Les_en_tetes_et_les_corps_lents_sont_coupes()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:DelaiEnTetes", "00:00:01"), ("Limites:DelaiCorps", "00:00:01")]);
        using var enTetes = await OuvrirAsync(service);
        using var corps = await OuvrirAsync(service);
        await enTetes.EcrireAsync("POST /ws-srv HTTP/1.1\r\nHost: loc");
        await corps.EcrireAsync(ClientBrut.Post("/ws-srv", "Content-Length: 10") + "x");
        (await corps.LireAsync()).Should().StartWith("HTTP/1.1 408 ").And.Contain("n’a pas été reçu à temps");
        (await enTetes.LireAsync()).Should().Match(e => e == "" || e.StartsWith("HTTP/1.1 408 ", StringComparison.Ordinal));
    }

    [Test]
    public async Task Beaucoup_de_connexions_oisives_n_empechent_pas_de_servir_et_leur_nombre_est_borne()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:Connexions", "60")]);
        var oisives = new List<ClientBrut>();
        for (var n = 0; n < 55; n++)
        {
            oisives.Add(await ClientBrut.OuvrirAsync(service.Https, null));
        }

        using (var client = await OuvrirAsync(service))
        {
            (await PosterAsync(client, "/ws-srv")).Should().StartWith("HTTP/1.1 500 ");
        }

        (await FluentActions.Awaiting(async () => { for (var n = 0; n < 20; n++) { oisives.Add(await ClientBrut.OuvrirAsync(service.Https, null)); } }).Should().ThrowAsync<Exception>()).Which.Should().Match<Exception>(e => e is IOException || e is SocketException);
        oisives.ForEach(o => o.Dispose());
    }

    [Test]
    public async Task Chaque_message_hostile_a_sa_reponse_et_les_autres_sont_servis()
    {
        await using var service = await ServiceDeTest.DemarrerAsync();
        using var client = service.Client(service.Serveur());
        using var carte = service.Carte(Acteurs.Carole, "sign");
        foreach (var message in MessagesHostiles.Tous(carte, Mega).Where(m => m.Attendu != "WSMG-00000024"))
        {
            var hostile = StatutEtTexteAsync(client, service.Srv, message);
            (await service.RetirerAsync("987654321")).Statut.Should().Be("WSMG-00000027", $"un autre est servi pendant « {message.Nom} »");
            (await hostile).Texte.Should().Contain(message.Attendu, message.Nom);
        }
    }

    private static async Task<(int Statut, string Texte)> StatutEtTexteAsync(HttpClient client, Uri porte, MessageHostile message)
    {
        using var contenu = new ByteArrayContent(message.Message);
        contenu.Headers.TryAddWithoutValidation("Content-Type", message.TypeDeContenu);
        using var reponse = await client.PostAsync(porte, contenu);
        return ((int)reponse.StatusCode, await reponse.Content.ReadAsStringAsync());
    }

    private static Task<ClientBrut> OuvrirAsync(ServiceDeTest service) => ClientBrut.OuvrirAsync(service.Https, service.Serveur());

    private static async Task<ClientBrut> SuspendreAsync(ServiceDeTest service)
    {
        var client = await OuvrirAsync(service);
        await client.AnnoncerAsync("/ws-srv", 10);
        return client;
    }

    private static async Task<string> PosterAsync(ClientBrut client, string porte)
    {
        await client.PosterAsync(porte, "<x/>"u8.ToArray());
        return await client.LireAsync();
    }
}
