using System.Net;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Autorites;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>What the platform stands on fails: the authority (§20 RMT_ERR_003, 004, 006, 007), the directory (ERR_IHM_024).</summary>
internal sealed class PannesTests
{
    private const string Retrait11 = "WSMG-00000011";

    private AutoriteCapricieuse _autorite = null!;
    private AnnuaireCapricieux _annuaire = null!;
    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceDeTest.DemarrerAsync(autorite: a => _autorite = new(a), annuaire: a => _annuaire = new(a));

    [OneTimeTearDown]
    public async Task Arreter() => await _service.DisposeAsync();

    [TearDown]
    public void Reparer() => _autorite.PanneAlEnregistrement = _autorite.PanneAuRetrait = _annuaire.Panne = null;

    [TestCase(true, true, "WSMG-00000018", "Demande validée, Produit à retirer", "OK", TestName = "RMT_ERR_003 : inaccessible à l’enregistrement, 18, se redemande")]
    [TestCase(true, false, "WSMG-00000017", "Demande non traitée, Produit annulé", Retrait11, TestName = "RMT_ERR_004 : erreur à l’enregistrement, 17, sans retour")]
    [TestCase(false, true, "WSMG-00000015", "Demande transmise, Produit à retirer", "OK", TestName = "RMT_ERR_006 : inaccessible au retrait, 15, se redemande")]
    [TestCase(false, false, "WSMG-00000016", "Demande annulée, Produit annulé", Retrait11, TestName = "RMT_ERR_007 : erreur au retrait, 16, sans retour")]
    [Category("D26"), Category("§20")]
    public async Task Une_panne_de_l_autorite(bool enregistrement, bool inaccessible, string code, string etats, string ensuite)
    {
        var indice = (await _service.DemanderAsync(1))[0];
        Exception panne = inaccessible ? new AutoriteInaccessibleException("panne") : new AutoriteErreurException("panne");
        _autorite.PanneAlEnregistrement = enregistrement ? panne : null;
        _autorite.PanneAuRetrait = enregistrement ? null : panne;
        var (statut, certificat) = await _service.RetirerAsync(indice);
        (statut, certificat).Should().Be((code, (string?)null));
        (await _service.EtatsAsync(indice)).Should().Be(etats);

        Reparer();
        (await _service.RetirerAsync(indice)).Statut.Should().Be(ensuite);
    }

    [Test, Category("D32")]
    public async Task L_annuaire_en_panne_est_une_Faute_du_serveur_et_rien_n_est_enregistre()
    {
        using var client = _service.Client(_service.Serveur());
        using var signature = _service.Carte(Acteurs.Carole, "sign");
        var avant = await _service.DemanderAsync(1);
        _annuaire.Panne = new AnnuaireIndisponibleException("panne");
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, _service.Srv, Signeur.Signer(Requetes.Lot(Requetes.OrgAuthCli()), signature));
        var faute = ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync());
        reponse.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        faute.Element("faultcode")!.Value.Should().Be("soap:Server");
        faute.Element("faultstring")!.Value.Should().Be("L'annuaire LDAP n'est pas disponible pour le moment. Veuillez réessayer plus tard.");

        _annuaire.Panne = null;
        var apres = await _service.DemanderAsync(1);
        long.Parse(apres[0], null).Should().Be(long.Parse(avant[0], null) + 1, "aucun numéro n’a été pris");
    }
}
