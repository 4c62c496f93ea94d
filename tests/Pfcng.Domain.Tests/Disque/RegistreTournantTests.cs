using System.Text;
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
        Assert.That(File.ReadAllText(Chemin), Does.Contain("remplacé"));

        var copie = Chemin + ".copie";
        File.Copy(Chemin, copie);
        File.Move(copie, Chemin, overwrite: true);
        Ecrire(_registre, "copié");
        Assert.That(File.ReadAllText(Chemin), Does.Contain("remplacé").And.Contain("copié"));
    }

    [Test]
    public void Un_fichier_plein_est_mis_de_cote_et_les_plus_vieux_s_effacent()
    {
        for (var n = 0; n < 20; n++)
        {
            Ecrire(_registre, $"ligne {n:D2} {new string('x', 32)}");
        }

        Assert.That(Fichiers().Count, Is.EqualTo(3), "celui qui s’écrit et deux mis de côté");
        Assert.That(Fichiers().SelectMany(File.ReadAllLines).Count(), Is.EqualTo(6), "deux lignes par fichier");
        Assert.That(File.ReadAllLines(Chemin)[^1], Does.StartWith("ligne 19"));
    }

    [Test]
    public void Un_fichier_de_peu_de_lignes_finit_aussi()
    {
        Ecrire(_registre, "avant");
        _horloge.Avancer(TimeSpan.FromDays(46));
        Ecrire(_registre, "après");
        Assert.That(Fichiers().Select(f => File.ReadAllText(f).Trim()), Is.EqualTo(new[] { "avant", "après" }));

        _horloge.Avancer(TimeSpan.FromDays(89));
        _registre.Purger();
        Assert.That(Fichiers().Count, Is.EqualTo(2), "quatre-vingt-dix jours se gardent");
        _horloge.Avancer(TimeSpan.FromDays(2));
        _registre.Purger();
        Assert.That(Fichiers(), Is.EqualTo(new[] { Chemin }));
    }

    [Test]
    public void Un_fichier_que_l_on_retrouve_se_poursuit()
    {
        Ecrire(_registre, "une");
        _registre.Dispose();
        using var suivant = Registre();
        Ecrire(suivant, "deux");
        Assert.That(File.ReadAllLines(Chemin), Is.EqualTo(new[] { "une", "deux" }));
    }

    [Test]
    public void Un_fichier_retire_se_refait_et_un_obstacle_leve_laisse_ecrire()
    {
        Ecrire(_registre, "une");
        File.Delete(Chemin);
        Ecrire(_registre, "deux");
        Assert.That(File.ReadAllLines(Chemin), Is.EqualTo(new[] { "deux" }));

        File.Delete(Chemin);
        Directory.CreateDirectory(Chemin);
        Assert.That(() => Ecrire(_registre, "trois"), Throws.InstanceOf<IOException>());
        Assert.That(_registre.Ouvrir, Throws.InstanceOf<IOException>());
        Directory.Delete(Chemin);
        Ecrire(_registre, "quatre");
        Assert.That(File.ReadAllLines(Chemin), Is.EqualTo(new[] { "quatre" }));
    }

    [Test]
    public void Un_disque_plein_se_dit_puis_s_oublie()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("/dev/full est de Linux");
        }

        File.CreateSymbolicLink(Chemin, "/dev/full");
        Assert.That(() => Ecrire(_registre, "une"), Throws.InstanceOf<IOException>());
        File.Delete(Chemin);
        Ecrire(_registre, "deux");
        Assert.That(File.ReadAllLines(Chemin), Is.EqualTo(new[] { "deux" }));
    }

    private RegistreTournant Registre() => new(Chemin, new(100, 3, 90), _horloge);

    private static void Ecrire(RegistreTournant registre, string ligne) => registre.Ajouter(Encoding.UTF8.GetBytes(ligne + "\n"));

    private List<string> Fichiers() => [.. Directory.GetFiles(_dossier).OrderBy(f => f == Chemin).ThenBy(f => f, StringComparer.Ordinal)];
}
