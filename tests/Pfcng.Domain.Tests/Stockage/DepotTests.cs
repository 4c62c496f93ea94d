using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Stockage;

[TestFixture]
public class DepotTests
{
    private static readonly int Derniere = Migration.Toutes[^1].Version;

    private string _dossier = "";
    private string _chemin = "";

    [SetUp]
    public void Preparer()
    {
        _dossier = Directory.CreateTempSubdirectory("pfcng-depot-").FullName;
        _chemin = Path.Combine(_dossier, "pfcng.db");
    }

    [TearDown]
    public void Effacer() => Directory.Delete(_dossier, recursive: true);

    [Test]
    public async Task Le_depot_est_durable_et_lisible_de_son_seul_proprietaire()
    {
        await using var depot = Depot.Ouvrir(_chemin);

        (await depot.EcrireAsync(c => (c.Valeur("PRAGMA journal_mode"), c.Valeur("PRAGMA synchronous"), c.Valeur("PRAGMA foreign_keys")))).Should().Be(((object)"wal", (object)2L, (object)1L));
        DuSeulProprietaire(_chemin).Should().BeTrue();
        Depot.Moteur.Should().Be("SQLite 3.50.4");
    }

    [Test]
    public async Task Un_second_processus_est_refuse_clairement()
    {
        await using var depot = Depot.Ouvrir(_chemin);

        FluentActions.Invoking(() => Depot.Ouvrir(_chemin)).Should().Throw<StoreException>().Which.Message.Should().Contain("déjà ouvert par un autre processus");
    }

    [Test]
    public async Task Une_migration_garde_une_copie_de_l_ancien_depot()
    {
        await Depot.Ouvrir(_chemin).DisposeAsync();

        await Depot.Ouvrir(_chemin, [.. Migration.Toutes, new(Derniere + 1, "CREATE TABLE nouvelle (x INTEGER)")]).DisposeAsync();

        Lire(_chemin, "PRAGMA user_version").Should().Be(Derniere + 1);
        var copie = $"{_chemin}.version-{Derniere}.sauvegarde";
        Lire(copie, "PRAGMA user_version").Should().Be(Derniere);
        Lire(copie, "SELECT count(*) FROM sqlite_master WHERE name = 'nouvelle'").Should().Be(0);
        DuSeulProprietaire(copie).Should().BeTrue();
    }

    [Test]
    public async Task Une_migration_qui_echoue_ne_laisse_rien_d_a_moitie()
    {
        await Depot.Ouvrir(_chemin).DisposeAsync();

        FluentActions.Invoking(() => Depot.Ouvrir(_chemin, [.. Migration.Toutes, new(Derniere + 1, "CREATE TABLE nouvelle (x INTEGER); CREATE TABLE demande (x INTEGER)")]))
            .Should().ThrowExactly<StoreException>();

        Lire(_chemin, "PRAGMA user_version").Should().Be(Derniere);
        Lire(_chemin, "SELECT count(*) FROM sqlite_master WHERE name = 'nouvelle'").Should().Be(0);
    }

    [Test]
    public async Task Un_depot_d_une_version_plus_recente_est_refuse()
    {
        await Depot.Ouvrir(_chemin, [.. Migration.Toutes, new(Derniere + 1, "CREATE TABLE nouvelle (x INTEGER)")]).DisposeAsync();

        FluentActions.Invoking(() => Depot.Ouvrir(_chemin)).Should().ThrowExactly<StoreException>().Which.Message.Should().Contain($"est en version {Derniere + 1}, ce programme s’arrête à la version {Derniere}");
    }

    [Test]
    public void Un_fichier_qui_n_est_pas_des_notres_est_refuse()
    {
        using (new AssertionScope())
        {
            File.WriteAllText(_chemin, "ceci n’est pas une base, mais un texte assez long pour en avoir l’air, ou presque");
            FluentActions.Invoking(() => Depot.Ouvrir(_chemin)).Should().ThrowExactly<StoreException>();

            var autre = Path.Combine(_dossier, "autre.db");
            using (var connexion = Connexion.Ouvrir(autre, lectureSeule: false))
            {
                connexion.Executer("CREATE TABLE t (x INTEGER)");
            }

            FluentActions.Invoking(() => Depot.Ouvrir(autre)).Should().ThrowExactly<StoreException>().Which.Message.Should().Contain("n’est pas un dépôt Pfcng");
            FluentActions.Invoking(() => Depot.Ouvrir(Path.Combine(_dossier, "absent", "x.db"))).Should().ThrowExactly<StoreException>().Which.Message.Should().Contain("n’existe pas");
        }
    }

    [Test]
    public async Task Un_travail_qui_echoue_se_defait_seul_dans_son_groupe()
    {
        await using var depot = Depot.Ouvrir(_chemin);
        using var depart = new ManualResetEventSlim();
        var bouchon = depot.EcrireAsync(_ => { depart.Wait(); return 0; });

        var travaux = Enumerable.Range(0, 30).Select(i => depot.EcrireAsync(c =>
        {
            c.Executer("INSERT INTO compteur (nom, valeur) VALUES (@nom, @i)", ("@nom", $"n{i}"), ("@i", i));
            return i % 3 == 0 ? throw new InvalidOperationException("voulu") : i % 3 == 1 ? c.Executer("INSERT INTO compteur (nom, valeur) VALUES (@nom, 0)", ("@nom", $"n{i}")) : i;
        })).ToList();
        depart.Set();
        await bouchon;
        await Task.WhenAll(travaux.Select(t => t.ContinueWith(_ => { }, TaskScheduler.Default)));

        travaux.Where((_, i) => i % 3 == 0).Select(t => t.Exception?.InnerException).Should().AllBeOfType<InvalidOperationException>();
        travaux.Where((_, i) => i % 3 == 1).Select(t => t.Exception?.InnerException).Should().AllBeOfType<ConflitException>();
        (await depot.LireAsync(c => c.Lister<long>("SELECT valeur FROM compteur WHERE nom LIKE 'n%' ORDER BY valeur"), default))
            .Should().Equal(Enumerable.Range(0, 30).Where(i => i % 3 == 2).Select(n => (long)n));
    }

