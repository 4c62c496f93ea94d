using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.RetirerCertificat;

/// <summary>Withdrawals that are disturbed: an authority that fails, two at once, a process killed between two commits.</summary>
[TestFixture, Category("D26")]
public class RetraitsContrariesTests
{
    private static readonly Etats ARetirer = new(EtatDemande.Validee, EtatProduit.ARetirer);
    private static readonly Etats Transmise = new(EtatDemande.Transmise, EtatProduit.ARetirer);
    private static readonly Etats Actif = new(EtatDemande.Close, EtatProduit.Actif);

    private PlateformeDeTest _plateforme = null!;
    private long _numero;

    [SetUp]
    public async Task Demander()
    {
        _plateforme = PlateformeDeTest.Neuve();
        _numero = await _plateforme.DemanderUneAsync(Carole, Org());
    }

    [TearDown]
    public async Task Fermer() => await _plateforme.DisposeAsync();

    [Test, Category("RMT_ERR_003")]
    [Category("§19 18")]
    public async Task Autorite_inaccessible_a_l_enregistrement_18_puis_le_retrait_se_refait()
    {
        _plateforme.Autorite.AvantEnregistrement = () => throw new AutoriteInaccessibleException("voulu");
        (await Refuse(Carole, _numero)).Should().Be("WSMG-00000018");
        (await _plateforme.EtatsAsync(_numero)).Should().Be(ARetirer);
        (await _plateforme.ActionsAsync(_numero)).Should().EndWith("ACT_RET_001 ACT_IGC_001");

        _plateforme.Autorite.AvantEnregistrement = () => Task.CompletedTask;
        await using var retrait = await _plateforme.RetirerAsync(Carole, _numero);
        retrait.Reponse.Statut.Should().Be("OK");
    }

    [Test, Category("RMT_ERR_004")]
    [Category("§19 17")]
    public async Task Erreur_a_l_enregistrement_17_et_tout_est_annule()
    {
        _plateforme.Autorite.AvantEnregistrement = () => throw new AutoriteErreurException("voulu");

        (await Refuse(Carole, _numero)).Should().Be("WSMG-00000017");
        (await _plateforme.EtatsAsync(_numero)).Should().Be(new Etats(EtatDemande.NonTraitee, EtatProduit.Annule));
    }

    [Test, Category("RMT_ERR_006")]
    [Category("§19 15")]
    public async Task Autorite_inaccessible_au_retrait_15_puis_le_meme_certificat()
    {
        _plateforme.Autorite.AvantRetrait = () => throw new AutoriteInaccessibleException("voulu");
        (await Refuse(Carole, _numero)).Should().Be("WSMG-00000015");
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Transmise);

