using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Stockage;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Message;
using Pfcng.Ws.Operations;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Pipeline;

/// <summary>
/// Respond: whatever became of a request is told here, once, to the client and to the trace. An outcome is an answer of its operation, a Fault
/// (<see cref="Pannes"/>), a refusal before SOAP, or a cut.
/// </summary>
internal sealed class Repondre(Admission admission, Registres registres, ILogger journal)
{
    /// <summary>Does the work; what it can't do because something is out of order becomes a Fault without detail. Nothing is done while the trace can't be written (D37).</summary>
    public async Task<Reponse> ExpliquerAsync(HttpContext http, Passage passage, Func<Task<Reponse>> travailler)
    {
        try
        {
            return registres.Refus.Disponible ? await travailler() : TraceIndisponible(passage);
        }
        catch (Exception e) when (Pannes.Traduire(e, http.RequestAborted) is { } reponse)
        {
            Pannes.Tracer(journal, e, passage);
            return reponse;
        }
    }

    /// <summary>What to send to who did not send a message that can be treated.</summary>
    public Func<Task> NonRecu(HttpContext http, MessageRecu message, TableDesOperations operations, Passage passage)
    {
        switch (message.Issue)
        {
            case IssueDeReception.Interrompu:
                passage.Terminer("interrompu", "le client est parti avant la fin de son message");
                http.Abort();
                return () => Task.CompletedTask;
            case IssueDeReception.TropLent:
                passage.Terminer("HTTP 408", "message non reçu à temps");
                return () => admission.RefuserAsync(http, StatusCodes.Status408RequestTimeout, "Le message n’a pas été reçu à temps.");
            case IssueDeReception.Surcharge:
                passage.Terminer("HTTP 503", "trop d’octets en vol");
                return () => admission.SurchargerAsync(http, "Trop de messages en cours. Veuillez réessayer.");
            default:
                var reponse = TropGrand(http, message, operations, passage);
                return () => EnvoyerAsync(http, reponse, passage);
        }
    }

    /// <summary>Sends an answer, and tells the trace how it went.</summary>
    public async Task EnvoyerAsync(HttpContext http, Reponse reponse, Passage passage)
    {
        var tracee = Tracer(reponse, passage);
        passage.Terminer(tracee.Issue, passage.Motif);
        registres.Confidences.Dire(http, passage, passage.Refus);
        try
        {
            if (await Envoi.FaireAsync(http, tracee) is { } interruption)
            {
                Evenements.TransmissionInterrompue(journal, passage.Trace, interruption.Code, interruption.Libelle);
                RefusTrace[] refus = [RefusTrace.De(interruption)];
                registres.Confidences.Dire(http, passage, refus);
                Ecrire(refus, passage);
            }
        }
        catch (StoreIndisponibleException e)
        {
            Evenements.Panne(journal, passage.Trace, e); // The answer is out; what it should have closed stays open and can be asked again (D26).
        }
    }

    /// <summary>A bug, wherever it is: a Fault without detail, or a cut when an answer has begun; never an HTTP 500 without a Fault.</summary>
    public async Task AvouerAsync(HttpContext http, Exception panne, Passage passage)
    {
        Evenements.Panne(journal, passage.Trace, panne);
        if (http.Response.HasStarted)
        {
            passage.Terminer("interrompu", "erreur interne");
            http.Abort();
            return;
        }

        http.Response.Clear();
        await EnvoyerAsync(http, Pannes.Interne, passage);
    }

    /// <summary>Writes the line of a request in the log.</summary>
    public void Tracer(Passage passage) => passage.Tracer(journal);

    /// <summary>24 can't know the operation from a Body it did not read: the bytes kept, then SOAPAction, choose the shape of the answer (D5, D32).</summary>
    private static Reponse TropGrand(HttpContext http, MessageRecu message, TableDesOperations operations, Passage passage)
    {
        var operation = operations.Trouver(Enveloppe.ChercherOperation(message.Octets.Span, Reception.Charset(http)))
            ?? operations.Nommee(http.Request.Headers["SOAPAction"].ToString().Trim('"', ' '));
        passage.Operation = operation?.Nom ?? passage.Operation;
        return operation is { RepondTropGrand: true }
            ? operation.Refuser(Catalogue.MessageTropGrand)
            : Reponse.Faute(CodeDeFaute.Client, Catalogue.MessageTropGrand.Libelle) with { Refus = [RefusTrace.De(Catalogue.MessageTropGrand)] };
    }

    /// <summary>No refusal leaves that the trace does not hold (D37): a Fault does instead (D32).</summary>
    private Reponse Tracer(Reponse reponse, Passage passage)
    {
        if (reponse.Refus.Count == 0)
        {
            return reponse;
        }

        passage.Refuser(reponse.Refus);
        return Ecrire(reponse.Refus, passage) ? reponse : TraceIndisponible(passage) with { Accuser = reponse.Accuser };
    }

    private bool Ecrire(IReadOnlyList<RefusTrace> refus, Passage passage)
    {
        var ecrit = registres.Refus.Ecrire(passage, refus);
        if (!ecrit)
        {
            Evenements.TraceIndisponible(journal, passage.Trace);
        }

        return ecrit;
    }

    private static Reponse TraceIndisponible(Passage passage)
    {
        passage.Motif = "trace indisponible";
        return Pannes.Faute(passage.Motif);
    }
}