    [Test]
    public async Task Une_lecture_voit_un_seul_instant()
    {
        await using var depot = Depot.Ouvrir(_chemin);

        var (avant, apres) = await depot.LireAsync(
            c =>
            {
                var premiere = c.Valeur("SELECT count(*) FROM compteur WHERE nom = 'x'");
                depot.EcrireAsync(e => e.Executer("INSERT INTO compteur (nom, valeur) VALUES ('x', 1)")).GetAwaiter().GetResult();
                return (premiere, c.Valeur("SELECT count(*) FROM compteur WHERE nom = 'x'"));
            },
            default);

        (avant, apres).Should().Be(((object)0L, (object)0L));
        (await depot.LireAsync(c => c.Valeur("SELECT count(*) FROM compteur WHERE nom = 'x'"), default)).Should().Be(1L);
    }

    [Test]
    public async Task Un_depot_qui_ne_peut_plus_ecrire_est_une_panne()
    {
        await using var depot = Depot.Ouvrir(_chemin);
        await depot.EcrireAsync(c => c.Executer("PRAGMA max_page_count = 1"));

        await FluentActions.Awaiting(async () => await depot.EcrireAsync(c => c.Executer("CREATE TABLE trop (x BLOB DEFAULT (zeroblob(100000)))") + c.Executer("INSERT INTO trop (x) VALUES (zeroblob(1000000))")))
            .Should().ThrowExactlyAsync<StoreIndisponibleException>();
        depot.Ecriture.EnEchec.Should().BeTrue("la santé du service le voit");

        await depot.EcrireAsync(c => c.Executer("PRAGMA max_page_count = 100000"));
        depot.Ecriture.EnEchec.Should().BeFalse();
        (await depot.EcrireAsync(c => c.Executer("INSERT INTO compteur (nom, valeur) VALUES ('x', 1)"))).Should().Be(1);
    }

    [Test]
    public async Task Une_ecriture_qui_n_en_finit_pas_se_voit_et_une_epreuve_ne_change_rien()
    {
        await using var depot = Depot.Ouvrir(_chemin);
        using var fin = new ManualResetEventSlim();
        var travail = depot.EcrireAsync(_ => { fin.Wait(); return true; });
        SpinWait.SpinUntil(() => depot.Ecriture.EnCours > TimeSpan.Zero);
        fin.Set();
        await travail;

        var version = await depot.LireAsync(c => c.Valeur("PRAGMA user_version"), default);
        await depot.EprouverAsync();
        depot.Ecriture.EnEchec.Should().BeFalse();
        (await depot.LireAsync(c => c.Valeur("PRAGMA user_version"), default)).Should().Be(version);
    }

    [Test, Category("D24"), Category("D39")]
    public async Task Les_numeros_ne_font_que_croitre_d_un_demarrage_a_l_autre()
    {
        long premier;
        await using (var plateforme = PlateformeDeTest.Sur(_chemin))
        {
            premier = await plateforme.DemanderUneAsync(Carole, Org());
        }

        await using var suivante = PlateformeDeTest.Sur(_chemin);
        (await suivante.DemanderUneAsync(Carole, Org())).Should().BeGreaterThan(premier);
    }

    [Test, Category("D27")]
    public async Task Tue_pendant_qu_il_ecrit_le_depot_garde_tout_ce_qu_il_a_annonce()
    {
        using var enfant = Enfant.Demarrer("ecrire", _chemin);
        var annonces = new List<long>();
        for (var lot = 0; lot < 20; lot++)
        {
            annonces.AddRange((await enfant.StandardOutput.ReadLineAsync())!.Split(' ').Select(n => long.Parse(n, System.Globalization.CultureInfo.InvariantCulture)));
        }

        enfant.Kill();
        await enfant.WaitForExitAsync();

        await using var depot = Depot.Ouvrir(_chemin);
        var parLot = await depot.LireAsync(c => c.Lister<long>("SELECT count(*) FROM demande GROUP BY lot"), default);
        parLot.Should().OnlyContain(e => e == 3, "un lot est là tout entier, ou pas du tout");
        var gardes = await depot.LireAsync(c => c.Lister<long>("SELECT numero FROM demande"), default);
        annonces.Should().BeSubsetOf(gardes);
        (await Verification.VerifierAsync(depot, default)).PremiereFausse.Should().BeNull();
    }

    private static bool DuSeulProprietaire(string chemin) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(chemin) == (UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private static long Lire(string chemin, string sql)
    {
        using var connexion = Connexion.Ouvrir(chemin, lectureSeule: true);
        return (long)connexion.Valeur(sql)!;
    }
}
