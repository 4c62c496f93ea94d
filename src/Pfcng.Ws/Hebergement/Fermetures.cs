using Pfcng.Ca;
using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Stockage;

namespace Pfcng.Ws.Hebergement;

/// <summary>What a stage of the start has opened, the stage before it first: closed in reverse order, at the stop, or as soon as the stage can't be finished.</summary>
internal sealed class Fermetures : IAsyncDisposable
{
    private readonly Stack<object> _ouverts = new();

    private Fermetures()
    {
    }

    /// <summary>Opens a stage, or leaves nothing open.</summary>
    /// <param name="precedente">What it stands on, closed after it; null for the first one.</param>
    /// <param name="depot">The store, to name it when it does not answer.</param>
    /// <param name="ouvrir">Makes the stage, each thing to be closed being kept as soon as it is open.</param>
    /// <exception cref="DemarrageImpossibleException">Something can't be used; the line says what.</exception>
    public static async Task<T> OuvrirAsync<T>(IAsyncDisposable? precedente, string depot, Func<Fermetures, Task<T>> ouvrir)
    {
        var ouverts = new Fermetures();
        if (precedente is not null)
        {
            ouverts.Garder(precedente);
        }

        try
        {
            return await ouvrir(ouverts);
        }
        catch (Exception e)
        {
            await ouverts.DisposeAsync();
            throw Expliquer(e, depot);
        }
    }

    /// <summary>Keeps something that was opened (<see cref="IDisposable"/> or <see cref="IAsyncDisposable"/>), and gives it back.</summary>
    public T Garder<T>(T ouvert)
        where T : notnull
    {
        _ouverts.Push(ouvert);
        return ouvert;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_ouverts.TryPop(out var ouvert))
        {
            return;
        }

        try
        {
            if (ouvert is IAsyncDisposable asynchrone)
            {
                await asynchrone.DisposeAsync();
            }
            else
            {
                ((IDisposable)ouvert).Dispose();
            }
        }
        finally
        {
            await DisposeAsync();
        }
    }

    private static Exception Expliquer(Exception e, string depot) => e switch
    {
        StoreIndisponibleException indisponible => DemarrageImpossibleException.Du(indisponible, depot),
        AggregateException { InnerException: { } premiere } => Expliquer(premiere, depot),
        StoreException or AutoriteInutilisableException or AnnuaireException => new DemarrageImpossibleException(e.Message, e),
        IOException or UnauthorizedAccessException => new DemarrageImpossibleException(ErreurDeFichier.Dire(e), e),
        _ => e,
    };
}
