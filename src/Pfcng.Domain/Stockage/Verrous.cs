using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>One withdrawal or revocation at a time on one product: the others wait for it (D26, D29). One instance for all who touch products.</summary>
public sealed class Verrous
{
    private readonly Dictionary<(Monde, long), Verrou> _verrous = [];

    /// <summary>Waits for its turn; dispose of what is given to let the next one in.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up waiting.</exception>
    public async Task<IDisposable> PrendreAsync(Monde monde, long numero, CancellationToken annulation)
    {
        var cle = (monde, numero);
        Verrou verrou;
        lock (_verrous)
        {
            if (!_verrous.TryGetValue(cle, out verrou!))
            {
                _verrous[cle] = verrou = new();
            }

            verrou.Interesses++;
        }

        try
        {
            await verrou.Tour.WaitAsync(annulation);
        }
        catch (OperationCanceledException)
        {
            Quitter(cle, verrou);
            throw;
        }

        return new Prise(this, cle, verrou);
    }

    /// <summary>True while somebody holds that product, or waits for it.</summary>
    public bool EstPris(Monde monde, long numero)
    {
        lock (_verrous)
        {
            return _verrous.ContainsKey((monde, numero));
        }
    }

    private void Quitter((Monde, long) cle, Verrou verrou)
    {
        lock (_verrous)
        {
            if (--verrou.Interesses == 0)
            {
                _verrous.Remove(cle);
                verrou.Tour.Dispose();
            }
        }
    }

    private sealed class Verrou
    {
        public SemaphoreSlim Tour { get; } = new(1);

        public int Interesses { get; set; }
    }

    private sealed class Prise(Verrous verrous, (Monde, long) cle, Verrou verrou) : IDisposable
    {
        private int _rendue;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _rendue, 1) == 0)
            {
                verrou.Tour.Release();
                verrous.Quitter(cle, verrou);
            }
        }
    }
}
