using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Model;
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
        Assert.That(FormeDeDomaine.Lire(Offre.PRO, forme)!.Value.Couvre(domaine), Is.EqualTo(couvert));

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
        Assert.That(FormeDeDomaine.Lire(Offre.SERV, forme)!.Value.Couvre(domaine), Is.EqualTo(couvert));

    [TestCase(Offre.PRO, "d.fr")]
    [TestCase(Offre.SERV, "*@d.fr")]
    [TestCase(Offre.SERV, "*.d.fr")]
    [TestCase(Offre.SERV, "*")]
    [TestCase(Offre.SERV, "d..fr")]
    [TestCase(Offre.ORG, "d.fr")]
    [Category("D14")]
    public void Une_forme_que_l_offre_n_a_pas_n_est_pas_lue(Offre offre, string forme) => Assert.That(FormeDeDomaine.Lire(offre, forme), Is.Null);

    [Test, Category("D13")]
    public void Sans_habilitation_sur_la_structure_c_est_le_perimetre() =>
        Assert.That(Droits.Verifier(Carole, new(Offre.ORG, Pharmacie, null, [])).Raison, Is.EqualTo(Raisons.HorsPerimetre));

    [Test, Category("D13")]
    public void Habilite_sur_la_structure_pour_une_autre_offre_c_est_l_offre() =>
        Assert.That(Droits.Verifier(Charles, new(Offre.SERV, Hopital, null, ["x.fr"])).Raison, Is.EqualTo(Raisons.OffreNonHabilitee));

    [Test]
    public void SERV_donne_ORG_sur_la_meme_structure() => Assert.Multiple(() =>
    {
        Assert.That(Droits.Verifier(Gaetan, new(Offre.ORG, Pharmacie, null, [])).Habilitation, Is.EqualTo("Administrateur technique SERV 10B0039137"));
        Assert.That(Droits.Verifier(Carole, new(Offre.SERV, Cabinet, null, ["x.fr"])).Raison, Is.EqualTo(Raisons.OffreNonHabilitee));
    });

    [Test, Category("D13"), Category("D14")]
    public void Le_domaine_qui_n_est_pas_couvert_est_nomme() => Assert.That(
        Droits.Verifier(Gaetan, new(Offre.SERV, Pharmacie, null, ["test.laboratoire.com", "officine.laboratoire.com"])).Raison,
        Is.EqualTo("L’acteur n’est pas habilité sur le domaine officine.laboratoire.com."));

    [Test, Category("D37")]
    public void L_habilitation_employee_se_lit_dans_l_historique() => Assert.That(
        Droits.Verifier(Gaetan, new(Offre.SERV, Pharmacie, null, ["test.laboratoire.com", "a.officine.laboratoire.com"])).Habilitation,
        Is.EqualTo("Administrateur technique SERV 10B0039137 test.laboratoire.com *officine.laboratoire.com"));

    [Test, Category("D13")]
    [Category("§7.1"), Category("D15")]
    public void Le_beneficiaire_PRO_est_rattache_a_la_structure() => Assert.Multiple(() =>
    {
        Assert.That(Droits.Verifier(Charles, new(Offre.PRO, Hopital, Carole, [])).Raison, Is.EqualTo(Raisons.BeneficiaireNonHabilite));
        Assert.That(Droits.Verifier(Charles, new(Offre.PRO, Hopital, Claire, [])).Raison, Is.Null);
    });

    [Test, Category("D13"), Category("D15")]
    public void Un_porteur_PRO_sans_habilitation_est_le_beneficiaire_qui_n_est_pas_habilite() => Assert.Multiple(() =>
    {
        var collegue = Carole with { Rattachements = [Hopital] };
        Assert.That(Droits.Verifier(Claire, new(Offre.PRO, Hopital, Claire, [])).Raison, Is.EqualTo(Raisons.BeneficiaireNonHabilite), "demande, retire ou renouvelle pour lui-même");
        Assert.That(Droits.Verifier(Claire, new(Offre.PRO, Hopital, collegue, [])).Raison, Is.EqualTo(Raisons.HorsPerimetre), "pour un autre, en administrateur");
        Assert.That(Droits.SurUnProduit(collegue, Offre.PRO, Hopital, Claire.IdNat).Raison, Is.EqualTo(Raisons.BeneficiaireNonHabilite), "révoque ou suit celui d’un autre");
        Assert.That(Droits.SurUnProduit(Carole, Offre.PRO, Hopital, Claire.IdNat).Raison, Is.EqualTo(Raisons.HorsPerimetre), "n’en est pas porteur");
        Assert.That(Droits.SurUnProduit(collegue, Offre.ORG, Hopital, null).Raison, Is.EqualTo(Raisons.HorsPerimetre));
    });

    [TestCase(TypePersonne.PS, true)]
    [TestCase(TypePersonne.PF, true)]
    [TestCase(TypePersonne.PE, false)]
    [TestCase(TypePersonne.PA, false)]
    [Category("D13"), Category("D15")]
    public void PS_et_PF_demandent_pour_eux_memes(TypePersonne type, bool permis)
    {
        var droit = Droits.Verifier(Carole with { Type = type, Habilitations = new List<Habilitation>() }, new(Offre.PS, null, null, []));

        Assert.That(droit.Raison, Is.EqualTo(permis ? null : Raisons.BeneficiaireNonHabilite));
        Assert.That(droit.Type, Is.EqualTo(TypeActeur.Beneficiaire));
    }

    [Test, Category("D22")]
    public void Le_domaine_d_une_adresse_est_celui_apres_le_dernier_arobase() => Assert.Multiple(() =>
    {
        Assert.That(Perimetre.DomainesDe(Offre.PRO, [], "\"a@b\"@c.fr", null), Is.EqualTo(new[] { "c.fr" }));
        Assert.That(Perimetre.DomainesDe(Offre.PS, [], "a@c.fr", "b@d.fr"), Is.Empty);
    });
}
