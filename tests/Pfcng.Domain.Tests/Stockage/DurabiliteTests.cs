using System.Diagnostics;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Stockage;

/// <summary>What stays of the store whatever happens to the process, to its disk, or to the files beside it.</summary>
[TestFixture, Category("D24"), Category("D26")]
public class DurabiliteTests
{
    private string _dossier = "";
    private string _chemin = "";

    [SetUp]
    public void Preparer()
    {
        _dossier = Directory.CreateTempSubdirectory("pfcng-durable-").FullName;
        _chemin = Path.Combine(_dossier, "pfcng.db");
    }

    [TearDown]
    public void Effacer() => Directory.Delete(_dossier, recursive: true);

    [Test]
    [Platform(Exclude = "Win")]
    public void Un_verrou_qui_ne_peut_pas_etre_ecrit_n_est_pas_un_autre_processus()
    {
        File.CreateSymbolicLink(_chemin + ".verrou", _chemin + ".verrou"); // A loop: refused to root too, as a file system in read-only mode is.
        FluentActions.Invoking(() => Depot.Ouvrir(_chemin)).Should().ThrowExactly<StoreException>().Which.Message.Should().EndWith("n’est pas accessible en écriture.");
        File.Delete(_chemin + ".verrou");
        using (new FileStream(_chemin + ".verrou", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            FluentActions.Invoking(() => Depot.Ouvrir(_chemin)).Should().ThrowExactly<StoreOccupeException>();
        }
    }

    [Test]
    public async Task Apres_un_arret_le_fichier_seul_est_tout_le_depot()
    {
        long numero;
        await using (var plateforme = PlateformeDeTest.Sur(_chemin))
        {
            numero = await plateforme.ObtenirAsync(Carole, Org());
            (await plateforme.EtatsAsync(numero)).Should().NotBe(default(Domain.Modele.Etats), "un lecteur reste ouvert");
        }

        File.Exists(_chemin + "-wal").Should().BeFalse();
        var seul = Path.Combine(Directory.CreateDirectory(Path.Combine(_dossier, "copie")).FullName, "pfcng.db");
        File.Copy(_chemin, seul);
        await using var copie = PlateformeDeTest.Sur(seul);
        (await copie.EtatsAsync(numero)).Produit.Should().Be(Domain.Modele.EtatProduit.Actif);
    }

    [Test]
    public async Task Un_lecteur_d_un_autre_processus_n_empeche_pas_de_tout_ranger()
    {
        var plateforme = PlateformeDeTest.Sur(_chemin);
        var numero = await plateforme.ObtenirAsync(Carole, Org());
        await using var auditeur = Depot.OuvrirEnLecture(_chemin);
        (await Verification.VerifierAsync(auditeur, default)).PremiereFausse.Should().BeNull();
        await plateforme.DisposeAsync();

        var seul = Path.Combine(Directory.CreateDirectory(Path.Combine(_dossier, "copie")).FullName, "pfcng.db");
        File.Copy(_chemin, seul);
        await using var copie = PlateformeDeTest.Sur(seul);
        (await copie.EtatsAsync(numero)).Produit.Should().Be(Domain.Modele.EtatProduit.Actif);
    }

    [Test, Platform("Linux,MacOsX")]
    public async Task Effacer_le_fichier_du_verrou_n_ouvre_pas_le_depot_a_un_second_processus()
    {
        await using var depot = Depot.Ouvrir(_chemin);
        File.Delete(_chemin + ".verrou");

        FluentActions.Invoking(() => Depot.Ouvrir(_chemin)).Should().Throw<StoreException>().Which.Message.Should().Contain("déjà ouvert par un autre processus");
    }

    [Test]
    public async Task Un_depot_perdu_n_est_pas_refait_en_silence()
    {
        var listes = Directory.CreateDirectory(Path.Combine(_dossier, "listes")).FullName;
        var vestiges = new Vestiges([listes], "Restaurez-le.");
        await Depot.Ouvrir(_chemin, vestiges).DisposeAsync();
        File.WriteAllText(Path.Combine(listes, "ACI.crl"), "une liste publiée");
        await Depot.Ouvrir(_chemin, vestiges).DisposeAsync();

        File.Delete(_chemin);
        FluentActions.Invoking(() => Depot.Ouvrir(_chemin, vestiges)).Should().ThrowExactly<StoreException>().Which.Message.Should().EndWith($"alors que {listes} montre qu’il a servi. Restaurez-le.");
        File.Exists(_chemin).Should().BeFalse("rien n’est laissé à sa place");

        File.WriteAllBytes(_chemin, []);
        FluentActions.Invoking(() => Depot.Ouvrir(_chemin, vestiges)).Should().ThrowExactly<StoreException>().Which.Message.Should().Contain("manque ou est vide");
    }

    [Test, Platform("Linux"), CancelAfter(120_000)]
    public async Task Une_ecriture_annoncee_comme_manquee_ne_revient_pas_apres_un_arret_brutal()
    {
        Outils.Exiger("strace");
        await Depot.Ouvrir(_chemin).DisposeAsync();
        string[] programme = ["dotnet", typeof(Enfant).Assembly.Location, "manquer", _chemin];
        string[] panne = ["-f", "-qq", "-o", "/dev/null", "-P", _chemin + "-wal", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO:when=6", .. programme];
        using var enfant = Process.Start(new ProcessStartInfo("strace", panne) { RedirectStandardOutput = true })!;
        var lignes = (await enfant.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await enfant.WaitForExitAsync();
        lignes[^1].Should().Be("manquée");
        lignes[..^1].Should().NotBeEmpty().And.OnlyContain(e => e == "gardée");

        await using var depot = Depot.Ouvrir(_chemin);
        (await depot.LireAsync(c => c.Valeur("SELECT count(*) FROM demande"), default)).Should().Be(lignes.Length - 1);
    }
}
