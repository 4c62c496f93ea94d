using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Domain.Tests.Acteurs;
using Pfcng.Ws.Contrats;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.SuivreActivite;

[TestFixture, Category("D31"), Category("RMT_ERR_016")]
public class ReglesTests
{
    private static readonly Structure LHopital = new(Hopital, "CENTRE HOSPITALIER SAINTE ANNE", "Paris (75)");

    [Test]
    public void L_acteur_doit_etre_dans_l_annuaire() =>
        Refuse(Suivi(Charles, TypeSuivi.PRODUITS, Offre.PRO) with { Intervenant = Intervenants.Inconnu(Charles) }, Raisons.ActeurInconnu + ".");

    [Test]
    public void La_structure_doit_etre_dans_l_annuaire() =>
        Refuse(Suivi(Charles, TypeSuivi.DEMANDES_CERTIFICAT, Offre.PRO) with { Structure = null }, Raisons.StructureInconnue + ".");

    [Test]
    public void Le_beneficiaire_doit_etre_dans_l_annuaire() =>
        Refuse(Avec(Suivi(Charles, TypeSuivi.PRODUITS, Offre.PRO), r => r with { IdNatBeneficiaire = "8000" }) with { Beneficiaire = null }, Raisons.BeneficiaireInconnu + ".");

    [Test, Category("D12")]
    public void Seul_un_AdminASIP_suit_pour_un_tiers()
    {
        var suivi = Suivi(Carole, TypeSuivi.PRODUITS, Offre.PS);
        Refuse(suivi with { Intervenant = Intervenants.De(Carole, Charles) }, Raisons.PasPourUnTiers);
        Refuse(suivi with { Intervenant = Intervenants.PourUnInconnu(Carole) }, Raisons.PasPourUnTiers);
        Admet(suivi with { Intervenant = Intervenants.De(Vladimir, Charles) });
    }

    [TestCase(TypeSuivi.DEMANDES_CERTIFICAT, Offre.PRO, true)]
    [TestCase(TypeSuivi.DEMANDES_CERTIFICAT, Offre.PS, true)]
    [TestCase(TypeSuivi.PRODUITS, Offre.PS, true)]
    [TestCase(TypeSuivi.DEMANDES_REVOCATION, Offre.PS, true)]
    [TestCase(TypeSuivi.PRODUITS, Offre.PRO, false)]
    [TestCase(TypeSuivi.DEMANDES_REVOCATION, Offre.PRO, false)]
    [Category("§18.3")]
    public void L_acteur_d_un_autre_est_refuse_dans_les_demandes_et_en_PS_ailleurs_c_est_un_filtre(TypeSuivi type, Offre offre, bool refuse)
    {
        var suivi = Avec(Suivi(Charles, type, offre), r => r with { IdNatActeur = Carole.IdNat });
        if (refuse)
        {
            Refuse(suivi, Raisons.BeneficiaireNonHabilite);
        }
        else
        {
            Admet(suivi);
        }

        Admet(Avec(suivi, r => r with { IdNatActeur = Charles.IdNat }));
    }

    [TestCase(TypeSuivi.DEMANDES_CERTIFICAT)]
    [TestCase(TypeSuivi.PRODUITS)]
    [TestCase(TypeSuivi.DEMANDES_REVOCATION)]
    public void Le_beneficiaire_d_un_autre_est_refuse_en_PS(TypeSuivi type) =>
        Refuse(Avec(Suivi(Charles, type, Offre.PS), r => r with { IdNatBeneficiaire = Claire.IdNat }) with { Beneficiaire = Claire }, Raisons.BeneficiaireNonHabilite);

    [Test, Category("D13")]
    public void Un_PA_n_a_pas_de_droit_en_PS() => Refuse(Suivi(Denise, TypeSuivi.PRODUITS, Offre.PS), Raisons.BeneficiaireNonHabilite);

    [TestCase(TypeSuivi.PRODUITS)]
    [TestCase(TypeSuivi.DEMANDES_REVOCATION)]
    [Category("D15")]
    public void Les_produits_et_les_revocations_demandent_l_habilitation_sur_la_structure(TypeSuivi type)
    {
        Admet(Suivi(Charles, type, Offre.PRO));
        Admet(Suivi(Charles, type, Offre.ORG));
        Refuse(Suivi(Charles, type, Offre.SERV), Raisons.OffreNonHabilitee);
        Refuse(Suivi(Carole, type, Offre.PRO), Raisons.HorsPerimetre);
        Refuse(Suivi(Vladimir, type, Offre.PRO), Raisons.HorsPerimetre);
    }

