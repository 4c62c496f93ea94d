using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;
using static Pfcng.Ws.Tests.Wire.TraceAuFil;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>« L’erreur est tracée et renvoyée » (guide WS §20): every refusal leaves its code, the rank of its demande and its precise reason in a file of its own.</summary>
[Category("D37"), Category("§20")]
internal sealed class TraceDesRefusTests
{
    private const string Structure = "499700027180006";
    private const string Secret = "code-tres-secret";

    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceDeTest.DemarrerAsync([("Limites:TailleDuMessage", "65536")]);

    [OneTimeTearDown]
    public async Task Arreter() => await _service.DisposeAsync();

    [Test, Category("D20")]
    public async Task Chaque_demande_refusee_d_un_lot_laisse_son_rang_son_code_et_sa_raison()
    {
        using var courte = RSA.Create(1024);
        var reponse = await _service.EnvoyerAsync(Requetes.Lot(
            Requetes.OrgAuthCli("Application 1"),
            Requetes.OrgAuthCli("Application 2", Requetes.Csr(courte)),
            Requetes.Demande("ORG", "AUTH_CLI", null, ("nomApplicatif", "sans structure")),
            Requetes.Demande("ORG", "AUTH_CLI", null, ("idNatStruct", "10B0039137"), ("nomApplicatif", "ailleurs")),
            Requetes.OrgAuthCli("Application 5", "AAAA"),
            Requetes.Demande("ORG", "AUTH", null, ("idNatStruct", Structure), ("nomApplicatif", "Application 6"))));

        reponse.Corps.Element("statutLot")!.Value.Should().Be("KO");
        var lignes = _service.Refus(reponse.Trace);
        lignes.Select(l => ((int)l["rang"]!, (string)l["code"]!)).Should().Equal(new[]
        {
            (2, "WSMG-00000009"), (3, "WSMG-00000032"), (4, "WSMG-00000010"), (5, "WSMG-00000009"), (6, "WSMG-00000005"),
        });
        ((string)lignes[0]["raison"]!).Should().Be("clé RSA de 1024 bits au lieu de 2048");
        ((string)lignes[2]["raison"]!).Should().Contain("L’acteur n’est pas habilité sur le périmètre de la structure");
        ((string)lignes[3]["raison"]!).Should().Be("ce n’est pas un PKCS#10 en DER");
        ((string)lignes[4]["raison"]!).Should().Contain("Usage");
        foreach (var ligne in lignes)
        {
            ((string)ligne["porte"]!).Should().Be("/ws-srv");
            ((string)ligne["operation"]!).Should().Be("demanderCertificats");
            ((string)ligne["signataire"]!).Should().Be(Acteurs.Carole);
            ((string)ligne["monde"]!).Should().Be("Test");
            ((string)ligne["client"]!).Should().Contain("editeur.exemple.fr");
            DateTimeOffset.Parse((string)ligne["instant"]!, System.Globalization.CultureInfo.InvariantCulture).Offset.Should().Be(TimeSpan.Zero);
        }

        (await _service.EvenementAsync(reponse.Trace)).Should().Contain(" KO ");
        _service.Trace.Should().Contain(e => e.Contains($"{reponse.Trace} demande 2 WSMG-00000009 clé RSA de 1024 bits", StringComparison.Ordinal), "le journal aussi");
        reponse.Motif.Should().StartWith("2. clé RSA de 1024 bits au lieu de 2048 ; 3. ");
    }

    private static IEnumerable<TestCaseData> MessagesRefuses()
    {
        const string Inconnu = "7f0102030405060708090a0b0c0d0e0f";
        yield return Cas(Requetes.Retrait("987654321", Secret), "WSMG-00000027", "retirerCertificat", "Indice de retrait inconnu");
        yield return Cas(Requetes.Retrait("1", new string('x', 200) + Secret), "WSMG-00000005", "retirerCertificat", "codeRevocation : valeur non conforme");
        yield return Cas(Requetes.Revocation("00", Inconnu), "WSMG-00000008", "revoquerCertificat", "recherche de certificat");
        yield return Cas(Requetes.Revocation("00", Inconnu, "NEANT"), "WSMG-00000005", "revoquerCertificat", "motif : valeur non conforme");
        yield return Cas(Requetes.Suivi("PRODUITS", "ORG", ("idNatStruct", "10B0039137")), "WSMG-00000043", "suivreActivite", "L’acteur n’est pas habilité sur le périmètre de la structure");
        yield return Cas(Requetes.Suivi("PRODUITS", "ORG"), "WSMG-00000005", "suivreActivite", "idNatStruct : présence contraire au tableau 19");
        yield return Cas(Requetes.Suivi("PRODUITS", "ORG", ("idNatStruct", Structure), ("inventé", "x")), "WSMG-00000005", "suivreActivite", "inventé : élément inconnu");
        yield return Cas(Requetes.Suivi("DEMANDES_REVOCATION", "ORG", ("idNatStruct", Structure)), "WSMG-00000007", "suivreActivite", "recherche de demande");
        yield return Cas(
            Requetes.Lot(Requetes.OrgAuthCli(csr: "AAAA"), Requetes.OrgAuthCli(csr: "AAAA").Replace("<mailDemandeur>demandeur@exemple.fr</mailDemandeur>", "", StringComparison.Ordinal)),
            "WSMG-00000005", "demanderCertificats", "demandeCertificat 2, mailDemandeur : élément absent");
        yield return Cas(
            Requetes.Lot(Requetes.OrgAuthCli(csr: "AAAA"), Requetes.Demande("XYZ", "AUTH", "AAAA")), "WSMG-00000005", "demanderCertificats", "demandeCertificat 2, offre : valeur non conforme");
        yield return Cas(Requetes.Lot(Enumerable.Repeat(Requetes.OrgAuthCli(csr: "AAAA"), 21)), "WSMG-00000023", "demanderCertificats", "plus de 20 demandes");
        yield return Cas(
            Requetes.Lot(Requetes.Demande("SERV", "SSL_SERV", "AAAA", [.. Enumerable.Range(1, 6).Select(n => ("FQDN", $"s{n}.exemple.fr"))])), "WSMG-00000042", "demanderCertificats", "Plus de 5 FQDN");

        static TestCaseData Cas(string requete, string code, string operation, string raison) =>
            new TestCaseData(requete, code, operation, raison).SetName($"Un message refusé laisse sa raison : {code[^2..]} {operation} « {raison} »");
    }

