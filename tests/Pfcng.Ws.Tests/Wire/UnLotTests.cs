using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>The whole walk, at the wire.</summary>
[Category("§14.2.1"), Category("§15.2")]
internal sealed class UnLotTests
{
    private const string Carole = "899700027131";

    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceCommun.PrendreAsync();

    [TestCase(false)]
    [TestCase(true)]
    public async Task Un_lot_signe_devient_des_certificats_par_chacune_des_portes(bool apt)
    {
        var lot = await _service.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli("Application 1"), Requetes.OrgAuthCli("Application 2")), Carole, apt);
        lot.Element("statutLot")!.Value.Should().Be("OK");
        var indices = lot.Elements("demande").Select(d => d.Element("indiceRetrait")!.Value).ToList();
        indices.Should().HaveCount(2);

        var retrait = await _service.AppelerAsync(Requetes.Retrait(indices[1]), Carole, apt);
        retrait.Element("statut")!.Value.Should().Be("OK");
        using var certificat = X509Certificate2.CreateFromPem(retrait.Element("certificat")!.Value);
        certificat.GetNameInfo(X509NameType.SimpleName, forIssuer: false).Should().Be("Application 2");

        var encore = await _service.AppelerAsync(Requetes.Retrait(indices[1]), Carole, apt);
        encore.Element("statut")!.Value.Should().Be("WSMG-00000011");
    }
}
