using System.Security.Cryptography;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Trace;

[TestFixture, Category("D37")]
public sealed class TetesTests : IDisposable
{
    private readonly RSA _cle = ClesDeTest.Neuve();
    private string _dossier = "";

    private string Base => Path.Combine(_dossier, "pfcng.db");

    private string Chemin => Tetes.Chemin(Base);

    [SetUp]
    public void Preparer() => _dossier = Directory.CreateTempSubdirectory("pfcng-tetes-").FullName;

    [TearDown]
    public void Ranger() => Directory.Delete(_dossier, recursive: true);

    public void Dispose() => _cle.Dispose();

    [Test]
    public async Task Une_tete_n_est_signee_que_s_il_y_a_du_nouveau_et_le_temps_n_y_recule_pas()
    {
        await using var plateforme = PlateformeDeTest.Sur(Base);
        using var tetes = Ouvrir();
        var premiere = await tetes.SignerAsync(plateforme.Depot, plateforme.Horloge.GetUtcNow());
        await plateforme.DemanderUneAsync(Carole, Org());
        var seconde = await tetes.SignerAsync(plateforme.Depot, plateforme.Horloge.GetUtcNow().AddDays(-1));

        (await tetes.SignerAsync(plateforme.Depot, plateforme.Horloge.GetUtcNow())).Should().BeNull();
        (premiere!.Rang, premiere.Ligne, seconde!.Rang, seconde.Ligne).Should().Be((1L, 0L, 2L, 2L));
        seconde.Instant.Should().Be(premiere.Instant);
        (await VerifierAsync(plateforme.Depot)).Should().BeNull();
    }

    [Test]
    public async Task Les_tetes_continuent_d_un_demarrage_a_l_autre_et_d_une_autre_cle_elles_refusent()
    {
        await using var plateforme = PlateformeDeTest.Sur(Base);
        for (var demarrage = 0; demarrage < 3; demarrage++)
        {
            using var tetes = Ouvrir();
            await plateforme.DemanderUneAsync(Carole, Org());
            await tetes.SignerAsync(plateforme.Depot, plateforme.Horloge.GetUtcNow());
        }

        (await VerifierAsync(plateforme.Depot)).Should().BeNull();
        using var autre = ClesDeTest.Neuve();
        FluentActions.Invoking(() => Tetes.Ouvrir(Chemin, o => o, (signe, signature) => autre.VerifyData(signe, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)))
            .Should().ThrowExactly<InvalidDataException>().Which.Message.Should().Contain("n’est pas une tête signée par la clé de cette plateforme");
    }

    [Test, Category("D29")]
    public async Task Un_depot_plus_ancien_que_la_derniere_tete_est_dit_et_reste_nomme()
    {
        await using (var plateforme = PlateformeDeTest.Sur(Base))
        {
            await plateforme.DemanderUneAsync(Carole, Org());
        }

        File.Copy(Base, Base + ".ancien");
        await using (var plateforme = PlateformeDeTest.Sur(Base))
        {
            await plateforme.DemanderUneAsync(Carole, Org());
            using var tetes = Ouvrir();
            await tetes.SignerAsync(plateforme.Depot, plateforme.Horloge.GetUtcNow());
        }

        File.Move(Base + ".ancien", Base, overwrite: true);
        await using var restauree = PlateformeDeTest.Sur(Base);
        (await VerifierAsync(restauree.Depot)).Should().Contain("tête 1 : elle atteste 4 lignes, l’historique s’arrête avant");

        using (var tetes = Ouvrir())
        {
            (await tetes.ReprendreAsync(restauree.Depot, restauree.Horloge.GetUtcNow())).Should().Contain("le dépôt s’arrête à la ligne 2");
            await restauree.DemanderUneAsync(Carole, Org());
            await tetes.SignerAsync(restauree.Depot, restauree.Horloge.GetUtcNow());
            (await tetes.ReprendreAsync(restauree.Depot, restauree.Horloge.GetUtcNow())).Should().BeNull();
        }

        (await VerifierAsync(restauree.Depot)).Should().StartWith("ligne 3").And.Contain("--reprises 1");
        (await VerifierAsync(restauree.Depot, reprises: 1)).Should().BeNull();
    }

