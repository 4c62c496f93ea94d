using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using Pfcng.Ws.Demonstration;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>Demonstration is the default, and its keys are everybody's: it must not come by accident where production was meant.</summary>
[Category("exploitation")]
internal sealed class DemonstrationParAccidentTests
{
    private const string Ambigu = "ne va pas avec la démonstration par défaut";

    private const UnixFileMode PourLesAutres = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly string[] Production =
    [
        "--Pfcng:Autorites:PhraseSecrete=secret", "--Pfcng:Autorites:FichierPhraseSecrete=/etc/hostname", "--Pfcng:Confiance=/nulle/part",
        "--Pfcng:ListesExternes=http://crl.exemple.fr/a.crl", "--Pfcng:AdressePublique=https://pfcng.exemple.fr", "--Pfcng:AdresseDePublication=http://pki.exemple.fr",
        "--Pfcng:Ecoute=any", "--Pfcng:Ecoute=0.0.0.0", "--Pfcng:Ecoute=192.0.2.1", "--Pfcng:Ecoute=2001:db8::1",
    ];

    [TestCaseSource(nameof(Production))]
    public async Task A_cote_d_un_reglage_de_production_elle_ne_demarre_que_si_elle_est_ecrite(string reglage)
    {
        var nom = reglage[2..reglage.IndexOf('=', StringComparison.Ordinal)];
        (await LigneAsync(reglage)).Should().ContainAll(Ambigu, nom);
        (await LigneAsync("demonstration", reglage)).Should().ContainAll(Ambigu, nom);
        (await LigneAsync(reglage, "--Pfcng:Demonstration=true")).Should().Contain("ne peut pas être écrit", "elle passe les réglages");
    }

    [TestCase("--Pfcng:Ecoute=loopback")]
    [TestCase("--Pfcng:Ecoute=127.0.0.1")]
    [TestCase("--Pfcng:Ecoute=::1")]
    [TestCase("--Pfcng:AdressePublique=https://localhost:8443")]
    [TestCase("--Pfcng:AdresseDePublication=http://localhost:8080")]
    public async Task Sur_la_machine_seule_elle_reste_le_defaut(string reglage) => (await LigneAsync(reglage)).Should().Contain("ne peut pas être écrit");

    [Test]
    public async Task Un_reglage_de_l_environnement_compte_aussi_et_tous_sont_nommes()
    {
        var ligne = await LigneAsync(["--Pfcng:Ecoute=any"], [("Pfcng__Autorites__PhraseSecrete", "secret")]);
        ligne.Should().Contain("Pfcng:Autorites:PhraseSecrete, Pfcng:Ecoute").And.NotContain("secret ");
        (await LigneAsync(["--Pfcng:Ecoute=any"], [("Pfcng__Demonstration", "true")])).Should().Contain("ne peut pas être écrit");
    }

