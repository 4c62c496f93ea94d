using FluentAssertions;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>What the tests of withdrawals share.</summary>
internal static class RetraitsAuFil
{
    /// <summary>Asks for that many certificates of ORG AUTH_CLI for CAROLE.</summary>
    public static async Task<List<string>> DemanderAsync(this ServiceDeTest service, int combien)
    {
        var demandes = Enumerable.Range(1, combien).AsParallel().Select(n => Requetes.OrgAuthCli($"Application {n}")).ToList();
        var lot = await service.AppelerAsync(Requetes.Lot(demandes), Acteurs.Carole);
        lot.Element("statutLot")!.Value.Should().Be("OK");
        return [.. lot.Elements("demande").Select(d => d.Element("indiceRetrait")!.Value)];
    }

    /// <summary>« OK » or a code, and the certificate.</summary>
    public static async Task<(string Statut, string? Certificat)> RetirerAsync(this ServiceDeTest service, string indice)
    {
        var retrait = await service.AppelerAsync(Requetes.Retrait(indice), Acteurs.Carole);
        return (retrait.Element("statut")!.Value, retrait.Element("certificat")?.Value);
    }

    /// <summary>The states of a demande, as the newest row of its history tells them.</summary>
    public static async Task<string> EtatsAsync(this ServiceDeTest service, string indice) => $"{(await service.HistoriqueAsync(indice))[^1].Etats}";

    /// <summary>Waits until the states are those: an acknowledgement is written after the answer went out.</summary>
    public static Task AttendreAsync(this ServiceDeTest service, string indice, string etats, string action) => Attente.VoirAsync(
        $"{action} {etats}",
        async () => (await service.HistoriqueAsync(indice)).ConvertAll(l => $"{l.CodeAction} {l.Etats}"),
        lignes => lignes[^1] == $"{action} {etats}");
}
