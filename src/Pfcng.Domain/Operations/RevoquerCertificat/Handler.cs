using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Operations.RevoquerCertificat;

/// <summary>
/// revoquerCertificat (guide WS §16, D29). What is accepted is stored before the authority is asked: killed in between, it is executed at the
/// next start. A withdrawal of the same product that is being answered is waited for.
/// </summary>
/// <param name="depot">The store.</param>
/// <param name="annuaire">The directory.</param>
/// <param name="execution">Executes the immediate ones.</param>
/// <param name="verrous">Shared with whoever touches products.</param>
/// <param name="horloge">The clock (D39).</param>
public sealed class RevoquerCertificatHandler(
    Depot depot, IAnnuaire annuaire, ExecutionDeRevocation execution, Verrous verrous, TimeProvider horloge)
{
    /// <summary>Treats a revocation. Accepted: a published list shows it, or it waits for its day, or for an authority that can't be reached (RMT_ERR_012).</summary>
    /// <exception cref="AutoriteErreurException">The authority refuses (RMT_ERR_013): the demande is « non traitée », the product unchanged.</exception>
    /// <exception cref="AnnuaireIndisponibleException">The directory does not answer; nothing is registered (D32).</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer (D32); what was registered will be executed.</exception>
    public async Task<Resultat<DemandeRevocation, Refus>> TraiterAsync(Appel appel, RequeteRevocationCertificat requete, CancellationToken annulation)
    {
        var monde = appel.Signataire.Monde;
        if (await depot.LireAsync(c => DepotDesDemandes.Chercher(c, monde, requete.Aki, requete.NumeroSerie), annulation) is not { } produit)
        {
            return Catalogue.CertificatIntrouvable;
        }

        using var verrou = await verrous.PrendreAsync(monde, produit, annulation);
        var numero = depot.Numeros.Demandes(monde, 1);
        var enregistree = await Reessai.FaireAsync(() => EnregistrerAsync(appel, requete, produit, numero, annulation));
        if (enregistree is { EstAccepte: true, Valeur.Differee: false })
        {
            await execution.ExecuterSousVerrouAsync(monde, produit);
        }

        return enregistree;
    }

    private async Task<Resultat<DemandeRevocation, Refus>> EnregistrerAsync(
        Appel appel, RequeteRevocationCertificat requete, long produit, long numero, CancellationToken annulation)
    {
        var dossier = await ChargerAsync(appel.Signataire, requete, produit, annulation);
        var verdict = Regles.Verifier(dossier);
        var auteur = dossier.Intervenant.Auteur(verdict.Qualite(dossier.Demande.Type.Offre, dossier.Demande.IdNatBeneficiaire, dossier.Intervenant.Identite.IdNat), verdict.Droit?.Habilitation);
        if (verdict.Refus is { } refus)
        {
            await depot.EcrireAsync(c =>
            {
                Revocations.Refuser(c, appel, dossier.Demande, dossier.Etats, auteur, dossier.Instant, refus.Cause);
                return true;
            });
            return refus;
        }

        var demande = Accepter(dossier, appel.Canal, numero, auteur);
        await depot.EcrireAsync(c =>
        {
            if (dossier.EnCours is { } remplacee)
            {
                Revocations.Avancer(c, remplacee, EvenementDeRevocation.Remplacement, dossier.Produit.Etat, auteur, dossier.Instant, null);
            }

            Revocations.Inserer(c, appel, demande, dossier.Demande, dossier.Produit.Etat, auteur);
            return true;
        });
        return demande;
    }

    private static DemandeRevocation Accepter(Dossier d, Canal canal, long numero, Auteur auteur) => new(
        d.Demande.Monde,
        numero,
        d.Demande.Numero,
        canal,
        auteur.Acteur!,
        auteur.Administrateur,
        d.Requete.MailDemandeur,
        d.Requete.MailPersonneAInformer,
        d.Requete.Motif,
        d.Requete.AutreDescription,
        d.Instant,
        d.DateEffet,
        d.Differee ? DemandeRevocation.HeureDuJour(d.DateEffet) : d.Instant,
        d.Differee ? null : d.Instant,
        EtatRevocation.Validee);

    private async Task<Dossier> ChargerAsync(Signataire signataire, RequeteRevocationCertificat requete, long numero, CancellationToken annulation)
    {
        var monde = signataire.Monde;
        var intervenant = await Intervenant.ReunirAsync(signataire, requete.IdNatTiers, idNat => annuaire.PersonneAsync(monde, idNat, annulation));
        var ((demande, produit), enCours) = await depot.LireAsync(
            c => (DepotDesDemandes.Lire(c, monde, numero)!.Value, Revocations.EnCours(c, monde, numero)), annulation);
        return new(requete, intervenant, demande, produit, enCours, horloge.GetUtcNow());
    }
}
