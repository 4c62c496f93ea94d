using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Operations.DemanderCertificats;

/// <summary>A demande of a lot that is refused as a whole: registered with what could be read of it (§14.2, D19). Pure.</summary>
internal static class LotRefuse
{
    /// <summary>« Demande non traitée », « Produit annulé ». The directory is not asked: the actor is as his card says.</summary>
    public static DemandeDecidee Decider(Appel appel, DemandeNonTraitee lue, Refus refus, long numero, DateTimeOffset instant)
    {
        var intervenant = Intervenant.Seul(appel.Signataire);
        var acteur = intervenant.Identite;
        var demande = new Demande(
            appel.Signataire.Monde,
            numero,
            null,
            appel.Canal,
            new(lue.Offre, lue.Usage),
            lue.IdNatStruct,
            lue.Offre == Offre.PS ? acteur.IdNat : lue.IdNatBeneficiaire,
            acteur,
            null,
            null,
            null,
            instant,
            EtatDemande.NonTraitee,
            refus.Cause);
        return new(
            demande,
            Produit.Inconnu(EtatProduit.Annule),
            [Evenement.Enregistrement, Evenement.RefusDuLot],
            intervenant.Auteur(Droits.Qualite(lue.Offre), habilitation: null),
            null,
            null);
    }
}
