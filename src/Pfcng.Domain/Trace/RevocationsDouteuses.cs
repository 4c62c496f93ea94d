using Pfcng.Domain.Autorites;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Trace;

/// <summary>
/// Revocations that the tables hold for done, that no published list shows, and that neither the history nor the journal of issuance tells: somebody
/// else wrote them (D29, D37). A list can't be taken back: they are named, and not published.
/// </summary>
public static class RevocationsDouteuses
{
    /// <summary>Those of the store, before it takes anything in.</summary>
    /// <param name="depot">The store.</param>
    /// <param name="montrees">Every revocation that our last lists show.</param>
    /// <param name="annulation">Stops the reading.</param>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    /// <exception cref="IOException">The journal can't be read.</exception>
    public static async Task<IReadOnlyList<RevocationTechnique>> ChercherAsync(
        Depot depot, IReadOnlyCollection<RevocationTechnique> montrees, CancellationToken annulation)
    {
        ArgumentNullException.ThrowIfNull(depot);
        var publiees = montrees.Select(Cle).ToHashSet();
        var cachees = (await Revocations.FaitesAsync(depot, annulation)).Where(r => !publiees.Contains(Cle(r))).ToList();
        var tues = cachees.Count == 0 ? cachees : await depot.LireAsync(c => Tues(c, cachees), annulation);
        if (tues.Count == 0)
        {
            return tues;
        }

        var dites = JournalDEmission.Lire(depot.Journal).Select(l => l.Contenu).OfType<RevocationFaite>().Select(f => Cle(f.Aki, f.NumeroSerie)).ToHashSet();
        return tues.FindAll(r => !dites.Contains(Cle(r)));
    }

    /// <summary>Names one, for an operator.</summary>
    public static string Nommer(RevocationTechnique revocation)
    {
        ArgumentNullException.ThrowIfNull(revocation);
        return $"le dépôt porte une révocation du certificat {revocation.NumeroSerie} (AKI {revocation.Aki}), que ni l’historique, ni le journal d’émission, ni une liste ne disent : "
            + "elle n’est pas publiée (historique verifier)";
    }

    private static List<RevocationTechnique> Tues(Connexion connexion, List<RevocationTechnique> revocations)
    {
        var ordonnees = SansDemande.Revocations(connexion).Where(r => SansDemande.EstOrdonnee(connexion, r)).Select(r => Cle(r.Aki, r.NumeroSerie)).ToHashSet();
        return revocations.FindAll(r => !ordonnees.Contains(Cle(r)) && !EstDemandee(connexion, r));
    }

    private static bool EstDemandee(Connexion connexion, RevocationTechnique revocation) =>
        DepotDesDemandes.Chercher(connexion, revocation.Monde, revocation.Aki, revocation.NumeroSerie) is { } produit
        && Revocations.EnCours(connexion, revocation.Monde, produit) is { } demande
        && Revocations.EstLiee(connexion, demande);

    private static (string Aki, string NumeroSerie) Cle(RevocationTechnique revocation) => Cle(revocation.Aki, revocation.NumeroSerie);

    private static (string Aki, string NumeroSerie) Cle(string aki, string numeroSerie) => (aki, DepotDesDemandes.NumeroSerie(numeroSerie));
}
