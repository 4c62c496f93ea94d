using Pfcng.Domain.Disque;

namespace Pfcng.Ws.Traces;

/// <summary>The trace files of a service, under its data folder, and what a demonstration tells of them.</summary>
/// <param name="Refus"><c>refus.jsonl</c>: every refusal; operations stop while it can't be written.</param>
/// <param name="Acces"><c>acces.jsonl</c>: the 403s, counted; never stops anything.</param>
/// <param name="Confidences">What a demonstration tells.</param>
internal sealed record Registres(TraceDesRefus Refus, TraceDesAcces Acces, Confidences Confidences) : IDisposable
{
    /// <summary>Opens them; a file that can't be written is told by health, not here.</summary>
    /// <param name="dossier">Their folder.</param>
    /// <param name="garde">How much of them is kept.</param>
    /// <param name="confidences">What a demonstration tells.</param>
    /// <exception cref="IOException">Their folder can't be made.</exception>
    public static Registres Ouvrir(string dossier, GardeDuRegistre garde, Confidences confidences)
    {
        FichierDurable.CreerDossierPrive(dossier);
        return new(
            new(Registre("refus.jsonl"), TimeProvider.System),
            new(Registre("acces.jsonl"), TimeProvider.System),
            confidences);

        RegistreTournant Registre(string nom) => new(Path.Combine(dossier, nom), garde, TimeProvider.System);
    }

    /// <summary>Once a minute.</summary>
    public void Entretenir()
    {
        Refus.Entretenir();
        Acces.Entretenir();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Refus.Dispose();
        Acces.Dispose();
    }
}
