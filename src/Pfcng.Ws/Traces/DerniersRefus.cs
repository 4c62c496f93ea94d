namespace Pfcng.Ws.Traces;

/// <summary>One refusal as the demonstration's page shows it.</summary>
/// <param name="Instant">When.</param>
/// <param name="Trace">Trace number of the answer.</param>
/// <param name="Porte">« /ws-srv » or « /ws-apt ».</param>
/// <param name="Operation">Name of the operation, or « - ».</param>
/// <param name="Signataire">Who signed, or « - ».</param>
/// <param name="Refus">The refusal.</param>
internal sealed record RefusVu(DateTimeOffset Instant, string Trace, string Porte, string Operation, string Signataire, RefusTrace Refus);

/// <summary>The last refusals, in memory, for the demonstration's page. Safe for concurrent use.</summary>
internal sealed class DerniersRefus
{
    private const int Nombre = 100;

    private readonly Lock _verrou = new();
    private readonly Queue<RefusVu> _refus = new();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RefusVu> Tous
    {
        get
        {
            lock (_verrou)
            {
                return [.. _refus.Reverse()];
            }
        }
    }

    /// <summary>Keeps the refusals of a request, texts bounded; the oldest ones go.</summary>
    public void Retenir(Passage passage, IReadOnlyList<RefusTrace> refus)
    {
        var instant = TimeProvider.System.GetUtcNow();
        lock (_verrou)
        {
            foreach (var un in refus)
            {
                _refus.Enqueue(new(
                    instant, passage.Trace, passage.Chemin, passage.Operation, passage.Acteur, un with { Raison = LigneDeTrace.Borner(un.Raison, LigneDeTrace.Longueur) }));
            }

            while (_refus.Count > Nombre)
            {
                _refus.Dequeue();
            }
        }
    }
}
