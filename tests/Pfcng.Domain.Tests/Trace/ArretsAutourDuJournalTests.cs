using System.Diagnostics;
using System.Globalization;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Trace;

/// <summary>Killed at any synchronisation of the disk, between the journal and the commit too; and a journal that the disk does not keep.</summary>
[TestFixture, Platform("Linux"), Category("D26"), Category("D37")]
public sealed class ArretsAutourDuJournalTests
{
    private string _depot = "";

    [SetUp]
    public void Preparer() => _depot = Path.Combine(Directory.CreateTempSubdirectory("pfcng-arrets-").FullName, "pfcng.db");

    [TearDown]
    public void Ranger() => Directory.Delete(Path.GetDirectoryName(_depot)!, recursive: true);

    [Test, CancelAfter(240_000)]
    public async Task Tue_a_chaque_fsync_un_retrait_garde_un_seul_certificat_et_rien_ne_se_dit()
    {
        Outils.Exiger("strace");
        await Depot.Ouvrir(_depot).DisposeAsync();
        var rendus = 0;
        for (var rang = 1; ; rang++)
        {
            var lignes = await LancerAsync(["-e", $"inject=fsync:signal=SIGKILL:when={rang}"], "retirer", _depot, "fin");
            rendus += await VerifierAsync(lignes);
            if (lignes.Length == 2)
            {
                break;
            }
        }

        rendus.Should().BePositive("tué une fois au moins entre le journal et le dépôt");
    }

    [Test, CancelAfter(120_000)]
    public async Task Un_journal_que_le_disque_ne_garde_pas_arrete_l_operation()
    {
        Outils.Exiger("strace");
        await Depot.Ouvrir(_depot).DisposeAsync();

        var lignes = await LancerAsync(["-P", JournalDEmission.Chemin(_depot), "-e", "inject=fsync:error=EIO:when=3+"], "manquer", _depot);

        lignes[^1].Should().Be("manquée");
        await using var plateforme = await PlateformeDeTest.ReprendreAsync(_depot);
        (await plateforme.Depot.LireAsync(c => c.Valeur("SELECT count(*) FROM demande"), default)).Should().Be(lignes.Length - 1);
        (await plateforme.DemanderUneAsync(Carole, Org())).Should().BeGreaterThan(lignes.Length - 1);
    }

    /// <returns>1 when the store got a certificate back from the journal.</returns>
    private async Task<int> VerifierAsync(string[] lignes)
    {
        await using var plateforme = await PlateformeDeTest.ReprendreAsync(_depot);
        plateforme.Repris.Dire("x").Should().BeEmpty("un arrêt brutal n’est pas une restauration");
        if (lignes.Length > 0)
        {
            var numero = long.Parse(lignes[0], CultureInfo.InvariantCulture);
            var journalise = JournalDEmission.Lire(plateforme.Depot.Journal).Select(l => l.Contenu).OfType<Emission>().LastOrDefault(e => e.Numero == numero)?.Certificat;
            await using var retrait = await plateforme.RetirerAsync(Carole, numero);
            retrait.Reponse.Statut.Should().Be("OK");
            plateforme.Autorite.Signes.Should().HaveCount(journalise is null ? 1 : 0);
            var garde = (await plateforme.Depot.LireAsync(c => DepotDesDemandes.Lire(c, Monde.Test, numero), default))!.Value.Produit.Certificat!.Der;
            garde.Should().Equal(journalise ?? garde);
        }

        return plateforme.Repris.Rendus.Count;
    }

    private static async Task<string[]> LancerAsync(string[] panne, params string[] enfant)
    {
        string[] arguments = ["-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", .. panne, "dotnet", typeof(Enfant).Assembly.Location, .. enfant];
        using var processus = Process.Start(new ProcessStartInfo("strace", arguments) { RedirectStandardOutput = true })!;
        var lignes = await processus.StandardOutput.ReadToEndAsync();
        await processus.WaitForExitAsync();
        return lignes.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
