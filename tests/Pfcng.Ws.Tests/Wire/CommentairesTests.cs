using System.Text;
using System.Xml.Linq;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>
/// Comments are outside of the digest: a server that passes on another's signed message can add some. The message is read the same, at the same
/// price, and is the same message.
/// </summary>
[Category("§11"), Category("D8")]
internal sealed class CommentairesTests
{
    private const int Octets = 160_000;

    [Test, Category("D25")]
    public async Task Un_lot_signe_auquel_un_autre_a_ajoute_160_ko_de_commentaires_est_le_meme_lot()
    {
        var service = await ServiceCommun.PrendreAsync();
        using var client = service.Client(service.Serveur());
        using var carte = service.Carte(Acteurs.Carole, "sign");
        var signe = Signeur.Signer(Requetes.Lot(Requetes.OrgAuthCli("Un nom coupé")), carte);
        var commente = Commenter(signe, "<nomApplicatif>Un", "<offre>", "</demandeCertificat>");

        var premiere = await EnvoyerAsync(client, service, commente);
        ((string?)premiere.Element("statutLot")).Should().Be("OK");
        XNode.DeepEquals(await EnvoyerAsync(client, service, signe), premiere).Should().BeTrue("le lot d’origine est celui qui est déjà fait");
        var retrait = Signeur.Signer(Requetes.Retrait((string)premiere.Element("demande")!.Element("indiceRetrait")!), carte);
        ((string?)(await EnvoyerAsync(client, service, Commenter(retrait, "<indiceRetrait>", "<codeRevocation>code"))).Element("statut")).Should().Be("OK");
        premiere.Elements("demande").Count().Should().Be(1);
    }

    [Test, Category("§14.1")]
    public async Task Un_lot_de_20_mis_en_page_et_commente_par_son_signataire_est_OK()
    {
        var service = await ServiceCommun.PrendreAsync();
        using var client = service.Client(service.Serveur());
        using var carte = service.Carte(Acteurs.Carole, "sign");
        var lot = XElement.Parse(Requetes.Lot(Enumerable.Range(0, 20).Select(n => Requetes.OrgAuthCli($"Application {n}"))));
        foreach (var element in lot.Descendants().ToList())
        {
            element.AddBeforeSelf(new XComment(" fait à la main "));
        }

        ((string?)(await EnvoyerAsync(client, service, Signeur.Signer(lot.ToString(), carte))).Element("statutLot")).Should().Be("OK");
    }

    private static byte[] Commenter(byte[] signe, params string[] places)
    {
        var commentaires = string.Concat(Enumerable.Repeat("<!---->", Octets / places.Length / 7));
        return Encoding.UTF8.GetBytes(places.Aggregate(Encoding.UTF8.GetString(signe), (m, place) => m.Replace(place, place.StartsWith("</", StringComparison.Ordinal) ? commentaires + place : place + commentaires, StringComparison.Ordinal)));
    }

    private static async Task<XElement> EnvoyerAsync(HttpClient client, ServiceDeTest service, byte[] message)
    {
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, service.Srv, message);
        return ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync());
    }
}
