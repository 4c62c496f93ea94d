namespace Pfcng.Ws.Traces;

/// <summary>One line to write: what happened to a key, how many times since its last line.</summary>
/// <param name="Cle">The key; <see cref="CumulParMinute.Autres"/> for those that were not kept apart.</param>
/// <param name="Detail">Words of the newest event.</param>
/// <param name="Fois">How many events the line stands for, one at least.</param>
internal readonly record struct LigneCumulee(string Cle, string Detail, long Fois);

/// <summary>
/// At most one line per key and minute, with a count, whatever comes: the first event of a key is told at once; those of the minute that
/// follows are kept silent, counted, and told together when it is over. Only so many keys are kept at a time: the events of the others are
/// dropped and counted under <see cref="Autres"/>. Safe for concurrent use.
/// </summary>
/// <param name="horloge">Tells when a minute is over; one that goes back ends it at once.</param>
/// <param name="clesGardees">Keys kept at the same time.</param>
internal sealed class CumulParMinute(TimeProvider horloge, int clesGardees = 10_000)
{
    /// <summary>The key of the line that counts the events dropped because there were too many keys.</summary>
    public const string Autres = "autres";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _verrou = new();
    private readonly Dictionary<string, Cumul> _cumuls = [];
    private Cumul _autres;

    /// <summary>Counts an event; gives the line to write at once, or null when there is none.</summary>
    public LigneCumulee? Ajouter(string cle, string detail)
    {
        var maintenant = horloge.GetUtcNow();
        lock (_verrou)
        {
            var connue = _cumuls.TryGetValue(cle, out var cumul);
            if (connue && !cumul.Fini(maintenant))
            {
                _cumuls[cle] = cumul.Taire(detail);
                return null;
            }

            if (!connue && _cumuls.Count >= clesGardees)
            {
                _autres = _autres.Taire(detail);
                return null;
            }

            _cumuls[cle] = new(maintenant, "", 0);
            return new(cle, detail, cumul.Tus + 1);
        }
    }

    /// <summary>The lines of the minutes that are over, to be asked for at least once a minute; keys that stayed quiet are forgotten.</summary>
    /// <param name="tout">True at the end of the service: those that are not over too.</param>
    public IReadOnlyList<LigneCumulee> Finir(bool tout = false)
    {
        var maintenant = horloge.GetUtcNow();
        var lignes = new List<LigneCumulee>();
        lock (_verrou)
        {
            foreach (var (cle, cumul) in _cumuls.Where(c => tout || c.Value.Fini(maintenant)).ToList())
            {
                _cumuls.Remove(cle);
                Dire(cle, cumul);
            }

            if (tout || _autres.Fini(maintenant))
            {
                Dire(Autres, _autres);
                _autres = new(maintenant, "", 0);
            }
        }

        return lignes;

        void Dire(string cle, Cumul cumul)
        {
            if (cumul.Tus > 0)
            {
                lignes.Add(new(cle, cumul.Detail, cumul.Tus));
                if (!tout && cle != Autres)
                {
                    _cumuls[cle] = new(maintenant, "", 0); // The line just told opens a minute of its own.
                }
            }
        }
    }

    /// <summary>A key since its last line.</summary>
    private readonly record struct Cumul(DateTimeOffset Debut, string Detail, long Tus)
    {
        public bool Fini(DateTimeOffset maintenant) => maintenant - Debut >= Minute || maintenant < Debut;

        public Cumul Taire(string detail) => this with { Detail = detail, Tus = Tus + 1 };
    }
}