    [TestCase("effacé", 0)]
    [TestCase("vidé", 0)]
    [TestCase("coupé", 2)]
    public async Task Des_tetes_perdues_se_disent_et_leurs_numeros_ne_reviennent_pas(string comment, int restent)
    {
        await using var plateforme = PlateformeDeTest.Sur(Base);
        using (var tetes = Ouvrir())
        {
            for (var tete = 1; tete <= 3; tete++)
            {
                await plateforme.DemanderUneAsync(Carole, Org());
                await tetes.SignerAsync(plateforme.Depot, plateforme.Horloge.GetUtcNow());
            }
        }

        var lignes = await File.ReadAllLinesAsync(Chemin);
        File.Delete(Chemin);
        if (comment != "effacé")
        {
            await File.WriteAllLinesAsync(Chemin, lignes[..restent]);
        }

        for (var demarrage = 0; demarrage < 2; demarrage++)
        {
            using var tetes = Ouvrir();
            var constat = await tetes.ReprendreAsync(plateforme.Depot, plateforme.Horloge.GetUtcNow());
            if (demarrage == 0)
            {
                constat.Should().Contain($"s’arrête à la tête {restent}, 3 ont été signées").And.NotContain("\n");
            }
            else
            {
                constat.Should().BeNull();
            }
            ((await tetes.SignerAsync(plateforme.Depot, plateforme.Horloge.GetUtcNow()))?.Rang).Should().Be(demarrage == 0 ? 4 : null);
        }

        (await VerifierAsync(plateforme.Depot)).Should().StartWith("ligne 7").And.Contain("--reprises 1");
        (await VerifierAsync(plateforme.Depot, reprises: 1)).Should().BeNull();
    }

    [Test]
    public async Task Des_tetes_qui_manquent_sont_nommees_avant_meme_un_demarrage([Values(1, 2, 3)] int manque)
    {
        await using var plateforme = PlateformeDeTest.Sur(Base);
        using (var tetes = Ouvrir())
        {
            for (var tete = 1; tete <= 3; tete++)
            {
                await plateforme.DemanderUneAsync(Carole, Org());
                await tetes.SignerAsync(plateforme.Depot, plateforme.Horloge.GetUtcNow());
            }
        }

        var lignes = await File.ReadAllLinesAsync(Chemin);
        await File.WriteAllLinesAsync(Chemin, lignes.Where((_, rang) => rang + 1 != manque));

        (await VerifierAsync(plateforme.Depot)).Should().Be($"tête {manque} : elle manque");
    }

    [Test]
    public async Task Un_historique_refait_avant_le_demarrage_est_dit_et_n_est_pas_repris()
    {
        await using var plateforme = PlateformeDeTest.Sur(Base);
        await plateforme.DemanderUneAsync(Carole, Org());
        using var tetes = Ouvrir();
        await tetes.SignerAsync(plateforme.Depot, plateforme.Horloge.GetUtcNow());
        var faussaire = new Faussaire(_dossier);
        faussaire.Executer("UPDATE historique SET habilitations = 'toutes'");
        faussaire.RefaireLaChaine();

        (await tetes.ReprendreAsync(plateforme.Depot, plateforme.Horloge.GetUtcNow())).Should().Contain("il a été refait");
        (await VerifierAsync(plateforme.Depot)).Should().Contain("l’historique a été refait");
    }

    private Tetes Ouvrir() => Tetes.Ouvrir(Chemin, o => _cle.SignData(o, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), EstJuste);

    private bool EstJuste(byte[] signe, byte[] signature) => _cle.VerifyData(signe, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private async Task<string?> VerifierAsync(Depot depot, int reprises = 0) =>
        (await Verification.VerifierAsync(depot, default, new() { Tetes = (Chemin, EstJuste), Reprises = reprises })).Raison;
}
