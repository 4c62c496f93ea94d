using System.Diagnostics;
using Pfcng.Domain.Modele;

namespace Pfcng.Ws.Traces;

/// <summary>What one request leaves in the trace: one line, whatever a client wrote in its certificate or its message.</summary>
/// <param name="trace">Its identifier.</param>
/// <param name="porte">Name of the door it knocked at.</param>
/// <param name="chemin">The door's path.</param>
internal sealed class Passage(string trace, string porte, string chemin)
{
    private const int Longueur = 300;

    private readonly long _debut = Stopwatch.GetTimestamp();

    public string Trace { get; } = trace;

    /// <summary>The door's path.</summary>
    public string Chemin { get; } = chemin;

    public string Operation { get; set; } = "-";

    public string Client { get; set; } = "-";

    public string Acteur { get; private set; } = "-";

    /// <summary>World of who signed, once he is known.</summary>
    public string Monde { get; private set; } = "-";

    public string Issue { get; private set; } = "-";

    public string Motif { get; set; } = "";

    public long Octets { get; set; }

    /// <summary>What was refused, and why exactly.</summary>
    public IReadOnlyList<RefusTrace> Refus { get; private set; } = [];

    /// <summary>Says who signed.</summary>
    public void Reconnaitre(Signataire signataire) => (Acteur, Monde) = (signataire.IdNat, signataire.Monde.ToString());

    /// <summary>Says how it ended, and the precise reason, which the client is not told.</summary>
    public void Terminer(string issue, string motif) => (Issue, Motif) = (issue, motif);

    /// <summary>Ends on refusals, one at least; a single one tells the reason.</summary>
    public void Refuser(IReadOnlyList<RefusTrace> refus)
    {
        Refus = refus;
        Motif = Motif.Length > 0 ? Motif : refus[0].Rang is null ? refus[0].Raison : Libelles.Compter(refus.Count, "demande refusée", "demandes refusées");
    }

    /// <summary>Writes the event, and before it one for each demande refused in a lot.</summary>
    public void Tracer(ILogger journal)
    {
        foreach (var refus in Refus.Where(r => r.Rang is not null))
        {
            Evenements.DemandeRefusee(journal, Trace, refus.Rang!.Value, refus.Code, Lisible(refus.Raison));
        }

        Evenements.Requete(
            journal, Trace, porte, Operation, Issue, Lisible(Acteur), Lisible(Client), Octets, Math.Round(Stopwatch.GetElapsedTime(_debut).TotalMilliseconds, 1), Lisible(Motif));
    }

    /// <summary>A text of a client's, as it may stand in a line.</summary>
    public static string Lisible(string texte) =>
        string.Concat(texte.Take(Longueur).Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? '\uFFFD' : c));
}
