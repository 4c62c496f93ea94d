using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Habilitations;

[TestFixture, Category("§8")]
public class DroitsTests
{
    [TestCase("*@d.fr", "d.fr", true)]
    [TestCase("*@d.fr", "D.FR", true)]
    [TestCase("*@d.fr", "x.d.fr", false)]
    [TestCase("*@d.fr", "xd.fr", false)]
    [TestCase("*d.fr", "d.fr", true)]
    [TestCase("*d.fr", "x.d.fr", true)]
    [TestCase("*d.fr", "y.x.d.fr", true)]
    [TestCase("*d.fr", "xd.fr", false)]
    [TestCase("*.d.fr", "d.fr", false)]
    [TestCase("*.d.fr", "x.d.fr", true)]
    [TestCase("*.d.fr", "y.x.D.fr", true)]
    [TestCase("*.d.fr", "xd.fr", false)]
    [Category("D14")]
    public void Une_forme_PRO_couvre_par_etiquettes_entieres(string forme, string domaine, bool couvert) =>
        FormeDeDomaine.Lire(Offre.PRO, forme)!.Value.Couvre(domaine).Should().Be(couvert);

    [TestCase("d.fr", "d.fr", true)]
    [TestCase("d.fr", "D.fr", true)]
    [TestCase("d.fr", "x.d.fr", false)]
    [TestCase("*d.fr", "d.fr", false)]
    [TestCase("*d.fr", "x.d.fr", true)]
    [TestCase("*d.fr", "y.x.d.fr", true)]
    [TestCase("*d.fr", "xd.fr", false)]
    [TestCase("*d.fr", ".d.fr", false)]
    [Category("D14")]
    public void Une_forme_SERV_couvre_par_etiquettes_entieres(string forme, string domaine, bool couvert) =>
        FormeDeDomaine.Lire(Offre.SERV, forme)!.Value.Couvre(domaine).Should().Be(couvert);

    [TestCase(Offre.PRO, "d.fr")]
    [TestCase(Offre.SERV, "*@d.fr")]
    [TestCase(Offre.SERV, "*.d.fr")]
    [TestCase(Offre.SERV, "*")]
    [TestCase(Offre.SERV, "d..fr")]
    [TestCase(Offre.ORG, "d.fr")]
    [Category("D14")]
    public void Une_forme_que_l_offre_n_a_pas_n_est_pas_lue(Offre offre, string forme) => FormeDeDomaine.Lire(offre, forme).Should().BeNull();

    [Test, Category("D13")]
    public void Sans_habilitation_sur_la_structure_c_est_le_perimetre() =>
        Droits.Verifier(Carole, new(Offre.ORG, Pharmacie, null, [])).Raison.Should().Be(Raisons.HorsPerimetre);

    [Test, Category("D13")]
    public void Habilite_sur_la_structure_pour_une_autre_offre_c_est_l_offre() =>
        Droits.Verifier(Charles, new(Offre.SERV, Hopital, null, ["x.fr"])).Raison.Should().Be(Raisons.OffreNonHabilitee);

    [Test]
    public void SERV_donne_ORG_sur_la_meme_structure()
    {
        using (new AssertionScope())
        {
            Droits.Verifier(Gaetan, new(Offre.ORG, Pharmacie, null, [])).Habilitation.Should().Be("Administrateur technique SERV 10B0039137");
            Droits.Verifier(Carole, new(Offre.SERV, Cabinet, null, ["x.fr"])).Raison.Should().Be(Raisons.OffreNonHabilitee);
        }
    }

    [Test, Category("D13"), Category("D14")]
    public void Le_domaine_qui_n_est_pas_couvert_est_nomme() =>
        Droits.Verifier(Gaetan, new(Offre.SERV, Pharmacie, null, ["test.laboratoire.com", "officine.laboratoire.com"])).Raison
        .Should().Be("L’acteur n’est pas habilité sur le domaine officine.laboratoire.com.");

    [Test, Category("D37")]
    public void L_habilitation_employee_se_lit_dans_l_historique() =>
        Droits.Verifier(Gaetan, new(Offre.SERV, Pharmacie, null, ["test.laboratoire.com", "a.officine.laboratoire.com"])).Habilitation
        .Should().Be("Administrateur technique SERV 10B0039137 test.laboratoire.com *officine.laboratoire.com");

    [Test, Category("D13")]
    [Category("§7.1"), Category("D15")]
    public void Le_beneficiaire_PRO_est_rattache_a_la_structure()
    {
        using (new AssertionScope())
        {
            Droits.Verifier(Charles, new(Offre.PRO, Hopital, Carole, [])).Raison.Should().Be(Raisons.BeneficiaireNonHabilite);
            Droits.Verifier(Charles, new(Offre.PRO, Hopital, Claire, [])).Raison.Should().BeNull();
        }
    }

    [Test, Category("D13"), Category("D15")]
    public void Un_porteur_PRO_sans_habilitation_est_le_beneficiaire_qui_n_est_pas_habilite()
    {
        using (new AssertionScope())
        {
            var collegue = Carole with { Rattachements = [Hopital] };
            Droits.Verifier(Claire, new(Offre.PRO, Hopital, Claire, [])).Raison.Should().Be(Raisons.BeneficiaireNonHabilite, "demande, retire ou renouvelle pour lui-même");
            Droits.Verifier(Claire, new(Offre.PRO, Hopital, collegue, [])).Raison.Should().Be(Raisons.HorsPerimetre, "pour un autre, en administrateur");
            Droits.SurUnProduit(collegue, Offre.PRO, Hopital, Claire.IdNat).Raison.Should().Be(Raisons.BeneficiaireNonHabilite, "révoque ou suit celui d’un autre");
            Droits.SurUnProduit(Carole, Offre.PRO, Hopital, Claire.IdNat).Raison.Should().Be(Raisons.HorsPerimetre, "n’en est pas porteur");
            Droits.SurUnProduit(collegue, Offre.ORG, Hopital, null).Raison.Should().Be(Raisons.HorsPerimetre);
        }
    }

    [TestCase(TypePersonne.PS, true)]
    [TestCase(TypePersonne.PF, true)]
    [TestCase(TypePersonne.PE, false)]
    [TestCase(TypePersonne.PA, false)]
    [Category("D13"), Category("D15")]
    public void PS_et_PF_demandent_pour_eux_memes(TypePersonne type, bool permis)
    {
        var droit = Droits.Verifier(Carole with { Type = type, Habilitations = new List<Habilitation>() }, new(Offre.PS, null, null, []));

        droit.Raison.Should().Be(permis ? null : Raisons.BeneficiaireNonHabilite);
        droit.Type.Should().Be(TypeActeur.Beneficiaire);
    }

    [Test, Category("D22")]
    public void Le_domaine_d_une_adresse_est_celui_apres_le_dernier_arobase()
    {
        using (new AssertionScope())
        {
            Perimetre.DomainesDe(Offre.PRO, [], "\"a@b\"@c.fr", null).Should().Equal("c.fr");
            Perimetre.DomainesDe(Offre.PS, [], "a@c.fr", "b@d.fr").Should().BeEmpty();
        }
    }
}