        _plateforme.Autorite.AvantRetrait = () => Task.CompletedTask;
        await using var retrait = await _plateforme.RetirerAsync(Carole, _numero);
        retrait.Reponse.Statut.Should().Be("OK");
        _plateforme.Autorite.Enregistrees.Should().HaveCount(1, "le numéro de série déjà gardé sert");
    }

    [Test, Category("RMT_ERR_007")]
    [Category("§19 16")]
    public async Task Erreur_au_retrait_16_et_tout_est_annule()
    {
        _plateforme.Autorite.AvantRetrait = () => throw new AutoriteErreurException("voulu");

        (await Refuse(Carole, _numero)).Should().Be("WSMG-00000016");
        (await _plateforme.EtatsAsync(_numero)).Should().Be(new Etats(EtatDemande.Annulee, EtatProduit.Annule));
        (await _plateforme.ActionsAsync(_numero)).Should().EndWith("ACT_RET_001 ACT_IGC_003 ACT_IGC_005");
    }

    [Test]
    public async Task Deux_retraits_a_la_fois_s_attendent_et_donnent_le_meme_certificat()
    {
        var premier = await _plateforme.RetirerAsync(Carole, _numero);
        var second = _plateforme.RetirerAsync(Carole, _numero);
        await _plateforme.ObtenirAsync(Carole, Org()); // Begun after it, and at its end before it.
        second.IsCompleted.Should().BeFalse("le second attend l’accusé du premier");

        await premier.AccuserAsync(transmise: false);

        await using var retrait = await second;
        retrait.Reponse.Certificat.Should().Be(premier.Reponse.Certificat);
    }

    [Test]
    public async Task Cinquante_retraits_a_la_fois_un_seul_certificat()
    {
        var statuts = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            await using var retrait = await _plateforme.RetirerAsync(Carole, _numero);
            await retrait.AccuserAsync(transmise: i % 5 == 0);
            return retrait.Reponse.Statut;
        })));

        statuts.Should().OnlyContain(e => e == "OK" || e == "WSMG-00000011");
        _plateforme.Autorite.Signes.Should().HaveCount(1);
        (await _plateforme.EtatsAsync(_numero)).Should().Be(Actif);
        (await Verification.VerifierAsync(_plateforme.Depot, default)).PremiereFausse.Should().BeNull();
    }

    [Test]
    public async Task Un_client_qui_renonce_en_attendant_ne_bloque_pas_le_suivant()
    {
        var premier = await _plateforme.RetirerAsync(Carole, _numero);
        using var patience = new CancellationTokenSource(50);
        await FluentActions.Awaiting(() => _plateforme.Retirer.TraiterAsync(Appel(Carole), new(null, $"{_numero}", "code"), patience.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        await premier.DisposeAsync();

        await using var suivant = await _plateforme.RetirerAsync(Carole, _numero);
        suivant.Reponse.Statut.Should().Be("OK");
    }

    [Test, Category("D28")]
    public async Task Un_numero_de_serie_deja_pris_en_fait_choisir_un_autre()
    {
        var series = new Queue<string>([new string('1', 32), new string('1', 32), new string('2', 32)]);
        _plateforme.Autorite.NumeroSerie = series.Dequeue;
        var autre = await _plateforme.DemanderUneAsync(Carole, Org());

        await using var premier = await _plateforme.RetirerAsync(Carole, _numero);
        await using var second = await _plateforme.RetirerAsync(Carole, autre);

        _plateforme.Autorite.Signes.Should().Equal(new string('1', 32), new string('2', 32));
    }

    [TestCase("enregistrement", "Validee")]
    [TestCase("retrait", "Transmise")]
    [TestCase("réponse", "Transmise")]
    public async Task Tue_entre_deux_ecritures_le_retrait_reprend_avec_le_meme_certificat(string etape, string etat)
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng-tue-");
        try
        {
            var chemin = Path.Combine(dossier.FullName, "pfcng.db");
            using var enfant = Enfant.Demarrer("retirer", chemin, etape);
            var lignes = (await enfant.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await enfant.WaitForExitAsync();
            enfant.ExitCode.Should().Be(137, "kill -9");

            await using var plateforme = PlateformeDeTest.Sur(chemin);
            $"{(await plateforme.EtatsAsync(1)).Demande}".Should().Be(etat);
            var serie = await plateforme.Depot.LireAsync(c => (string?)c.Valeur("SELECT numero_serie FROM produit"), default);
            await using var retrait = await plateforme.RetirerAsync(Carole, 1, "nouveau code");
            await retrait.AccuserAsync(transmise: true);

            (await plateforme.EtatsAsync(1)).Should().Be(Actif);
            if (serie is null)
            {
                (await plateforme.Depot.LireAsync(c => c.Valeur("SELECT numero_serie FROM produit"), default)).Should().NotBeNull();
            }
            else
            {
                (await plateforme.Depot.LireAsync(c => c.Valeur("SELECT numero_serie FROM produit"), default)).Should().Be(serie);
            }
            lignes.Skip(1).Should().NotContain(e => e != retrait.Reponse.Certificat!.ReplaceLineEndings(""), "ce que le client a pu recevoir");
        }
        finally
        {
            dossier.Delete(recursive: true);
        }
    }

    private async Task<string> Refuse(Personne acteur, long numero)
    {
        await using var retrait = await _plateforme.RetirerAsync(acteur, numero);
        retrait.Reponse.Certificat.Should().BeNull();
        return retrait.Reponse.Statut;
    }
}
