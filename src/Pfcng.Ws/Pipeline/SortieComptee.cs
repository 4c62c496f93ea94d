using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Pfcng.Ws.Pipeline;

/// <summary>
/// What a connection writes, and how far the kernel's count stood after each writing: an answer ends at one of these places, and what is written
/// behind it (a GOAWAY, the end of TLS) is not of it. Nobody acknowledges those to a client that read all and left.
/// </summary>
internal sealed class SortieComptee : PipeWriter
{
    /// <summary>Places remembered: more than are written between the end of an answer and its looking at them.</summary>
    private const int Gardees = 32;

    private readonly PipeWriter _sortie;
    private readonly CompteurTcp _compteur;
    private readonly ulong[] _places = new ulong[Gardees];
    private readonly Lock _verrou = new();
    private int _rang;

    private SortieComptee(PipeWriter sortie, CompteurTcp compteur) => (_sortie, _compteur) = (sortie, compteur);

    /// <summary>Puts it between HTTP and TLS, where the system counts.</summary>
    public static async Task ServirAsync(ConnectionContext connexion, ConnectionDelegate suite)
    {
        using var compteur = CompteurTcp.Ouvrir(connexion.Features);
        if (compteur is not null)
        {
            var sortie = new SortieComptee(connexion.Transport.Output, compteur);
            connexion.Features.Set(sortie);
            connexion.Transport = new Tuyau(connexion.Transport.Input, sortie);
        }

        await suite(connexion);
    }

    /// <summary>The first place at or behind so many bytes; null while nothing was written so far.</summary>
    public ulong? FinDe(ulong octets)
    {
        lock (_verrou)
        {
            ulong? fin = null;
            foreach (var place in _places)
            {
                fin = place >= octets && (fin is null || place < fin) ? place : fin;
            }

            return fin;
        }
    }

    /// <inheritdoc/>
    public override bool CanGetUnflushedBytes => _sortie.CanGetUnflushedBytes;

    /// <inheritdoc/>
    public override long UnflushedBytes => _sortie.UnflushedBytes;

    /// <inheritdoc/>
    public override void Advance(int bytes) => _sortie.Advance(bytes);

    /// <inheritdoc/>
    public override Memory<byte> GetMemory(int sizeHint = 0) => _sortie.GetMemory(sizeHint);

    /// <inheritdoc/>
    public override Span<byte> GetSpan(int sizeHint = 0) => _sortie.GetSpan(sizeHint);

    /// <inheritdoc/>
    public override void CancelPendingFlush() => _sortie.CancelPendingFlush();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null) => _sortie.Complete(exception);

    /// <inheritdoc/>
    public override ValueTask CompleteAsync(Exception? exception = null) => _sortie.CompleteAsync(exception);

    /// <inheritdoc/>
    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var resultat = await _sortie.FlushAsync(cancellationToken);
        Noter();
        return resultat;
    }

    /// <inheritdoc/>
    public override async ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        var resultat = await _sortie.WriteAsync(source, cancellationToken);
        Noter();
        return resultat;
    }

    private void Noter()
    {
        var place = _compteur.Lire().Ecrits;
        lock (_verrou)
        {
            _places[_rang++ % Gardees] = place;
        }
    }

    private sealed record Tuyau(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
