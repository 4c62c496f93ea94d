using System.Text;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Disque;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests.Disque;

/// <summary>Lines kept for a time and within a size.</summary>
[Category("D37")]
internal sealed class RegistreTournantTests
{
    private HorlogeManuelle _horloge = null!;
    private string _dossier = null!;
    private RegistreTournant _registre = null!;

    private string Chemin => Path.Combine(_dossier, "refus.jsonl");

    [SetUp]
    public void Ouvrir()
    {
        _dossier = Directory.CreateTempSubdirectory("pfcng-registre-").FullName;
        _horloge = new(DateTimeOffset.UtcNow);
        _registre = Registre();
    }

    [TearDown]
    public void Effacer()
    {
        _registre.Dispose();
        Directory.Delete(_dossier, recursive: true);
    }

    [Test]
    public void Un_autre_fichier_mis_a_sa_place_recoit_les_lignes_suivantes()
    {
        Ecrire(_registre, "avant");
        File.Delete(Chemin);
        File.WriteAllText(Chemin, "");
        Ecrire(_registre, "remplacé");
        File.ReadAllText(Chemin).Should().Contain("remplacé");

        var copie = Chemin + ".copie";
        File.Copy(Chemin, copie);
        File.Move(copie, Chemin, overwrite: true);
        Ecrire(_registre, "copié");
        File.ReadAllText(Chemin).Should().ContainAll("remplacé", "copié");
    }

    [Test]
    public void Un_fichier_plein_est_mis_de_cote_et_les_plus_vieux_s_effacent()
    {
        for (var n = 0; n < 20; n++)
        {
            Ecrire(_registre, $"ligne {n:D2} {new string('x', 32)}");
        }

        Fichiers().Count.Should().Be(3, "celui qui s’écrit et deux mis de côté");
        Fichiers().SelectMany(File.ReadAllLines).Count().Should().Be(6, "deux lignes par fichier");
        File.ReadAllLines(Chemin)[^1].Should().StartWith("ligne 19");
    }

    [Test]
    public void Un_fichier_de_peu_de_lignes_finit_aussi()
    {
        Ecrire(_registre, "avant");
        _horloge.Avancer(TimeSpan.FromDays(46));
        Ecrire(_registre, "après");
        Fichiers().Select(f => File.ReadAllText(f).Trim()).Should().Equal("avant", "après");

        _horloge.Avancer(TimeSpan.FromDays(89));
        _registre.Purger();
        Fichiers().Count.Should().Be(2, "quatre-vingt-dix jours se gardent");
        _horloge.Avancer(TimeSpan.FromDays(2));
        _registre.Purger();
        Fichiers().Should().Equal(Chemin);
    }

    [Test]
    public void Un_fichier_que_l_on_retrouve_se_poursuit()
    {
        Ecrire(_registre, "une");
        _registre.Dispose();
        using var suivant = Registre();
        Ecrire(suivant, "deux");
        File.ReadAllLines(Chemin).Should().Equal("une", "deux");
    }

    [Test]
    public void Un_fichier_retire_se_refait_et_un_obstacle_leve_laisse_ecrire()
    {
        Ecrire(_registre, "une");
        File.Delete(Chemin);
        Ecrire(_registre, "deux");
        File.ReadAllLines(Chemin).Should().Equal("deux");

        File.Delete(Chemin);
        Directory.CreateDirectory(Chemin);
        FluentActions.Invoking(() => Ecrire(_registre, "trois")).Should().Throw<IOException>();
        FluentActions.Invoking(_registre.Ouvrir).Should().Throw<IOException>();
        Directory.Delete(Chemin);
        Ecrire(_registre, "quatre");
        File.ReadAllLines(Chemin).Should().Equal("quatre");
    }

    [Test]
    public void Un_disque_plein_se_dit_puis_s_oublie()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("/dev/full est de Linux");
        }

        File.CreateSymbolicLink(Chemin, "/dev/full");
        FluentActions.Invoking(() => Ecrire(_registre, "une")).Should().Throw<IOException>();
        File.Delete(Chemin);
        Ecrire(_registre, "deux");
        File.ReadAllLines(Chemin).Should().Equal("deux");
    }

    private RegistreTournant Registre() => new(Chemin, new(100, 3, 90), _horloge);

    private static void Ecrire(RegistreTournant registre, string ligne) => registre.Ajouter(Encoding.UTF8.GetBytes(ligne + "\n"));

    private List<string> Fichiers() => [.. Directory.GetFiles(_dossier).OrderBy(f => f == Chemin).ThenBy(f => f, StringComparer.Ordinal)];
}
