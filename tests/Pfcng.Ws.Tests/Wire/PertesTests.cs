using FluentAssertions;
using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>A part of the data folder that is lost is said, never made again in silence; a first start that was cut goes on.</summary>
[Category("exploitation"), Category("D27"), Category("D33")]
internal sealed class PertesTests
{
    private string _dossier = null!;

    [SetUp]
    public async Task Preparer() => _dossier = await ServiceDeTest.NouveauDossierAsync();

    [TearDown]
    public void Effacer() => Directory.Delete(_dossier, recursive: true);

    [TestCase("pfcng.db", "effacez le dossier")]
    [TestCase("autorites/codes-revocation.cle", "remettez l’original")]
    [TestCase("autorites/certificats/ACI-EL-ORG-TEST.crt autorites/cles/ACI-EL-ORG-TEST.key", "remettez l’original")]
    [TestCase("autorites/certificats/ACR-EL.crt autorites/cles/ACR-EL.key autorites/certificats/ACI-EL-ORG.crt autorites/cles/ACI-EL-ORG.key autorites/certificats/ACI-EL-PP.crt autorites/cles/ACI-EL-PP.key", "remettez l’original")]
    [TestCase("autorites/cles/ACI-EL-PP-TEST.key", "manque")]
    public async Task Ce_qui_est_perdu_est_nomme_et_rien_n_est_refait(string perdus, string attendu)
    {
        foreach (var fichier in perdus.Split(' ').Select(Chemin))
        {
            File.Delete(fichier);
        }

        for (var essai = 0; essai < 2; essai++)
        {
            var refus = (await FluentActions.Awaiting(DemarrerAsync).Should().ThrowExactlyAsync<DemarrageImpossibleException>()).Which;
            refus!.Message.Should().ContainAll(Path.GetFileName(perdus.Split(' ')[0]), attendu).And.NotContain("\n");
            File.Exists(Chemin(perdus.Split(' ')[0])).Should().BeFalse();
        }

    }

    [Test]
    public async Task Une_cle_des_codes_qui_n_est_pas_l_originale_est_refusee()
    {
        await File.WriteAllBytesAsync(Chemin("autorites/codes-revocation.cle"), new byte[32]);

        (await FluentActions.Awaiting(DemarrerAsync).Should().ThrowExactlyAsync<DemarrageImpossibleException>()).Which.Message.Should().Contain("codes-revocation.cle n’est pas celui que le dépôt connaît");
    }

    [Test]
    public async Task Une_depotvide_a_cote_de_listes_publiees_est_refusee()
    {
        await File.WriteAllBytesAsync(Chemin("pfcng.db"), []);

        (await FluentActions.Awaiting(DemarrerAsync).Should().ThrowExactlyAsync<DemarrageImpossibleException>()).Which.Message.Should().Contain($"effacez le dossier {_dossier}");
    }

    [Test]
    public async Task Des_autorites_seules_ne_repartent_pas_au_numero_1()
    {
        File.Delete(Chemin("pfcng.db"));
        File.Delete(Chemin("emission.journal"));
        File.Delete(Chemin("tetes.journal"));
        Directory.Delete(Chemin("listes"), recursive: true);

        (await FluentActions.Awaiting(DemarrerAsync).Should().ThrowExactlyAsync<DemarrageImpossibleException>()).Which.Message.Should().ContainAll(Chemin("autorites"), $"effacez le dossier {_dossier}");
        File.Exists(Chemin("pfcng.db")).Should().BeFalse();
    }

    [Test]
    public async Task Un_premier_demarrage_coupe_avant_ses_cles_reprend()
    {
        foreach (var dossier in new[] { "autorites", "listes", "ac", "demo", "trace" })
        {
            Directory.Delete(Chemin(dossier), recursive: true);
        }

        File.Delete(Chemin("emission.journal"));
        File.Delete(Chemin("tetes.journal"));
        File.Delete(Chemin("pfcng.db"));
        await Domain.Stockage.Depot.Ouvrir(Chemin("pfcng.db")).DisposeAsync();
        DossierDeVersion4.ExtraireLesAutorites(_dossier);

        await DemarrerAsync();
    }

