using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;
using Pfcng.Ws.Tests.Confiance;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>A revocation that was seen stays seen, whatever the trust folder holds at the next start (D9).</summary>
[Category("D9"), Category("§19 02"), Category("exploitation")]
internal sealed class ListesAuRedemarrageTests
{
    private const string Revoquee = "WSMG-00000002";
    private const string Lue = "WSMG-00000027";

    private readonly X509Certificate2 _classe = PkiDeTest.Autorite("TEST CLASSE-1");

    private string _dossier = null!;
    private string _cps2ter = null!;

    [SetUp]
    public async Task Preparer()
    {
        _dossier = await ServiceDeTest.NouveauDossierAsync();
        _cps2ter = Directory.CreateDirectory(Path.Combine(_dossier, "confiance", "cps2ter")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(_cps2ter, "classe1.cer"), _classe.RawData);
    }

    [TearDown]
    public void Effacer() => Directory.Delete(_dossier, recursive: true);

    [OneTimeTearDown]
    public void Fermer() => _classe.Dispose();

    [Test]
    public async Task Une_liste_externe_plus_ancienne_remise_avant_un_redemarrage_est_refusee()
    {
        using var carte = PkiDeTest.CarteDeSignature(_classe);
        var avant = PkiDeTest.ListeDer(_classe, 9, DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow.AddDays(6));
        var apres = PkiDeTest.ListeDer(_classe, 10, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(6), carte);

        (await SignerAsync(avant, carte)).Should().Be(Lue);
        (await SignerAsync(apres, carte)).Should().Be(Revoquee);
        (await SignerAsync(avant, carte)).Should().Be(Revoquee, "remise avant le redémarrage");
    }

    /// <summary>One life of the service, with that list in the trust folder.</summary>
    private async Task<string> SignerAsync(byte[] liste, X509Certificate2 carte)
    {
        await File.WriteAllBytesAsync(Path.Combine(_cps2ter, "classe1.crl"), liste);
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        using var client = service.Client(service.Serveur());
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, service.Srv, Signeur.Signer(Requetes.Retrait("987654321"), carte));
        return ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync()).Element("statut")!.Value;
    }
}
