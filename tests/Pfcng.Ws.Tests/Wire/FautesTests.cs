using System.Net;
using System.Text;
using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>What is no operation gets a SOAP 1.1 Fault: HTTP 500, a code, a sentence, no detail.</summary>
[Category("D6"), Category("D16")]
internal sealed class FautesTests
{
    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceCommun.PrendreAsync();

    [TestCase("", "Client")]
    [TestCase("ceci n’est pas du XML", "Client")]
    [TestCase("<html/>", "Client")]
    [TestCase("<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body><x/></e:Body></e:Envelope>", "VersionMismatch")]
    [TestCase("<e:Envelope xmlns:e='" + Soap + "'><e:Body/></e:Envelope>", "Client")]
    [TestCase("<e:Envelope xmlns:e='" + Soap + "'><e:Body><inconnue/></e:Body></e:Envelope>", "Client")]
    [TestCase("<e:Envelope xmlns:e='" + Soap + "'><e:Body><w:requeteInconnue xmlns:w='http://www.pfcng.in.com/WS/'/></e:Body></e:Envelope>", "Client")]
    [TestCase("<e:Envelope xmlns:e='" + Soap + "'><e:Header><b xmlns='urn:b' e:mustUnderstand='1'/></e:Header><e:Body><x/></e:Body></e:Envelope>", "MustUnderstand")]
    [TestCase("<!DOCTYPE e [<!ENTITY a 'b'>]><e/>", "Client")]
    [TestCase("<e:Envelope xmlns:e='" + Soap + "'><e:Body>", "Client")]
    public async Task Ce_qui_n_est_pas_une_operation_est_une_Faute(string message, string code)
    {
        using var client = _service.Client(_service.Serveur());
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, _service.Srv, Encoding.UTF8.GetBytes(message));
        await DoitEtreUneFaute(reponse, code);
    }

    [TestCase("utf-7")]
    [TestCase("n'importe quoi")]
    public async Task Un_encodage_inconnu_est_une_Faute(string charset)
    {
        using var client = await ClientBrut.OuvrirAsync(_service.Https, _service.Serveur());
        await client.EcrireAsync($"POST /ws-srv HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml; charset=\"{charset}\"\r\nContent-Length: 4\r\n\r\n<x/>");
        (await client.LireAsync()).Should().StartWith("HTTP/1.1 500 ").And.Contain("<faultcode>soap:Client</faultcode>");
    }

    [Test]
    public async Task Un_Content_Type_illisible_ne_trouble_pas_la_lecture()
    {
        using var client = await ClientBrut.OuvrirAsync(_service.Https, _service.Serveur());
        using var signature = _service.Carte(Acteurs.Carole, "sign");
        var message = Encoding.Latin1.GetString(Signeur.Signer(Requetes.Retrait("987654321"), signature));
        await client.EcrireAsync($"POST /ws-srv HTTP/1.1\r\nHost: localhost\r\nContent-Type: ;;;=\r\nContent-Length: {message.Length}\r\n\r\n{message}");
        (await client.LireAsync()).Should().StartWith("HTTP/1.1 200 ").And.Contain("WSMG-00000027");
    }

    [Test, Category("D32")]
    public async Task Une_erreur_interne_est_une_Faute_sans_detail_et_ne_bloque_rien()
    {
        await using var service = await ServiceDeTest.DemarrerAsync(annuaire: a => new AnnuaireCapricieux(a) { Panne = new InvalidOperationException("détail à taire") });
        using var client = service.Client(service.Serveur());
        using var signature = service.Carte(Acteurs.Carole, "sign");
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, service.Srv, Signeur.Signer(Requetes.Lot(Requetes.OrgAuthCli()), signature));
        await DoitEtreUneFaute(reponse, "Server");
        service.Trace.Should().Contain(e => e.Contains("panne", StringComparison.Ordinal), "la trace, elle, en garde une ligne");
    }

    private static async Task DoitEtreUneFaute(HttpResponseMessage reponse, string code)
    {
        var texte = await reponse.Content.ReadAsStringAsync();
        var faute = ServiceDeTest.Corps(texte);
        using (new AssertionScope())
        {
            reponse.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
            reponse.Content.Headers.ContentType!.MediaType.Should().Be("text/xml");
            faute.Name.Should().Be(System.Xml.Linq.XName.Get("Fault", Soap));
            faute.Element("faultcode")!.Value.Should().Be("soap:" + code);
            faute.Element("faultstring")!.Value.Should().NotBeNullOrEmpty();
            texte.Should().NotContainAny("   at ", "Exception", "détail");
        }
    }
}
