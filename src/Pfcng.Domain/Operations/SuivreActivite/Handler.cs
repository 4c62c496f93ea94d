using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Operations.SuivreActivite;

/// <summary>suivreActivite (guide WS §18): rights first, then one search. Changes nothing.</summary>
/// <param name="depot">The store.</param>
/// <param name="annuaire">The directory.</param>
/// <param name="verrous">Those of the withdrawals: what they hold is about to change.</param>
/// <param name="horloge">The clock (D39).</param>
public sealed class SuivreActiviteHandler(Depot depot, IAnnuaire annuaire, Verrous verrous, TimeProvider horloge)
{
    /// <summary>N_max (§18).</summary>
    public const int Maximum = 500;

    /// <summary>How long a tracking waits for withdrawals that have answered and are not closed yet: some milliseconds, unless a client does not take its answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Treats a tracking request.</summary>
    /// <exception cref="AnnuaireIndisponibleException">The directory does not answer (D32).</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer (D32).</exception>
    public async Task<Resultat<Activite, Refus>> TraiterAsync(Appel appel, RequeteSuiviActivite requete, CancellationToken annulation)
    {
        var dossier = await ChargerAsync(appel.Signataire, requete, annulation);
        if (Regles.Verifier(dossier) is { } refus)
        {
            return refus;
        }

        var lignes = await ChercherAsync(Regles.Chercher(dossier), annulation);
        return lignes.Count == 0
            ? requete.Type == TypeSuivi.PRODUITS ? Catalogue.CertificatIntrouvable : Catalogue.DemandeIntrouvable
            : new Activite(requete.Type, lignes.Count > Maximum, lignes.Count > Maximum ? lignes[..Maximum] : lignes, horloge.GetUtcNow());
    }

    /// <summary>One more row than is shown tells that there are more. A withdrawal whose answer just left is read again once it is closed (D26).</summary>
    private async Task<List<LigneSuivie>> ChercherAsync(Recherche recherche, CancellationToken annulation)
    {
        var lignes = await depot.LireAsync(c => Suivis.Lister(c, recherche, Maximum + 1), annulation);
        var enCours = lignes.Select(l => l.Demande.Numero).Where(n => verrous.EstPris(recherche.Monde, n)).ToList();
        if (enCours.Count == 0)
        {
            return lignes;
        }

        await AttendreAsync(recherche.Monde, enCours, annulation);
        return await depot.LireAsync(c => Suivis.Lister(c, recherche, Maximum + 1), annulation);
    }

    private async Task AttendreAsync(Monde monde, List<long> numeros, CancellationToken annulation)
    {
        using var limite = CancellationTokenSource.CreateLinkedTokenSource(annulation);
        limite.CancelAfter(Patience);
        try
        {
            foreach (var numero in numeros)
            {
                (await verrous.PrendreAsync(monde, numero, limite.Token)).Dispose();
            }
        }
        catch (OperationCanceledException) when (!annulation.IsCancellationRequested)
        {
            // What is not closed by now is shown as it is.
        }
    }

    private async Task<Dossier> ChargerAsync(Signataire signataire, RequeteSuiviActivite requete, CancellationToken annulation)
    {
        var intervenant = await Intervenant.ReunirAsync(signataire, requete.IdNatTiers, Personne);
        return new(
            requete,
            intervenant,
            requete.IdNatStruct is null ? null : await annuaire.StructureAsync(signataire.Monde, requete.IdNatStruct, annulation),
            requete.IdNatBeneficiaire is null ? null : await Personne(requete.IdNatBeneficiaire),
            requete.Type == TypeSuivi.DEMANDES_CERTIFICAT && await depot.LireAsync(
                c => Suivis.ADesDemandes(c, signataire.Monde, intervenant.Identite.IdNat, requete.Offre, requete.IdNatStruct), annulation));

        ValueTask<Personne?> Personne(string idNat) => annuaire.PersonneAsync(signataire.Monde, idNat, annulation);
    }
}
