using NUnit.Framework;
using Pfcng.Domain.Disque;

namespace Pfcng.Domain.Tests.Disque;

[TestFixture, Category("D29"), Category("D37")]
public class FichierDurableTests
{
    private string _dossier = "";

    [SetUp]
    public void Preparer() => _dossier = Directory.CreateTempSubdirectory("pfcng-disque-").FullName;

    [TearDown]
    public void Effacer() => Directory.Delete(_dossier, recursive: true);

    [Test]
    public void Un_fichier_est_remplace_d_un_coup_avec_ses_droits()
    {
        var chemin = Path.Combine(_dossier, "liste");
        FichierDurable.Ecrire(chemin, "ancien"u8, FichierDurable.Prive);
        File.WriteAllText(chemin + ".tmp", "une moitié d’un essai coupé");
        FichierDurable.Ecrire(chemin, "nouveau"u8, FichierDurable.Prive);

        Assert.That(File.ReadAllText(chemin), Is.EqualTo("nouveau"));
        Assert.That(Directory.GetFiles(_dossier), Is.EqualTo(new[] { chemin }));
        Assert.That(FichierDurable.OuvertAuxAutres(chemin), Is.False);
    }

    [Test]
    public void Des_dossiers_emboites_naissent_avec_leurs_droits()
    {
        var chemin = Path.Combine(_dossier, "a", "b", "c");
        FichierDurable.CreerDossierPrive(chemin);
        FichierDurable.CreerDossierPrive(chemin);

        Assert.That(FichierDurable.OuvertAuxAutres(chemin), Is.False);
        Assert.That(FichierDurable.OuvertAuxAutres(Path.Combine(_dossier, "a")), Is.False);
    }

    [Test, Platform("Linux")]
    public void Un_fsync_qui_echoue_n_est_pas_pris_pour_un_succes()
    {
        using var sansDisque = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);

        Assert.That(() => Synchronisation.Fichier(sansDisque), Throws.InstanceOf<IOException>());
        Assert.That(() => Synchronisation.Dossier(Path.Combine(_dossier, "absent")), Throws.InstanceOf<IOException>());
        Assert.That(() => Synchronisation.Dossier(_dossier), Throws.Nothing);
    }

    [Test]
    public void Un_registre_reprend_apres_sa_derniere_ligne_entiere()
    {
        var chemin = Path.Combine(_dossier, "registre");
        using (var registre = Registre.Ouvrir(chemin))
        {
            registre.Ajouter("un\ndeux\n"u8, durable: true);
            registre.Ajouter("trois\n"u8, durable: false);
        }

        File.AppendAllText(chemin, "une ligne coup");
        Assert.That(Registre.Lire(chemin), Is.EqualTo(new[] { "un", "deux", "trois" }));

        using (var registre = Registre.Ouvrir(chemin))
        {
            registre.Ajouter("quatre\n"u8, durable: true);
        }

        Assert.That(Registre.Lire(chemin), Is.EqualTo(new[] { "un", "deux", "trois", "quatre" }));
        Assert.That(FichierDurable.OuvertAuxAutres(chemin), Is.False);
    }

    [TestCase(0), TestCase(1), TestCase(4095), TestCase(4096), TestCase(4097), TestCase(9000)]
    public void Une_fin_de_ligne_se_retrouve_aussi_loin_qu_elle_soit(int coupee)
    {
        var chemin = Path.Combine(_dossier, "registre");
        File.WriteAllText(chemin, "entiere\n" + new string('x', coupee));
        using var registre = Registre.Ouvrir(chemin);

        Assert.That(registre.Longueur, Is.EqualTo("entiere\n".Length));
    }

    [Test]
    public void Un_registre_absent_ou_vide_n_a_pas_de_ligne()
    {
        var chemin = Path.Combine(_dossier, "registre");
        Assert.That(Registre.Lire(chemin), Is.Empty);
        File.WriteAllText(chemin, "sans fin");
        Assert.That(Registre.Lire(chemin), Is.Empty);
    }

    [Test]
    public void Une_ligne_sans_fin_n_est_pas_ajoutee()
    {
        using var registre = Registre.Ouvrir(Path.Combine(_dossier, "registre"));

        Assert.That(() => registre.Ajouter("sans fin"u8, durable: false), Throws.ArgumentException);
        Assert.That(registre.Longueur, Is.Zero);
    }
}
