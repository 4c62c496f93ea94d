using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.SuivreActivite;

[TestFixture, Category("§18.2"), Category("D31")]
public class SuivreActiviteTests
{
    private PlateformeDeTest _plateforme = null!;

    [SetUp]
    public void Ouvrir() => _plateforme = PlateformeDeTest.Neuve();

    [TearDown]
    public async Task Fermer() => await _plateforme.DisposeAsync();

    [Test]
    public async Task L_acteur_suit_ses_demandes_les_plus_recentes_d_abord_et_elles_seules()
    {
        await Demander(Charles, Pro(Usage.CONF));
        await Demander(Charles, Pro(Usage.AUTH));
        _plateforme.Annuaire.Avec(Gaetan with { Habilitations = Charles.Habilitations });
        await Demander(Gaetan, Pro(Usage.AUTH));

        (await Numeros(Charles, Suivi(TypeSuivi.DEMANDES_CERTIFICAT, Offre.PRO))).Should().Be("2 1");
        (await Numeros(Charles, Suivi(TypeSuivi.PRODUITS, Offre.PRO))).Should().Be("3 2 1");
    }

    [Test]
    public async Task Chaque_parametre_est_un_filtre_et_ils_se_combinent_en_ET()
    {
        _plateforme.Annuaire.Avec(Carole with { Rattachements = [Hopital] });
        await Demander(Charles, Pro(Usage.AUTH));
        await Demander(Charles, Pro(Usage.CONF));
        _plateforme.Horloge.Avancer(TimeSpan.FromDays(1));
        await Demander(Charles, Pro(Usage.AUTH) with { IdNatBeneficiaire = Carole.IdNat });
        await Demander(Charles, Org() with { IdNatStruct = Hopital });
        var lundi = new DateOnly(2026, 3, 2);

        foreach (var type in new[] { TypeSuivi.DEMANDES_CERTIFICAT, TypeSuivi.PRODUITS })
        {
            var suivi = Suivi(type, Offre.PRO);
            (await Numeros(Charles, suivi)).Should().Be("3 2 1");
            (await Numeros(Charles, suivi with { Usage = Usage.AUTH })).Should().Be("3 1");
            (await Numeros(Charles, suivi with { DateCreation = lundi })).Should().Be("2 1");
            (await Numeros(Charles, suivi with { IdNatBeneficiaire = Claire.IdNat })).Should().Be("2 1");
            (await Numeros(Charles, suivi with { IdNatActeur = Charles.IdNat })).Should().Be("3 2 1");
            (await Numeros(Charles, suivi with { Usage = Usage.AUTH, DateCreation = lundi, IdNatBeneficiaire = Claire.IdNat, IdNatActeur = Charles.IdNat })).Should().Be("1");
        }

        (await Numeros(Charles, Suivi(TypeSuivi.PRODUITS, Offre.PRO) with { IdNatActeur = Carole.IdNat })).Should().Be("WSMG-00000008");
        (await Numeros(Charles, Suivi(TypeSuivi.DEMANDES_CERTIFICAT, Offre.ORG))).Should().Be("4");
    }

    [Test, Category("D39")]
    [Category("§18.1")]
    public async Task La_date_de_creation_est_un_jour_de_Paris()
    {
        _plateforme.Horloge.Avancer(new DateTimeOffset(2026, 7, 1, 22, 0, 0, TimeSpan.Zero) - _plateforme.Horloge.GetUtcNow());
        await Demander(Carole, Org());

        (await Numeros(Carole, Suivi(TypeSuivi.PRODUITS, Offre.ORG, Cabinet) with { DateCreation = new(2026, 7, 2) })).Should().Be("1");
        (await Numeros(Carole, Suivi(TypeSuivi.PRODUITS, Offre.ORG, Cabinet) with { DateCreation = new(2026, 7, 1) })).Should().Be("WSMG-00000008");
    }