    [Test]
    public async Task Des_autorites_deposees_dans_le_dossier_de_confiance_comptent_aussi()
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng-confiance-").FullName;
        var confiance = Directory.CreateDirectory(Path.Combine(dossier, "confiance")).FullName;
        await File.WriteAllTextAsync(Path.Combine(confiance, "ACI-FO-PP.cer"), "");
        var (code, _, erreurs) = await ServiceEnProcessus.ExecuterAsync([$"--Pfcng:DataDirectory={dossier}"]);
        (code, erreurs).Should().Be((1, erreurs));
        erreurs.Should().ContainAll(Ambigu, "Pfcng:Confiance");
        Directory.GetFileSystemEntries(dossier).Should().ContainSingle("rien n’est créé");
        Directory.Delete(dossier, recursive: true);
    }

    [Test]
    public void Les_reglages_livres_avec_l_executable_n_ecrivent_pas_la_demonstration() =>
        JsonNode.Parse(File.ReadAllText(ArbreDesSources.Fichier("src/Pfcng.Ws/appsettings.json")))![Reglage.Section].Should().BeNull();

    [Test]
    public async Task Chaque_cle_privee_est_a_son_proprietaire_seul_meme_dans_un_dossier_d_une_version_anterieure()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows tient les droits dans des listes héritées");
        }

        var dossier = await ServiceDeTest.NouveauDossierAsync();
        OuvertesAuxAutres(dossier).Should().BeEmpty("à la création");
        Ouvrir(Path.Combine(dossier, "demo"));
        OuvertesAuxAutres(dossier).Should().NotBeEmpty();
        await using (await ServiceDeTest.DemarrerAsync(dossier: dossier))
        {
            OuvertesAuxAutres(dossier).Should().BeEmpty("après un démarrage");
        }

        Directory.Delete(dossier, recursive: true);
    }

    [Test]
    public async Task Une_phrase_secrete_donnee_refuse_les_cles_en_clair()
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        string[] reglages = [$"--Pfcng:DataDirectory={dossier}", "--Pfcng:HttpsPort=0", "--Pfcng:HttpPort=0", "--Pfcng:Demonstration=true", "--Pfcng:Autorites:PhraseSecrete=une phrase"];
        var (code, _, erreurs) = await ServiceEnProcessus.ExecuterAsync(reglages);
        code.Should().Be(1);
        erreurs.Should().StartWith("pfcng : La clé ").And.Contain("n’est pas chiffrée").And.NotContain("une phrase\n");
        Directory.Delete(dossier, recursive: true);
    }

    [Test]
    public async Task Avec_une_phrase_secrete_aucune_cle_du_monde_de_production_n_est_en_clair()
    {
        const string Phrase = "une phrase";
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        foreach (var fichier in Directory.GetFiles(Path.Combine(dossier, "autorites", "cles")))
        {
            using var cle = RSA.Create();
            cle.ImportFromPem(await File.ReadAllTextAsync(fichier));
            await File.WriteAllTextAsync(fichier, cle.ExportEncryptedPkcs8PrivateKeyPem(Phrase, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        }

        await using (var service = await ServiceDeTest.DemarrerAsync([("Demonstration", "true"), ("Autorites:PhraseSecrete", Phrase)], dossier: dossier))
        {
            var enClair = Directory.GetFiles(dossier, "*.key", SearchOption.AllDirectories)
                .Where(f => !File.ReadAllText(f).StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal))
                .Select(f => Path.GetRelativePath(dossier, f)).ToList();
            enClair.Should().OnlyContain(e => e.StartsWith("demo/cartes/", StringComparison.Ordinal) || e.StartsWith("demo/serveurs/editeur.exemple.fr/", StringComparison.Ordinal) || e.StartsWith("demo/serveurs/inconnu.exemple.fr/", StringComparison.Ordinal));
            enClair.Should().NotBeEmpty("celles de test restent essayables");
            var carte = MondeDeDemonstration.Carte(service.Etape.Donnees.Dossier, Monde.Production, Acteurs.Gaetan, Phrase);
            using var client = service.Client(carte.Ouvrir("auth"));
            using var signature = carte.Ouvrir("sign");
            using var reponse = await ServiceDeTest.EnvoyerAsync(client, service.Apt, Pfcng.Ws.Message.Signeur.Signer(Requetes.Retrait("1"), signature));
            ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync()).Element("statut")!.Value.Should().Be("WSMG-00000027");
        }

        Directory.Delete(dossier, recursive: true);
    }

    private static Task<string> LigneAsync(params string[] arguments) => LigneAsync(arguments, []);

    /// <summary>The one line of a start that fails, on settings or, when they pass, on a data folder that can't be.</summary>
    private static async Task<string> LigneAsync(string[] arguments, (string, string)[] environnement)
    {
        var (code, _, erreurs) = await ServiceEnProcessus.ExecuterAsync(arguments, [.. environnement, ("Pfcng__DataDirectory", "/proc/pfcng")]);
        code.Should().Be(1);
        erreurs.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle(e => e.StartsWith("pfcng : ", StringComparison.Ordinal));
        return erreurs;
    }

    private static List<string> OuvertesAuxAutres(string dossier)
    {
        var cles = Directory.GetFiles(dossier, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".key" or ".p12" or ".cle").ToList();
        cles.Should().HaveCountGreaterThan(50);
        return [.. cles.Concat(cles.Select(f => Path.GetDirectoryName(f)!)).Where(f => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(f) & PourLesAutres) != 0)];
    }

    private static void Ouvrir(string dossier)
    {
        foreach (var chemin in Directory.GetFileSystemEntries(dossier, "*", SearchOption.AllDirectories))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(chemin, Directory.Exists(chemin) ? UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | PourLesAutres : UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            }
        }
    }
}
