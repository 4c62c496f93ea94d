using System.Runtime.InteropServices;

namespace Pfcng.Ws.Garde;

/// <summary>
/// Something there is only so much of (requests, connections, bytes), shared: so much in all, and so much for each who comes, so that none can
/// take it whole. Nothing waits: who finds no place is told at once. Safe for concurrent use.
/// </summary>
/// <param name="total">For all together.</param>
/// <param name="parCle">For one key.</param>
internal sealed class Places(long total, long parCle)
{
    private readonly Lock _verrou = new();
    private readonly Dictionary<string, long> _parCle = [];
    private long _prises;

    /// <summary>For one key.</summary>
    public long ParCle => parCle;

    /// <summary>Takes places; false, and nothing taken, when a bound would be passed.</summary>
    /// <param name="cle">Who takes them; null: somebody counted in the total alone.</param>
    /// <param name="combien">How many.</param>
    public bool Prendre(string? cle, long combien = 1)
    {
        lock (_verrou)
        {
            if (_prises + combien > total || (cle is not null && _parCle.GetValueOrDefault(cle) + combien > parCle))
            {
                return false;
            }

            Compter(cle, combien);
            return true;
        }
    }

    /// <summary>Gives places back.</summary>
    public void Rendre(string? cle, long combien = 1)
    {
        lock (_verrou)
        {
            Compter(cle, -combien);
        }
    }

    /// <summary>Takes one place, given back when what is returned is disposed of; null when there is none.</summary>
    public Place? Occuper(string? cle) => Prendre(cle) ? new(this, cle) : null;

    private void Compter(string? cle, long combien)
    {
        _prises += combien;
        if (cle is not null)
        {
            ref var compte = ref CollectionsMarshal.GetValueRefOrAddDefault(_parCle, cle, out _);
            compte += combien;
            if (compte == 0)
            {
                _parCle.Remove(cle);
            }
        }
    }
}

/// <summary>One place, given back once.</summary>
internal sealed class Place(Places places, string? cle) : IDisposable
{
    private int _rendue;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rendue, 1) == 0)
        {
            places.Rendre(cle);
        }
    }
}
