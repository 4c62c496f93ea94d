using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Echeances;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.RevoquerCertificat;

[TestFixture, Category("§16"), Category("D29")]
public class RevoquerCertificatTests
{
    private static readonly Etats Actif = new(EtatDemande.Close, EtatProduit.Actif);
    private static readonly Etats Revoque = new(EtatDemande.Close, EtatProduit.Revoque);
    private static readonly DateOnly Aujourdhui = new(2026, 3, 2);

    private PlateformeDeTest _plateforme = null!;
    private long _numero;

    [SetUp]
    public async Task Obtenir()
    {
        _plateforme = PlateformeDeTest.Neuve();
        _numero = await _plateforme.ObtenirAsync(Carole, Org());
    }

    [TearDown]
    public async Task Fermer() => await _plateforme.DisposeAsync();

    [Test, Category("§16.2"), Category("D37")]
    public async Task Une_revocation_immediate_est_close_et_son_produit_revoque_avant_la_reponse()
    {
        var reponse = await _plateforme.RevoquerAsync(Carole, _numero);

        reponse.Should().BeEquivalentTo(new { Statut = "OK", Message = "" });
        _plateforme.Autorite.Revoquees.Should().HaveCount(1);
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Revoque);
        (await _plateforme.ActionsAsync(_numero)).Should().EndWith("ACT_IGC_007 ACT_IGC_008");
        var lignes = await Historique.ListerAsync(_plateforme.Depot, Monde.Test, _numero + 1, default);
        lignes.Select(l => $"{l.CodeAction} {l.Etats!.Value.Demande.Libelle()} {l.TypeActeur.Libelle()} {l.Canal}").Should().Equal(new[]
        {
            "ACT_REV_001 Demande enregistrée Mandataire WS", "ACT_REV_001 Demande validée Mandataire WS", "ACT_IGC_007 Demande close PFCNG-MG SYSTEM",
        });
        lignes[0].Should().BeEquivalentTo(new { Acteur = "PHARMACH0002713 CAROLE (899700027131)", Habilitations = $"Administrateur technique ORG {Cabinet}" });
        (await Verification.VerifierAsync(_plateforme.Depot, default)).PremiereFausse.Should().BeNull();
        (await Revocations.FaitesAsync(_plateforme.Depot, default)).Should().Equal(_plateforme.Autorite.Revoquees);
    }

    [Test, Category("§20"), Category("D37")]
    public async Task Une_revocation_refusee_garde_la_preuve_de_son_message()
    {
        await _plateforme.RevoquerAsync(Carole, _numero, date: Aujourdhui.AddDays(-1));

        var ligne = (await Historique.ListerAsync(_plateforme.Depot, Monde.Test, _numero, default))[^1];
        ligne.Should().BeEquivalentTo(new { CodeAction = "ACT_REV_002", Complement = "WSMG-00000012" });
        var preuve = await _plateforme.Depot.LireAsync(c => Preuves.Relire(c, ligne.Liens.Preuve!.Value), default);
        preuve.Should().BeEquivalentTo(new { Operation = "revoquerCertificat", Monde = Monde.Test });
        (await Verification.VerifierAsync(_plateforme.Depot, default)).PremiereFausse.Should().BeNull();
    }

    [Test, Category("§16.4"), Category("§19 08")]
    public async Task Un_numero_de_serie_inconnu_ou_de_l_autre_monde_est_08()
    {
        var inconnu = await _plateforme.Revoquer.TraiterAsync(
            Appel(Carole), new(null, new('a', 40), "1234567890", MotifRevocation.VOL, null, null, "a@exemple.fr", "b@exemple.fr"), default);
        inconnu.Should().BeEquivalentTo(new { Statut = "WSMG-00000008", Message = "Erreur lors la recherche de certificat. Veuillez vérifier et renouveler votre demande." });

        _plateforme.Annuaire.Avec(Carole, Monde.Production);
        (await _plateforme.RevoquerAsync(Carole, _numero, monde: Monde.Production)).Statut.Should().Be("WSMG-00000008");
    }

    [Test, Category("§16.4"), Category("§19 12")]
    public async Task Un_certificat_non_retire_est_12_et_le_rejet_est_trace()
    {
        var numero = await _plateforme.DemanderUneAsync(Carole, Org());
        _plateforme.Autorite.AvantRetrait = () => throw new AutoriteInaccessibleException("voulu");
        await (await _plateforme.RetirerAsync(Carole, numero)).DisposeAsync();

        var reponse = await _plateforme.RevoquerAsync(Carole, numero);

        reponse.Should().BeEquivalentTo(new { Statut = "WSMG-00000012", Message = "Échec lors de l’enregistrement de la demande de révocation : Le produit n’est pas dans l’état « Produit actif » ou dans l’état « Produit retiré ». Veuillez vérifier et renouveler votre demande." });
        var ligne = (await Historique.ListerAsync(_plateforme.Depot, Monde.Test, numero, default))[^1];
        (ligne.CodeAction, ligne.Complement, ligne.Etats!.Value.Produit).Should().Be(("ACT_REV_002", "WSMG-00000012", EtatProduit.ARetirer));
        (await Compter("SELECT count(*) FROM demande_revocation")).Should().Be(0, "une révocation refusée n’est pas enregistrée");
    }

    [Test]
    public async Task Une_seconde_revocation_est_12()
    {
        await _plateforme.RevoquerAsync(Carole, _numero);

        (await _plateforme.RevoquerAsync(Carole, _numero)).Statut.Should().Be("WSMG-00000012");
        _plateforme.Autorite.Revoquees.Should().HaveCount(1);
    }

    [Test, Category("D26")]
    public async Task Un_produit_retire_est_revoque_et_sa_demande_annulee()
    {
        var numero = await _plateforme.DemanderUneAsync(Carole, Org());
        await (await _plateforme.RetirerAsync(Carole, numero)).AccuserAsync(transmise: false);

        (await _plateforme.RevoquerAsync(Carole, numero)).Statut.Should().Be("OK");

        (await _plateforme.EtatsAsync(numero)).Should().Be(new Etats(EtatDemande.Annulee, EtatProduit.Revoque));
        await using var retrait = await _plateforme.RetirerAsync(Carole, numero);
        retrait.Reponse.Statut.Should().Be("WSMG-00000011", "il ne se retire plus");
    }

    [Test, Category("D26")]
    public async Task Une_revocation_attend_la_fin_du_retrait_en_cours()
    {
        var numero = await _plateforme.DemanderUneAsync(Carole, Org());
        var retrait = await _plateforme.RetirerAsync(Carole, numero);
        var revocation = _plateforme.RevoquerAsync(Carole, numero);
        (await _plateforme.RevoquerAsync(Carole, await _plateforme.ObtenirAsync(Carole, Org()))).Statut.Should().Be("OK", "commencée après elle, finie avant elle");
        revocation.IsCompleted.Should().BeFalse("elle attend l’accusé du retrait");

        await retrait.AccuserAsync(transmise: true);

        (await revocation).Statut.Should().Be("OK");
        (await _plateforme.EtatsAsync(numero)).Should().Be(Revoque);
    }

    [Test, Category("D22")]
    public async Task L_adresse_protegee_d_un_produit_revoque_est_libre()
    {
        var ancien = await _plateforme.ObtenirAsync(Gaetan, Serv());
        _plateforme.Annuaire.Avec(Gaetan with { Habilitations = [.. Gaetan.Habilitations, new(Offre.SERV, Cabinet, ["test.laboratoire.com"])] });
        Task<long> Autre() => _plateforme.DemanderUneAsync(Gaetan, Serv() with { IdNatStruct = Cabinet });
        await FluentActions.Awaiting(Autre).Should().ThrowExactlyAsync<InvalidOperationException>();

        await _plateforme.RevoquerAsync(Gaetan, ancien);

        await FluentActions.Awaiting(Autre).Should().NotThrowAsync();
    }

    [Test]
    public async Task Une_revocation_differee_s_execute_une_fois_a_une_heure_du_matin()
    {
        (await _plateforme.RevoquerAsync(Carole, _numero, date: Aujourdhui.AddDays(3))).Statut.Should().Be("OK");
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Actif);

        _plateforme.Horloge.Avancer(new DateTimeOffset(2026, 3, 4, 23, 59, 59, TimeSpan.Zero) - _plateforme.Horloge.GetUtcNow());
        (await _plateforme.Executer.ExecuterAsync(default)).Should().BeEquivalentTo(new BilanDesRevocations(0, 0, 0));
        _plateforme.Autorite.Revoquees.Should().BeEmpty();

        _plateforme.Horloge.Avancer(TimeSpan.FromSeconds(3));
        (await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _plateforme.Executer.ExecuterAsync(default)))).Where(e => e == new BilanDesRevocations(1, 0, 0)).Should().HaveCount(1);
        _plateforme.Autorite.Revoquees.Single().Date.Should().Be(new DateTimeOffset(2026, 3, 5, 0, 0, 2, TimeSpan.Zero));
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Revoque);
    }

    [Test]
    public async Task Une_revocation_plus_proche_remplace_celle_qui_attend()
    {
        await _plateforme.RevoquerAsync(Carole, _numero, date: Aujourdhui.AddDays(10));
        (await _plateforme.RevoquerAsync(Carole, _numero, date: Aujourdhui.AddDays(10))).Statut.Should().Be("WSMG-00000012");
        (await _plateforme.RevoquerAsync(Carole, _numero, date: Aujourdhui.AddDays(5))).Statut.Should().Be("OK");
        (await _plateforme.RevoquerAsync(Carole, _numero, MotifRevocation.VOL)).Statut.Should().Be("OK");

        (await _plateforme.ActionsAsync(_numero + 1)).Should().Be("ACT_REV_001 ACT_REV_001 ACT_REV_003");
        (await EtatsDesRevocations()).Should().Be("NonTraitee NonTraitee Close");
        _plateforme.Horloge.Avancer(TimeSpan.FromDays(30));
        (await _plateforme.Executer.ExecuterAsync(default)).Should().BeEquivalentTo(new BilanDesRevocations(0, 0, 0));
    }

    [TestCase(0, 8, TestName = "Un_vol_le_matin_meme_remplace_la_differee_que_la_tache_n_a_pas_executee")]
    [TestCase(0, 0, TestName = "Un_vol_avant_une_heure_du_matin_remplace_la_differee_du_jour")]
    [TestCase(-1, 8, TestName = "Un_vol_remplace_la_differee_de_la_veille")]
    [Category("§16.1"), Category("D29")]
    public async Task Un_vol_remplace(int jours, int heure)
    {
        var jour = Aujourdhui.AddDays(5);
        await _plateforme.RevoquerAsync(Carole, _numero, date: jour.AddDays(jours));
        _plateforme.Horloge.Avancer(CalendrierParis.Debut(jour) + TimeSpan.FromHours(heure) - _plateforme.Horloge.GetUtcNow());

        (await _plateforme.RevoquerAsync(Carole, _numero, MotifRevocation.VOL)).Statut.Should().Be("OK");

        (await EtatsDesRevocations()).Should().Be("NonTraitee Close");
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Revoque);
    }

    [Test]
    public async Task Un_vol_remplace_la_differee_dont_l_autorite_n_a_pas_repondu()
    {
        await _plateforme.RevoquerAsync(Carole, _numero, date: Aujourdhui.AddDays(1));
        _plateforme.Autorite.AvantRevocation = () => throw new AutoriteInaccessibleException("voulu");
        _plateforme.Horloge.Avancer(TimeSpan.FromDays(1));
        (await _plateforme.Executer.ExecuterAsync(default)).Should().BeEquivalentTo(new BilanDesRevocations(0, 1, 0));
        _plateforme.Autorite.AvantRevocation = () => Task.CompletedTask;

        (await _plateforme.RevoquerAsync(Carole, _numero, MotifRevocation.VOL)).Statut.Should().Be("OK");

        (await EtatsDesRevocations()).Should().Be("NonTraitee Close");
    }

    [Test]
    public async Task Une_immediate_s_execute_meme_si_l_horloge_recule_pendant_la_requete()
    {
        _plateforme.Horloge.ReculerApres(lectures: 1, TimeSpan.FromHours(3));

        (await _plateforme.RevoquerAsync(Carole, _numero, MotifRevocation.VOL)).Statut.Should().Be("OK");

        _plateforme.Autorite.Revoquees.Should().HaveCount(1, "OK dit qu’une liste le montre");
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Revoque);
    }

    [Test]
    public async Task Une_immediate_coupee_est_executee_au_demarrage_suivant_meme_si_l_horloge_a_recule()
    {
        _plateforme.Autorite.AvantRevocation = () => throw new InvalidTimeZoneException("le processus meurt ici");
        await FluentActions.Awaiting(() => _plateforme.RevoquerAsync(Carole, _numero)).Should().ThrowExactlyAsync<InvalidTimeZoneException>();
        _plateforme.Autorite.AvantRevocation = () => Task.CompletedTask;
        _plateforme.Horloge.Avancer(TimeSpan.FromHours(-3));

        (await _plateforme.Executer.ExecuterAsync(default)).Should().BeEquivalentTo(new BilanDesRevocations(1, 0, 0));
    }

    [Test, Category("RMT_ERR_012")]
    public async Task Autorite_inaccessible_la_reponse_est_OK_et_la_revocation_est_refaite_plus_tard()
    {
        _plateforme.Autorite.AvantRevocation = () => throw new AutoriteInaccessibleException("voulu");
        (await _plateforme.RevoquerAsync(Carole, _numero)).Statut.Should().Be("OK");
        (await EtatsDesRevocations()).Should().Be("Enregistree");
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Actif);
        (await _plateforme.RevoquerAsync(Carole, _numero)).Message.Should().Contain("Date révocation", "une révocation attend déjà pour ce jour");

        _plateforme.Horloge.Avancer(TimeSpan.FromMinutes(5));
        (await _plateforme.Executer.ExecuterAsync(default)).Should().BeEquivalentTo(new BilanDesRevocations(0, 1, 0));
        (await _plateforme.Executer.ExecuterAsync(default)).Should().BeEquivalentTo(new BilanDesRevocations(0, 0, 0), "pas avant cinq minutes");

        _plateforme.Autorite.AvantRevocation = () => Task.CompletedTask;
        _plateforme.Horloge.Avancer(TimeSpan.FromMinutes(5));
        (await _plateforme.Executer.ExecuterAsync(default)).Should().BeEquivalentTo(new BilanDesRevocations(1, 0, 0));
        (await _plateforme.ActionsAsync(_numero + 1)).Should().Be("ACT_REV_001 ACT_REV_001 ACT_IGC_009 ACT_IGC_009 ACT_IGC_007", "chaque tentative est tracée");
    }

    [Test, Category("RMT_ERR_013")]
    public async Task Autorite_en_erreur_la_revocation_est_non_traitee_et_le_produit_reste_actif()
    {
        _plateforme.Autorite.AvantRevocation = () => throw new AutoriteErreurException("voulu");
        await FluentActions.Awaiting(() => _plateforme.RevoquerAsync(Carole, _numero)).Should().ThrowExactlyAsync<AutoriteErreurException>();
        (await EtatsDesRevocations()).Should().Be("NonTraitee");
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Actif);

        _plateforme.Autorite.AvantRevocation = () => Task.CompletedTask;
        (await _plateforme.RevoquerAsync(Carole, _numero)).Statut.Should().Be("OK", "une nouvelle demande est possible");
    }

    [TestCase(false, TestName = "Coupee_avant_que_l_autorite_publie")]
    [TestCase(true, TestName = "Coupee_apres_que_l_autorite_a_publie")]
    public async Task Une_revocation_coupee_est_executee_au_demarrage_suivant_avec_la_meme_date(bool publiee)
    {
        _plateforme.Autorite.AvantRevocation = () =>
        {
            if (publiee)
            {
                _plateforme.Autorite.Revoquees.Enqueue(new(Monde.Test, "", "", _plateforme.Horloge.GetUtcNow()));
            }

            throw new InvalidTimeZoneException("le processus meurt ici");
        };
        await FluentActions.Awaiting(() => _plateforme.RevoquerAsync(Carole, _numero)).Should().ThrowExactlyAsync<InvalidTimeZoneException>();
        var demandee = _plateforme.Horloge.GetUtcNow();
        (await EtatsDesRevocations()).Should().Be("Validee");

        _plateforme.Horloge.Avancer(TimeSpan.FromHours(2));
        _plateforme.Autorite.AvantRevocation = () => Task.CompletedTask;
        (await _plateforme.Executer.ExecuterAsync(default)).Should().BeEquivalentTo(new BilanDesRevocations(1, 0, 0));

        _plateforme.Autorite.Revoquees.Select(r => r.Date).Should().AllSatisfy(e => e.Should().Be(demandee));
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Revoque);
    }

    [Test]
    public async Task Tuee_apres_avoir_ete_enregistree_elle_est_executee_au_demarrage_suivant()
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng-tue-");
        try
        {
            var chemin = Path.Combine(dossier.FullName, "pfcng.db");
            using var enfant = Enfant.Demarrer("revoquer", chemin);
            await enfant.WaitForExitAsync();
            enfant.ExitCode.Should().Be(137, "kill -9");

            await using var plateforme = PlateformeDeTest.Sur(chemin);
            (await plateforme.EtatsAsync(1)).Should().Be(Actif);
            (await plateforme.Executer.ExecuterAsync(default)).Should().BeEquivalentTo(new BilanDesRevocations(1, 0, 0));

            (await plateforme.EtatsAsync(1)).Should().Be(Revoque);
            (await plateforme.ActionsAsync(2)).Should().Be("ACT_REV_001 ACT_REV_001 ACT_IGC_007");
        }
        finally
        {
            dossier.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Cinquante_revocations_a_la_fois_d_un_meme_produit_une_seule_passe()
    {
        var statuts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => (await _plateforme.RevoquerAsync(Carole, _numero)).Statut)));

        statuts.Where(s => s == "OK").ToList().Should().HaveCount(1);
        statuts.Where(s => s != "OK").Should().OnlyContain(e => e == "WSMG-00000012");
        _plateforme.Autorite.Revoquees.Should().HaveCount(1);
    }

    [Test]
    public async Task Le_depot_refuse_deux_revocations_qui_attendent_pour_un_produit()
    {
        await _plateforme.RevoquerAsync(Carole, _numero, date: Aujourdhui.AddDays(10));

        await FluentActions.Awaiting(() => _plateforme.Depot.EcrireAsync(c => c.Executer("INSERT INTO demande_revocation SELECT monde, numero + 100, produit, canal, offre, usage, structure, beneficiaire, acteur, acteur_nom, acteur_prenom, administrateur, administrateur_nom, administrateur_prenom, mail_demandeur, mail_informer, motif, motif_autre, creation, date_effet, echeance, revocation, etat, preuve FROM demande_revocation")))
            .Should().ThrowExactlyAsync<ConflitException>();
    }

    private async Task<string> EtatsDesRevocations() => string.Join(' ', await _plateforme.Depot.LireAsync(
        c => c.Lister<string>("SELECT etat FROM demande_revocation ORDER BY numero"), default));

    private Task<long> Compter(string sql) => _plateforme.Depot.LireAsync(c => (long)c.Valeur(sql)!, default);
}
