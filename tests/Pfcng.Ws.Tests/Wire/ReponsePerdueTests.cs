using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>The same signed message, byte for byte, sent again by a client that did not get its answer.</summary>
[Category("D25")]
internal sealed class ReponsePerdueTests
{
    [Test]
    public async Task Le_meme_lot_redonne_la_meme_reponse_tant_que_rien_n_est_retire()
    {
        var service = await ServiceCommun.PrendreAsync();
        using var client = service.Client(service.Serveur());
        using var signature = service.Carte(Acteurs.Carole, "sign");
        var message = Signeur.Signer(Requetes.Lot(Requetes.OrgAuthCli("A"), Requetes.OrgAuthCli("B")), signature);

        var premiere = await EnvoyerAsync();
        (await EnvoyerAsync()).Should().Be(premiere);
        var indices = ServiceDeTest.Corps(premiere).Elements("demande").Select(d => d.Element("indiceRetrait")!.Value).ToList();
        (await service.HistoriqueAsync(indices[0])).Should().HaveCount(2, "enregistrée, validée : rien n’a été créé la seconde fois");

        (await service.RetirerAsync(indices[0])).Statut.Should().Be("OK");
        var nouvelle = ServiceDeTest.Corps(await EnvoyerAsync());
        nouvelle.Element("statutLot")!.Value.Should().Be("KO");
        nouvelle.Elements("demande").Select(d => d.Element("statutDemande")!.Value).Should().OnlyContain(e => e == "WSMG-00000009");

        async Task<string> EnvoyerAsync()
        {
            using var reponse = await ServiceDeTest.EnvoyerAsync(client, service.Srv, message);
            return await reponse.Content.ReadAsStringAsync();
        }
    }
}
