using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Stockage;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Hebergement;
using Pfcng.Ws.Message;
using Pfcng.Ws.Operations;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Pipeline;

/// <summary>
/// How a request walks, in the order of D16: the door (TLS), a place (Admission), Receive (size), the envelope (shape), Verify (signature), then the operation, which
/// reads and handles; Respond writes. One direction; what is not signed is never interpreted.
/// </summary>
internal sealed class Pipeline(
    Gardien gardien, Admission admission, Reception reception, CercleDeConfiance confiance, Reglages reglages, TableDesOperations operations, Rejets rejets, Registres registres,
    ILogger<Pipeline> journal)
{
    private const string Panne = "Le service est momentanément indisponible. Veuillez réessayer plus tard.";
    private const string AnnuaireEnPanne = "L'annuaire LDAP n'est pas disponible pour le moment. Veuillez réessayer plus tard."; // ERR_IHM_024 (D32)
    private const string AutoriteEnErreur = "Web-Service PFCNG-IGC renvoie une erreur à la révocation du certificat."; // RMT_ERR_013 (D29)

    /// <summary>Serves one request of a door: the guard first, since a stranger takes nobody's place.</summary>
    public async Task TraiterAsync(HttpContext http, Porte porte)
    {
        var passage = new Passage(http.TraceIdentifier, porte.ToString(), porte.Chemin());
        try
        {
            if (!await EntrerAsync(http, porte, passage))
            {
                return;
            }
        }
        catch (Exception e)
        {
            await AvouerAsync(http, e, passage);
        }

        passage.Tracer(journal);
    }

    /// <summary>False when the request was turned away: <see cref="Rejets"/> says it.</summary>
    private async Task<bool> EntrerAsync(HttpContext http, Porte porte, Passage passage)
    {
        var entree = gardien.Examiner(http, porte);
        if (entree.Motif is { } motif)
        {
            await RefuserAsync(http, porte, entree, passage, motif);
            return false;
        }

        using var place = await admission.EntrerAsync(http, entree.Cle);
        if (place is null)
        {
            return false;
        }

        passage.Client = entree.Client;
        await PasserAsync(http, entree, place, passage);
        return true;
    }

    private async Task RefuserAsync(HttpContext http, Porte porte, Entree entree, Passage passage, string motif)
    {
        passage.Client = entree.Client;
        registres.Acces.Compter(CleDAdresse.De(http.Connection.RemoteIpAddress), passage, motif);
        registres.Confidences.Dire(http, passage, [new(null, "HTTP 403", motif)]);
        rejets.Compter(
            Rejet.Porte, http.Connection.RemoteIpAddress, $"{http.TraceIdentifier} {porte} HTTP 403 client={Passage.Lisible(entree.Client)} {Passage.Lisible(motif)}");
        await admission.RefuserAsync(http, StatusCodes.Status403Forbidden, "Accès refusé : " + motif + ".");
    }

    private async Task PasserAsync(HttpContext http, Entree entree, PlaceAuTravail place, Passage passage)
    {
        Func<Task> envoyer;
        using (var message = await reception.LireAsync(http, entree.Cle))
        {
            passage.Octets = message.Octets.Length;
            envoyer = await TraiterAsync(http, message, entree, passage);
        }

        place.FinirLeTravail();
        await envoyer();
    }

    /// <summary>Does the work; gives what is left to do, which depends on the client's reading.</summary>
    private async Task<Func<Task>> TraiterAsync(HttpContext http, MessageRecu message, Entree entree, Passage passage)
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
                var reponse = message.Issue == IssueDeReception.TropGrand ? TropGrand(http, message, passage) : await ExecuterAsync(http, message, entree, passage);
                return () => RepondreAsync(http, reponse, passage);
        }
    }

    private async Task<Reponse> ExecuterAsync(HttpContext http, MessageRecu message, Entree entree, Passage passage)
    {
        try
        {
            if (!registres.Refus.Disponible)
            {
                return TraceIndisponible(passage);
            }

            var (enveloppe, faute) = Enveloppe.Lire(message.Octets, Charset(http), http.RequestAborted);
            if (enveloppe is null)
            {
                return Reponse.Faute(faute!.Code, faute.Texte);
            }

            if (operations.Trouver(enveloppe.Operation) is not { } operation)
            {
                return Reponse.Faute(CodeDeFaute.Client, "Opération inconnue.");
            }

            passage.Operation = operation.Nom;
            if (!MessageVerifie.Verifier(enveloppe, entree, passage.Trace, confiance, reglages).Donne(out var verifie, out var motif))
            {
                return operation.Refuser(Catalogue.SignatureInvalide with { Detail = motif });
            }

            passage.Acteur = verifie.Appel.Signataire.IdNat;
            passage.Monde = verifie.Appel.Signataire.Monde.ToString();
            return await operation.ExecuterAsync(verifie);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return Reponse.Faute(CodeDeFaute.Server, Panne, "le client est parti");
        }
        catch (AnnuaireIndisponibleException e)
        {
            Evenements.Panne(journal, passage.Trace, e);
            return Reponse.Faute(CodeDeFaute.Server, AnnuaireEnPanne, "annuaire indisponible");
        }
        catch (AutoriteErreurException e)
        {
            Evenements.Panne(journal, passage.Trace, e);
            return Reponse.Faute(CodeDeFaute.Server, AutoriteEnErreur, "RMT_ERR_013");
        }
        catch (DepotAltereException e)
        {
            Evenements.DepotAltere(journal, passage.Trace, e.Message);
            passage.Motif = e.Message;
            return Reponse.Faute(CodeDeFaute.Server, Panne);
        }
        catch (StoreIndisponibleException e)
        {
            Evenements.Panne(journal, passage.Trace, e);
            return Reponse.Faute(CodeDeFaute.Server, Panne, "dépôt indisponible");
        }
    }

    /// <summary>A bug, wherever it is: a Fault without detail, or a cut when an answer has begun; never an HTTP 500 without a Fault.</summary>
    private async Task AvouerAsync(HttpContext http, Exception panne, Passage passage)
    {
        Evenements.Panne(journal, passage.Trace, panne);
        if (http.Response.HasStarted)
        {
            passage.Terminer("interrompu", "erreur interne");
            http.Abort();
            return;
        }

        http.Response.Clear();
        await RepondreAsync(http, Reponse.Faute(CodeDeFaute.Server, Panne, "erreur interne"), passage);
    }

    /// <summary>24 can't know the operation from a Body it did not read: the bytes kept, then SOAPAction, choose the shape of the answer (D5, D32).</summary>
    private Reponse TropGrand(HttpContext http, MessageRecu message, Passage passage)
    {
        var operation = operations.Trouver(Enveloppe.ChercherOperation(message.Octets.Span, Charset(http)))
            ?? operations.Nommee(http.Request.Headers["SOAPAction"].ToString().Trim('"', ' '));
        passage.Operation = operation?.Nom ?? passage.Operation;
        return operation is { RepondTropGrand: true }
            ? operation.Refuser(Catalogue.MessageTropGrand)
            : Reponse.Faute(CodeDeFaute.Client, Catalogue.MessageTropGrand.Libelle) with { Refus = [RefusTrace.De(Catalogue.MessageTropGrand)] };
    }

    private async Task RepondreAsync(HttpContext http, Reponse reponse, Passage passage)
    {
        var tracee = Tracer(reponse, passage);
        passage.Terminer(tracee.Issue, passage.Motif);
        registres.Confidences.Dire(http, passage, passage.Refus);
        try
        {
            if (await Repondre.EnvoyerAsync(http, tracee) is { } interruption)
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
        return Reponse.Faute(CodeDeFaute.Server, Panne, passage.Motif);
    }

    private static string? Charset(HttpContext http) => http.Request.GetTypedHeaders().ContentType?.Charset.Value?.Trim('"');
}