    [Test]
    public async Task Un_premier_demarrage_coupe_reprend_ou_il_en_etait()
    {
        using (var depot = new SqliteConnection($"Data Source={Chemin("pfcng.db")};Pooling=False"))
        {
            depot.Open();
            using var commande = depot.CreateCommand();
            commande.CommandText = "DELETE FROM piece";
            commande.ExecuteNonQuery();
        }

        Directory.Delete(Chemin("listes"), recursive: true);
        Directory.Delete(Chemin("demo"), recursive: true);
        File.Delete(Chemin("autorites/codes-revocation.cle"));
        File.Delete(Chemin("autorites/certificats/ACI-EL-ORG.crt"));
        File.Delete(Chemin("autorites/certificats/ACI-FO-PP.crt"));
        File.Delete(Chemin("autorites/cles/ACI-FO-PP.key"));
        await File.WriteAllTextAsync(Chemin("autorites/cles/ACI-FO-PP.key.tmp"), "la moitié d’une clé");

        await DemarrerAsync();
        await DemarrerAsync();
    }

    [TestCase("autorites/codes-revocation.cle")]
    [TestCase("autorites/certificats/ACI-EL-ORG-TEST.crt autorites/cles/ACI-EL-ORG-TEST.key")]
    [TestCase("autorites/certificats/tetes.attestation autorites/cles/tetes.key")]
    [Category("D37")]
    public async Task Un_depot_qui_a_servi_et_a_perdu_ses_empreintes_est_refuse_et_rien_n_est_refait(string perdus)
    {
        await ServirAsync();
        new Faussaire(_dossier).Executer("DELETE FROM piece");
        foreach (var fichier in perdus.Split(' ').Select(Chemin))
        {
            File.Delete(fichier);
        }

        for (var essai = 0; essai < 2; essai++)
        {
            (await FluentActions.Awaiting(DemarrerAsync).Should().ThrowExactlyAsync<DemarrageImpossibleException>()).Which.Message.Should().Contain("a servi, et n’a plus l’empreinte de").And.NotContain("\n");
            perdus.Split(' ').Select(Chemin).Where(File.Exists).Should().BeEmpty();
        }
    }

    [Test, Category("D37")]
    public async Task Une_seule_empreinte_perdue_est_nommee()
    {
        await ServirAsync();
        new Faussaire(_dossier).Executer("DELETE FROM piece WHERE nom = 'codes-revocation'");

        (await FluentActions.Awaiting(DemarrerAsync).Should().ThrowExactlyAsync<DemarrageImpossibleException>()).Which.Message.Should().Contain("codes-revocation.cle");
    }

    [Test]
    public async Task Une_marque_de_forme_perdue_ou_changee_est_dite([Values(null, "", "production\n")] string? marque)
    {
        await ServirAsync();
        File.Delete(Chemin("forme"));
        if (marque is not null)
        {
            await File.WriteAllTextAsync(Chemin("forme"), marque);
        }

        (await FluentActions.Awaiting(DemarrerAsync).Should().ThrowExactlyAsync<DemarrageImpossibleException>()).Which.Message.Should().Contain(marque is { Length: > 0 } ? "en forme « production »" : "forme manque ou est vide");
        (File.Exists(Chemin("forme")) ? await File.ReadAllTextAsync(Chemin("forme")) : null).Should().Be(marque);
    }

    [Test]
    public async Task Une_marque_de_forme_coupee_avant_le_depot_est_refaite()
    {
        File.Delete(Chemin("pfcng.db"));
        await File.WriteAllBytesAsync(Chemin("forme"), []);

        Donnees.RepertoireDeDonnees.Ouvrir(_dossier, demonstration: true);
        (await File.ReadAllTextAsync(Chemin("forme"))).Should().Be("demonstration\n");
    }

    [Test, Category("D37")]
    public async Task Des_tetes_perdues_se_disent_au_demarrage()
    {
        await ServirAsync();
        File.Delete(Chemin("tetes.journal"));

        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        service.Etape.Tetes.Constat.Should().Contain("tetes.journal s’arrête à la tête 0");
    }

    /// <summary>Starts, and does something that its history tells.</summary>
    private async Task ServirAsync()
    {
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        using (await service.ObtenirAsync())
        {
        }
    }

    private string Chemin(string nom) => Path.Combine(_dossier, nom);

    private async Task DemarrerAsync()
    {
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
    }
}
