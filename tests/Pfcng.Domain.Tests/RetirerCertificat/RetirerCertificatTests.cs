using NUnit.Framework;
using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Model;
using Pfcng.Domain.Store;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.RetirerCertificat;

[TestFixture, Category("§15"), Category("D26")]
public class RetirerCertificatTests
{
    private static readonly Etats ARetirer = new(EtatDemande.Validee, EtatProduit.ARetirer);
    private static readonly Etats Transmise = new(EtatDemande.Transmise, EtatProduit.ARetirer);
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

        Assert.That((retrait.Reponse.Statut, retrait.Reponse.Message), Is.EqualTo(("OK", "")));
        Assert.That(retrait.Reponse.Certificat, Does.StartWith("-----BEGIN CERTIFICATE-----\n").And.EndsWith("-----END CERTIFICATE-----"));
        Assert.That(await _plateforme.EtatsAsync(_numero), Is.EqualTo(Retire));

        Assert.That(await retrait.AccuserAsync(transmise: true), Is.Null);
        Assert.That(await _plateforme.EtatsAsync(_numero), Is.EqualTo(Actif));
        await retrait.AccuserAsync(transmise: false);
        Assert.That(await _plateforme.EtatsAsync(_numero), Is.EqualTo(Actif), "on n’accuse qu’une fois");
    }

    [Test, Category("RMT_ERR_009")]
    public async Task Une_reponse_coupee_laisse_le_produit_retire_et_le_meme_certificat_est_redonne()
    {
        var premier = await _plateforme.RetirerAsync(Carole, _numero, "ancien");
        Assert.That((await premier.AccuserAsync(transmise: false))?.Code, Is.EqualTo("WSMG-00000038"));
        Assert.That(await _plateforme.EtatsAsync(_numero), Is.EqualTo(Retire));

        await using var second = await _plateforme.RetirerAsync(Carole, _numero, "nouveau");
        await second.AccuserAsync(transmise: true);

        Assert.That(second.Reponse.Certificat, Is.EqualTo(premier.Reponse.Certificat));
        Assert.That(_plateforme.Autorite.Signes, Has.Count.EqualTo(1));
        Assert.That(await CodeGarde("nouveau"), Is.True, "le code le plus récent l’emporte");
        Assert.That(await CodeGarde("ancien"), Is.False);
        Assert.That(
            await _plateforme.ActionsAsync(_numero),
            Is.EqualTo("ACT_DCL_001 ACT_DCL_005 ACT_RET_001 ACT_IGC_003 ACT_IGC_006 ACT_RET_003 ACT_RET_001 ACT_IGC_007"));
    }

    [Test, Category("RMT_ERR_009")]
    public async Task Une_reponse_dont_nul_ne_parle_compte_comme_coupee()
    {
        await (await _plateforme.RetirerAsync(Carole, _numero)).DisposeAsync();

        Assert.That(await _plateforme.ActionsAsync(_numero), Does.EndWith("ACT_RET_003"));
    }

    [TestCase("999"), TestCase("1 "), TestCase("01"), TestCase("+1"), TestCase("abc"), TestCase("99999999999999999999")]
    [Category("§19 27")]
    public async Task Un_indice_inconnu_est_27(string indice)
    {
        await using var retrait = await _plateforme.Retirer.TraiterAsync(Appel(Carole), new(null, indice, "code"), default);

        Assert.That(retrait.Reponse.Statut, Is.EqualTo("WSMG-00000027"));
    }

    [Test, Category("§19 27"), Category("D11")]
    public async Task Un_indice_de_l_autre_monde_est_27()
    {
        _plateforme.Annuaire.Avec(Carole, Monde.Production);

        await using var retrait = await _plateforme.Retirer.TraiterAsync(Appel(Carole, monde: Monde.Production), new(null, $"{_numero}", "code"), default);

        Assert.That(retrait.Reponse.Statut, Is.EqualTo("WSMG-00000027"));
    }

    [Test, Category("§19 31")]
    public async Task Une_demande_du_canal_IHM_est_31()
    {
        var demande = await _plateforme.Demander.DemanderParIhmAsync(Carte(Carole), Org(), default);

        Assert.That(await Refuse(Carole, demande.IndiceDemande!.Value), Is.EqualTo("WSMG-00000031"));
        Assert.That(await _plateforme.EtatsAsync(demande.IndiceDemande!.Value), Is.EqualTo(ARetirer));
    }

    [Test, Category("§15.4"), Category("§19 30")]
    public async Task Un_autre_acteur_est_30_et_le_rejet_est_trace()
    {
        Assert.That(await Refuse(Gaetan, _numero), Is.EqualTo("WSMG-00000030"));

        var ligne = (await Historique.ListerAsync(_plateforme.Depot, Monde.Test, _numero, default))[^1];
        Assert.That((ligne.CodeAction, ligne.Acteur, ligne.Complement, ligne.Etats), Is.EqualTo(("ACT_RET_002", "PHARMOFFICE RPPS-ADELI GAETAN (899700027222)", "WSMG-00000030", ARetirer)));
        Assert.That(await Compter("SELECT count(*) FROM preuve WHERE operation = 'retirerCertificat'"), Is.Zero, "un retrait refusé n’est pas enregistré");
    }

    [Test, Category("RMT_ERR_005"), Category("D12")]
    public async Task L_administrateur_de_la_demande_est_celui_du_retrait()
    {
        var parAdministrateur = await _plateforme.DemanderUneAsync(Vladimir, PourPs() with { IdNatTiers = Carole.IdNat });

        Assert.That((await Refus(Carole, parAdministrateur)).Message, Does.Contain("L’administrateur ASIP ayant effectué la demande (300000000039210/CPAT0001) doit être le même au retrait (aucun)."));
        Assert.That(await Refuse(Vladimir, parAdministrateur), Is.EqualTo("WSMG-00000030"), "sans idNatTiers, l’acteur est l’administrateur lui-même");
        Assert.That(await Refuse(Vladimir, _numero, Carole.IdNat), Is.EqualTo("WSMG-00000011"));
        await using var juste = await _plateforme.RetirerAsync(Vladimir, parAdministrateur, tiers: Carole.IdNat);
        Assert.That(juste.Reponse.Statut, Is.EqualTo("OK"));
    }

    [Test, Category("RMT_ERR_005")]
    public async Task L_annuaire_et_l_habilitation_sont_relus()
    {
        _plateforme.Annuaire.Avec(Carole with { Habilitations = [] });
        Assert.That((await Refus(Carole, _numero)).Message, Is.EqualTo("Échec lors de la validation de demande de retrait : L’acteur n’est pas habilité sur le périmètre de la structure. Veuillez vérifier et renouveler votre demande."));

        _plateforme.Annuaire.Oublier(Cabinet);
        Assert.That((await Refus(Carole, _numero)).Message, Does.Contain("La structure n’existe pas dans l’annuaire."));

        _plateforme.Annuaire.Oublier(Carole.IdNat);
        Assert.That((await Refus(Carole, _numero)).Message, Does.Contain("L’acteur n’existe pas dans l’annuaire."));
    }

    [Test, Category("RMT_ERR_005")]
    public async Task Un_beneficiaire_disparu_est_11()
    {
        var pro = await _plateforme.DemanderUneAsync(Charles, Pro());
        _plateforme.Annuaire.Oublier(Claire.IdNat);

        Assert.That((await Refus(Charles, pro)).Message, Does.Contain("Le bénéficiaire n’existe pas dans l’annuaire."));
    }

    [Test, Category("RMT_ERR_005")]
    public async Task Un_produit_actif_ou_annule_ne_se_retire_plus()
    {
        await using (var retrait = await _plateforme.RetirerAsync(Carole, _numero))
        {
            await retrait.AccuserAsync(transmise: true);
        }

        await _plateforme.Demander.TraiterAsync(Appel(Carole), Lot(Org() with { Csr = "faux" }), default);
        Assert.That((await Refus(Carole, _numero)).Message, Does.Contain("Le produit n’est pas dans l’état « Produit à retirer »."));
        Assert.That(await Refuse(Carole, _numero + 1), Is.EqualTo("WSMG-00000011"), "l’indice d’une demande rejetée");
    }

    [Test, Category("RMT_ERR_003")]
    public async Task Autorite_inaccessible_a_l_enregistrement_18_puis_le_retrait_se_refait()
    {
        _plateforme.Autorite.AvantEnregistrement = () => throw new AutoriteInaccessibleException("voulu");
        Assert.That(await Refuse(Carole, _numero), Is.EqualTo("WSMG-00000018"));
        Assert.That(await _plateforme.EtatsAsync(_numero), Is.EqualTo(ARetirer));
        Assert.That(await _plateforme.ActionsAsync(_numero), Does.EndWith("ACT_RET_001 ACT_IGC_001"));

        _plateforme.Autorite.AvantEnregistrement = () => Task.CompletedTask;
        await using var retrait = await _plateforme.RetirerAsync(Carole, _numero);
        Assert.That(retrait.Reponse.Statut, Is.EqualTo("OK"));
    }

    [Test, Category("RMT_ERR_004")]
    public async Task Erreur_a_l_enregistrement_17_et_tout_est_annule()
    {
        _plateforme.Autorite.AvantEnregistrement = () => throw new AutoriteErreurException("voulu");

        Assert.That(await Refuse(Carole, _numero), Is.EqualTo("WSMG-00000017"));
        Assert.That(await _plateforme.EtatsAsync(_numero), Is.EqualTo(new Etats(EtatDemande.NonTraitee, EtatProduit.Annule)));
    }

    [Test, Category("RMT_ERR_006")]
    public async Task Autorite_inaccessible_au_retrait_15_puis_le_meme_certificat()
    {
        _plateforme.Autorite.AvantRetrait = () => throw new AutoriteInaccessibleException("voulu");
        Assert.That(await Refuse(Carole, _numero), Is.EqualTo("WSMG-00000015"));
        Assert.That(await _plateforme.EtatsAsync(_numero), Is.EqualTo(Transmise));

        _plateforme.Autorite.AvantRetrait = () => Task.CompletedTask;
        await using var retrait = await _plateforme.RetirerAsync(Carole, _numero);
        Assert.That(retrait.Reponse.Statut, Is.EqualTo("OK"));
        Assert.That(_plateforme.Autorite.Enregistrees, Has.Count.EqualTo(1), "le numéro de série déjà gardé sert");
    }

    [Test, Category("RMT_ERR_007")]
    public async Task Erreur_au_retrait_16_et_tout_est_annule()
    {
        _plateforme.Autorite.AvantRetrait = () => throw new AutoriteErreurException("voulu");

        Assert.That(await Refuse(Carole, _numero), Is.EqualTo("WSMG-00000016"));
        Assert.That(await _plateforme.EtatsAsync(_numero), Is.EqualTo(new Etats(EtatDemande.Annulee, EtatProduit.Annule)));
        Assert.That(await _plateforme.ActionsAsync(_numero), Does.EndWith("ACT_RET_001 ACT_IGC_003 ACT_IGC_005"));
    }

    [Test]
    public async Task Deux_retraits_a_la_fois_s_attendent_et_donnent_le_meme_certificat()
    {
        var premier = await _plateforme.RetirerAsync(Carole, _numero);
        var second = _plateforme.RetirerAsync(Carole, _numero);
        Assert.That(await Task.WhenAny(second, Task.Delay(200)), Is.Not.SameAs(second), "le second attend l’accusé du premier");

        await premier.AccuserAsync(transmise: false);

        await using var retrait = await second;
        Assert.That(retrait.Reponse.Certificat, Is.EqualTo(premier.Reponse.Certificat));
    }

    [Test]
    public async Task Cinquante_retraits_a_la_fois_un_seul_certificat()
    {
        var statuts = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            await using var retrait = await _plateforme.RetirerAsync(Carole, _numero);
            await retrait.AccuserAsync(transmise: i % 5 == 0);
            return retrait.Reponse.Statut;
        })));

        Assert.That(statuts, Is.All.EqualTo("OK").Or.EqualTo("WSMG-00000011"));
        Assert.That(_plateforme.Autorite.Signes, Has.Count.EqualTo(1));
        Assert.That(await _plateforme.EtatsAsync(_numero), Is.EqualTo(Actif));
        Assert.That((await Historique.VerifierAsync(_plateforme.Depot, default)).PremiereFausse, Is.Null);
    }

    [Test]
    public async Task Un_client_qui_renonce_en_attendant_ne_bloque_pas_le_suivant()
    {
        var premier = await _plateforme.RetirerAsync(Carole, _numero);
        using var patience = new CancellationTokenSource(50);
        Assert.That(
            () => _plateforme.Retirer.TraiterAsync(Appel(Carole), new(null, $"{_numero}", "code"), patience.Token),
            Throws.InstanceOf<OperationCanceledException>());

        await premier.DisposeAsync();

        await using var suivant = await _plateforme.RetirerAsync(Carole, _numero);
        Assert.That(suivant.Reponse.Statut, Is.EqualTo("OK"));
    }

    [Test, Category("D28")]
    public async Task Un_numero_de_serie_deja_pris_en_fait_choisir_un_autre()
    {
        var series = new Queue<string>([new string('1', 32), new string('1', 32), new string('2', 32)]);
        _plateforme.Autorite.NumeroSerie = series.Dequeue;
        var autre = await _plateforme.DemanderUneAsync(Carole, Org());

        await using var premier = await _plateforme.RetirerAsync(Carole, _numero);
        await using var second = await _plateforme.RetirerAsync(Carole, autre);

        Assert.That(_plateforme.Autorite.Signes, Is.EqualTo(new[] { new string('1', 32), new string('2', 32) }));
    }

    [TestCase("enregistrement", "Validee")]
    [TestCase("retrait", "Transmise")]
    [TestCase("réponse", "Transmise")]
    public async Task Tue_entre_deux_ecritures_le_retrait_reprend_avec_le_meme_certificat(string etape, string etat)
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng-tue-");
        try
        {
            var chemin = Path.Combine(dossier.FullName, "pfcng.db");
            using var enfant = Enfant.Demarrer("retirer", chemin, etape);
            var lignes = (await enfant.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await enfant.WaitForExitAsync();
            Assert.That(enfant.ExitCode, Is.EqualTo(137), "kill -9");

            await using var plateforme = PlateformeDeTest.Sur(chemin);
            Assert.That($"{(await plateforme.EtatsAsync(1)).Demande}", Is.EqualTo(etat));
            var serie = await plateforme.Depot.LireAsync(c => (string?)c.Valeur("SELECT numero_serie FROM produit"), default);
            await using var retrait = await plateforme.RetirerAsync(Carole, 1, "nouveau code");
            await retrait.AccuserAsync(transmise: true);

            Assert.That(await plateforme.EtatsAsync(1), Is.EqualTo(Actif));
            Assert.That(await plateforme.Depot.LireAsync(c => c.Valeur("SELECT numero_serie FROM produit"), default), serie is null ? Is.Not.Null : Is.EqualTo(serie));
            Assert.That(lignes.Skip(1), Is.All.EqualTo(retrait.Reponse.Certificat!.ReplaceLineEndings("")), "ce que le client a pu recevoir");
        }
        finally
        {
            dossier.Delete(recursive: true);
        }
    }

    [Test, Category("D27")]
    public async Task Le_code_de_revocation_n_est_nulle_part_en_clair()
    {
        const string secret = "secret-que-personne-ne-doit-lire";
        await using var retrait = await _plateforme.RetirerAsync(Carole, _numero, secret);
        await retrait.AccuserAsync(transmise: true);

        Assert.That(await CodeGarde(secret), Is.True);
        foreach (var fichier in Directory.EnumerateFiles(Path.GetDirectoryName(_plateforme.Depot.Chemin)!, "pfcng.db*").Where(f => !f.EndsWith(".verrou", StringComparison.Ordinal)))
        {
            Assert.That(System.Text.Encoding.Latin1.GetString(await LireAsync(fichier)), Does.Not.Contain(secret));
        }

        Assert.That(await Compter("SELECT count(*) FROM preuve WHERE operation = 'retirerCertificat' AND corps IS NULL AND length(condensat) = 32"), Is.EqualTo(1));
        Assert.That(new Domain.Operations.RetirerCertificat.RequeteRetraitCertificat(null, "1", secret).ToString(), Does.Not.Contain(secret));
    }

    [Test, Category("D35")]
    public async Task L_autorite_recoit_le_sujet_et_la_cle_de_la_demande()
    {
        var demande = Org() with { NomApplicatif = "CLIENT_WS_ROR" };
        var numero = await _plateforme.DemanderUneAsync(Carole, demande);

        await using var retrait = await _plateforme.RetirerAsync(Carole, numero);

        var technique = _plateforme.Autorite.Enregistrees.Single();
        Assert.That(technique.Sujet.ToString(), Is.EqualTo("CN=CLIENT_WS_ROR, OU=499700027180006, O=CABINET MEDICAL MEDCAB0002718, ST=Paris (75), C=FR"));
        Assert.That(technique.ClePublique, Is.EqualTo(LireCsr(demande.Csr).ClePublique));
        Assert.That((technique.Monde, technique.Produit), Is.EqualTo((Monde.Test, new TypeProduit(Offre.ORG, Usage.AUTH_CLI))));
    }

    private async Task<string> Refuse(Personne acteur, long numero, string? tiers = null) => (await Refus(acteur, numero, tiers)).Statut;

    private async Task<Domain.Operations.RetirerCertificat.ReponseRetraitCertificat> Refus(Personne acteur, long numero, string? tiers = null)
    {
        await using var retrait = await _plateforme.RetirerAsync(acteur, numero, tiers: tiers);
        Assert.That(retrait.Reponse.Certificat, Is.Null);
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
