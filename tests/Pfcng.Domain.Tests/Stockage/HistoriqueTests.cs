using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Stockage;

[TestFixture, Category("D37")]
public class HistoriqueTests
{
    [Test, Category("IHM §10")]
    [Category("§14.2")]
    public async Task L_historique_se_lit_comme_les_figures_de_l_IHM()
    {
        await using var plateforme = PlateformeDeTest.Neuve();
        var numero = await plateforme.DemanderUneAsync(Gaetan, Org() with { IdNatStruct = Pharmacie });
        await using (var retrait = await plateforme.RetirerAsync(Gaetan, numero))
        {
            await retrait.AccuserAsync(transmise: true);
        }

        var lignes = (await Historique.ListerAsync(plateforme.Depot, Monde.Test, numero, default)).Select(l =>
            $"{l.Numero} {l.NumeroDemande} {l.Canal} {l.CodeAction} {l.Etats} {l.TypeActeur.Libelle()} {l.Acteur} [{l.Habilitations}]");

        const string acteur = "Mandataire PHARMOFFICE RPPS-ADELI GAETAN (899700027222) [Administrateur technique SERV 10B0039137]";
        lignes.Should().Equal(new[]
        {
            $"1 {numero} WS ACT_DCL_001 Demande enregistrée, Produit demandé {acteur}",
            $"2 {numero} WS ACT_DCL_005 Demande validée, Produit à retirer {acteur}",
            $"3 {numero} WS ACT_RET_001 Demande validée, Produit à retirer {acteur}",
            $"4 {numero} SYSTEM ACT_IGC_003 Demande transmise, Produit à retirer PFCNG-MG  []",
            $"5 {numero} SYSTEM ACT_IGC_006 Demande transmise, Produit retiré PFCNG-MG  []",
            $"6 {numero} SYSTEM ACT_IGC_007 Demande close, Produit actif PFCNG-MG  []",
        });
    }

    [Test]
    public async Task L_administrateur_se_lit_a_cote_de_l_acteur()
    {
        await using var plateforme = PlateformeDeTest.Neuve();
        var numero = await plateforme.DemanderUneAsync(Vladimir, PourPs() with { IdNatTiers = Carole.IdNat });

        var ligne = (await Historique.ListerAsync(plateforme.Depot, Monde.Test, numero, default))[0];

        ligne
            .Should().BeEquivalentTo(new { TypeActeur = TypeActeur.Beneficiaire, Acteur = "PHARMACH0002713 CAROLE (899700027131)", Administrateur = "ASSIST-CS039210002 VLADIMIR (300000000039210/CPAT0001)", HabilitationsAdministrateur = "AdminASIP" });
    }

    [TestCase("UPDATE historique SET acteur = 'X' WHERE numero = 4", 4)]
    [TestCase("UPDATE historique SET acteur = NULL, habilitations = acteur WHERE numero = 3", 3)]
    [TestCase("UPDATE historique SET empreinte = zeroblob(32) WHERE numero = 5", 5)]
    [TestCase("UPDATE historique SET instant = 'hier' WHERE numero = 4", 4)]
    [TestCase("UPDATE historique SET type_acteur = 'personne' WHERE numero = 3", 3)]
    [TestCase("DELETE FROM historique WHERE numero = 2", 2)]
    public async Task Une_ligne_touchee_est_nommee(string atteinte, long premiereFausse)
    {
        await using var plateforme = PlateformeDeTest.Neuve();
        await plateforme.Demander.TraiterAsync(Appel(Carole), Lot(Org(), Org(), Org()), default);
        (await Verification.VerifierAsync(plateforme.Depot, default)).LignesJustes.Should().Be(6);

        await FluentActions.Awaiting(async () => await plateforme.Depot.EcrireAsync(c => c.Executer(atteinte))).Should().ThrowExactlyAsync<ConflitException>("le dépôt lui-même refuse");
        await plateforme.Depot.EcrireAsync(c =>
            c.Executer("DROP TRIGGER historique_sans_modification") + c.Executer("DROP TRIGGER historique_sans_suppression") + c.Executer(atteinte));

        var verification = await Verification.VerifierAsync(plateforme.Depot, default);
        verification.Should().BeEquivalentTo(new { PremiereFausse = premiereFausse, LignesJustes = premiereFausse - 1 });
    }

    [Test]
    public async Task Des_lignes_coupees_a_la_fin_se_voient_a_la_derniere_empreinte()
    {
        await using var plateforme = PlateformeDeTest.Neuve();
        await plateforme.DemanderUneAsync(Carole, Org());
        var notee = (await Verification.VerifierAsync(plateforme.Depot, default)).DerniereEmpreinte;

        await plateforme.Depot.EcrireAsync(c => c.Executer("DROP TRIGGER historique_sans_suppression") + c.Executer("DELETE FROM historique WHERE numero = 2"));

        (await Verification.VerifierAsync(plateforme.Depot, default)).DerniereEmpreinte.Should().NotEqual(notee);
    }
}