    [TestCaseSource(nameof(MessagesRefuses))]
    public async Task Un_message_refuse_laisse_sa_raison(string requete, string code, string operation, string raison)
    {
        var reponse = await _service.EnvoyerAsync(requete);

        var ligne = _service.Refus(reponse.Trace).Single();
        ((string)ligne["code"]!, (string)ligne["operation"]!, ligne["rang"]).Should().Be((code, operation, default(System.Text.Json.Nodes.JsonNode)));
        ((string)ligne["raison"]!).Should().Contain(raison);
        reponse.Motif.Should().Contain(raison);
        ligne.ToJsonString().Should().NotContain(Secret, "jamais le code de révocation");
        (await _service.EvenementAsync(reponse.Trace)).Should().ContainAll(code, raison);
    }

    [Test, Category("D9")]
    public async Task Une_signature_refusee_laisse_sa_raison_que_la_reponse_ne_dit_pas()
    {
        using var client = _service.Client(_service.Serveur());
        using var signature = _service.Carte(Acteurs.Carole, "auth");
        var reponse = await TraceAuFil.EnvoyerAsync(client, _service.Srv, Signeur.Signer(Requetes.Retrait("1"), signature));

        reponse.Corps.Element("message")!.Value.Should().Be("Signature invalide. Veuillez renouveler votre demande.");
        var ligne = _service.Refus(reponse.Trace).Single();
        ((string)ligne["code"]!).Should().Be("WSMG-00000002");
        ((string)ligne["raison"]!).Should().Contain("nonRepudiation");
        ligne["signataire"].Should().BeNull("personne n’est accusé d’une signature qui n’est pas prouvée");
    }

    [TestCase("requeteDemandeCertificats", "WSMG-00000024")]
    [TestCase("requeteRetraitCertificat", "soap:Client")]
    [Category("D32")]
    public async Task Un_message_trop_grand_laisse_24(string element, string issue)
    {
        using var client = _service.Client(_service.Serveur());
        var message = Encoding.UTF8.GetBytes(
            $"<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><{element} xmlns='http://www.pfcng.in.com/WS/'>{new string('x', 70_000)}");
        var reponse = await TraceAuFil.EnvoyerAsync(client, _service.Srv, message);

        _service.Refus(reponse.Trace).Select(l => (string)l["code"]!).Should().Equal("WSMG-00000024");
        (await _service.EvenementAsync(reponse.Trace)).Should().Contain(issue);
    }

    [Test, Category("D6")]
    public async Task Un_message_qui_n_est_pas_du_SOAP_laisse_sa_faute()
    {
        using var client = _service.Client(_service.Serveur());
        var reponse = await TraceAuFil.EnvoyerAsync(client, _service.Srv, "<x/>"u8.ToArray());
        _service.Refus(reponse.Trace).Select(l => (string)l["code"]!).Should().Equal("soap:Client");
    }

    [Test]
    public async Task Une_reponse_OK_n_y_ecrit_rien()
    {
        var reponse = await _service.EnvoyerAsync(Requetes.Lot(Requetes.OrgAuthCli()));
        reponse.Corps.Element("statutLot")!.Value.Should().Be("OK");
        _service.Refus(reponse.Trace).Should().BeEmpty();
        reponse.Motif.Should().BeNull();
    }

    [Test, Category("D26")]
    public async Task Une_transmission_interrompue_laisse_38()
    {
        AutoriteCapricieuse autorite = null!;
        await using var service = await ServiceDeTest.DemarrerAsync(autorite: vraie => autorite = new(vraie));
        var indice = (await service.DemanderAsync(1))[0];
        var (signe, coupe) = (new TaskCompletionSource(), new TaskCompletionSource());
        autorite.ApresSignature = () =>
        {
            signe.TrySetResult();
            return coupe.Task;
        };
        using var client = await ClientBrut.OuvrirAsync(service.Https, service.Serveur());
        using var signature = service.Carte(Acteurs.Carole, "sign");
        await client.PosterAsync("/ws-srv", Signeur.Signer(Requetes.Retrait(indice, Secret), signature));
        await signe.Task.WaitAsync(Attente.Patience);
        client.Couper();
        coupe.SetResult();
        await service.AttendreAsync(indice, "Demande transmise, Produit retiré", "ACT_RET_003");

        var ligne = (await Attente.VoirAsync("un refus tracé", () => Lignes(service.Dossier), l => l.Count > 0)).Single();
        ((string)ligne["code"]!, (string)ligne["operation"]!, (string)ligne["signataire"]!).Should().Be(("WSMG-00000038", "retirerCertificat", Acteurs.Carole));
        (await File.ReadAllTextAsync(FichierDeTrace(service.Dossier))).Should().NotContain(Secret);
    }
}
