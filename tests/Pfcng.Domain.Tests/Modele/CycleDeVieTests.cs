using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Tests.Modele;

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
        Revocation | Demande close, Produit actif | Demande close, Produit révoqué | ACT_IGC_008 PFCNG-MG
        Revocation | Demande transmise, Produit retiré | Demande annulée, Produit révoqué | ACT_IGC_008 PFCNG-MG
        RestitutionDuCertificat | Demande validée, Produit à retirer | Demande transmise, Produit retiré | ACT_IGC_011 PFCNG-MG
        RestitutionDuCertificat | Demande transmise, Produit à retirer | Demande transmise, Produit retiré | ACT_IGC_011 PFCNG-MG
        RevocationRetablie | Demande close, Produit actif | Demande close, Produit révoqué | ACT_IGC_012 PFCNG-MG
        RevocationRetablie | Demande transmise, Produit retiré | Demande annulée, Produit révoqué | ACT_IGC_012 PFCNG-MG
        RevocationRetablie | Demande transmise, Produit à retirer | Demande annulée, Produit révoqué | ACT_IGC_012 PFCNG-MG
        RevocationDExploitant | Demande close, Produit actif | Demande close, Produit révoqué | ACT_REV_005
        RevocationDExploitant | Demande transmise, Produit retiré | Demande annulée, Produit révoqué | ACT_REV_005
        RevocationDExploitant | Demande transmise, Produit à retirer | Demande annulée, Produit révoqué | ACT_REV_005
        """;

    private const string RevocationApprouvee =
        """
        Enregistrement | rien | Demande enregistrée | ACT_REV_001
        Validation | Demande enregistrée | Demande validée | ACT_REV_001
        Remplacement | Demande validée | Demande non traitée | ACT_REV_003
        Remplacement | Demande enregistrée | Demande non traitée | ACT_REV_003
        Caducite | Demande validée | Demande non traitée | ACT_REV_004 PFCNG-MG
        Caducite | Demande enregistrée | Demande non traitée | ACT_REV_004 PFCNG-MG
        AutoriteInaccessible | Demande validée | Demande enregistrée | ACT_IGC_009 PFCNG-MG
        AutoriteInaccessible | Demande enregistrée | Demande enregistrée | ACT_IGC_009 PFCNG-MG
        AutoriteEnErreur | Demande validée | Demande non traitée | ACT_IGC_010 PFCNG-MG
        AutoriteEnErreur | Demande enregistrée | Demande non traitée | ACT_IGC_010 PFCNG-MG
        Execution | Demande validée | Demande close | ACT_IGC_007 PFCNG-MG
        Execution | Demande enregistrée | Demande close | ACT_IGC_007 PFCNG-MG
        """;

    private static readonly Evenement[] Refus = [Evenement.RetraitRefuse, Evenement.RevocationRefusee];

    [Test]
    public void La_table_des_etats_est_celle_qui_a_ete_approuvee()
    {
        var lignes = CycleDeVie.Table.Where(t => !Refus.Contains(t.Evenement)).Select(t =>
            $"{t.Evenement} | {(t.De is { } de ? de.ToString() : "rien")} | {t.Vers} | {t.CodeAction}{(t.ParLaPlateforme ? " PFCNG-MG" : "")}");

        string.Join('\n', lignes).Should().Be(Approuve.ReplaceLineEndings("\n"));
    }

    [Test, Category("D29")]
    public void La_table_des_etats_d_une_revocation_est_celle_qui_a_ete_approuvee()
    {
        var lignes = CycleDeVieRevocation.Table.Select(t =>
            $"{t.Evenement} | {t.De?.Libelle() ?? "rien"} | {t.Vers.Libelle()} | {t.CodeAction}{(t.ParLaPlateforme ? " PFCNG-MG" : "")}");

        string.Join('\n', lignes).Should().Be(RevocationApprouvee.ReplaceLineEndings("\n"));
    }

    [Test, Category("RMT_ERR_005"), Category("RMT_ERR_011")]
    public void Un_retrait_ou_une_revocation_refuse_ne_change_aucun_etat()
    {
        using (new AssertionScope())
        {
            foreach (var transition in CycleDeVie.Table.Where(t => Refus.Contains(t.Evenement)))
            {
                transition.Vers.Should().Be(transition.De);
            }
        }
    }

    [Test]
    public void Une_transition_impossible_est_une_faute_du_programme() =>
        FluentActions.Invoking(() => CycleDeVie.Suivre(Evenement.Cloture, new(EtatDemande.Validee, EtatProduit.ARetirer))).Should().ThrowExactly<InvalidOperationException>();
}