    [Test, Category("D15")]
    public void Le_suivi_des_demandes_veut_un_droit_ou_une_demande_a_soi()
    {
        using (new AssertionScope())
        {
            Admet(Suivi(Charles, TypeSuivi.DEMANDES_CERTIFICAT, Offre.PRO));
            Admet(Suivi(Claire, TypeSuivi.DEMANDES_CERTIFICAT, Offre.PRO));
            Admet(Suivi(Carole, TypeSuivi.DEMANDES_CERTIFICAT, Offre.PS));
            Refuse(Suivi(Carole, TypeSuivi.DEMANDES_CERTIFICAT, Offre.PRO), Raisons.HorsPerimetre);
            Refuse(Suivi(Charles, TypeSuivi.DEMANDES_CERTIFICAT, Offre.SERV), Raisons.OffreNonHabilitee);
            Refuse(Suivi(Claire, TypeSuivi.DEMANDES_CERTIFICAT, Offre.ORG), Raisons.HorsPerimetre);
            Refuse(Suivi(Denise, TypeSuivi.DEMANDES_CERTIFICAT, Offre.PS), Raisons.BeneficiaireNonHabilite);
            Admet(Suivi(Carole, TypeSuivi.DEMANDES_CERTIFICAT, Offre.PRO) with { ADesDemandes = true });
            Admet(Suivi(Denise, TypeSuivi.DEMANDES_CERTIFICAT, Offre.PS) with { ADesDemandes = true });
        }
    }

    [Test, Category("D15")]
    public void Un_porteur_PRO_suit_ses_propres_certificats_dans_sa_structure()
    {
        var suivi = Suivi(Claire, TypeSuivi.PRODUITS, Offre.PRO);
        Admet(suivi);
        Regles.Chercher(suivi).Beneficiaire.Should().Be(Claire.IdNat);

        Refuse(Avec(suivi, r => r with { IdNatBeneficiaire = Carole.IdNat }) with { Beneficiaire = Carole }, Raisons.BeneficiaireNonHabilite);
        Refuse(Suivi(Claire, TypeSuivi.PRODUITS, Offre.ORG), Raisons.HorsPerimetre);
    }

    [Test, Category("D15")]
    public void Un_porteur_PRO_qui_a_quitte_la_structure_suit_encore_ses_certificats_s_il_se_nomme()
    {
        var suivi = Suivi(Claire with { Rattachements = [] }, TypeSuivi.PRODUITS, Offre.PRO);
        Refuse(suivi, Raisons.HorsPerimetre);

        var nomme = Avec(suivi, r => r with { IdNatBeneficiaire = Claire.IdNat }) with { Beneficiaire = Claire };
        Admet(nomme);
        Regles.Chercher(nomme).Beneficiaire.Should().Be(Claire.IdNat);
    }

    [Test, Category("§18")]
    public void Les_droits_deviennent_des_filtres()
    {
        Regles.Chercher(Suivi(Charles, TypeSuivi.DEMANDES_CERTIFICAT, Offre.PRO)).Should().BeEquivalentTo(new { Acteur = Charles.IdNat, Beneficiaire = (string?)null });
        Regles.Chercher(Suivi(Charles, TypeSuivi.PRODUITS, Offre.PRO)).Should().BeEquivalentTo(new { Acteur = (string?)null, Beneficiaire = (string?)null });
        Regles.Chercher(Suivi(Charles, TypeSuivi.PRODUITS, Offre.PS)).Beneficiaire.Should().Be(Charles.IdNat);
    }

    private static Dossier Suivi(Personne acteur, TypeSuivi type, Offre offre) => new(
        new(type, offre, null, null, null, null, offre == Offre.PS ? null : Hopital, null, null), Intervenants.De(acteur), offre == Offre.PS ? null : LHopital, null, false);

    private static Dossier Avec(Dossier dossier, Func<RequeteSuiviActivite, RequeteSuiviActivite> changer) => dossier with { Requete = changer(dossier.Requete) };

    private static void Admet(Dossier dossier) => Regles.Verifier(dossier).Should().BeNull();

    private static void Refuse(Dossier dossier, string raison) =>
        (Regles.Verifier(dossier)?.Libelle).Should().Be("Erreur lors de la vérification de la validité de la demande de suivi : " + raison);
}
