using System.Text;
using System.Xml.Linq;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;
using Pfcng.Ws.Tests.Contrats;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>The three kinds of tracking, at the wire.</summary>
[Category("§18.2"), Category("D31")]
internal sealed class SuiviTests
{
    private const string Carole = "899700027131";
    private const string Claire = "810100531143";
    private const string Denise = "500000000028969/CPAT0002";
    private const string Charles = "899700027123";
    private const string Vladimir = "300000000039210/CPAT0001";
    private const string Hopital = "1750140014";
    private const string Cabinet = "499700027180006";

    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceDeTest.DemarrerAsync();

    [OneTimeTearDown]
    public async Task Arreter() => await _service.DisposeAsync();

    [Test, Category("D26"), Category("§18.1")]
    public async Task Un_suivi_demande_juste_apres_un_retrait_en_voit_la_fin()
    {
        var lot = await _service.AppelerAsync(Requetes.Lot(Enumerable.Range(1, 5).Select(i => Requetes.OrgAuthCli($"Application {i}"))), Carole);
        foreach (var indice in lot.Elements("demande").Select(d => d.Element("indiceRetrait")!.Value))
        {
            await _service.AppelerAsync(Requetes.Retrait(indice), Carole);

            var produit = Ligne(await SuivreAsync(Carole, "PRODUITS", "ORG", ("idNatStruct", Cabinet)), indice);
            produit.Element("etat")!.Value.Should().Be("Produit actif");
            produit.Element("numeroSerie")!.Value.Should().MatchRegex("^[0-9a-f]{32}$");
            produit.Element("dnAutorite")!.Value.Should().StartWith("CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS, ");
            produit.Element("dateFinValidite")!.Value.Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$");
        }

        var demandes = await SuivreAsync(Carole, "DEMANDES_CERTIFICAT", "ORG", ("idNatStruct", Cabinet), ("indiceLot", lot.Element("indiceLot")!.Value));
        demandes.Elements("resultat").Select(r => r.Element("etat")!.Value).Should().Equal(Enumerable.Repeat("Demande close", 5));
        Schema.Fautes(demandes).Should().BeEmpty();
    }

    [Test, Category("§18.3"), Category("D13")]
    [Category("§19 43")]
    public async Task L_identifiant_d_une_autre_personne_dans_le_champ_Acteur_est_43() => Refuse(
        await SuivreAsync(Carole, "DEMANDES_CERTIFICAT", "PS", ("idNatActeur", Charles)),
        "WSMG-00000043",
        "Erreur lors de la vérification de la validité de la demande de suivi : Le bénéficiaire n’est pas habilité pour l’offre demandée.");

    [Test, Category("§18.3"), Category("D18")]
    public async Task Un_indice_de_lot_mal_ecrit_est_05_sans_complement() => Refuse(
        await SuivreAsync(Carole, "DEMANDES_CERTIFICAT", "PS", ("indiceLot", "14476A2134768")),
        "WSMG-00000005",
        "Contenu de la demande non valide. Veuillez vérifier que les paramètres en entrée sont corrects et renouveler votre demande.");

    [TestCase("DEMANDES_CERTIFICAT", "WSMG-00000007", "Erreur lors la recherche de demande. Veuillez vérifier et renouveler votre demande.")]
    [TestCase("DEMANDES_REVOCATION", "WSMG-00000007", "Erreur lors la recherche de demande. Veuillez vérifier et renouveler votre demande.")]
    [TestCase("PRODUITS", "WSMG-00000008", "Erreur lors la recherche de certificat. Veuillez vérifier et renouveler votre demande.")]
    [Category("§19")]
    [Category("§19 07")]
    public async Task Rien_de_trouve_n_est_jamais_un_OK_vide(string type, string code, string libelle) => Refuse(await SuivreAsync(Charles, type, "PS"), code, libelle);

