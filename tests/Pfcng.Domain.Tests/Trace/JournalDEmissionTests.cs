using System.Text;
using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Tests.Trace;

[Category("D26"), Category("D37")]
public sealed class JournalDEmissionTests
{
    private static readonly DateTimeOffset Instant = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private string _chemin = "";

    [SetUp]
    public void Preparer() => _chemin = Path.Combine(Directory.CreateTempSubdirectory("pfcng-journal-").FullName, "emission.journal");

    [TearDown]
    public void Ranger() => Directory.Delete(Path.GetDirectoryName(_chemin)!, recursive: true);

    [Test]
    public void Ce_qui_est_ecrit_se_relit_enchaine_meme_apres_une_reouverture()
    {
        LigneDuJournal[] lignes =
        [
            new Compteurs(new Dictionary<string, long> { ["demande Test"] = 59 }),
            new ClesPrises(Instant, Monde.Test, new Dictionary<long, string> { [59] = "ab" }),
            Emission(59),
            new Cloture(Instant, Monde.Test, 59),
            new RevocationFaite(Monde.Test, "aa", "0b", Instant),
        ];
        foreach (var ligne in lignes)
        {
            using var journal = JournalDEmission.Ouvrir(_chemin);
            journal.Ajouter([ligne], durable: true);
        }

        var lues = JournalDEmission.Lire(_chemin).ToList();

        using (new AssertionScope())
        {
            lues.Select(l => l.Numero).Should().Equal(new long[] { 1, 2, 3, 4, 5 });
            lues.Should().OnlyContain(l => l!.Enchainee);
            lues.Select(l => l.Contenu!.GetType()).Should().Equal(lignes.Select(l => l.GetType()));
            var emission = (Emission)lues[2].Contenu!;
            emission.Should().BeEquivalentTo(Emission(59), o => o.WithStrictOrdering());
            lues[^1].Place.Octets.Should().Be(new FileInfo(_chemin).Length);
        }
    }

    [Test]
    public void Une_place_se_retrouve_et_la_suite_se_lit_depuis_elle()
    {
        using var journal = JournalDEmission.Ouvrir(_chemin);
        var place = journal.Ajouter([Emission(59), Emission(60)], durable: true);
        journal.Ajouter([Emission(61)], durable: true);

        JournalDEmission.Contient(_chemin, place).Should().BeTrue();
        JournalDEmission.Contient(_chemin, place with { Octets = place.Octets - 1 }).Should().BeFalse();
        JournalDEmission.Contient(_chemin, place with { Empreinte = new byte[32] }).Should().BeFalse();
        JournalDEmission.Contient(_chemin, new(0, JournalDEmission.Origine)).Should().BeTrue();
        JournalDEmission.Lire(_chemin, place).Select(l => (((Emission)l.Contenu!).Numero, l.Enchainee)).Should().Equal(((long?)61, true));
    }

    [Test]
    public void Une_ligne_otee_ou_changee_au_milieu_se_voit()
    {
        using (var journal = JournalDEmission.Ouvrir(_chemin))
        {
            journal.Ajouter([Emission(59), Emission(60), Emission(61)], durable: true);
        }

        var lignes = File.ReadAllLines(_chemin);
        File.WriteAllLines(_chemin, [lignes[0], lignes[2]]);
        JournalDEmission.Lire(_chemin).Select(l => l.Enchainee).Should().Equal(true, false);

        File.WriteAllLines(_chemin, [lignes[0], lignes[1].Replace("\"numero\":60", "\"numero\":70", StringComparison.Ordinal), lignes[2]]);
        JournalDEmission.Lire(_chemin).Select(l => l.Enchainee).Should().Equal(true, true, false);

        File.WriteAllLines(_chemin, [lignes[0], "{}", lignes[2]]);
        JournalDEmission.Lire(_chemin).Select(l => (l.Contenu is null, l.Enchainee)).Should().Equal((false, true), (true, false), (false, false));
    }

    [Test]
    public void Une_ligne_coupee_par_un_arret_brutal_ne_compte_pas()
    {
        using (var journal = JournalDEmission.Ouvrir(_chemin))
        {
            journal.Ajouter([Emission(59)], durable: true);
        }

        File.AppendAllText(_chemin, "{\"rang\":2,\"prece", Encoding.UTF8);
        using (var journal = JournalDEmission.Ouvrir(_chemin))
        {
            journal.Ajouter([Emission(60)], durable: true);
        }

        JournalDEmission.Lire(_chemin).Select(l => (((Emission)l.Contenu!).Numero, l.Enchainee)).Should().Equal(((long?)59, true), (60, true));
    }

    [Test]
    public void Un_journal_qui_n_est_pas_le_notre_n_est_pas_continue()
    {
        File.WriteAllText(_chemin, "bonjour\n");

        FluentActions.Invoking(() => JournalDEmission.Ouvrir(_chemin)).Should().ThrowExactly<InvalidDataException>().Which.Message.Should().Contain(_chemin);
    }

    private static Emission Emission(long numero) => new(
        Instant, Monde.Test, numero, new('a', 40), $"{numero:x32}", "CN=TEST AC, C=FR", new('c', 64), Instant, Instant.AddYears(3), [0x30, 0x03, 0xFB, 0xEF, 0xBE]);
}
