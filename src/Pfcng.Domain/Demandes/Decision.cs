using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Demandes;

/// <summary>A lot decided: what to store, what to answer.</summary>
internal sealed record Decision(IReadOnlyList<DemandeDecidee> AEnregistrer, LotCree Lot)
{
    /// <summary>Decides of a whole lot, demande after demande: what one takes, the next ones can't (D21, D22). Pure.</summary>
    public static Decision Decider(EtatDuLot lot)
    {
        var prises = new Prises(lot.Connus);
        var decidees = new List<DemandeDecidee>();
        var reponses = new List<Resultat<long, Refus>>();
        foreach (var d in lot.Demandes)
        {
            if (Presence.Verifier(d.Demande) is { } absence)
            {
                reponses.Add(absence);
                continue;
            }

            var dossier = d with
            {
                Cle = prises.Cle(d.Csr.Empreinte),
                Mail = prises.Mail(d.Demande.MailSujet),
                Upn = prises.Upn(d.Demande.Upn),
                Instant = lot.Instant,
            };
            var numero = lot.PremierNumero + decidees.Count;
            var verdict = Regles.Verifier(dossier);
            var decidee = DeciderUne(lot, dossier, verdict, numero);
            decidees.Add(decidee);
            reponses.Add(verdict.Refus is { } refus ? refus : numero);
            prises.Retenir(decidee);
        }

        return new(decidees, new(lot.IndiceLot, reponses));
    }

    private static DemandeDecidee DeciderUne(EtatDuLot lot, Dossier d, Verdict verdict, long numero)
    {
        var parcours = Parcours(verdict.Refus);
        var etats = Arrivee(parcours);
        var sansDroit = d.Ancien is not null && verdict.Droit is null; // D30: nothing of the certificate of another is written down
        var intervenant = sansDroit ? Intervenant.Seul(d.Intervenant.Signataire) : d.Intervenant;
        var demande = new Demande(
            lot.Monde,
            numero,
            lot.IndiceLot,
            lot.Canal,
            d.Type,
            sansDroit ? null : d.Demande.IdNatStruct,
            sansDroit ? null : d.IdNatPorteur,
            intervenant.Identite,
            intervenant.Administrateur,
            d.Demande.MailDemandeur,
            d.Demande.MailPersonneAInformer,
            lot.Instant,
            etats.Demande,
            verdict.Refus?.Cause);
        // Who has no right learns nothing from the directory of those he named.
        var complete = verdict.Droit is null ? d with { Structure = null, Beneficiaire = d.Demande.Offre == Offre.PS ? d.Beneficiaire : null } : d;
        var produit = sansDroit ? Produit.Inconnu(etats.Produit) : Completion.Completer(complete) with { Etat = etats.Produit };
        var auteur = intervenant.Auteur(verdict.Qualite(d.Type.Offre, d.IdNatPorteur, d.Intervenant.Identite.IdNat), verdict.Droit?.Habilitation);
        var (empreinte, porteur) = verdict.Refus is null ? (d.Csr.Empreinte, d.Porteur) : default;
        return new(demande, produit, parcours, auteur, empreinte, porteur, d.Ancien?.Numero) { Limite = d.Parametres.Delai.Limite(lot.Instant) };
    }

    private static IReadOnlyList<Evenement> Parcours(Refus? refus) => refus switch
    {
        null => [Evenement.Enregistrement, Evenement.Validation],
        { Cause: Cause.CompletionImpossible } => [Evenement.Enregistrement, Evenement.Validation, Evenement.CompletionImpossible],
        { Cause: Cause.CsrRefusee } => [Evenement.Enregistrement, Evenement.RejetDeLaCsr],
        _ => [Evenement.Enregistrement, Evenement.Rejet],
    };

    /// <summary>The states at the end of a course.</summary>
    private static Etats Arrivee(IReadOnlyList<Evenement> parcours) =>
        parcours.Aggregate(default(Etats?), (etats, evenement) => CycleDeVie.Suivre(evenement, etats).Vers)!.Value;
}
