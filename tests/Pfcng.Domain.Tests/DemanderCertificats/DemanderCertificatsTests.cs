using System.Globalization;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.DemanderCertificats;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.DemanderCertificats;

[TestFixture, Category("§14.2")]
public class DemanderCertificatsTests
{
    private PlateformeDeTest _plateforme = null!;

    [SetUp]
    public void Ouvrir() => _plateforme = PlateformeDeTest.Neuve();

    [TearDown]
    public async Task Fermer() => await _plateforme.DisposeAsync();

    [Test, Category("§14.2.1"), Category("D24")]
    public async Task Un_lot_juste_est_OK_et_ses_demandes_sont_validees()
    {
        var reponse = await Demander(Carole, Org(), Org(Usage.SIGN));

        reponse.Should().BeEquivalentTo(new { StatutLot = "OK", Message = "" });
        reponse.IndiceLot.Should().Be(_plateforme.Horloge.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        reponse.Demandes.Should().Equal(new ReponseDemande[] { new(1, "OK", ""), new(2, "OK", "") });
        (await _plateforme.EtatsAsync(1)).Should().Be(new Etats(EtatDemande.Validee, EtatProduit.ARetirer));
        (await _plateforme.ActionsAsync(2)).Should().Be("ACT_DCL_001 ACT_DCL_005");
    }

    [Test, Category("D24")]
    public async Task Deux_lots_de_la_meme_milliseconde_ont_deux_indices()
    {
        var premier = await Demander(Carole, Org());
        var second = await Demander(Carole, Org());

        long.Parse(second.IndiceLot, CultureInfo.InvariantCulture).Should().Be(long.Parse(premier.IndiceLot, CultureInfo.InvariantCulture) + 1);
    }

    [Test, Category("§14.2.2"), Category("D19")]
    [Category("D13"), Category("RMT_ERR_002")]
    public async Task Un_lot_en_partie_refuse_est_KO_avec_le_message_de_la_premiere_en_erreur()
    {
        var reponse = await Demander(Carole, Org(), Org() with { IdNatStruct = null }, Org() with { IdNatStruct = Pharmacie }, Org());

        reponse.Should().BeEquivalentTo(new { StatutLot = "KO", Message = Catalogue.StructureObligatoire.Libelle });
        reponse.Demandes.Select(d => d.StatutDemande).Should().Equal("OK", "WSMG-00000032", "WSMG-00000010", "OK");
        reponse.Demandes.Select(d => d.IndiceDemande).Should().Equal(new long?[] { 1, null, null, 3 }, "32 n’est pas enregistrée, 10 l’est");
        (await _plateforme.EtatsAsync(2)).Should().Be(new Etats(EtatDemande.Rejetee, EtatProduit.Annule));
        (await _plateforme.ActionsAsync(2)).Should().Be("ACT_DCL_001 ACT_DCL_003");
    }

    [Test, Category("D19"), Category("RMT_ERR_001")]
    [Category("D20"), Category("§19 09")]
    public async Task Une_CSR_fausse_est_rejetee_et_ne_prend_rien()
    {
        var reponse = await Demander(Carole, Org() with { Csr = "faux" });

        reponse.Demandes[0].StatutDemande.Should().Be("WSMG-00000009");
        (await _plateforme.ActionsAsync(1)).Should().Be("ACT_DCL_001 ACT_DCL_002");
    }

    [Test, Category("D19"), Category("D21")]
    public async Task Un_lot_corrige_repasse_avec_les_memes_CSR()
    {
        var demande = Org() with { IdNatStruct = Pharmacie };
        (await Demander(Carole, demande)).StatutLot.Should().Be("KO");

        (await Demander(Carole, demande with { IdNatStruct = Cabinet })).StatutLot.Should().Be("OK");
    }

    [Test, Category("D21")]
    public async Task Une_cle_deux_fois_dans_un_lot_c_est_la_seconde_qui_est_refusee()
    {
        var demande = Org();

        var reponse = await Demander(Carole, demande, demande with { NomApplicatif = "AUTRE" });

        reponse.Demandes.Select(d => d.StatutDemande).Should().Equal("OK", "WSMG-00000009");
        reponse.Message.Should().Contain("(1, CAROLE PHARMACH0002713, CABINET MEDICAL MEDCAB0002718, 02/03/2026)");
    }

    [Test, Category("D21"), Category("D11")]
    public async Task Une_cle_prise_en_test_ne_sert_pas_en_production()
    {
        _plateforme.Annuaire.Avec(Carole, Monde.Production).Avec(new Structure(Cabinet, "CABINET", "Paris (75)"), Monde.Production);
        var demande = Org();
        await Demander(Carole, demande);

        var reponse = await _plateforme.Demander.TraiterAsync(Appel(Carole, monde: Monde.Production), Lot(demande, Org()), default);

        reponse.Demandes.Select(d => d.StatutDemande).Should().Equal("WSMG-00000009", "OK");
        reponse.Demandes[1].IndiceDemande.Should().Be(2, "chaque monde a ses numéros");
    }

    [Test, Category("D22")]
    public async Task Une_adresse_protegee_est_refusee_a_un_autre_porteur_et_rendue_quand_le_produit_est_annule()
    {
        _plateforme.Annuaire.Avec(Carole with { Rattachements = [Hopital] });
        await Demander(Charles, Pro());

        var autre = await Demander(Charles, Pro() with { IdNatBeneficiaire = Carole.IdNat, MailSujet = "CLAIRE@ch-saint-anne.fr" });
        autre.Message.Should().Contain("déjà renseignée pour un autre produit 1 en cours de validité");
        (await Demander(Charles, Pro(Usage.CONF))).StatutLot.Should().Be("OK", "même porteur, autre usage");

        await Annuler(1);
        (await Demander(Charles, Pro() with { IdNatBeneficiaire = Carole.IdNat })).StatutLot.Should().Be("KO", "le produit 3 la tient encore");
        await Annuler(3);
        (await Demander(Charles, Pro() with { IdNatBeneficiaire = Carole.IdNat })).StatutLot.Should().Be("OK");
    }

    [Test, Category("D22")]
    public async Task Une_adresse_protegee_est_rendue_quand_le_certificat_expire()
    {
        _plateforme.Annuaire.Avec(Carole with { Rattachements = [Hopital] });
        var numero = await _plateforme.DemanderUneAsync(Charles, Pro());
        await using (var retrait = await _plateforme.RetirerAsync(Charles, numero))
        {
            await retrait.AccuserAsync(transmise: true);
        }

        _plateforme.Horloge.Avancer(TimeSpan.FromDays(3 * 366));

        (await Demander(Charles, Pro() with { IdNatBeneficiaire = Carole.IdNat })).StatutLot.Should().Be("OK");
    }

    [Test, Category("D22")]
    public async Task Dans_un_lot_l_adresse_est_au_premier_porteur()
    {
        _plateforme.Annuaire.Avec(Carole with { Rattachements = [Hopital] });

        var reponse = await Demander(Charles, Pro(), Pro() with { IdNatBeneficiaire = Carole.IdNat }, Pro(Usage.CONF));

        reponse.Demandes.Select(d => d.StatutDemande).Should().Equal("OK", "WSMG-00000010", "OK");
    }

    [Test, Category("D23")]
    [Category("§19 44")]
    public async Task Sans_titre_la_demande_validee_devient_non_traitee()
    {
        _plateforme.Annuaire.Avec(Carole with { Titre = null });

        var reponse = await Demander(Carole, PourPs());

        reponse.Demandes[0].StatutDemande.Should().Be("WSMG-00000044");
        (await _plateforme.EtatsAsync(1)).Should().Be(new Etats(EtatDemande.NonTraitee, EtatProduit.Annule));
        (await _plateforme.ActionsAsync(1)).Should().Be("ACT_DCL_001 ACT_DCL_005 ACT_DCL_006");
    }

    [Test, Category("D19")]
    public async Task Un_lot_refuse_en_entier_laisse_des_demandes_non_traitees()
    {
        var reponse = await _plateforme.Demander.RefuserAsync(Appel(Carole), Catalogue.TropDeFqdn, [new(Offre.SERV, Usage.SSL_SERV, Pharmacie, null), new(Offre.PS, Usage.AUTH, null, null)], default);

        (reponse.IndiceLot, reponse.StatutLot, reponse.Demandes.Count).Should().Be(("", "WSMG-00000042", 0));
        (await _plateforme.EtatsAsync(2)).Should().Be(new Etats(EtatDemande.NonTraitee, EtatProduit.Annule));
        (await _plateforme.ActionsAsync(1)).Should().Be("ACT_DCL_001 ACT_DCL_004");
    }

    [Test, Category("D25")]
    public async Task La_reponse_perdue_est_redonnee_et_rien_n_est_cree()
    {
        var lot = Lot(Org(), Org() with { IdNatStruct = null });
        var premiere = await _plateforme.Demander.TraiterAsync(Appel(Carole, "s"), lot, default);
        _plateforme.Horloge.Avancer(TimeSpan.FromDays(1));

        var seconde = await _plateforme.Demander.TraiterAsync(Appel(Carole, "s"), lot, default);

        seconde.IndiceLot.Should().Be(premiere.IndiceLot);
        seconde.Demandes.Should().Equal(premiere.Demandes);
        (await Compter("SELECT count(*) FROM demande")).Should().Be(1);
    }

    [Test, Category("D25")]
    public async Task Le_meme_message_signe_par_un_autre_ou_apres_un_retrait_est_traite_a_neuf()
    {
        var lot = Lot(Org());
        var numero = (await _plateforme.Demander.TraiterAsync(Appel(Carole, "s"), lot, default)).Demandes[0].IndiceDemande!.Value;
        (await _plateforme.Demander.TraiterAsync(Appel(Gaetan, "s"), lot, default)).Demandes[0].StatutDemande.Should().Be("WSMG-00000009");

        await using var retrait = await _plateforme.RetirerAsync(Carole, numero);

        (await _plateforme.Demander.TraiterAsync(Appel(Carole, "s"), lot, default)).Demandes[0].StatutDemande.Should().Be("WSMG-00000009");
    }

    [Test, Category("D25")]
    public async Task Cinquante_fois_le_meme_message_a_la_fois_donnent_une_seule_reponse()
    {
        var lot = Lot(Org(), Org());

        var reponses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _plateforme.Demander.TraiterAsync(Appel(Carole, "s"), lot, default))));

        reponses.Select(r => r.IndiceLot).Distinct().Count().Should().Be(1);
        reponses.Select(r => r.StatutLot).Should().OnlyContain(e => e == "OK");
        (await Compter("SELECT count(*) FROM demande")).Should().Be(2);
    }

    [Test, Category("D21")]
    public async Task Cinquante_lots_a_la_fois_avec_la_meme_cle_un_seul_la_prend()
    {
        var demande = Org();

        var reponses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Demander(Carole, demande, Org()))));

        var gagnant = reponses.Single(r => r.StatutLot == "OK").Demandes[0].IndiceDemande;
        reponses.Where(r => r.StatutLot == "KO").Select(r => r.Message).Where(e => e.Contains($"autre demande ({gagnant}, CAROLE PHARMACH0002713, ", StringComparison.Ordinal)).Should().HaveCount(49);
        reponses.Select(r => r.Demandes[1].StatutDemande).Should().OnlyContain(e => e == "OK", "les autres demandes du lot sont faites");
        (await Verification.VerifierAsync(_plateforme.Depot, default)).PremiereFausse.Should().BeNull();
    }

    [Test, Category("D22")]
    public async Task Cinquante_lots_a_la_fois_avec_la_meme_adresse_un_seul_porteur_la_prend()
    {
        var porteurs = Enumerable.Range(0, 50).Select(i => Ps($"8997001{i:D5}", $"NOM{i}", "PRENOM", "Médecin")).ToList();
        porteurs.ForEach(p => _plateforme.Annuaire.Avec(p));

        var reponses = await Task.WhenAll(porteurs.Select(p => Task.Run(() => Demander(p, PourPs(Usage.SIGN) with { MailSujet = "commune@exemple.fr" }))));

        var gagnant = reponses.Single(r => r.StatutLot == "OK").Demandes[0].IndiceDemande;
        reponses.Select(r => r.Message).Where(e => e.Contains($"pour un autre produit {gagnant} en cours", StringComparison.Ordinal)).Should().HaveCount(49);
    }

    [Test, Category("D12")]
    public async Task Qui_nomme_un_tiers_sans_etre_AdminASIP_reste_l_acteur_de_sa_demande_refusee()
    {
        await Demander(Gaetan, PourPs() with { IdNatTiers = Carole.IdNat });

        var (demande, produit) = (await _plateforme.Depot.LireAsync(c => DepotDesDemandes.Lire(c, Monde.Test, 1), default))!.Value;
        (demande.Acteur.IdNat, demande.Administrateur, demande.IdNatBeneficiaire, produit.Beneficiaire?.IdNat).Should().Be((Gaetan.IdNat, (Identite?)null, Gaetan.IdNat, Gaetan.IdNat));
    }

    [Test, Category("D13")]
    public async Task Qui_n_a_aucun_droit_n_apprend_pas_de_l_annuaire_le_nom_de_ceux_qu_il_designe()
    {
        await Demander(Denise, Pro());

        var (demande, produit) = (await _plateforme.Depot.LireAsync(c => DepotDesDemandes.Lire(c, Monde.Test, 1), default))!.Value;
        demande.Refus.Should().Be(Cause.DemandeNonValide);
        produit.Should().BeEquivalentTo(new { Beneficiaire = (Identite?)null, RaisonSociale = (string?)null, Departement = (string?)null, Titre = (string?)null });
    }

    [Test, Category("D12")]
    [Category("§9.1")]
    public async Task D_une_demande_a_l_autre_le_tiers_peut_changer()
    {
        var reponse = await Demander(Vladimir, PourPs() with { IdNatTiers = Carole.IdNat }, PourPs() with { IdNatTiers = Claire.IdNat }, PourPs());

        reponse.Demandes.Select(d => d.StatutDemande).Should().Equal("OK", "OK", "WSMG-00000010");
        var (demande, _) = (await _plateforme.Depot.LireAsync(c => DepotDesDemandes.Lire(c, Monde.Test, 2), default))!.Value;
        (demande.Acteur.IdNat, demande.Administrateur?.IdNat).Should().Be((Claire.IdNat, Vladimir.IdNat));
    }

    [Test, Category("D34")]
    public async Task Le_sujet_garde_ne_vient_que_des_referentiels()
    {
        await Demander(Charles, Pro());

        (await _plateforme.Depot.LireAsync(c => c.Valeur("SELECT sujet FROM produit"), default))
            .Should().Be("CN=810100531143+SN=GAUTHIER+GN=CLAIRE, TITLE=Médecin, OU=1750140014, O=CENTRE HOSPITALIER SAINTE ANNE, ST=Paris (75), C=FR");
    }

    [Test, Category("D27")]
    public async Task La_preuve_de_la_demande_est_gardee_avec_son_corps()
    {
        await Demander(Carole, Org());

        (await Compter("SELECT count(*) FROM preuve p JOIN demande d ON d.preuve = p.id WHERE p.corps IS NOT NULL AND length(p.signature) = 256")).Should().Be(1);
    }

    [Test, Category("D32")]
    public async Task Sans_annuaire_rien_n_est_enregistre()
    {
        _plateforme.Annuaire.Indisponible = true;

        await FluentActions.Awaiting(() => Demander(Carole, Org())).Should().ThrowExactlyAsync<AnnuaireIndisponibleException>();
        (await Compter("SELECT count(*) FROM demande")).Should().Be(0);
    }

    [Test, Category("D16")]
    public async Task Pour_un_client_qui_part_on_ne_verifie_plus_de_CSR_et_rien_n_est_enregistre()
    {
        using var client = new CancellationTokenSource();
        var lues = 0;
        var demander = new DemanderCertificatsHandler(_plateforme.Depot, _plateforme.Annuaire, _plateforme.Horloge, Lire, ToutOuvert);

        await FluentActions.Awaiting(() => demander.TraiterAsync(Appel(Carole), Lot(Org(), Org(), Org(), Org()), client.Token)).Should().ThrowAsync<OperationCanceledException>();
        lues.Should().Be(2);
        (await Compter("SELECT count(*) FROM demande")).Should().Be(0);

        CsrLue Lire(string texte)
        {
            if (++lues == 2)
            {
                client.Cancel();
            }

            return LireCsr(texte);
        }
    }

    private Task<ReponseDemandeCertificats> Demander(Personne acteur, params DemandeCertificat[] demandes) =>
        _plateforme.Demander.TraiterAsync(Appel(acteur), Lot(demandes), default);

    private Task<long> Compter(string sql) => _plateforme.Depot.LireAsync(c => (long)c.Valeur(sql)!, default);

    /// <summary>The authority refuses it at the registration: « non traitée », « annulé ».</summary>
    private async Task Annuler(long numero)
    {
        _plateforme.Autorite.AvantEnregistrement = () => throw new Domain.Autorites.AutoriteErreurException("voulu");
        await using var retrait = await _plateforme.RetirerAsync(Charles, numero);
        retrait.Reponse.Statut.Should().Be("WSMG-00000017");
    }
}