    [Test, Category("D30")]
    public async Task Les_demandes_refusees_d_un_inconnu_ne_sont_ni_a_l_administrateur_ni_au_porteur_qu_il_nomme()
    {
        (string, string)[] pour = [("idNatStruct", Hopital), ("idNatBeneficiaire", Claire)];
        var lot = await _service.AppelerAsync(Requetes.Lot(Requetes.Demande("PRO", "SIGN", null, pour), Requetes.Demande("PRO", "SIGN", "AAAA", pour)), Charles);
        var bonne = lot.Element("demande")!.Element("indiceDemande")!.Value;

        var csr = Requetes.Csr();
        var refuse = await _service.AppelerAsync(Requetes.Lot(Enumerable.Repeat(Requetes.Demande("PRO", "SIGN", csr, pour), 20)), Denise);
        var nonTraite = await _service.AppelerAsync(Requetes.Lot(Requetes.Demande("PRO", "SIGN", csr, pour).Replace(">EL<", ">XX<", StringComparison.Ordinal)), Denise);

        (refuse.Element("statutLot")!.Value, nonTraite.Element("statutLot")!.Value).Should().Be(("KO", "WSMG-00000005"));
        var aCharles = await SuivreAsync(Charles, "PRODUITS", "PRO", ("idNatStruct", Hopital));
        aCharles.Elements("resultat").Select(r => r.Element("idNatActeur")!.Value).Should().Equal(new[] { Charles, Charles }, "sa demande refusée, lui la voit");
        (await SuivreAsync(Claire, "PRODUITS", "PRO", ("idNatStruct", Hopital))).Elements("resultat").Select(r => r.Element("numero")!.Value).Should().Equal(bonne);
        (await SuivreAsync(Denise, "DEMANDES_CERTIFICAT", "PRO", ("idNatStruct", Hopital))).Elements("resultat").Count().Should().Be(21, "à lui, tout se dit");
    }

    [Test, Category("D12")]
    [Category("§18")]
    public async Task Un_AdminASIP_suit_pour_un_tiers()
    {
        Refuse(
            await SuivreAsync(Vladimir, "PRODUITS", "ORG", ("idNatStruct", Cabinet)),
            "WSMG-00000043",
            "Erreur lors de la vérification de la validité de la demande de suivi : L’acteur n’est pas habilité sur le périmètre de la structure.");
        await _service.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli("Pour un tiers")), Carole);

        var suivi = await SuivreAsync(Vladimir, "PRODUITS", "ORG", ("idNatStruct", Cabinet), ("idNatTiers", Carole));

        suivi.Element("statut")!.Value.Should().Be("OK");
    }

    [Test, Category("D9"), Category("§19")]
    public async Task Une_signature_fausse_a_la_forme_du_suivi()
    {
        using var carte = _service.Carte(Carole, "sign");
        using var client = _service.Client(_service.Serveur());
        var enveloppe = Encoding.UTF8.GetString(Signeur.Signer(Requetes.Suivi("PRODUITS", "PS"), carte)).Replace(">PRODUITS<", ">DEMANDES_CERTIFICAT<", StringComparison.Ordinal);
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, _service.Srv, Encoding.UTF8.GetBytes(enveloppe));

        Refuse(ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync()), "WSMG-00000002", "Signature invalide. Veuillez renouveler votre demande.");
    }

    private Task<XElement> SuivreAsync(string idNat, string type, string offre, params (string Nom, string Valeur)[] elements) =>
        _service.AppelerAsync(Requetes.Suivi(type, offre, elements), idNat);

    private static XElement Ligne(XElement suivi, string numero) => suivi.Elements("resultat").Single(r => r.Element("numero")!.Value == numero);

    private static void Refuse(XElement suivi, string code, string libelle)
    {
        suivi.Elements().Select(e => e.Name.LocalName).Should().Equal("statut", "resultat");
        (suivi.Element("statut")!.Value, suivi.Element("resultat")!.Elements().Single().Name.LocalName, suivi.Element("resultat")!.Value).Should().Be((code, "erreur", libelle));
    }
}
