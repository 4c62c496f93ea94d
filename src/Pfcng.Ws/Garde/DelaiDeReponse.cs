namespace Pfcng.Ws.Garde;

/// <summary>
/// The time that one answer may wait for its reader, from its first byte on: so long, and a second more for each 16 KiB. Beyond, the answer is
/// given up. Kestrel's own minimal rate is not enough: in HTTP/2 it is that of the connection, and a client that reads nothing but goes on
/// talking (a PING now and then) starts its grace period anew.
/// </summary>
internal sealed class DelaiDeReponse : IDisposable
{
    /// <summary>Bytes a second, once the delay is spent.</summary>
    private const double Debit = 16 * 1024;

    private readonly HttpContext _http;
    private readonly TimeSpan _delai;
    private readonly Rejets _rejets;
    private readonly Lock _verrou = new();
    private Timer? _minuterie;
    private bool _fini;

    /// <summary>To be made before the answer begins, disposed of once it is out.</summary>
    public DelaiDeReponse(HttpContext http, TimeSpan delai, Rejets rejets)
    {
        (_http, _delai, _rejets) = (http, delai, rejets);
        http.Response.OnStarting(Armer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_verrou)
        {
            _fini = true; // The context will serve another request: nothing may touch it from here on.
            _minuterie?.Dispose();
        }
    }

    private Task Armer()
    {
        lock (_verrou)
        {
            if (!_fini)
            {
                _minuterie = new(_ => Abandonner(), null, _delai + TimeSpan.FromSeconds((_http.Response.ContentLength ?? 0) / Debit), Timeout.InfiniteTimeSpan);
            }
        }

        return Task.CompletedTask;
    }

    private void Abandonner()
    {
        lock (_verrou)
        {
            if (!_fini)
            {
                _rejets.Compter(Rejet.Lecture, _http.Connection.RemoteIpAddress, "réponse abandonnée : le client ne la lit pas");
                _http.Abort();
            }
        }
    }
}
