using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>
/// What the platform delivers comes back as card, as server and as signer: an administrator orders them for a bearer, with keys of his own, and the
/// white list holds their very names.
/// </summary>
[Category("§10"), Category("§11"), Category("D7"), Category("D9")]
internal sealed class TreizeProduitsTests
{
    private const string Porteur = "899700088001";
    private const string Structure = "10B0088001";
    private const string Nom = "treize.exemple.fr";
    private const string Raison = "catégorie de certificat logiciel";
    private const string SignatureInvalide = "WSMG-00000002";

    private string _dossier = null!;
    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer()
    {
        _dossier = await ServiceDeTest.NouveauDossierAsync();
        var annuaire = Path.Combine(_dossier, "demo", "annuaire.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(annuaire))!;
        foreach (var monde in new[] { "test", "production" })
        {
            json[monde]!["structures"]!.AsArray().Add(new JsonObject { ["idNat"] = Structure, ["raisonSociale"] = "TREIZE", ["departement"] = "Paris (75)" });
            json[monde]!["personnes"]!.AsArray().Add(JsonNode.Parse($$"""
                {
                  "idNat": "{{Porteur}}", "nom": "TREIZE", "prenom": "NADIA", "type": "PS", "titre": "Médecin", "rattachements": ["{{Structure}}"],
                  "habilitations": [
                    { "offre": "ORG", "structure": "{{Structure}}" }, { "offre": "SERV", "structure": "{{Structure}}", "domaines": ["{{Nom}}"] },
                    { "offre": "PRO", "structure": "{{Structure}}", "domaines": ["*@{{Nom}}"] }
                  ]
                }
                """));
            json[monde]!["listeBlanche"] = new JsonArray(
                $"CN={Nom}, OU={Structure}, O=TREIZE, ST=Paris (75), C=FR",
                $"CN={Porteur}+SN=TREIZE+GN=NADIA, TITLE=Médecin, C=FR",
                $"CN={Porteur}+SN=TREIZE+GN=NADIA, TITLE=Médecin, OU={Structure}, O=TREIZE, ST=Paris (75), C=FR");
        }

        await File.WriteAllTextAsync(annuaire, json.ToJsonString());
        _service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
    }

    [OneTimeTearDown]
    public async Task Arreter()
    {
        await _service.DisposeAsync();
        Directory.Delete(_dossier, recursive: true);
    }

    [TestCase(Monde.Test), TestCase(Monde.Production)]
    public async Task Aucun_des_treize_produits_n_ouvre_rien_sinon_SSL_SERV_qui_ouvre_ws_srv(Monde monde)
    {
        var delivres = await DelivrerAsync(monde);
        delivres.Should().HaveCount(13);
        var avant = _service.Trace.Count();
        foreach (var (produit, certificat) in delivres)
        {
            using (certificat)
            {
                var (apt, srv) = (await TlsAsync(certificat, _service.Apt), await TlsAsync(certificat, _service.Srv));
                var (signeApt, signeSrv) = (await SignerAsync(certificat, monde, apt: true), await SignerAsync(certificat, monde, apt: false));
                using (new AssertionScope())
                {
                    apt.Statut.Should().Be(HttpStatusCode.Forbidden, $"{produit} en carte TLS");
                    apt.Texte.Should().Contain(produit.Offre is Offre.PS or Offre.PRO ? Raison : "n’émet pas les cartes admises", $"{produit} en carte TLS");
                    (srv.Statut == HttpStatusCode.Forbidden).Should().Be(produit != new TypeProduit(Offre.SERV, Usage.SSL_SERV), $"{produit} en serveur TLS");
                    (signeApt, signeSrv).Should().Be((SignatureInvalide, SignatureInvalide), $"{produit} en signataire");
                }
            }
        }

        await RaisonsTraceesAsync(2 * delivres.Count(d => d.Produit.Offre is Offre.PS or Offre.PRO), avant);
    }

    // Behind each door; the event comes after the answer. What a door refuses by TLS is told to the client, and counted in the trace.
    private async Task RaisonsTraceesAsync(int attendues, int avant)
    {
        int Comptees() => _service.Trace.Skip(avant).Count(l => l.Contains(Raison, StringComparison.Ordinal) && l.Contains(SignatureInvalide, StringComparison.Ordinal));
        (await Attente.VoirAsync($"{attendues} raisons tracées", Comptees, c => c >= attendues)).Should().Be(attendues);
    }

    private async Task<List<(TypeProduit Produit, X509Certificate2 Certificat)>> DelivrerAsync(Monde monde)
    {
        var cles = TypeProduit.Tous.Select(_ => ClesDeTest.Neuve()).ToList();
        var lot = await _service.AppelerAsync(Requetes.Lot(TypeProduit.Tous.Zip(cles, Demande)), Porteur, monde: monde);
        lot.Element("statutLot")!.Value.Should().Be("OK", lot.ToString());
        var delivres = new List<(TypeProduit, X509Certificate2)>();
        foreach (var (produit, cle, demande) in TypeProduit.Tous.Zip(cles, lot.Elements("demande")))
        {
            using (cle)
            {
                var retrait = await _service.AppelerAsync(Requetes.Retrait(demande.Element("indiceRetrait")!.Value), Porteur, monde: monde);
                using var certificat = X509Certificate2.CreateFromPem(retrait.Element("certificat")!.Value);
                delivres.Add((produit, certificat.CopyWithPrivateKey(cle)));
            }
        }

        return delivres;
    }

    private static string Demande(TypeProduit produit, RSA cle)
    {
        (string, string)[] elements = produit switch
        {
            { Offre: Offre.PS } => [],
            { Offre: Offre.PRO } => [("idNatStruct", Structure), ("idNatBeneficiaire", Porteur)],
            { Offre: Offre.ORG } => [("idNatStruct", Structure), ("nomApplicatif", Nom)],
            { Usage: Usage.SSL_SERV } => [("idNatStruct", Structure), ("FQDN", Nom)],
            _ => [("idNatStruct", Structure), ("nomApplicatif", Nom), ("mailSujet", $"contact@{Nom}")],
        };
        return Requetes.Demande($"{produit.Offre}", produit.Usage.Code(), Requetes.Csr(cle), elements);
    }

    private async Task<(HttpStatusCode Statut, string Texte)> TlsAsync(X509Certificate2 certificat, Uri porte)
    {
        using var client = _service.Client(certificat);
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, porte, "<x/>"u8.ToArray());
        return (reponse.StatusCode, await reponse.Content.ReadAsStringAsync());
    }

    private async Task<string> SignerAsync(X509Certificate2 certificat, Monde monde, bool apt)
    {
        using var client = _service.Client(apt ? _service.Carte(Porteur, "auth", monde) : _service.Serveur());
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, apt ? _service.Apt : _service.Srv, Signeur.Signer(Requetes.Retrait("1"), certificat));
        return ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync()).Element("statut")!.Value;
    }
}
