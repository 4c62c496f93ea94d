using System.Text.Json.Nodes;
using System.Xml.Linq;
using Pfcng.Domain.Disque;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>An answer with what goes with it.</summary>
/// <param name="Corps">The Body's child.</param>
/// <param name="Http">The answer, its content read.</param>
internal sealed record ReponseTracee(XElement Corps, HttpResponseMessage Http)
{
    /// <summary>Its trace number.</summary>
    public string Trace => EnTete("X-Pfcng-Trace")!;

    /// <summary>The reason told to the demonstration's own machine, or null.</summary>
    public string? Motif => EnTete("X-Pfcng-Motif") is { } motif ? Uri.UnescapeDataString(motif) : null;

    public string? EnTete(string nom) => Http.Headers.TryGetValues(nom, out var valeurs) ? valeurs.Single() : null;
}

/// <summary>What the tests of the trace files share.</summary>
internal static class TraceAuFil
{
    /// <summary>A file of the trace folder.</summary>
    public static string FichierDeTrace(string dossier, string nom = "refus.jsonl") => Path.Combine(dossier, "trace", nom);

    /// <summary>The lines of a trace file.</summary>
    public static List<JsonNode> Lignes(string dossier, string nom = "refus.jsonl") =>
        [.. Registre.Lire(FichierDeTrace(dossier, nom)).Select(l => JsonNode.Parse(l)!)];

    /// <summary>The refusals traced under a number.</summary>
    public static List<JsonNode> Refus(this ServiceDeTest service, string trace) => [.. Lignes(service.Dossier).Where(l => (string?)l["trace"] == trace)];

    /// <summary>The event of a request in the log: written once the answer is out.</summary>
    public static Task<string> EvenementAsync(this ServiceDeTest service, string trace) => Attente.VoirAsync(
        $"{trace} dans le journal", () => service.Trace.FirstOrDefault(l => l.StartsWith($"{trace} Srv ", StringComparison.Ordinal)));

    /// <summary>Signs and sends through the server's door.</summary>
    public static async Task<ReponseTracee> EnvoyerAsync(this ServiceDeTest service, string requete, string idNat = Acteurs.Carole)
    {
        using var client = service.Client(service.Serveur());
        using var signature = service.Carte(idNat, "sign");
        return await EnvoyerAsync(client, service.Srv, Signeur.Signer(requete, signature));
    }

    /// <summary>Sends an envelope as it is.</summary>
    public static async Task<ReponseTracee> EnvoyerAsync(HttpClient client, Uri porte, byte[] enveloppe)
    {
        var reponse = await ServiceDeTest.EnvoyerAsync(client, porte, enveloppe);
        return new(ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync()), reponse);
    }
}
