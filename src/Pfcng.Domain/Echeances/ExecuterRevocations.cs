using System.Collections.Concurrent;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.RevoquerCertificat;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Echeances;

/// <summary>What became of the revocations that were due.</summary>
/// <param name="Faites">How many a published list shows now.</param>
/// <param name="EnAttente">How many wait for an authority that can't be reached (RMT_ERR_012).</param>
/// <param name="NonTraitees">How many the authority refused (RMT_ERR_013), or whose product can't be revoked any more.</param>
public sealed record BilanDesRevocations(int Faites, int EnAttente, int NonTraitees)
{
    /// <summary>Those that are not executed, since the store does not say of them what the history binds (D37): a sentence each, in French.</summary>
    public IReadOnlyList<string> Alterees { get; init; } = [];
}

/// <summary>
/// Executes the revocations that are due: deferred ones whose day has come (01:00 in Paris), those that a killed process left, and again those
/// whose authority could not be reached (D29). Each once.
/// </summary>
/// <param name="depot">The store.</param>
/// <param name="execution">Executes one.</param>
/// <param name="verrous">Shared with whoever touches products.</param>
/// <param name="horloge">The clock (D39).</param>
public sealed class ExecuterRevocations(Depot depot, ExecutionDeRevocation execution, Verrous verrous, TimeProvider horloge)
{
    /// <summary>Revocations that are executed together, so that they share lists.</summary>
    private const int EnMemeTemps = 64;

    /// <summary>Executes all that is due; to be called often, does nothing when nothing is.</summary>
    /// <exception cref="StoreIndisponibleException">The store does not answer: what is left stays due.</exception>
    /// <exception cref="OperationCanceledException">Stopped between two revocations.</exception>
    public async Task<BilanDesRevocations> ExecuterAsync(CancellationToken annulation)
    {
        var dues = await depot.LireAsync(c => Revocations.Dues(c, horloge.GetUtcNow()), annulation);
        var (faites, enAttente, nonTraitees) = (0, 0, 0);
        var alterees = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(dues, new ParallelOptions { MaxDegreeOfParallelism = EnMemeTemps, CancellationToken = annulation }, async (due, a) =>
        {
            switch (await ExecuterUneAsync(due.Monde, due.Produit, alterees, a))
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
        var bilan = new BilanDesRevocations(faites, enAttente, nonTraitees);
        return alterees.IsEmpty ? bilan : bilan with { Alterees = [.. alterees] };
    }

    private async Task<EtatRevocation?> ExecuterUneAsync(Monde monde, long produit, ConcurrentBag<string> alterees, CancellationToken annulation)
    {
        using var verrou = await verrous.PrendreAsync(monde, produit, annulation);
        try
        {
            return await execution.ExecuterSousVerrouAsync(monde, produit);
        }
        catch (AutoriteErreurException)
        {
            return EtatRevocation.NonTraitee;
        }
        catch (DepotAltereException e)
        {
            alterees.Add(e.Message);
            return null;
        }
    }
}
