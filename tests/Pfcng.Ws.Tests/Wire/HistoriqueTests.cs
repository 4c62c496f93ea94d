using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>The history as the IHM guide shows it (§10, figures 147 and 167), by the operator's command.</summary>
[Category("IHM §10"), Category("D37")]
internal sealed class HistoriqueTests
{
    [Test, Category("D37")]
    public async Task Un_journal_d_emission_perdu_est_nomme_puis_connu_de_l_exploitant()
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: dossier))
        {
            using var certificat = await service.ObtenirAsync();
        }

        File.Delete(Path.Combine(dossier, "emission.journal"));
        await using (await ServiceDeTest.DemarrerAsync(dossier: dossier))
        {
        }

        var (code, sortie, _) = await VerifierAsync(dossier);
        code.Should().Be(1);
        sortie.Should().ContainAll("Le journal d’émission manquait", "--reprises 1");
        (code, sortie, _) = await VerifierAsync(dossier, "--reprises", "1");
        code.Should().Be(0, sortie);
        Directory.Delete(dossier, recursive: true);
    }

    [Test]
    public async Task L_exploitant_lit_les_onze_colonnes_une_ligne_par_action()
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: dossier))
        {
            await service.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli()), "899700027131");
        }

        var (code, sortie, erreurs) = await ServiceEnProcessus.ExecuterAsync(["historique", "lister", "1", $"--Pfcng:DataDirectory={dossier}"]);

        Directory.Delete(dossier, recursive: true);
        code.Should().Be(0, erreurs);
        var lignes = sortie.TrimEnd().Split('\n').Select(l => l.TrimEnd('\r').Split(';')).ToList();
        lignes[0].Should().Equal(new[]
        {
            "Numéro", "Numéro demande", "Canal", "Date", "Code action", "Etat demande", "Type acteur", "Acteur", "Habilitations acteur", "Administrateur", "Habilitations administrateur",
        });
        lignes.Skip(1).Select(l => (l[2], l[4], l[5], l[6])).Should().Equal(new[]
        {
            ("WS", "ACT_DCL_001", "Enregistrée", "Mandataire"), ("WS", "ACT_DCL_005", "Validée", "Mandataire"),
        });
    }

    [Test]
    public async Task Des_tetes_gardees_qui_n_en_sont_pas_ne_prouvent_rien()
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        var gardees = Path.Combine(dossier, "gardees");
        var tetes = await File.ReadAllTextAsync(Path.Combine(dossier, "tetes.journal"));

        await RefuserAsync(gardees, "il n’y a pas de fichier");
        await RefuserAsync(Path.Combine(dossier, "nulle", "part"), "il n’y a pas de fichier");
        await RefuserAsync(dossier, "un fichier que");
        foreach (var (contenu, attendu) in new[] { ("", "aucune tête"), ("\n\n", "aucune tête"), (tetes[..100], "aucune tête"), ("bonjour\n", "la ligne 1"), (tetes + "bonjour\n", "n’est pas une tête") })
        {
            await File.WriteAllTextAsync(gardees, contenu);
            await RefuserAsync(gardees, attendu);
        }

        foreach (var contenu in new[] { tetes, tetes.TrimEnd(), tetes + "12;34", tetes.ReplaceLineEndings("\r\n") })
        {
            await File.WriteAllTextAsync(gardees, contenu);
            var (code, sortie, erreurs) = await VerifierAsync(dossier, "--tetes", gardees);
            (code, erreurs).Should().Be((0, ""), sortie);
        }

        Directory.Delete(dossier, recursive: true);

        async Task RefuserAsync(string fichier, string attendu)
        {
            var (code, sortie, erreurs) = await VerifierAsync(dossier, "--tetes", fichier);
            (code, sortie).Should().Be((1, ""), fichier);
            erreurs.TrimEnd().Should().StartWith("pfcng : --tetes : ").And.ContainAll(fichier, attendu).And.NotContain("\n");
        }
    }

    [Test]
    public async Task Plus_de_restaurations_annoncees_que_trouvees_est_dit()
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();

        var (code, sortie, _) = await VerifierAsync(dossier, "--reprises", "2");

        Directory.Delete(dossier, recursive: true);
        code.Should().Be(0);
        sortie.Should().Contain("0 preuve, 0 certificat ; --reprises 2, mais l’historique n’en montre que 0");
    }

    [Test]
    public async Task Qui_n_a_pas_le_droit_de_lire_le_dossier_l_apprend()
    {
        Outils.Exiger("setpriv");
        Assume.That(Environment.UserName == "root", "il faut pouvoir devenir un autre");
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        foreach (var verbe in new[] { new[] { "historique", "verifier" }, ["historique", "lister", "1"], ["sauvegarder", "/tmp/pfcng-jamais-ecrit"] })
        {
            var (code, sortie, erreurs) = Outils.Lancer(
                "setpriv",
                ["--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/nonexistent", Environment.ProcessPath!, typeof(Reglage).Assembly.Location, .. verbe, $"--Pfcng:DataDirectory={dossier}"]);
            Assume.That(code == 126, "le programme n’est pas lisible par un autre");
            (code, sortie).Should().Be((1, ""), erreurs);
            erreurs.Should().Contain($"n’a pas le droit de lire le dossier de données {dossier}");
        }

        Directory.Delete(dossier, recursive: true);
    }

    private static Task<(int Code, string Sortie, string Erreurs)> VerifierAsync(string dossier, params string[] options) =>
        ServiceEnProcessus.ExecuterAsync(["historique", "verifier", .. options, $"--Pfcng:DataDirectory={dossier}"]);
}
