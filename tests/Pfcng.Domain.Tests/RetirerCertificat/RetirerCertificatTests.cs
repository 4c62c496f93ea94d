using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.RetirerCertificat;

[TestFixture, Category("§15"), Category("D26")]
public class RetirerCertificatTests
{
    private static readonly Etats ARetirer = new(EtatDemande.Validee, EtatProduit.ARetirer);
    private static readonly Etats Retire = new(EtatDemande.Transmise, EtatProduit.Retire);
    private static readonly Etats Actif = new(EtatDemande.Close, EtatProduit.Actif);

    private PlateformeDeTest _plateforme = null!;
    private long _numero;

    [SetUp]
    public async Task Demander()
    {
        _plateforme = PlateformeDeTest.Neuve();
        _numero = await _plateforme.DemanderUneAsync(Carole, Org());
    }

    [TearDown]
    public async Task Fermer() => await _plateforme.DisposeAsync();

    [Test, Category("§15.2"), Category("D28")]
    public async Task Un_retrait_donne_un_PEM_et_n_est_actif_qu_une_fois_la_reponse_partie()
    {
        await using var retrait = await _plateforme.RetirerAsync(Carole, _numero);

        retrait.Reponse.Should().BeEquivalentTo(new { Statut = "OK", Message = "" });
        retrait.Reponse.Certificat.Should().StartWith("-----BEGIN CERTIFICATE-----\n").And.EndWith("-----END CERTIFICATE-----");
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Retire);

