namespace Pfcng.Ws.Traces;

/// <summary>The trace: one event per request, whatever its end. Refusals are told to the client by their code, and here alone by their precise reason (D9, D19).</summary>
internal static partial class Evenements
{
    [LoggerMessage(1, LogLevel.Information, "{Trace} {Porte} {Operation} {Issue} acteur={Acteur} client={Client} octets={Octets} {Duree} ms {Motif}")]
    public static partial void Requete(
        ILogger journal, string trace, string porte, string operation, string issue, string acteur, string client, long octets, double duree, string motif);

    [LoggerMessage(4, LogLevel.Information, "{Trace} demande {Rang} {Code} {Raison}")]
    public static partial void DemandeRefusee(ILogger journal, string trace, int rang, string code, string raison);

    [LoggerMessage(5, LogLevel.Critical, "{Trace} la trace des refus ne peut pas être écrite : les opérations sont arrêtées")]
    public static partial void TraceIndisponible(ILogger journal, string trace);

    [LoggerMessage(2, LogLevel.Warning, "{Trace} {Code} {Libelle}")]
    public static partial void TransmissionInterrompue(ILogger journal, string trace, string code, string libelle);

    [LoggerMessage(4, LogLevel.Critical, "{Trace} {Ecart}")]
    public static partial void DepotAltere(ILogger journal, string trace, string ecart);

    [LoggerMessage(3, LogLevel.Error, "{Trace} panne")]
    public static partial void Panne(ILogger journal, string trace, Exception panne);
}
