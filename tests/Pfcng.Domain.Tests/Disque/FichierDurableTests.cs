using FluentAssertions;
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

        File.ReadAllText(chemin).Should().Be("nouveau");
        Directory.GetFiles(_dossier).Should().Equal(chemin);
        FichierDurable.OuvertAuxAutres(chemin).Should().BeFalse();
    }

    [Test]
    public void Des_dossiers_emboites_naissent_avec_leurs_droits()
    {
        var chemin = Path.Combine(_dossier, "a", "b", "c");
        FichierDurable.CreerDossierPrive(chemin);
        FichierDurable.CreerDossierPrive(chemin);

        FichierDurable.OuvertAuxAutres(chemin).Should().BeFalse();
        FichierDurable.OuvertAuxAutres(Path.Combine(_dossier, "a")).Should().BeFalse();
    }

    [Test, Platform("Linux")]
    public void Un_fsync_qui_echoue_n_est_pas_pris_pour_un_succes()
    {
        using var sansDisque = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);

        FluentActions.Invoking(() => Synchronisation.Fichier(sansDisque)).Should().Throw<IOException>();
        FluentActions.Invoking(() => Synchronisation.Dossier(Path.Combine(_dossier, "absent"))).Should().Throw<IOException>();
        FluentActions.Invoking(() => Synchronisation.Dossier(_dossier)).Should().NotThrow();
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
        Registre.Lire(chemin).Should().Equal("un", "deux", "trois");

        using (var registre = Registre.Ouvrir(chemin))
        {
            registre.Ajouter("quatre\n"u8, durable: true);
        }

        Registre.Lire(chemin).Should().Equal("un", "deux", "trois", "quatre");
        FichierDurable.OuvertAuxAutres(chemin).Should().BeFalse();
    }

    [TestCase(0), TestCase(1), TestCase(4095), TestCase(4096), TestCase(4097), TestCase(9000)]
    public void Une_fin_de_ligne_se_retrouve_aussi_loin_qu_elle_soit(int coupee)
    {
        var chemin = Path.Combine(_dossier, "registre");
        File.WriteAllText(chemin, "entiere\n" + new string('x', coupee));
        using var registre = Registre.Ouvrir(chemin);

        registre.Longueur.Should().Be("entiere\n".Length);
    }

    [Test]
    public void Un_registre_absent_ou_vide_n_a_pas_de_ligne()
    {
        var chemin = Path.Combine(_dossier, "registre");
        Registre.Lire(chemin).Should().BeEmpty();
        File.WriteAllText(chemin, "sans fin");
        Registre.Lire(chemin).Should().BeEmpty();
    }

    [Test]
    public void Une_ligne_sans_fin_n_est_pas_ajoutee()
    {
        using var registre = Registre.Ouvrir(Path.Combine(_dossier, "registre"));

        FluentActions.Invoking(() => registre.Ajouter("sans fin"u8, durable: false)).Should().ThrowExactly<ArgumentException>();
        registre.Longueur.Should().Be(0);
    }
}
