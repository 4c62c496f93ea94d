using System.Net;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>The console may lose lines; it holds nobody and stops nothing.</summary>
[Category("exploitation")]
internal sealed class ConsoleTests
{
    private const int File = 2500; // The logger's queue, lines.
    private const int Requetes = 5000; // Beyond what a pipe (64 KiB) and the queue hold together.

    private string _dossier = null!;

    [SetUp]
    public async Task Preparer() => _dossier = await ServiceDeTest.NouveauDossierAsync();

    [TearDown]
    public void Effacer() => Directory.Delete(_dossier, recursive: true);

    [Test]
    public async Task Une_sortie_que_personne_ne_lit_ne_retient_aucune_requete_et_dit_ce_qu_elle_a_perdu()
    {
        using var service = await ServiceEnProcessus.DemarrerAsync(_dossier, lireLaSortie: false);
        using (var client = service.Client(service.Carte(Acteurs.Carole, "auth")))
        {
            await Parallel.ForAsync(0, Requetes, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, annulation) =>
            {
                using var vide = new ByteArrayContent([]);
                using var reponse = await client.PostAsync(new Uri(service.Https, "/ws-apt"), vide, annulation);
                reponse.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
            });
            service.LireLaSortie();
            await Attente.VoirAsync("de la place dans la file", () => service.Sortie.Count, lues => lues >= File);
            using var encore = await client.PostAsync(new Uri(service.Https, "/ws-apt"), null); // The line that finds room comes with the count of those that found none.
        }

        service.DemanderLarret();
        var (code, erreurs) = await service.FinirAsync();
        code.Should().Be(0, erreurs);
        erreurs.Should().MatchRegex("[0-9]+ message\\(s\\) dropped");
        TraceAuFil.Lignes(_dossier).Count.Should().Be(Requetes + 1, "le fichier, lui, les a tous");
    }
}
