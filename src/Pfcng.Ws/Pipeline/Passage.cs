using System.Diagnostics;
using Pfcng.Ws.Portes;

namespace Pfcng.Ws.Pipeline;

/// <summary>What one request leaves in the trace: one line, whatever a client wrote in its certificate or its message.</summary>
/// <param name="trace">Its identifier.</param>
/// <param name="porte">The door it knocked at.</param>
internal sealed class Passage(string trace, Porte porte)
{
    private const int Longueur = 300;

    private readonly long _debut = Stopwatch.GetTimestamp();

    public string Trace { get; } = trace;

    public string Operation { get; set; } = "-";

    public string Client { get; set; } = "-";

    public string Acteur { get; set; } = "-";

    public string Issue { get; private set; } = "-";

    public string Motif { get; set; } = "";

    public long Octets { get; set; }

    /// <summary>Says how it ended, and the precise reason, which the client is not told.</summary>
    public void Terminer(string issue, string motif) => (Issue, Motif) = (issue, motif);

    /// <summary>Writes the event.</summary>
    public void Tracer(ILogger journal) => Journal.Requete(
        journal, Trace, porte, Operation, Issue, Lisible(Acteur), Lisible(Client), Octets, Math.Round(Stopwatch.GetElapsedTime(_debut).TotalMilliseconds, 1), Lisible(Motif));

    /// <summary>A text of a client's, as it may stand in a line.</summary>
    public static string Lisible(string texte) =>
        string.Concat(texte.Take(Longueur).Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? '\uFFFD' : c));
}
