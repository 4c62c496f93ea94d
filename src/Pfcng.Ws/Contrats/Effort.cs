namespace Pfcng.Ws.Contrats;

/// <summary>
/// What the treatment of one message has cost so far, in nodes looked at. Every stage that walks the message counts here: a test holds the work
/// to a few looks at each node, and every <see cref="Pas"/> of them the client is asked for, so that one who left is no longer worked for.
/// </summary>
/// <param name="annulation">Cancelled when the client has left.</param>
internal sealed class Effort(CancellationToken annulation)
{
    /// <summary>Nodes between two looks at the client: some tenths of a millisecond.</summary>
    public const int Pas = 1024;

    /// <summary>For what comes after the message is read.</summary>
    public CancellationToken Annulation => annulation;

    /// <summary>Nodes looked at, as many times as they were.</summary>
    public long Noeuds { get; private set; }

    /// <summary>Counts one node.</summary>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public void Compter()
    {
        if (++Noeuds % Pas == 0)
        {
            annulation.ThrowIfCancellationRequested();
        }
    }
}
