using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>A client that has the right to come in, and does not read what it asked for, keeps nobody else out.</summary>
[Category("D26"), Category("exploitation")]
internal sealed class ReponsesNonLuesTests
{
    private const string IndiceInconnu = "WSMG-00000027";
    private const int FenetreHttp2 = 1 << 16;

    [Test]
    public async Task Une_reponse_qui_n_est_pas_lue_ne_retient_pas_la_place_du_travail()
    {
        await using var service = await ServiceDeTest.DemarrerAsync(
            [("Limites:RequetesSimultanees", "1"), ("Limites:RequetesParClient", "1"), ("Limites:DelaiReponse", "00:10:00")]);
        using var muet = await ClientHttp2Brut.OuvrirAsync(service.Https, service.Serveur(), fenetre: 0);
        var flots = new List<int>();
        for (var n = 0; n < 2; n++)
        {
            flots.Add(await muet.PosterAsync("/ws-srv", LotRefuse(service)));
            await muet.AttendreLesEnTetesAsync(1);
            (await RetirerParUneCarteAsync(service)).Should().Be(IndiceInconnu, "un autre est servi");
        }

        (await PosterAsync(service)).Should().StartWith("HTTP/1.1 503 ", "deux réponses attendent ce client : il revient plus tard");
        foreach (var flot in flots)
        {
            await muet.LireEncoreAsync(flot, FenetreHttp2);
        }

        await muet.AttendreLaFinAsync(2);
        var reponse = "HTTP/1.1 503 ";
        for (var reste = 500; reste > 0 && reponse.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal); reste--)
        {
            reponse = await PosterAsync(service); // The last place is given back once the answer is gone.
        }

        reponse.Should().StartWith("HTTP/1.1 500 ", "lues, elles ne comptent plus");
    }

    [Test]
    public async Task Un_retrait_qui_attend_d_etre_lu_ne_retient_pas_la_place_du_travail()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:RequetesSimultanees", "1"), ("Limites:RequetesParClient", "1")]);
        var indice = (await service.DemanderAsync(1))[0];
        using var muet = await ClientHttp2Brut.OuvrirAsync(service.Https, service.Serveur(), fenetre: 0);
        var retrait = await muet.PosterAsync("/ws-srv", Signe(service, Requetes.Retrait(indice)));
        await muet.AttendreLesEnTetesAsync(1);
        (await RetirerParUneCarteAsync(service)).Should().Be(IndiceInconnu);
        await muet.LireEncoreAsync(retrait, FenetreHttp2);
        await muet.AttendreLaFinAsync(1);
    }

    [Test]
    public async Task Une_reponse_qui_n_est_pas_lue_a_temps_est_abandonnee_et_le_travail_reste_fait()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:DelaiReponse", "00:00:01")]);
        using var muet = await ClientHttp2Brut.OuvrirAsync(service.Https, service.Serveur(), fenetre: 0);
        await muet.PosterAsync("/ws-srv", LotRefuse(service));
        await muet.DemanderAsync("/ws-srv?wsdl");
        await muet.AttendreLaFinAsync(2);
        service.Trace.Where(e => e.Contains("réponse abandonnée", StringComparison.Ordinal)).Should().HaveCount(1);
        service.Trace.Should().Contain(e => e.Contains("demanderCertificats KO", StringComparison.Ordinal));
    }

    [Test, Category("D32")]
    public async Task Un_client_ne_prend_pas_tous_les_octets_en_vol()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:TailleDuMessage", "65536"), ("Limites:OctetsEnVol", "131072")]);
        using var gourmand = await ClientBrut.OuvrirAsync(service.Https, service.Serveur());
        await gourmand.EcrireAsync(ClientBrut.Post("/ws-srv", "Content-Length: 60000") + "x");
        var reponse = "";
        for (var reste = 50; reste > 0 && !reponse.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal); reste--)
        {
            using var encore = await ClientBrut.OuvrirAsync(service.Https, service.Serveur());
            await encore.PosterAsync("/ws-srv", new byte[60_000]);
            reponse = await encore.LireAsync();
        }

        reponse.Should().StartWith("HTTP/1.1 503 ", "ce qui est annoncé est pris d’avance, sur la part du client").And.Contain("Retry-After: 5", "ce qui est annoncé est pris d’avance, sur la part du client");
        using var autre = await ClientBrut.OuvrirAsync(service.Https, service.Carte(Acteurs.Carole, "auth"));
        await autre.PosterAsync("/ws-apt", new byte[60_000]);
        (await autre.LireAsync()).Should().StartWith("HTTP/1.1 500 ", "un autre est servi");
    }

    private static async Task<string> RetirerParUneCarteAsync(ServiceDeTest service) =>
        (await service.AppelerAsync(Requetes.Retrait("987654321"), Acteurs.Carole, apt: true)).Element("statut")!.Value;

    private static async Task<string> PosterAsync(ServiceDeTest service)
    {
        using var client = await ClientBrut.OuvrirAsync(service.Https, service.Serveur());
        await client.PosterAsync("/ws-srv", "<x/>"u8.ToArray());
        return await client.LireAsync();
    }

    [Test, Category("D32")]
    public async Task Un_message_sans_longueur_prend_sa_place_entiere_avant_de_grossir()
    {
        const int Mega = 1024 * 1024;
        await using var service = await ServiceDeTest.DemarrerAsync([("Limites:TailleDuMessage", $"{3 * Mega}"), ("Limites:OctetsEnVol", $"{4 * Mega}")]);
        using var premier = await ClientBrut.OuvrirAsync(service.Https, service.Serveur());
        await premier.EcrireAsync(ClientBrut.Post("/ws-srv", "Transfer-Encoding: chunked"));
        await MorceauAsync(premier, Mega + 1);
        var reponse = "";
        for (var reste = 50; reste > 0 && !reponse.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal); reste--)
        {
            using var second = await ClientBrut.OuvrirAsync(service.Https, service.Carte(Acteurs.Carole, "auth"));
            await second.PosterAsync("/ws-apt", new byte[(2 * Mega) - 1]);
            reponse = await second.LireAsync();
            await Task.Delay(20); // A loaded machine may not have read the first one yet.
        }

        reponse.Should().StartWith("HTTP/1.1 503 ", "le premier finira : sa place est prise");
        await MorceauAsync(premier, Mega);
        await premier.EcrireAsync("0\r\n\r\n");
        (await premier.LireAsync()).Should().StartWith("HTTP/1.1 500 ", "il est lu jusqu’au bout");
    }

    private static async Task MorceauAsync(ClientBrut client, int taille)
    {
        await client.EcrireAsync($"{taille:x}\r\n");
        await client.EcrireAsync(new byte[taille]);
        await client.EcrireAsync("\r\n");
    }

    /// <summary>A lot whose answer is long (twenty messages), and which creates nothing.</summary>
    private static byte[] LotRefuse(ServiceDeTest service) => Signe(service, Requetes.Lot(Enumerable.Repeat(Requetes.OrgAuthCli(csr: "AAAA"), 20)));

    private static byte[] Signe(ServiceDeTest service, string requete)
    {
        using var signature = service.Carte(Acteurs.Carole, "sign");
        return Signeur.Signer(requete, signature);
    }
}
