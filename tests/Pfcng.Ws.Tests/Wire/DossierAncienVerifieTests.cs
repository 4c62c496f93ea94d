using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>A data folder of version 4: its rows keep their rule, one row marks the change and seals what was there, the verification follows both (D37).</summary>
[Category("D37")]
internal sealed class DossierAncienVerifieTests
{
    private DossierDeVersion4 _ancien = null!;
    private string _gardees = "";

    [OneTimeSetUp]
    public async Task Ouvrir()
    {
        _ancien = DossierDeVersion4.Ouvrir();
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: _ancien.Racine, horloge: _ancien.Horloge))
        {
            await service.ObtenirAsync();
        }

        _gardees = await File.ReadAllTextAsync(Path.Combine(_ancien.Racine, "tetes.journal"));
    }

    [OneTimeTearDown]
    public void Ranger() => _ancien.Dispose();

    [Test]
    public async Task Il_est_juste_et_une_ligne_marque_le_changement()
    {
        using var copie = new Copie(_ancien.Racine, _gardees);

        (await copie.VerifierAsync()).Should().StartWith("juste");
        new Faussaire(copie.Dossier).Lire<string>($"SELECT group_concat(numero || ' ' || format) FROM historique WHERE action = '{ActionDePlateforme.Scellement.Code()}'").Should().Be($"{_ancien.Lignes + 1} 2");
        new Faussaire(copie.Dossier).Lire<long>($"SELECT count(*) FROM historique WHERE numero <= {_ancien.Lignes} AND format <> 1").Should().Be(0);
    }

    [TestCase("UPDATE produit SET raison_sociale = 'AUTRE' WHERE numero = (SELECT min(numero) FROM demande WHERE etat = 'Validee')", "ce que lie sa dernière ligne")]
    [TestCase("UPDATE preuve SET trace = 'autre' WHERE id = 1", "elle n’est plus celle qui a été scellée")]
    [TestCase("DELETE FROM preuve WHERE id = 1", "preuve")]
    [TestCase("UPDATE demande_revocation SET motif = 'VOL' WHERE etat = 'Close'", "ce que lie sa dernière ligne")]
    [TestCase("UPDATE scelle SET empreinte = zeroblob(32) WHERE numero = 1", "les scellés de ce qui la précède ont changé")]
    [TestCase("UPDATE historique SET acteur = 'X (1)' WHERE numero = 2", "Ligne 2")]
    public async Task Ce_qui_etait_la_est_lie_aussi(string atteinte, string constat)
    {
        using var copie = new Copie(_ancien.Racine, _gardees);
        copie.Sql(atteinte);

        (await copie.VerifierAsync()).Should().Contain(constat);
    }

    [Test]
    public async Task Ses_lignes_refaites_sont_vues_aux_tetes()
    {
        using var copie = new Copie(_ancien.Racine, _gardees);
        copie.Sql("UPDATE historique SET acteur = 'X (1)' WHERE numero = 2");
        copie.Chaine();

        (await copie.VerifierAsync()).Should().Contain("l’historique a été refait");
    }
}