    [Test]
    public async Task L_indice_de_lot_est_celui_de_la_demande_initiale()
    {
        var lot = await _plateforme.Demander.TraiterAsync(Appel(Carole), Lot(Org(), Org(Usage.SIGN)), default);
        await Demander(Carole, Org());
        var suivi = Suivi(TypeSuivi.DEMANDES_CERTIFICAT, Offre.ORG, Cabinet) with { IndiceLot = long.Parse(lot.IndiceLot) };

        (await Numeros(Carole, suivi)).Should().Be("2 1");
        (await Numeros(Carole, suivi with { Usage = Usage.SIGN })).Should().Be("2");
        (await Numeros(Carole, suivi with { IndiceLot = long.MaxValue })).Should().Be("WSMG-00000007");
    }

    [Test, Category("§18"), Category("D31"), Category("D13"), Category("D15")]
    public async Task Qui_n_a_ni_droit_ni_demande_a_soi_est_43_et_non_07()
    {
        var suivi = Suivi(TypeSuivi.DEMANDES_CERTIFICAT, Offre.ORG, Cabinet);
        (await Suivre(Gaetan, suivi)).Erreur.Should().EndWith(Raisons.HorsPerimetre);
        (await Suivre(Gaetan, suivi with { IdNatStruct = Hopital, Offre = Offre.PRO, IdNatBeneficiaire = Gaetan.IdNat })).Erreur.Should().EndWith(Raisons.HorsPerimetre);

        await _plateforme.Demander.TraiterAsync(Appel(Gaetan), Lot(Org()), default);

        (await Suivre(Gaetan, suivi)).Resultats.Should().HaveCount(1, "sa demande rejetée");
        (await Suivre(Gaetan, suivi with { Type = TypeSuivi.PRODUITS })).Erreur.Should().EndWith(Raisons.HorsPerimetre);
    }

    [Test, Category("D15")]
    public async Task Un_porteur_sans_demande_a_soi_est_07()
    {
        (await Suivre(Claire, Suivi(TypeSuivi.DEMANDES_CERTIFICAT, Offre.PRO))).Statut.Should().Be("WSMG-00000007", "rattachée");
        await _plateforme.DemanderUneAsync(Charles, Pro());
        _plateforme.Annuaire.Avec(Claire with { Rattachements = [] });
        (await Suivre(Claire, Suivi(TypeSuivi.DEMANDES_CERTIFICAT, Offre.PRO))).Statut.Should().Be("WSMG-00000007", "partie, elle porte encore un produit");
    }

    [Test, Category("§14.2"), Category("§19")]
    public async Task Rien_de_trouve_est_07_pour_les_demandes_et_08_pour_les_produits()
    {
        foreach (var (type, refus) in new[]
        {
            (TypeSuivi.DEMANDES_CERTIFICAT, Catalogue.DemandeIntrouvable),
            (TypeSuivi.DEMANDES_REVOCATION, Catalogue.DemandeIntrouvable),
            (TypeSuivi.PRODUITS, Catalogue.CertificatIntrouvable),
        })
        {
            var reponse = await Suivre(Charles, Suivi(type, Offre.PRO));
            (reponse.Statut, reponse.Avertissement, reponse.Resultats.Count, reponse.Erreur).Should().Be((refus.Code, default(string), 0, refus.Libelle));
        }
    }

    [Test, Category("D12")]
    public async Task L_AdminASIP_suit_ce_que_suit_le_tiers()
    {
        await Demander(Charles, PourPs());
        var suivi = Suivi(TypeSuivi.PRODUITS, Offre.PS, null);

        (await Numeros(Vladimir, suivi with { IdNatTiers = Charles.IdNat })).Should().Be("1");
        (await Suivre(Vladimir, suivi with { IdNatTiers = "8000" })).Erreur.Should().EndWith(Raisons.ActeurInconnu + ".");
        (await Suivre(Carole, suivi with { IdNatTiers = Charles.IdNat })).Erreur.Should().EndWith(Raisons.PasPourUnTiers);
    }

    [Test, Category("D15")]
    public async Task Un_porteur_PRO_ne_voit_que_ses_certificats()
    {
        _plateforme.Annuaire.Avec(Carole with { Rattachements = [Hopital] });
        await Demander(Charles, Pro());
        await Demander(Charles, Pro(Usage.AUTH) with { IdNatBeneficiaire = Carole.IdNat });

        (await Numeros(Claire, Suivi(TypeSuivi.PRODUITS, Offre.PRO))).Should().Be("1");
    }

