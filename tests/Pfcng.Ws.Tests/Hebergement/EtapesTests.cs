using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Hebergement;

/// <summary>A start that fails in its fourth or fifth stage gives back all that the others had opened: the data folder can be taken again at once.</summary>
internal sealed class EtapesTests
{
    private string _dossier = "";

    [SetUp]
    public async Task CreerLeDossierAsync() => _dossier = await ServiceDeTest.NouveauDossierAsync();

    [TearDown]
    public void EffacerLeDossier() => Directory.Delete(_dossier, recursive: true);

    [Test]
    public async Task Une_liste_abimee_arrete_le_demarrage_et_rend_le_dossier()
    {
        var liste = Path.Combine(Directory.CreateDirectory(Path.Combine(_dossier, "confiance")).FullName, "abimee.crl");
        await File.WriteAllTextAsync(liste, "rien d’une liste");

        await FluentActions.Awaiting(() => ServiceDeTest.DemarrerAsync(dossier: _dossier)).Should().ThrowExactlyAsync<DemarrageImpossibleException>();

        File.Delete(liste);
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        service.Etape.Confiance.ListesEnVigueur.Should().BeTrue();
    }

    [Test]
    public async Task Un_registre_de_tetes_abime_arrete_le_demarrage_et_rend_le_dossier()
    {
        var registre = Path.Combine(_dossier, "tetes.journal");
        var octets = await File.ReadAllBytesAsync(registre);
        await File.WriteAllTextAsync(registre, "rien d’une tête\n");

        await FluentActions.Awaiting(() => ServiceDeTest.DemarrerAsync(dossier: _dossier)).Should().ThrowExactlyAsync<DemarrageImpossibleException>();

        await File.WriteAllBytesAsync(registre, octets);
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        service.Etape.Tetes.Constat.Should().BeNull();
    }
}