        (await retrait.AccuserAsync(transmise: true)).Should().BeNull();
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Actif);
        await retrait.AccuserAsync(transmise: false);
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Actif, "on n’accuse qu’une fois");
    }

    [Test, Category("RMT_ERR_009")]
    public async Task Une_reponse_coupee_laisse_le_produit_retire_et_le_meme_certificat_est_redonne()
    {
        var premier = await _plateforme.RetirerAsync(Carole, _numero, "ancien");
        ((await premier.AccuserAsync(transmise: false))?.Code).Should().Be("WSMG-00000038");
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Retire);

        await using var second = await _plateforme.RetirerAsync(Carole, _numero, "nouveau");
        await second.AccuserAsync(transmise: true);

        second.Reponse.Certificat.Should().Be(premier.Reponse.Certificat);
        _plateforme.Autorite.Signes.Should().HaveCount(1);
        (await CodeGarde("nouveau")).Should().BeTrue("le code le plus récent l’emporte");
        (await CodeGarde("ancien")).Should().BeFalse();
        (await _plateforme.ActionsAsync(_numero))
            .Should().Be("ACT_DCL_001 ACT_DCL_005 ACT_RET_001 ACT_IGC_003 ACT_IGC_006 ACT_RET_003 ACT_RET_001 ACT_IGC_007");
    }

    [Test, Category("RMT_ERR_009")]
    public async Task Une_reponse_dont_nul_ne_parle_compte_comme_coupee()
    {
        await (await _plateforme.RetirerAsync(Carole, _numero)).DisposeAsync();

        (await _plateforme.ActionsAsync(_numero)).Should().EndWith("ACT_RET_003");
    }

    [TestCase("999"), TestCase("1 "), TestCase("01"), TestCase("+1"), TestCase("abc"), TestCase("99999999999999999999")]
    [Category("§19 27")]
    public async Task Un_indice_inconnu_est_27(string indice)
    {
        await using var retrait = await _plateforme.Retirer.TraiterAsync(Appel(Carole), new(null, indice, "code"), default);

        retrait.Reponse.Statut.Should().Be("WSMG-00000027");
    }

    [Test, Category("§19 27"), Category("D11")]
    [Category("§13")]
    public async Task Un_indice_de_l_autre_monde_est_27()
    {
        _plateforme.Annuaire.Avec(Carole, Monde.Production);

        await using var retrait = await _plateforme.Retirer.TraiterAsync(Appel(Carole, monde: Monde.Production), new(null, $"{_numero}", "code"), default);

        retrait.Reponse.Statut.Should().Be("WSMG-00000027");
    }

    [Test, Category("§19 31")]
    public async Task Une_demande_du_canal_IHM_est_31()
    {
        var demande = await _plateforme.Demander.DemanderParIhmAsync(Carte(Carole), Org(), default);

        (await Refuse(Carole, demande.IndiceDemande!.Value)).Should().Be("WSMG-00000031");
        (await _plateforme.EtatsAsync(demande.IndiceDemande!.Value)).Should().Be(ARetirer);
    }

    [Test, Category("§15.4"), Category("§19 30")]
    public async Task Un_autre_acteur_est_30_et_le_rejet_est_trace()
    {
        (await Refuse(Gaetan, _numero)).Should().Be("WSMG-00000030");

        var ligne = (await Historique.ListerAsync(_plateforme.Depot, Monde.Test, _numero, default))[^1];
        (ligne.CodeAction, ligne.Acteur, ligne.Complement, ligne.Etats).Should().Be(("ACT_RET_002", "PHARMOFFICE RPPS-ADELI GAETAN (899700027222)", "WSMG-00000030", (Etats?)ARetirer));
        (await Compter("SELECT count(*) FROM preuve WHERE operation = 'retirerCertificat'")).Should().Be(0, "un retrait refusé n’est pas enregistré");
    }

    [Test, Category("D12")]
    public async Task Qui_n_est_pas_AdminASIP_ne_prend_pas_la_place_d_un_tiers_et_n_apprend_rien_de_sa_demande()
    {
        var parAdministrateur = await _plateforme.DemanderUneAsync(Vladimir, PourPs() with { IdNatTiers = Carole.IdNat });

        var refus = await Refus(Gaetan, parAdministrateur, Carole.IdNat);

        refus.Message.Should().Be("Échec lors de la validation de demande de retrait : L’acteur n’est pas habilité à agir pour un tiers. Veuillez vérifier et renouveler votre demande.");
    }

    [Test, Category("D12"), Category("D37")]
    public async Task Le_refus_d_un_retrait_pour_un_tiers_garde_l_acteur_et_l_administrateur()
    {
        var parAdministrateur = await _plateforme.DemanderUneAsync(Vladimir, PourPs() with { IdNatTiers = Carole.IdNat });
        await using (var juste = await _plateforme.RetirerAsync(Vladimir, parAdministrateur, tiers: Carole.IdNat))
        {
            await juste.AccuserAsync(transmise: true);
        }

        await Refuse(Vladimir, parAdministrateur, Carole.IdNat);

        var ligne = (await Historique.ListerAsync(_plateforme.Depot, Monde.Test, parAdministrateur, default))[^1];
        ligne.Should().BeEquivalentTo(new { CodeAction = "ACT_RET_002", Acteur = "PHARMACH0002713 CAROLE (899700027131)", Administrateur = "ASSIST-CS039210002 VLADIMIR (300000000039210/CPAT0001)" });
    }

    [Test, Category("RMT_ERR_005"), Category("D12")]
    [Category("§15.1")]
    public async Task L_administrateur_de_la_demande_est_celui_du_retrait()
    {
        var parAdministrateur = await _plateforme.DemanderUneAsync(Vladimir, PourPs() with { IdNatTiers = Carole.IdNat });

        (await Refus(Carole, parAdministrateur)).Message.Should().Contain("L’administrateur ASIP ayant effectué la demande (300000000039210/CPAT0001) doit être le même au retrait (aucun).");
        (await Refuse(Vladimir, parAdministrateur)).Should().Be("WSMG-00000030", "sans idNatTiers, l’acteur est l’administrateur lui-même");
        (await Refuse(Vladimir, _numero, Carole.IdNat)).Should().Be("WSMG-00000011");
        await using var juste = await _plateforme.RetirerAsync(Vladimir, parAdministrateur, tiers: Carole.IdNat);
        juste.Reponse.Statut.Should().Be("OK");
    }

    [Test, Category("RMT_ERR_005")]
    public async Task L_annuaire_et_l_habilitation_sont_relus()
    {
        _plateforme.Annuaire.Avec(Carole with { Habilitations = [] });
        (await Refus(Carole, _numero)).Message.Should().Be("Échec lors de la validation de demande de retrait : L’acteur n’est pas habilité sur le périmètre de la structure. Veuillez vérifier et renouveler votre demande.");

        _plateforme.Annuaire.Oublier(Cabinet);
        (await Refus(Carole, _numero)).Message.Should().Contain("La structure n’existe pas dans l’annuaire.");

        _plateforme.Annuaire.Oublier(Carole.IdNat);
        (await Refus(Carole, _numero)).Message.Should().Contain("L’acteur n’existe pas dans l’annuaire.");
    }

    [Test, Category("RMT_ERR_005")]
    public async Task Un_beneficiaire_disparu_est_11()
    {
        var pro = await _plateforme.DemanderUneAsync(Charles, Pro());
        _plateforme.Annuaire.Oublier(Claire.IdNat);

        (await Refus(Charles, pro)).Message.Should().Contain("Le bénéficiaire n’existe pas dans l’annuaire.");
    }

    [Test, Category("RMT_ERR_005")]
    [Category("§19 11")]
    public async Task Un_produit_actif_ou_annule_ne_se_retire_plus()
    {
        await using (var retrait = await _plateforme.RetirerAsync(Carole, _numero))
        {
            await retrait.AccuserAsync(transmise: true);
        }

        await _plateforme.Demander.TraiterAsync(Appel(Carole), Lot(Org() with { Csr = "faux" }), default);
        (await Refus(Carole, _numero)).Message.Should().Contain("Le produit n’est pas dans l’état « Produit à retirer ».");
        (await Refuse(Carole, _numero + 1)).Should().Be("WSMG-00000011", "l’indice d’une demande rejetée");
    }

    [Test, Category("D27")]
    [Category("§15.1")]
    public async Task Le_code_de_revocation_n_est_nulle_part_en_clair()
    {
        const string secret = "secret-que-personne-ne-doit-lire";
        await using var retrait = await _plateforme.RetirerAsync(Carole, _numero, secret);
        await retrait.AccuserAsync(transmise: true);

        (await CodeGarde(secret)).Should().BeTrue();
        foreach (var fichier in Directory.EnumerateFiles(Path.GetDirectoryName(_plateforme.Depot.Chemin)!, "pfcng.db*").Where(f => !f.EndsWith(".verrou", StringComparison.Ordinal)))
        {
            System.Text.Encoding.Latin1.GetString(await LireAsync(fichier)).Should().NotContain(secret);
        }

        (await Compter("SELECT count(*) FROM preuve WHERE operation = 'retirerCertificat' AND demande = 1 AND corps IS NULL AND length(condensat) = 32")).Should().Be(1);
        new Domain.Operations.RetirerCertificat.RequeteRetraitCertificat(null, "1", secret).ToString().Should().NotContain(secret);
    }

    [Test, Category("D35")]
    public async Task L_autorite_recoit_le_sujet_et_la_cle_de_la_demande()
    {
        var demande = Org() with { NomApplicatif = "CLIENT_WS_ROR" };
        var numero = await _plateforme.DemanderUneAsync(Carole, demande);

        await using var retrait = await _plateforme.RetirerAsync(Carole, numero);

        var technique = _plateforme.Autorite.Enregistrees.Single();
        technique.Sujet.ToString().Should().Be("CN=CLIENT_WS_ROR, OU=499700027180006, O=CABINET MEDICAL MEDCAB0002718, ST=Paris (75), C=FR");
        technique.ClePublique.Should().Equal(LireCsr(demande.Csr).ClePublique);
        (technique.Monde, technique.Produit).Should().Be((Monde.Test, new TypeProduit(Offre.ORG, Usage.AUTH_CLI)));
    }

    private async Task<string> Refuse(Personne acteur, long numero, string? tiers = null) => (await Refus(acteur, numero, tiers)).Statut;

    private async Task<ReponseRetraitCertificat> Refus(Personne acteur, long numero, string? tiers = null)
    {
        await using var retrait = await _plateforme.RetirerAsync(acteur, numero, tiers: tiers);
        retrait.Reponse.Certificat.Should().BeNull();
        return retrait.Reponse;
    }

    private async Task<bool> CodeGarde(string code) =>
        _plateforme.Codes.Verifier(code, await _plateforme.Depot.LireAsync(c => (string)c.Valeur("SELECT code_revocation FROM produit WHERE code_revocation IS NOT NULL")!, default));

    private Task<long> Compter(string sql) => _plateforme.Depot.LireAsync(c => (long)c.Valeur(sql)!, default);

    private static async Task<byte[]> LireAsync(string fichier)
    {
        await using var flux = new FileStream(fichier, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memoire = new MemoryStream();
        await flux.CopyToAsync(memoire);
        return memoire.ToArray();
    }
}
