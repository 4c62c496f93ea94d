using Pfcng.Domain.Autorites;
using Pfcng.Domain.Model;
using Pfcng.Domain.Operations;
using Pfcng.Domain.Store;

namespace Pfcng.Domain.Jobs;

/// <summary>What became of the revocations that were due.</summary>
/// <param name="Faites">How many a published list shows now.</param>
/// <param name="EnAttente">How many wait for an authority that can't be reached (RMT_ERR_012).</param>
/// <param name="NonTraitees">How many the authority refused (RMT_ERR_013), or whose product can't be revoked any more.</param>
public sealed record BilanDesRevocations(int Faites, int EnAttente, int NonTraitees);

/// <summary>
/// Executes revocations: deferred ones whose day has come (01:00 in Paris), those that a killed process left, and again those whose authority
/// could not be reached (D29). Each once: its date is stored, then the authority publishes, then demande and product move together. Cut
/// anywhere, it starts again with the same serial number and date, which changes nothing at the authority.
/// </summary>
/// <param name="depot">The store.</param>
/// <param name="autorite">The authority.</param>
/// <param name="verrous">Shared with whoever touches products.</param>
/// <param name="horloge">The clock (D39).</param>
public sealed class ExecuterRevocations(Depot depot, IAutorite autorite, Verrous verrous, TimeProvider horloge)
{
    /// <summary>Revocations that are executed together, so that they share lists.</summary>
    private const int EnMemeTemps = 64;

    private static readonly TimeSpan AvantUnNouvelEssai = TimeSpan.FromMinutes(5);

    /// <summary>Executes all that is due; to be called often, does nothing when nothing is.</summary>
    /// <exception cref="StoreIndisponibleException">The store does not answer: what is left stays due.</exception>
    /// <exception cref="OperationCanceledException">Stopped between two revocations.</exception>
    public async Task<BilanDesRevocations> ExecuterAsync(CancellationToken annulation)
    {
        var dues = await depot.LireAsync(c => Revocations.Dues(c, horloge.GetUtcNow()), annulation);
        var (faites, enAttente, nonTraitees) = (0, 0, 0);
        await Parallel.ForEachAsync(dues, new ParallelOptions { MaxDegreeOfParallelism = EnMemeTemps, CancellationToken = annulation }, async (due, a) =>
        {
            switch (await ExecuterUneAsync(due.Monde, due.Produit, a))
            {
                case EtatRevocation.Close:
                    Interlocked.Increment(ref faites);
                    break;
                case EtatRevocation.Enregistree:
                    Interlocked.Increment(ref enAttente);
                    break;
                case EtatRevocation.NonTraitee:
                    Interlocked.Increment(ref nonTraitees);
                    break;
            }
        });
        return new(faites, enAttente, nonTraitees);
    }

    /// <summary>Executes the revocation that is due on a product, whose lock the caller holds. Nothing stops it half way.</summary>
    /// <returns>The state it reached; null when none was due.</returns>
    /// <exception cref="AutoriteErreurException">The authority refuses: it is « non traitée » (RMT_ERR_013).</exception>
    internal async Task<EtatRevocation?> ExecuterSousVerrouAsync(Monde monde, long numero)
    {
        var ((demande, produit), enCours) = await depot.LireAsync(
            c => (Demandes.Lire(c, monde, numero)!.Value, Revocations.EnCours(c, monde, numero)), CancellationToken.None);
        if (enCours is not { } revocation || !revocation.EstDue(horloge.GetUtcNow()))
        {
            return null;
        }

        if (!CycleDeVie.Permet(Evenement.Revocation, new(demande.Etat, produit.Etat)))
        {
            return await AvancerAsync(revocation, EvenementDeRevocation.Caducite, null, produit.Etat);
        }

        try
        {
            var date = revocation.Revocation ?? await DaterAsync(revocation);
            await autorite.RevoquerAsync(new(monde, produit.Technique!.Aki, produit.Technique.NumeroSerie, date), CancellationToken.None);
        }
        catch (AutoriteInaccessibleException)
        {
            return await AvancerAsync(revocation, EvenementDeRevocation.AutoriteInaccessible, "RMT_ERR_012", produit.Etat);
        }
        catch (AutoriteErreurException)
        {
            await AvancerAsync(revocation, EvenementDeRevocation.AutoriteEnErreur, "RMT_ERR_013", produit.Etat);
            throw;
        }

        return await CloreAsync(revocation, demande, new(demande.Etat, produit.Etat));
    }

    private async Task<EtatRevocation?> ExecuterUneAsync(Monde monde, long produit, CancellationToken annulation)
    {
        using var verrou = await verrous.PrendreAsync(monde, produit, annulation);
        try
        {
            return await ExecuterSousVerrouAsync(monde, produit);
        }
        catch (AutoriteErreurException)
        {
            return EtatRevocation.NonTraitee;
        }
    }

    private async Task<DateTimeOffset> DaterAsync(DemandeRevocation revocation)
    {
        var instant = horloge.GetUtcNow();
        await depot.EcrireAsync(c => { Revocations.Dater(c, revocation, instant); return true; });
        return instant;
    }

    private Task<EtatRevocation> AvancerAsync(DemandeRevocation revocation, EvenementDeRevocation evenement, string? complement, EtatProduit produit)
    {
        var instant = horloge.GetUtcNow();
        DateTimeOffset? nouvelEssai = evenement == EvenementDeRevocation.AutoriteInaccessible ? instant + AvantUnNouvelEssai : null;
        return depot.EcrireAsync(c => Revocations.Avancer(c, revocation, evenement, produit, Auteur.Plateforme, instant, complement, nouvelEssai));
    }

    private Task<EtatRevocation> CloreAsync(DemandeRevocation revocation, Demande demande, Etats etats)
    {
        var instant = horloge.GetUtcNow();
        return depot.EcrireAsync(c =>
        {
            var vers = Demandes.Avancer(c, demande, etats, Evenement.Revocation, Auteur.Plateforme, instant, null);
            return Revocations.Avancer(c, revocation, EvenementDeRevocation.Execution, vers.Produit, Auteur.Plateforme, instant, null);
        });
    }
}