    [Test, Category("D11")]
    public async Task Chaque_monde_ne_voit_que_ses_produits()
    {
        await Demander(Carole, Org());
        _plateforme.Annuaire.Avec(Carole, Monde.Production).Avec(new Structure(Cabinet, "CABINET", "Paris (75)"), Monde.Production);

        var reponse = await _plateforme.Suivre.TraiterAsync(Appel(Carole, monde: Monde.Production), Suivi(TypeSuivi.PRODUITS, Offre.ORG, Cabinet), default);

        reponse.Statut.Should().Be("WSMG-00000008");
    }

    [Test, Category("§18")]
    public async Task Au_dela_de_500_la_reponse_est_coupee_et_le_dit()
    {
        for (var lot = 0; lot < 25; lot++)
        {
            await _plateforme.Demander.TraiterAsync(Appel(Carole), new([.. Enumerable.Range(0, 20).Select(_ => Org())]), default);
        }

        var suivi = Suivi(TypeSuivi.PRODUITS, Offre.ORG, Cabinet);
        var pleine = await Suivre(Carole, suivi);
        (pleine.Resultats.Count, pleine.Avertissement).Should().Be((500, default(string)));

        await Demander(Carole, Org());
        var coupee = await Suivre(Carole, suivi);
        coupee.Resultats.Should().HaveCount(500);
        (Valeur(coupee.Resultats[0], "numero"), Valeur(coupee.Resultats[499], "numero")).Should().Be(("501", "2"));
        coupee.Avertissement.Should().Be("MESSAGE : La recherche donne un trop grand nombre de résultats. La réponse n’est pas exhaustive et se limite à 500 réponses. Veuillez restreindre la recherche.");
    }

    [Test]
    public async Task Les_domaines_sont_separes_par_un_espace_et_le_certificat_retire_est_decrit()
    {
        await Demander(Gaetan, SslServ() with { Fqdn = ["b.officine.laboratoire.com", "test.laboratoire.com", "a.officine.laboratoire.com"] });
        await using (var retrait = await _plateforme.RetirerAsync(Gaetan, 1))
        {
            await retrait.AccuserAsync(transmise: true);
        }

        var produit = (await Suivre(Gaetan, Suivi(TypeSuivi.PRODUITS, Offre.SERV, Pharmacie))).Resultats.Single();
        Valeur(produit, "domaines").Should().Be("b.officine.laboratoire.com test.laboratoire.com a.officine.laboratoire.com");
        Valeur(produit, "numeroSerie").Should().Be(_plateforme.Autorite.Signes.Single());
        Valeur(produit, "dateFinValidite").Should().Be("2029-03-02T10:00:00+01:00");
        Valeur(produit, "raisonSociale").Should().Be("PHARMACIE DE LA GARE ROUTIERE03913");
        Valeur(produit, "nomActeur").Should().Be(Gaetan.Nom);
    }

    [Test, Category("§14.2")]
    public async Task Une_demande_refusee_se_suit_aussi()
    {
        await _plateforme.Demander.TraiterAsync(Appel(Carole), Lot(Org() with { Csr = "faux" }), default);
        await _plateforme.Demander.RefuserAsync(Appel(Carole), Catalogue.TropDeFqdn, [new(Offre.ORG, Usage.SSL_SERV, Cabinet, null)], default);

        var lignes = (await Suivre(Carole, Suivi(TypeSuivi.DEMANDES_CERTIFICAT, Offre.ORG, Cabinet))).Resultats;

        lignes.Select(l => Valeur(l, "etat")).Should().Equal("Demande non traitée", "Demande rejetée");
        lignes.Select(l => Valeur(l, "dateExpiration")).Should().AllSatisfy(e => e.Should().BeEmpty());
    }

    [Test, Category("D26")]
    public async Task Un_suivi_attend_l_accuse_d_un_retrait_qui_vient_de_repondre()
    {
        await Demander(Carole, Org());
        var retrait = await _plateforme.RetirerAsync(Carole, 1);

        var suivi = Suivre(Carole, Suivi(TypeSuivi.PRODUITS, Offre.ORG, Cabinet));
        suivi.IsCompleted.Should().BeFalse();
        await retrait.AccuserAsync(transmise: true);

        Valeur((await suivi).Resultats.Single(), "etat").Should().Be("Produit actif");
    }

