using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Stockage;
using Pfcng.Ws.Message;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Pipeline;

/// <summary>What is told when something is out of order: a SOAP Fault in the guide's words where it has some, without detail (D32). The trace has the rest.</summary>
internal static class Pannes
{
    private const string Indisponible = "Le service est momentanément indisponible. Veuillez réessayer plus tard.";
    private const string AnnuaireEnPanne = "L'annuaire LDAP n'est pas disponible pour le moment. Veuillez réessayer plus tard."; // ERR_IHM_024 (D32)
    private const string AutoriteEnErreur = "Web-Service PFCNG-IGC renvoie une erreur à la révocation du certificat."; // RMT_ERR_013 (D29)

    /// <summary>A bug.</summary>
    public static Reponse Interne => Faute("erreur interne");

    /// <summary>The service can't, for now.</summary>
    /// <param name="raison">Why, for the trace; null: the text says it.</param>
    public static Reponse Faute(string? raison) => Reponse.Faute(CodeDeFaute.Server, Indisponible, raison);

    /// <summary>What to answer to an outage; null for what is none: a bug.</summary>
    /// <param name="panne">What was thrown.</param>
    /// <param name="depart">Cancelled when the client has left.</param>
    public static Reponse? Traduire(Exception panne, CancellationToken depart) => panne switch
    {
        OperationCanceledException => depart.IsCancellationRequested ? Faute("le client est parti") : null,
        AnnuaireIndisponibleException => Reponse.Faute(CodeDeFaute.Server, AnnuaireEnPanne, "annuaire indisponible"),
        AutoriteErreurException => Reponse.Faute(CodeDeFaute.Server, AutoriteEnErreur, "RMT_ERR_013"),
        DepotAltereException => Faute(null),
        StoreIndisponibleException => Faute("dépôt indisponible"),
        _ => null,
    };

    /// <summary>Writes an outage in the log; a client who left is none.</summary>
    public static void Tracer(ILogger journal, Exception panne, Passage passage)
    {
        switch (panne)
        {
            case OperationCanceledException:
                break;
            case DepotAltereException:
                Evenements.DepotAltere(journal, passage.Trace, panne.Message);
                passage.Motif = panne.Message;
                break;
            default:
                Evenements.Panne(journal, passage.Trace, panne);
                break;
        }
    }
}
