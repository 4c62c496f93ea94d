using Pfcng.Ca.Delivrance;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;

namespace Pfcng.Ws.Hebergement;

/// <summary>The heads of the history (D37) for as long as the service runs: one at the start, one at the stop, others when they are due.</summary>
internal sealed class SignatureDesTetes : IAsyncDisposable
{
    private readonly Depot _depot;
    private readonly Tetes _tetes;
    private readonly TimeProvider _horloge;

    private SignatureDesTetes(Depot depot, Tetes tetes, TimeProvider horloge, string? constat) => (_depot, _tetes, _horloge, Constat) = (depot, tetes, horloge, constat);

    /// <summary>What the store has lost since the last head, in French; null when nothing.</summary>
    public string? Constat { get; }

    /// <summary>Opens the register of heads, compares the store with it, and signs what it holds before the doors open.</summary>
    /// <exception cref="DemarrageImpossibleException">The register is not that key's.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static async Task<SignatureDesTetes> OuvrirAsync(Depot depot, CleDesTetes cle, TimeProvider horloge)
    {
        Tetes tetes;
        try
        {
            tetes = Tetes.Ouvrir(Tetes.Chemin(depot.Chemin), cle.Signer, cle.EstJuste);
        }
        catch (InvalidDataException e)
        {
            throw new DemarrageImpossibleException(e.Message, e);
        }

        try
        {
            var signature = new SignatureDesTetes(depot, tetes, horloge, await tetes.ReprendreAsync(depot, horloge.GetUtcNow()));
            await signature.SignerAsync();
            return signature;
        }
        catch
        {
            tetes.Dispose();
            throw;
        }
    }

    /// <summary>Signs the head of the moment; null when it is signed already.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    public Task<Tete?> SignerAsync() => _tetes.SignerAsync(_depot, _horloge.GetUtcNow());

    /// <summary>At the stop: what can't be signed any more will be at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await SignerAsync();
        }
        catch (Exception e) when (e is IOException or StoreIndisponibleException)
        {
            // The heads go on from the last one.
        }

        _tetes.Dispose();
    }
}