    [Test, Category("D26")]
    public async Task Un_suivi_n_attend_pas_toujours()
    {
        await Demander(Carole, Org());
        await using var retrait = await _plateforme.RetirerAsync(Carole, 1);

        Valeur((await Suivre(Carole, Suivi(TypeSuivi.PRODUITS, Offre.ORG, Cabinet))).Resultats.Single(), "etat").Should().Be("Produit retiré");
    }

    [Test, Category("D31")]
    public async Task Les_revocations_se_suivent_par_leur_acteur_et_leur_date()
    {
        await Demander(Charles, Pro());
        await Demander(Charles, Pro(Usage.CONF));
        _plateforme.Horloge.Avancer(TimeSpan.FromDays(1));
        await Revoquer(produit: 1, numero: 3, Claire, EtatRevocation.NonTraitee);
        await Revoquer(produit: 1, numero: 4, Charles, EtatRevocation.Enregistree);
        await Revoquer(produit: 2, numero: 5, Charles, EtatRevocation.Validee);
        var suivi = Suivi(TypeSuivi.DEMANDES_REVOCATION, Offre.PRO);

        (await Numeros(Charles, suivi)).Should().Be("5 4 3");
        (await Numeros(Charles, suivi with { IdNatActeur = Claire.IdNat })).Should().Be("3");
        (await Numeros(Charles, suivi with { Usage = Usage.CONF })).Should().Be("5");
        (await Numeros(Charles, suivi with { DateCreation = new(2026, 3, 3), IdNatBeneficiaire = Claire.IdNat })).Should().Be("5 4 3");
        (await Numeros(Charles, suivi with { DateCreation = new(2026, 3, 2) })).Should().Be("WSMG-00000007", "la date est celle de la demande de révocation");
        (await Numeros(Claire, suivi)).Should().Be("5 4 3", "le porteur voit celles de ses certificats");

        var demandes = (await Suivre(Charles, Suivi(TypeSuivi.DEMANDES_CERTIFICAT, Offre.PRO))).Resultats;
        demandes.Select(d => (Valeur(d, "numero"), Valeur(d, "dateExpiration"))).Should().Equal(("2", ""), ("1", ""));
    }

    private Task<int> Revoquer(long produit, long numero, Personne acteur, EtatRevocation etat) => _plateforme.Depot.EcrireAsync(c => c.Executer(
        """
        INSERT INTO demande_revocation (monde, numero, produit, canal, offre, usage, structure, beneficiaire, acteur, acteur_nom, acteur_prenom,
                                        mail_demandeur, mail_informer, motif, creation, date_effet, echeance, etat)
        SELECT monde, @numero, numero, 'WS', offre, usage, structure, beneficiaire, @acteur, @nom, @prenom, 'a@b.fr', 'c@d.fr', 'PERTE', @creation, '2026-03-03', 0, @etat
        FROM demande WHERE monde = 'Test' AND numero = @produit
        """,
        ("@numero", numero),
        ("@acteur", acteur.IdNat),
        ("@nom", acteur.Nom),
        ("@prenom", acteur.Prenom),
        ("@creation", _plateforme.Horloge.GetUtcNow().ToUnixTimeMilliseconds()),
        ("@etat", etat.ToString()),
        ("@produit", produit)));

    private Task<long> Demander(Personne acteur, Demandes.DemandeCertificat demande) => _plateforme.DemanderUneAsync(acteur, demande);

    private static RequeteSuiviActivite Suivi(TypeSuivi type, Offre offre, string? structure = Hopital) => new(type, offre, null, null, null, null, structure, null, null);

    private Task<ReponseSuiviActivite> Suivre(Personne acteur, RequeteSuiviActivite suivi) => _plateforme.Suivre.TraiterAsync(Appel(acteur), suivi, default);

    /// <summary>The numbers found, or the code.</summary>
    private async Task<string> Numeros(Personne acteur, RequeteSuiviActivite suivi)
    {
        var reponse = await Suivre(acteur, suivi);
        return reponse.Statut == "OK" ? string.Join(' ', reponse.Resultats.Select(r => Valeur(r, "numero"))) : reponse.Statut;
    }

    private static string Valeur(Resultat resultat, string champ) => resultat.Champs.Single(c => c.Key == champ).Value;
}
