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
        await gourmand.AnnoncerAsync("/ws-srv", 60_000);
        using var encore = await ClientBrut.OuvrirAsync(service.Https, service.Serveur());
        await encore.PosterAsync("/ws-srv", new byte[60_000]);
        (await encore.LireAsync()).Should().StartWith("HTTP/1.1 503 ", "ce qui est annoncé est pris d’avance, sur la part du client").And.Contain("Retry-After: 5");
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

    /// <summary>A lot whose answer is long (twenty messages), and which creates nothing.</summary>
    private static byte[] LotRefuse(ServiceDeTest service) => Signe(service, Requetes.Lot(Enumerable.Repeat(Requetes.OrgAuthCli(csr: "AAAA"), 20)));

    private static byte[] Signe(ServiceDeTest service, string requete)
    {
        using var signature = service.Carte(Acteurs.Carole, "sign");
        return Signeur.Signer(requete, signature);
    }
}
