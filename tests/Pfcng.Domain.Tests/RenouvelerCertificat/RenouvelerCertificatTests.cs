using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.RenouvelerCertificat;

/// <summary>Every certificate here ends on 2029-03-02 at 10:00 in Paris.</summary>
[TestFixture, Category("§17.2"), Category("D30")]
public class RenouvelerCertificatTests
{
    private static readonly string Aki = new('a', 40);
    private static readonly DateTimeOffset Fin = new(2029, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private PlateformeDeTest _plateforme = null!;

    [SetUp]
    public void Ouvrir() => _plateforme = PlateformeDeTest.Neuve();

    [TearDown]
    public async Task Fermer() => await _plateforme.DisposeAsync();

    [Test, Category("§17.1")]
    public async Task Tout_sauf_la_cle_et_les_adresses_vient_du_certificat_a_renouveler()
    {
        var serie = await Emettre(Gaetan, Serv(Usage.SMIME));

        var reponse = await Renouveler(Gaetan, serie);

        reponse.Should().BeEquivalentTo(new ReponseRenouvellementCertificat(2, "OK", ""));
        var ((ancienne, ancien), (nouvelle, nouveau)) = (await Lire(1), await Lire(2));
        (nouvelle.Type, nouvelle.IdNatStruct, nouveau.NomApplicatif, nouveau.MailSujet, nouveau.RaisonSociale)
            .Should().Be((ancienne.Type, ancienne.IdNatStruct, ancien.NomApplicatif, ancien.MailSujet, ancien.RaisonSociale));
        nouvelle.Should().BeEquivalentTo(new { MailDemandeur = "renouvellement@exemple.fr", MailPersonneAInformer = "informe@exemple.fr" });
        nouveau.ClePublique.Should().NotEqual(ancien.ClePublique);
        (nouvelle.Etat, nouveau.Etat).Should().Be((EtatDemande.Validee, EtatProduit.ARetirer));
        (await _plateforme.ActionsAsync(2)).Should().Be("ACT_DCL_001 ACT_DCL_005");
        (await _plateforme.Depot.LireAsync(c => c.Valeur("SELECT renouvelle FROM produit WHERE numero = 2"), default)).Should().Be(1L);
    }

    [Test]
    public async Task Le_produit_renouvele_se_retire_comme_un_autre_et_l_ancien_reste_actif()
    {
        var serie = await Emettre(Gaetan, SslServ());
        var numero = (await Renouveler(Gaetan, serie)).IndiceRetrait!.Value;

        await using (var retrait = await _plateforme.RetirerAsync(Gaetan, numero))
        {
            retrait.Reponse.Statut.Should().Be("OK");
            await retrait.AccuserAsync(transmise: true);
        }

        (await _plateforme.EtatsAsync(numero)).Should().Be(new Etats(EtatDemande.Close, EtatProduit.Actif));
        (await _plateforme.EtatsAsync(1)).Should().Be(new Etats(EtatDemande.Close, EtatProduit.Actif));
        _plateforme.Autorite.Enregistrees.Last().Fqdn.Should().Equal("test.laboratoire.com");
    }

    [Test]
    public async Task Un_certificat_se_renouvelle_une_seconde_fois()
    {
        var serie = await Emettre(Carole, Org());

        (await Renouveler(Carole, serie)).Statut.Should().Be("OK");
        (await Renouveler(Carole, serie)).Statut.Should().Be("OK");
    }

    [TestCase(-31, false)]
    [TestCase(-30, true)]
    [TestCase(0, true)]
    [TestCase(10, true)]
    [TestCase(11, false)]
    [Category("D39")]
    public async Task La_fenetre_va_de_30_jours_avant_a_10_jours_apres_la_fin_de_validite(int jours, bool dedans)
    {
        var serie = await Emettre(Carole, Org());
        Aller(new(2029, 3, 2, 12, 0, 0, TimeSpan.Zero), jours);

        var reponse = await Renouveler(Carole, serie);

        reponse.Statut.Should().Be(dedans ? "OK" : "WSMG-00000010");
        if (!dedans)
        {
            reponse.Message.Should().Be(Catalogue.DemandeNonValide(Raisons.Contrainte(
                "Fin validité", "02/03/2029, renouvellement possible du 31/01/2029 au 12/03/2029")).Libelle);
            (await _plateforme.EtatsAsync(2)).Should().Be(new Etats(EtatDemande.Rejetee, EtatProduit.Annule));
            (await _plateforme.ActionsAsync(2)).Should().Be("ACT_DCL_001 ACT_DCL_003");
        }
    }

    [TestCase(0, 0, -1, false)]
    [TestCase(0, 0, 0, true)]
    [TestCase(0, 0, 1, false)]
    [TestCase(400, 0, -400, true)]
    public async Task La_fenetre_est_un_reglage_de_zero_jour_a_autant_qu_on_veut(int avant, int apres, int jours, bool dedans)
    {
        var serie = await Emettre(Carole, Org());
        _plateforme.Fenetre = new(avant, apres);
        Aller(Fin, jours);

        (await Renouveler(Carole, serie)).Statut.Should().Be(dedans ? "OK" : "WSMG-00000010");
    }

    [Test]
    public async Task Un_produit_qui_n_est_pas_actif_est_refuse_pour_son_etat()
    {
        var serie = await Emettre(Carole, Org(), transmise: false);

        var reponse = await Renouveler(Carole, serie);

        reponse.Statut.Should().Be("WSMG-00000010");
        reponse.Message.Should().Contain("ne sont pas respectées : État « Produit retiré » au lieu de « Produit actif ». Veuillez");
    }

    [Test, Category("D29")]
    public async Task Un_certificat_revoque_ne_se_renouvelle_pas()
    {
        var serie = await Emettre(Carole, Org());
        var revocation = await _plateforme.Revoquer.TraiterAsync(
            Appel(Carole), new(null, Aki, serie, MotifRevocation.PERTE, null, null, "demandeur@exemple.fr", "informe@exemple.fr"), default);
        revocation.Statut.Should().Be("OK");

        (await Renouveler(Carole, serie)).Message.Should().Contain(" : État « Produit révoqué » au lieu de « Produit actif ». Veuillez");
    }

    [Test, Category("§17.4"), Category("D32"), Category("D11")]
    public async Task Un_certificat_inconnu_est_08_et_rien_n_est_enregistre()
    {
        var serie = await Emettre(Carole, Org());
        _plateforme.Annuaire.Avec(Carole, Monde.Production);

        var inconnu = await Renouveler(Carole, new string('0', 32));
        var autreAutorite = await _plateforme.Renouveler.TraiterAsync(Appel(Carole), Requete(serie) with { Aki = new string('b', 40) }, default);
        var autreMonde = await _plateforme.Renouveler.TraiterAsync(Appel(Carole, monde: Monde.Production), Requete(serie), default);

        new[] { inconnu, autreAutorite, autreMonde }.Should().AllSatisfy(e => e.Should().BeEquivalentTo(new ReponseRenouvellementCertificat(null, "WSMG-00000008", "Erreur lors la recherche de certificat. Veuillez vérifier et renouveler votre demande.")));
        (await _plateforme.Depot.LireAsync(c => c.Valeur("SELECT count(*) FROM demande"), default)).Should().Be(1L);
    }

    [Test, Category("§17.4"), Category("D21")]
    public async Task La_CSR_de_l_ancien_certificat_est_refusee_avec_la_phrase_du_guide()
    {
        var demande = Org();
        var serie = await Emettre(Carole, demande);

        var reponse = await Renouveler(Carole, serie, demande.Csr);

        reponse.Should().BeEquivalentTo(new { IndiceRetrait = default(long?), Statut = "WSMG-00000009" });
        reponse.Message.Should().Be("Échec lors de la validation de CSR : La clé publique pour cette CSR a déjà été présentée pour une autre demande "
            + "(1, CAROLE PHARMACH0002713, CABINET MEDICAL MEDCAB0002718, 02/03/2026). Veuillez essayer de nouveau avec un autre fichier CSR.");
        (await _plateforme.ActionsAsync(2)).Should().Be("ACT_DCL_001 ACT_DCL_002");
    }

    [Test, Category("D15"), Category("D14")]
    public async Task Les_droits_sont_verifies_a_nouveau_domaines_compris()
    {
        var serie = await Emettre(Gaetan, Serv());
        _plateforme.Annuaire.Avec(Gaetan with { Habilitations = [new(Offre.SERV, Pharmacie, ["autre.laboratoire.com"])] });

        (await Renouveler(Gaetan, serie)).Message.Should().Contain("L’acteur n’est pas habilité sur le domaine test.laboratoire.com. Veuillez");
        (await Renouveler(Carole, serie)).Message.Should().Contain("L’acteur n’est pas habilité sur le périmètre de la structure. Veuillez");
    }

    [Test, Category("D19")]
    public async Task Un_renouvellement_refuse_ne_garde_pas_un_Body_de_plus_de_64_Kio()
    {
        var serie = await Emettre(Carole, Org());
        var appel = Appel(Carole);

        await _plateforme.Renouveler.TraiterAsync(appel with { Preuve = appel.Preuve! with { Corps = new byte[100_000] } }, Requete(serie, csr: "faux"), default);

        (await _plateforme.Depot.LireAsync(c => c.Valeur("SELECT count(*) FROM preuve WHERE operation = 'renouvelerCertificat' AND corps IS NULL"), default)).Should().Be(1L);
    }

    [Test, Category("D30")]
    public async Task L_acteur_est_celui_qui_signe_maintenant()
    {
        var serie = await Emettre(Carole, Org());
        _plateforme.Annuaire.Avec(Gaetan with { Habilitations = Carole.Habilitations });

        await Renouveler(Gaetan, serie);

        (await Lire(2)).Demande.Acteur.IdNat.Should().Be(Gaetan.IdNat);
    }

    [Test, Category("D12")]
    [Category("§17.1")]
    public async Task L_administrateur_renouvelle_pour_un_tiers()
    {
        var serie = await Emettre(Carole, Org());

        var reponse = await Renouveler(Vladimir, serie, tiers: Carole.IdNat);

        reponse.Statut.Should().Be("OK");
        var demande = (await Lire(2)).Demande;
        (demande.Acteur.IdNat, demande.Administrateur?.IdNat).Should().Be((Carole.IdNat, Vladimir.IdNat));
        (await Renouveler(Carole, serie, tiers: Gaetan.IdNat)).Message.Should().Contain(Raisons.PasPourUnTiers.TrimEnd('.'));
    }

    [Test, Category("D15"), Category("D16")]
    public async Task Le_certificat_PS_d_un_autre_est_refuse_avant_que_son_adresse_ne_soit_regardee()
    {
        var serie = await Emettre(Carole, PourPs(Usage.SIGN) with { MailSujet = "carole@exemple.fr" });

        (await Renouveler(Gaetan, serie)).Message.Should().Contain("Le bénéficiaire n’est pas habilité pour l’offre demandée. Veuillez");
    }

    [Test, Category("D15")]
    public async Task Le_certificat_PS_d_un_autre_ne_se_renouvelle_pas()
    {
        var serie = await Emettre(Carole, PourPs());

        (await Renouveler(Gaetan, serie)).Message.Should().Contain("Le bénéficiaire n’est pas habilité pour l’offre demandée. Veuillez");
        (await Renouveler(Carole, serie)).Statut.Should().Be("OK");
    }

    [Test, Category("D22")]
    public async Task L_adresse_protegee_reste_au_meme_porteur()
    {
        var serie = await Emettre(Charles, Pro());

        (await Renouveler(Charles, serie)).Statut.Should().Be("OK");
    }

    [Test, Category("D23")]
    public async Task Un_produit_ferme_depuis_est_refuse()
    {
        var serie = await Emettre(Carole, Org());
        _plateforme.Parametres = ToutOuvert with { ProduitsFermes = new HashSet<(Monde, TypeProduit)> { (Monde.Test, new(Offre.ORG, Usage.AUTH_CLI)) } };

        (await Renouveler(Carole, serie)).Message.Should().Contain("Le type de produit n’est pas ouvert à la commande. Veuillez");
    }

    [TestCase(Hopital, Raisons.StructureInconnue)]
    [TestCase("810100531143", Raisons.BeneficiaireInconnu)]
    [Category("D23"), Category("§19")]
    public async Task Ce_qui_a_disparu_de_l_annuaire_est_44_apres_validation(string disparu, string raison)
    {
        var serie = await Emettre(Charles, Pro());
        _plateforme.Annuaire.Oublier(disparu);

        var reponse = await Renouveler(Charles, serie);

        reponse.Should().BeEquivalentTo(new ReponseRenouvellementCertificat(null, "WSMG-00000044", Catalogue.CompletionImpossible(raison).Libelle));
        (await _plateforme.EtatsAsync(2)).Should().Be(new Etats(EtatDemande.NonTraitee, EtatProduit.Annule));
        (await _plateforme.ActionsAsync(2)).Should().Be("ACT_DCL_001 ACT_DCL_005 ACT_DCL_006");
    }

    [Test, Category("D23"), Category("D21"), Category("D22")]
    public async Task Un_renouvellement_44_ne_prend_ni_la_cle_ni_l_adresse_et_se_refait_avec_la_meme_CSR()
    {
        var serie = await Emettre(Charles, Pro());
        _plateforme.Annuaire.Oublier(Hopital);
        var csr = CsrNeuve();
        (await Renouveler(Charles, serie, csr)).Statut.Should().Be("WSMG-00000044");
        (await _plateforme.Depot.LireAsync(c => c.Valeur("SELECT count(*) FROM adresse_produit"), default)).Should().Be(1L, "celle de l’ancien");

        _plateforme.Annuaire.Avec(new Structure(Hopital, "CENTRE HOSPITALIER SAINTE ANNE", "Paris (75)"));

        (await Renouveler(Charles, serie, csr)).Statut.Should().Be("OK");
    }

    [TestCase(Hopital)]
    [TestCase("810100531143")]
    [Category("D23"), Category("D13")]
    public async Task L_habilitation_sur_l_ancienne_structure_vient_avant_44(string disparu)
    {
        var serie = await Emettre(Charles, Pro());
        _plateforme.Annuaire.Oublier(disparu);

        var etranger = await Renouveler(Carole, serie);

        etranger.Should().BeEquivalentTo(new { Statut = "WSMG-00000010", Message = Catalogue.DemandeNonValide(Raisons.HorsPerimetre).Libelle });
    }

    [Test, Category("D23")]
    public async Task Toute_regle_de_10_qui_peut_etre_jugee_vient_avant_44()
    {
        var serie = await Emettre(Charles, Pro());
        _plateforme.Annuaire.Oublier(Hopital);

        Aller(Fin, 11);
        (await Renouveler(Charles, serie)).Message.Should().Contain("Fin validité");
        _plateforme.Parametres = ToutOuvert with { ProduitsFermes = new HashSet<(Monde, TypeProduit)> { (Monde.Test, new(Offre.PRO, Usage.SIGN)) } };
        (await Renouveler(Charles, serie)).Message.Should().Contain("n’est pas ouvert à la commande");
    }

    [Test, Category("D23")]
    public async Task Un_acteur_inconnu_reste_10()
    {
        var serie = await Emettre(Carole, Org());
        _plateforme.Annuaire.Oublier(Carole.IdNat);

        var reponse = await Renouveler(Carole, serie);

        reponse.Statut.Should().Be("WSMG-00000010");
        reponse.Message.Should().Contain(Raisons.ActeurInconnu);
    }

    [Test, Category("D25")]
    public async Task Le_meme_message_signe_recoit_la_meme_reponse_tant_que_la_demande_est_validee()
    {
        var serie = await Emettre(Carole, Org());
        var requete = Requete(serie);
        var message = Appel(Carole, signature: "la meme");

        var premiere = await _plateforme.Renouveler.TraiterAsync(message, requete, default);
        var seconde = await _plateforme.Renouveler.TraiterAsync(message, requete, default);
        (premiere.IndiceRetrait, seconde).Should().Be(((long?)2, premiere));

        await using (var retrait = await _plateforme.RetirerAsync(Carole, 2))
        {
            await retrait.AccuserAsync(transmise: true);
        }

        (await _plateforme.Renouveler.TraiterAsync(message, requete, default)).Statut.Should().Be("WSMG-00000009", "traité à nouveau : la clé est prise");
    }

    /// <summary>A certificate, and the clock three years later, at its end.</summary>
    private async Task<string> Emettre(Personne acteur, DemandeCertificat demande, bool transmise = true)
    {
        var numero = await _plateforme.DemanderUneAsync(acteur, demande);
        await using (var retrait = await _plateforme.RetirerAsync(acteur, numero))
        {
            await retrait.AccuserAsync(transmise);
        }

        Aller(Fin, 0);
        return _plateforme.Autorite.Signes.Last();
    }

    private void Aller(DateTimeOffset instant, int jours) => _plateforme.Horloge.Avancer(instant.AddDays(jours) - _plateforme.Horloge.GetUtcNow());

    private static RequeteRenouvellementCertificat Requete(string serie, string? csr = null, string? tiers = null) =>
        new(tiers, Aki, serie, "informe@exemple.fr", csr ?? CsrNeuve(), "renouvellement@exemple.fr");

    private Task<ReponseRenouvellementCertificat> Renouveler(Personne acteur, string serie, string? csr = null, string? tiers = null) =>
        _plateforme.Renouveler.TraiterAsync(Appel(acteur), Requete(serie, csr, tiers), default);

    private async Task<(Demande Demande, Produit Produit)> Lire(long numero) =>
        (await _plateforme.Depot.LireAsync(c => DepotDesDemandes.Lire(c, Monde.Test, numero), default))!.Value;
}
