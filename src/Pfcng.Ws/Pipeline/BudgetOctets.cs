namespace Pfcng.Ws.Pipeline;

/// <summary>Bytes of messages held at the same time, all requests together: beyond the limit a request is told to come back, so that nobody can fill the memory.</summary>
/// <param name="limite">In bytes.</param>
internal sealed class BudgetOctets(long limite)
{
    private long _pris;

    /// <summary>Takes bytes; false, and nothing taken, when the limit would be passed.</summary>
    public bool Prendre(long octets)
    {
        if (Interlocked.Add(ref _pris, octets) <= limite)
        {
            return true;
        }

        Interlocked.Add(ref _pris, -octets);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    public void Rendre(long octets) => Interlocked.Add(ref _pris, -octets);
}
