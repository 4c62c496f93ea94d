using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Operations.DemanderCertificats;

/// <summary>demanderCertificats (guide WS §14), whatever the channel: created by <see cref="Creation"/>.</summary>
/// <param name="depot">The store.</param>
/// <param name="annuaire">The directory.</param>
/// <param name="horloge">The clock (D39).</param>
/// <param name="lireCsr">Reads a CSR; done once, before anything is locked.</param>
/// <param name="parametres">The operator's settings.</param>
public sealed class DemanderCertificatsHandler(
    Depot depot, IAnnuaire annuaire, TimeProvider horloge, Func<string, CsrLue> lireCsr, Parametres parametres)
{
    private const string Operation = "demanderCertificats";

    private readonly Creation _creation = new(depot, annuaire, horloge, lireCsr, parametres);

    /// <summary>Treats demandes: they make a lot on the Web Service, where alone there are lots.</summary>
    /// <exception cref="AnnuaireIndisponibleException">The directory does not answer; nothing is registered (D32).</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer; nothing is registered (D32).</exception>
    public Task<LotCree> TraiterAsync(Appel appel, RequeteDemandeCertificats requete, CancellationToken annulation) =>
        _creation.CreerAsync(new(appel, Operation, EnLot: appel.Canal == Canal.WS), requete.Demandes, annulation);

    /// <summary>Refuses a whole lot, and registers its demandes that could be read as « non traitée » (§14.2, D19).</summary>
    /// <param name="appel">The signed call.</param>
    /// <param name="refus">05 or 42.</param>
    /// <param name="demandes">Those of which offre and usage could be read.</param>
    /// <param name="annulation">Stops before anything is written.</param>
    /// <exception cref="StoreIndisponibleException">The store does not answer; nothing is registered (D32).</exception>
    public async Task RefuserAsync(
        Appel appel, Refus refus, IReadOnlyList<DemandeNonTraitee> demandes, CancellationToken annulation)
    {
        annulation.ThrowIfCancellationRequested();
        if (demandes.Count > 0)
        {
            var instant = horloge.GetUtcNow();
            var numero = depot.Numeros.Demandes(appel.Signataire.Monde, demandes.Count);
            var refusees = demandes.Select((d, rang) => LotRefuse.Decider(appel, d, refus, numero + rang, instant)).ToList();
            await depot.EcrireAsync(c => { Lots.Inserer(c, appel, Operation, null, refusees, instant, null); return true; });
        }
    }
}
