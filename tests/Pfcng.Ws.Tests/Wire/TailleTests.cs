using System.Net;
using System.Text;
using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>A message above the limit gets its answer, however it is sent (§19, 24).</summary>
[Category("D5"), Category("D32")]
internal sealed class TailleTests
{
    private const int Limite = 64 * 1024;
    private const string Code = "WSMG-00000024";
    private const string Libelle = "La taille du message ne peut pas dépasser 10 méga-octets. Veuillez renouveler votre demande.";

    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceDeTest.DemarrerAsync([("Limites:TailleDuMessage", $"{Limite}")]);

    [OneTimeTearDown]
    public async Task Arreter() => await _service.DisposeAsync();

    [Test]
    public async Task Avec_sa_longueur_annoncee()
    {
        using var client = await Brut();
        await client.PosterAsync("/ws-srv", Lot(4 * Limite));
        DoitEtreLeLot(await client.LireAsync());
    }

    [Test]
    public async Task Par_morceaux()
    {
        using var client = await Brut();
        await client.EcrireAsync(ClientBrut.Post("/ws-srv", "Transfer-Encoding: chunked"));
        foreach (var morceau in Lot(4 * Limite).Chunk(10_000))
        {
            await client.EcrireAsync(Encoding.ASCII.GetBytes($"{morceau.Length:x}\r\n").Concat(morceau).Concat("\r\n"u8.ToArray()).ToArray());
        }

        await client.EcrireAsync("0\r\n\r\n");
        DoitEtreLeLot(await client.LireAsync());
    }

    [Test]
    public async Task A_un_client_qui_attend_l_accord_avant_d_envoyer()
    {
        using var client = await Brut();
        await client.EcrireAsync(ClientBrut.Post("/ws-srv", "Expect: 100-continue", $"Content-Length: {4 * Limite}", "SOAPAction: \"demanderCertificats\""));
        DoitEtreLeLot(await client.LireAsync());
    }

    [Test]
    public async Task A_un_client_qui_annonce_l_attente_et_envoie_quand_meme()
    {
        using var client = await Brut();
        await client.PosterAsync("/ws-srv", Lot(4 * Limite), "Expect: 100-continue", "SOAPAction: \"demanderCertificats\"");
        DoitEtreLeLot(await client.LireAsync());
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task En_HTTP_2(bool parMorceaux)
    {
        using var client = _service.Client(_service.Serveur());
        using HttpContent contenu = parMorceaux ? new StreamContent(new SansLongueur(Lot(4 * Limite))) : new ByteArrayContent(Lot(4 * Limite));
        contenu.Headers.ContentType = new("text/xml") { CharSet = "utf-8" };
        using var demande = new HttpRequestMessage(HttpMethod.Post, _service.Srv)
        {
            Content = contenu,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var reponse = await client.SendAsync(demande);
        reponse.StatusCode.Should().Be(HttpStatusCode.OK);
        DoitEtreLeLot(await reponse.Content.ReadAsStringAsync());
    }

    [Test]
    [Category("§19 24")]
    public async Task Au_dela_des_dix_mega_octets_par_defaut()
    {
        await using var service = await ServiceDeTest.DemarrerAsync();
        using var client = service.Client(service.Serveur());
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, service.Srv, Lot((10 * 1024 * 1024) + 1));
        DoitEtreLeLot(await reponse.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Juste_a_la_limite_le_message_est_lu()
    {
        using var client = await Brut();
        await client.PosterAsync("/ws-srv", Lot(Limite));
        (await client.LireAsync()).Should().Contain("WSMG-00000002", "lu, donc sa signature est cherchée");
        await client.PosterAsync("/ws-srv", Lot(Limite + 1));
        DoitEtreLeLot(await client.LireAsync());
    }

    [TestCase("utf-16")]
    [TestCase("iso-8859-1")]
    public async Task L_operation_est_trouvee_dans_les_autres_encodages(string charset)
    {
        using var client = _service.Client(_service.Serveur());
        using var contenu = new ByteArrayContent(Encoding.GetEncoding(charset).GetBytes(Encoding.UTF8.GetString(Lot(4 * Limite))));
        contenu.Headers.ContentType = new("text/xml") { CharSet = charset == "utf-16" ? "utf-16le" : charset };
        using var reponse = await client.PostAsync(_service.Srv, contenu);
        DoitEtreLeLot(await reponse.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task L_operation_illisible_se_lit_dans_SOAPAction()
    {
        using var client = await Brut();
        await client.PosterAsync("/ws-srv", Illisible(), "SOAPAction: \"demanderCertificats\"");
        DoitEtreLeLot(await client.LireAsync());
    }

    [TestCase("SOAPAction: \"\"")]
    [TestCase("SOAPAction: \"retirerCertificat\"")]
    [TestCase("X-Rien: 1")]
    public async Task Hors_du_lot_une_Faute_porte_le_meme_texte(string enTete)
    {
        using var client = await Brut();
        await client.PosterAsync("/ws-srv", Illisible(), enTete);
        DoitEtreUneFaute(await client.LireAsync());
    }

    [Test]
    public async Task Un_retrait_trop_grand_est_une_Faute_meme_si_SOAPAction_dit_autre_chose()
    {
        using var client = await Brut();
        await client.PosterAsync("/ws-srv", Enveloppe(Requetes.Retrait(new string('1', 4 * Limite))), "SOAPAction: \"demanderCertificats\"");
        DoitEtreUneFaute(await client.LireAsync());
    }

    private Task<ClientBrut> Brut() => ClientBrut.OuvrirAsync(_service.Https, _service.Serveur());

    private static byte[] Illisible() => Encoding.ASCII.GetBytes(new string('x', 4 * Limite));

    /// <summary>An unsigned lot of that size: too large is told before anything is verified (D16).</summary>
    private static byte[] Lot(int taille)
    {
        var debut = Enveloppe(Requetes.Lot("<demandeCertificat><nomApplicatif></nomApplicatif></demandeCertificat>"));
        return Enveloppe(Requetes.Lot($"<demandeCertificat><nomApplicatif>{new string('a', taille - debut.Length)}</nomApplicatif></demandeCertificat>"));
    }

    private static byte[] Enveloppe(string contenu) =>
        Encoding.UTF8.GetBytes($"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>{contenu}</s:Body></s:Envelope>");

    private static void DoitEtreLeLot(string reponse)
    {
        var corps = ServiceDeTest.Corps(reponse[reponse.IndexOf('<')..]);
        using (new AssertionScope())
        {
            corps.Name.LocalName.Should().Be("reponseDemandeCertificats");
            corps.Element("indiceLot")!.Value.Should().BeEmpty();
            corps.Element("statutLot")!.Value.Should().Be(Code);
            corps.Element("message")!.Value.Should().Be(Libelle);
        }
    }

    private static void DoitEtreUneFaute(string reponse)
    {
        reponse.Should().StartWith("HTTP/1.1 500 ");
        ServiceDeTest.Corps(reponse[reponse.IndexOf('<')..]).Element("faultstring")!.Value.Should().Be(Libelle);
    }

    /// <summary>Can't tell its length: .NET then sends it in chunks.</summary>
    private sealed class SansLongueur(byte[] octets) : MemoryStream(octets)
    {
        public override bool CanSeek => false;
    }
}
