using System.Net;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using static Pfcng.Ws.Tests.Wire.TraceAuFil;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>« When the trace is unavailable: a soap:Server Fault, nothing registered » (D32), until it can be written again.</summary>
[Category("D32"), Category("D37")]
internal sealed class TraceIndisponibleTests
{
    private const string Panne = "Le service est momentanément indisponible. Veuillez réessayer plus tard.";

    private string _dossier = null!;

    [SetUp]
    public async Task Preparer() => _dossier = await ServiceDeTest.NouveauDossierAsync();

    [TearDown]
    public void Effacer() => Directory.Delete(_dossier, recursive: true);

    [Test]
    public async Task Un_disque_plein_sous_la_trace_arrete_les_operations_qui_reprennent_d_elles_memes()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("/dev/full est de Linux");
        }

        Directory.CreateDirectory(Path.Combine(_dossier, "trace"));
        File.CreateSymbolicLink(FichierDeTrace(_dossier), "/dev/full");
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);

        await DoitEtreEnPanneAsync(service, Requetes.Retrait("987654321"));
        await DoitEtreEnPanneAsync(service, Requetes.Lot(Requetes.OrgAuthCli()));
        service.Trace.Should().Contain(e => e.Contains("la trace des refus ne peut pas être écrite", StringComparison.Ordinal));
        await service.AttendreLaSanteAsync("trace\n");

        File.Delete(FichierDeTrace(_dossier));
        await ReprendreAsync(service);
        await service.AttendreLaSanteAsync("OK\n");
        var suivi = await service.EnvoyerAsync(Requetes.Suivi("DEMANDES_CERTIFICAT", "ORG", ("idNatStruct", "499700027180006")));
        suivi.Corps.Element("statut")!.Value.Should().Be("WSMG-00000007", "rien n’avait été enregistré");
        Lignes(_dossier).Select(l => (string)l["code"]!).Should().ContainSingle(e => e == "reprise").And.Contain("WSMG-00000007");
    }

    [Test]
    public async Task Un_obstacle_pose_en_marche_arrete_les_operations_qui_reprennent_d_elles_memes()
    {
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        (await service.EnvoyerAsync(Requetes.Retrait("987654321"))).Http.StatusCode.Should().Be(HttpStatusCode.OK);
        File.Delete(FichierDeTrace(_dossier));
        Directory.CreateDirectory(FichierDeTrace(_dossier));

        await service.AttendreLaSanteAsync("trace\n");
        await DoitEtreEnPanneAsync(service, Requetes.Retrait("987654321"));

        Directory.Delete(FichierDeTrace(_dossier));
        await service.AttendreLaSanteAsync("OK\n");
        await ReprendreAsync(service);
    }

    private static async Task DoitEtreEnPanneAsync(ServiceDeTest service, string requete)
    {
        var reponse = await service.EnvoyerAsync(requete);
        reponse.Http.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        reponse.Corps.Elements().Select(e => e.Value).Should().Equal("soap:Server", Panne);
    }

    /// <summary>One try a second.</summary>
    private static async Task ReprendreAsync(ServiceDeTest service) => await Attente.VoirAsync(
        "le service reprend", async () => (await service.EnvoyerAsync(Requetes.Retrait("987654321"))).Http.StatusCode, s => s == HttpStatusCode.OK);
}
