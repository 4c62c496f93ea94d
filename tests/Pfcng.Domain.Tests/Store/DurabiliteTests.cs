using System.Diagnostics;
using NUnit.Framework;
using Pfcng.Domain.Store;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Store;

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
    public async Task Apres_un_arret_le_fichier_seul_est_tout_le_depot()
    {
        long numero;
        await using (var plateforme = PlateformeDeTest.Sur(_chemin))
        {
            numero = await plateforme.ObtenirAsync(Carole, Org());
            Assert.That(await plateforme.EtatsAsync(numero), Is.Not.EqualTo(default(Domain.Model.Etats)), "un lecteur reste ouvert");
        }

        Assert.That(File.Exists(_chemin + "-wal"), Is.False);
        var seul = Path.Combine(Directory.CreateDirectory(Path.Combine(_dossier, "copie")).FullName, "pfcng.db");
        File.Copy(_chemin, seul);
        await using var copie = PlateformeDeTest.Sur(seul);
        Assert.That((await copie.EtatsAsync(numero)).Produit, Is.EqualTo(Domain.Model.EtatProduit.Actif));
    }

    [Test]
    public async Task Un_lecteur_d_un_autre_processus_n_empeche_pas_de_tout_ranger()
    {
        var plateforme = PlateformeDeTest.Sur(_chemin);
        var numero = await plateforme.ObtenirAsync(Carole, Org());
        await using var auditeur = Depot.OuvrirEnLecture(_chemin);
        Assert.That(await Verification.VerifierAsync(auditeur, default), Has.Property("PremiereFausse").Null);
        await plateforme.DisposeAsync();

        var seul = Path.Combine(Directory.CreateDirectory(Path.Combine(_dossier, "copie")).FullName, "pfcng.db");
        File.Copy(_chemin, seul);
        await using var copie = PlateformeDeTest.Sur(seul);
        Assert.That((await copie.EtatsAsync(numero)).Produit, Is.EqualTo(Domain.Model.EtatProduit.Actif));
    }

    [Test, Platform("Linux,MacOsX")]
    public async Task Effacer_le_fichier_du_verrou_n_ouvre_pas_le_depot_a_un_second_processus()
    {
        await using var depot = Depot.Ouvrir(_chemin);
        File.Delete(_chemin + ".verrou");

        Assert.That(() => Depot.Ouvrir(_chemin), Throws.InstanceOf<StoreException>().With.Message.Contains("déjà ouvert par un autre processus"));
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
        Assert.That(() => Depot.Ouvrir(_chemin, vestiges), Throws.TypeOf<StoreException>().With.Message.EndsWith($"alors que {listes} montre qu’il a servi. Restaurez-le."));
        Assert.That(File.Exists(_chemin), Is.False, "rien n’est laissé à sa place");

        File.WriteAllBytes(_chemin, []);
        Assert.That(() => Depot.Ouvrir(_chemin, vestiges), Throws.TypeOf<StoreException>().With.Message.Contains("manque ou est vide"));
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
        Assert.That(lignes[^1], Is.EqualTo("manquée"));
        Assert.That(lignes[..^1], Is.Not.Empty.And.All.EqualTo("gardée"));

        await using var depot = Depot.Ouvrir(_chemin);
        Assert.That(await depot.LireAsync(c => c.Valeur("SELECT count(*) FROM demande"), default), Is.EqualTo(lignes.Length - 1));
    }
}
