using NUnit.Framework;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Tests.Model;

[TestFixture, Category("§20"), Category("D26")]
public class CycleDeVieTests
{
    private const string Approuve =
        """
        Enregistrement | rien | Demande enregistrée, Produit demandé | ACT_DCL_001
        RejetDeLaCsr | Demande enregistrée, Produit demandé | Demande rejetée, Produit annulé | ACT_DCL_002
        Rejet | Demande enregistrée, Produit demandé | Demande rejetée, Produit annulé | ACT_DCL_003
        RefusDuLot | Demande enregistrée, Produit demandé | Demande non traitée, Produit annulé | ACT_DCL_004
        Validation | Demande enregistrée, Produit demandé | Demande validée, Produit à retirer | ACT_DCL_005
        CompletionImpossible | Demande validée, Produit à retirer | Demande non traitée, Produit annulé | ACT_DCL_006 PFCNG-MG
        RetraitDemande | Demande validée, Produit à retirer | Demande validée, Produit à retirer | ACT_RET_001
        RetraitDemande | Demande transmise, Produit à retirer | Demande transmise, Produit à retirer | ACT_RET_001
        RetraitDemande | Demande transmise, Produit retiré | Demande transmise, Produit retiré | ACT_RET_001
        EnregistrementTechniqueInaccessible | Demande validée, Produit à retirer | Demande validée, Produit à retirer | ACT_IGC_001 PFCNG-MG
        EnregistrementTechniqueEnErreur | Demande validée, Produit à retirer | Demande non traitée, Produit annulé | ACT_IGC_002 PFCNG-MG
        Transmission | Demande validée, Produit à retirer | Demande transmise, Produit à retirer | ACT_IGC_003 PFCNG-MG
        RetraitTechniqueInaccessible | Demande transmise, Produit à retirer | Demande transmise, Produit à retirer | ACT_IGC_004 PFCNG-MG
        RetraitTechniqueEnErreur | Demande transmise, Produit à retirer | Demande annulée, Produit annulé | ACT_IGC_005 PFCNG-MG
        RetraitTechnique | Demande transmise, Produit à retirer | Demande transmise, Produit retiré | ACT_IGC_006 PFCNG-MG
        Cloture | Demande transmise, Produit retiré | Demande close, Produit actif | ACT_IGC_007 PFCNG-MG
        Interruption | Demande transmise, Produit retiré | Demande transmise, Produit retiré | ACT_RET_003 PFCNG-MG
        """;

    [Test]
    public void La_table_des_etats_est_celle_qui_a_ete_approuvee()
    {
        var lignes = CycleDeVie.Table.Where(t => t.Evenement != Evenement.RetraitRefuse).Select(t =>
            $"{t.Evenement} | {(t.De is { } de ? de.ToString() : "rien")} | {t.Vers} | {t.CodeAction}{(t.ParLaPlateforme ? " PFCNG-MG" : "")}");

        Assert.That(string.Join('\n', lignes), Is.EqualTo(Approuve.ReplaceLineEndings("\n")));
    }

    [Test, Category("RMT_ERR_005")]
    public void Un_retrait_refuse_ne_change_aucun_etat() => Assert.Multiple(() =>
    {
        foreach (var transition in CycleDeVie.Table.Where(t => t.Evenement == Evenement.RetraitRefuse))
        {
            Assert.That(transition.Vers, Is.EqualTo(transition.De));
        }
    });

    [Test]
    public void Une_transition_impossible_est_une_faute_du_programme() => Assert.Throws<InvalidOperationException>(
        () => CycleDeVie.Suivre(Evenement.Cloture, new(EtatDemande.Validee, EtatProduit.ARetirer)));
}
