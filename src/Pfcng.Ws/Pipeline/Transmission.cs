using System.Diagnostics;

namespace Pfcng.Ws.Pipeline;

/// <summary>
/// Tells whether an answer went out whole (D26). The end of a write says nothing of the client: in HTTP/1.1 the kernel has the bytes
/// (<see cref="Hebergement.Ecoute"/>), in HTTP/2 not even that. Where the system tells (Linux), the bytes are counted: the answer is out once it was
/// written and the peer's TCP has acknowledged it up to its own end (<see cref="SortieComptee"/>), whatever happens to the connection afterwards, since
/// many clients close as soon as they have read. Elsewhere the end of the write is the best there is.
/// </summary>
/// <remarks>
/// An acknowledgement is the word of the machine at the other end of this connection: it does not prove that the program there has read the
/// bytes, nor, behind a relay, that the relay passed them on. Nothing short of a message from the client could, and the guide has none.
/// </remarks>
internal sealed class Transmission : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AvantQueLaPlaceSoitNotee = TimeSpan.FromSeconds(1); // The kernel has the bytes a little before the writing ends.
    private static readonly TimeSpan AttenteMaximale = TimeSpan.FromMilliseconds(50);

    private readonly HttpContext _http;
    private readonly CompteurTcp? _compteur;
    private readonly SortieComptee? _sortie;
    private readonly ulong _avant;

    /// <summary>To be made before the answer is written.</summary>
    /// <exception cref="IOException">The connection is gone already.</exception>
    public Transmission(HttpContext http)
    {
        _http = http;
        _compteur = CompteurTcp.Ouvrir(http.Features);
        _sortie = http.Features.Get<SortieComptee>();
        _avant = _compteur?.Lire().Ecrits ?? 0;
    }

    /// <summary>Waits, once the answer was written and flushed, until all of it is acknowledged; 15 seconds at most.</summary>
    /// <param name="octets">Size of the answer, its headers apart.</param>
    /// <returns>False when the connection went before the answer, or nothing came in time.</returns>
    public async Task<bool> AttendreAsync(int octets)
    {
        if (_compteur is null || _sortie is null)
        {
            return !_http.RequestAborted.IsCancellationRequested;
        }

        var debut = Stopwatch.GetTimestamp();
        var attente = TimeSpan.FromMilliseconds(1);
        ulong? aAcquitter = null;
        while (true)
        {
            var partie = _http.RequestAborted.IsCancellationRequested; // Asked before the count: who read all and left is counted whole.
            var etat = _compteur.Lire();
            var ecrite = etat.Ecrits - _avant >= (ulong)octets;
            aAcquitter ??= _sortie.FinDe(_avant + (ulong)octets);
            if (etat.Acquittes >= aAcquitter)
            {
                return true;
            }

            var attendu = Stopwatch.GetElapsedTime(debut);
            var perdue = etat.Fermee && (aAcquitter is not null || attendu > AvantQueLaPlaceSoitNotee);
            if (perdue || (!ecrite && (partie || etat.Fermee)) || attendu > Patience)
            {
                return false; // Kestrel drops in silence what is written to a connection that is gone.
            }

            await Task.Delay(attente, CancellationToken.None);
            attente = attente < AttenteMaximale ? attente * 2 : AttenteMaximale;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _compteur?.Dispose();
}
