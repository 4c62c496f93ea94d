using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>
/// Who can write the store writes a revocation that nobody asked for, or takes away the state of one that was done: product and revocation move in one
/// transaction, so that one without the other is told, and never published (D29, D37).
/// </summary>
[Category("§16.2"), Category("D29"), Category("D37")]
internal sealed class RevocationsContreditesTests
{
    private string _dossier = "";

    [SetUp]
    public async Task Preparer() => _dossier = await ServiceDeTest.NouveauDossierAsync();

    [TearDown]
    public void Ranger() => Directory.Delete(_dossier, recursive: true);

    [TestCase("INSERT INTO revocation_sans_demande SELECT monde, aki, numero_serie, 1795293000000, 'Exploitant', 'x' FROM produit WHERE etat = 'Actif'")]
    [TestCase("INSERT INTO revocation_sans_demande SELECT monde, aki, numero_serie, 1795293000000, 'Journal', NULL FROM produit WHERE etat = 'Actif'")]
    [TestCase("UPDATE demande_revocation SET etat = 'Close', revocation = 1795293000000")]
    public async Task Une_revocation_inseree_pour_un_produit_actif_est_nommee_et_n_est_pas_publiee(string atteinte)
    {
        X509Certificate2 certificat;
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier))
        {
            certificat = await service.ObtenirAsync();
            await service.RevoquerAsync(certificat, date: DateTime.Now.AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        new Faussaire(_dossier).Executer(atteinte);
        await using var apres = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        apres.Etape.Confiance.Contredites.Should().ContainSingle().And.ContainSingle(e => e.Contains(certificat.SerialNumber.ToLowerInvariant(), StringComparison.Ordinal));
        (await apres.ListeAsync()).Contient(certificat).Should().BeFalse();
        using (var autre = await apres.ObtenirAsync())
        {
            (await apres.RevoquerAsync(autre)).Statut.Should().Be("OK");
            (await apres.ListeAsync()).Contient(autre).Should().BeTrue();
        }

        (await apres.ListeAsync()).Contient(certificat).Should().BeFalse("ni par la liste suivante");
        certificat.Dispose();
    }

    [TestCase("UPDATE demande_revocation SET echeance = 1, date_effet = '2020-01-01'", "avancée")]
    [TestCase("UPDATE demande_revocation SET revocation = 1795293000000", "datée")]
    [TestCase("UPDATE demande_revocation SET revocation = 1000 * (unixepoch() + 6 * 86400)", "datée de l’avenir")]
    [TestCase("UPDATE demande_revocation SET echeance = 1, produit = (SELECT min(numero) FROM produit WHERE etat = 'Actif')", "mise sur un autre produit")]
    [TestCase("INSERT INTO demande_revocation SELECT monde, numero + 500, (SELECT min(numero) FROM produit WHERE etat = 'Actif'), canal, offre, usage, structure, beneficiaire, acteur, acteur_nom, acteur_prenom, administrateur, administrateur_nom, administrateur_prenom, mail_demandeur, mail_informer, motif, motif_autre, creation, date_effet, 1, NULL, etat, preuve FROM demande_revocation", "ajoutée")]
    public async Task Une_revocation_qui_attend_n_est_executee_que_telle_que_l_historique_la_lie(string atteinte, string comment)
    {
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        using var actif = await service.ObtenirAsync();
        using var differe = await service.ObtenirAsync();
        await service.RevoquerAsync(differe, date: DateTime.Now.AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        new Faussaire(_dossier).Executer(atteinte);
        await service.PlanifierAsync();

        var liste = await service.ListeAsync();
        (liste.Contient(actif), liste.Contient(differe)).Should().Be((false, false), comment);
        service.Trace.Should().Contain(l => l.Contains("dépôt altéré, demande de révocation", StringComparison.Ordinal));
    }

    /// <summary>Both tables, or one that no product contradicts: the lists, the journal and the history say nothing of it.</summary>
    [TestCase("UPDATE demande_revocation SET etat = 'Close', revocation = 1795293000000; UPDATE produit SET etat = 'Revoque' WHERE numero = (SELECT produit FROM demande_revocation)")]
    [TestCase("UPDATE produit SET etat = 'Revoque'; INSERT INTO revocation_sans_demande SELECT monde, aki, numero_serie, 1795293000000, 'Exploitant', 'x' FROM produit")]
    [TestCase("UPDATE produit SET etat = 'Revoque'; INSERT INTO revocation_sans_demande SELECT monde, aki, numero_serie, 1795293000000, 'Liste', NULL FROM produit")]
    public async Task Une_revocation_ecrite_partout_dans_le_depot_n_est_pas_publiee_si_rien_d_autre_ne_la_dit(string atteinte)
    {
        X509Certificate2 certificat;
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier))
        {
            certificat = await service.ObtenirAsync();
            await service.RevoquerAsync(certificat, date: DateTime.Now.AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        new Faussaire(_dossier).Executer(atteinte);
        for (var n = 0; n < 2; n++)
        {
            await using var apres = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
            apres.Etape.Confiance.Contredites.Should().Contain(e => e.Contains(certificat.SerialNumber.ToLowerInvariant(), StringComparison.Ordinal), "à chaque démarrage");
            (await apres.ListeAsync()).Contient(certificat).Should().BeFalse();
        }

        certificat.Dispose();
    }

    [Test]
    public async Task Une_revocation_que_la_liste_a_perdue_est_publiee_de_nouveau()
    {
        X509Certificate2 certificat;
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier))
        {
            certificat = await service.ObtenirAsync();
            (await service.RevoquerAsync(certificat)).Statut.Should().Be("OK");
        }

        foreach (var liste in Directory.EnumerateFiles(_dossier, "*.crl", SearchOption.AllDirectories))
        {
            File.Delete(liste);
        }

        await using var apres = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        apres.Etape.Confiance.Contredites.Should().BeEmpty();
        (await apres.ListeAsync()).Contient(certificat).Should().BeTrue();
        certificat.Dispose();
    }

    [Test]
    public async Task Une_revocation_qui_attend_un_produit_change_n_est_pas_rendue_non_traitee()
    {
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        using var differe = await service.ObtenirAsync();
        await service.RevoquerAsync(differe, date: DateTime.Now.AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        new Faussaire(_dossier).Executer("UPDATE demande_revocation SET revocation = 1000 * (unixepoch() - 86400); UPDATE produit SET etat = 'Revoque'");
        await service.PlanifierAsync();
        new Faussaire(_dossier).Lire<string>("SELECT etat FROM demande_revocation").Should().Be("Validee");
        service.Trace.Should().Contain(l => l.Contains("dépôt altéré, demande de révocation", StringComparison.Ordinal));
    }

    [Test]
    public async Task Une_date_seule_n_avance_pas_une_revocation_du_lendemain()
    {
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        using var differe = await service.ObtenirAsync();
        var demain = CalendrierParis.Jour(DateTimeOffset.UtcNow.AddDays(1));
        await service.RevoquerAsync(differe, date: demain.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        new Faussaire(_dossier).Executer("UPDATE demande_revocation SET revocation = echeance");
        await service.PlanifierAsync();
        (await service.ListeAsync()).Contient(differe).Should().BeFalse();
    }

    [Test]
    public async Task Un_produit_revoque_rendu_actif_redevient_revoque()
    {
        X509Certificate2 certificat;
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier))
        {
            certificat = await service.ObtenirAsync();
            (await service.RevoquerAsync(certificat)).Statut.Should().Be("OK");
        }

        new Faussaire(_dossier).Executer("UPDATE produit SET etat = 'Actif'");
        await using var apres = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        apres.Etape.Confiance.Contredites.Should().BeEmpty();
        apres.Etape.Confiance.Repris.Dire("pfcng.db").Single().Texte.Should().Contain("1 révocation rétablie");
        (await apres.RevoquerAsync(certificat)).Statut.Should().Be("WSMG-00000012");
        certificat.Dispose();
    }
}
