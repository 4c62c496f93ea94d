using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Trace;

/// <summary>An older copy of the store beside a newer journal and newer lists.</summary>
[Category("D26"), Category("D29"), Category("D37")]
public sealed class RepriseTests
{
    private string _depot = "";

    private string Copie => _depot + ".copie";

    [SetUp]
    public void Preparer() => _depot = Path.Combine(Directory.CreateTempSubdirectory("pfcng-reprise-").FullName, "pfcng.db");

    [TearDown]
    public void Ranger() => Directory.Delete(Path.GetDirectoryName(_depot)!, recursive: true);

    [Test]
    public async Task Une_demande_retiree_apres_la_copie_garde_son_certificat_et_son_etat()
    {
        long active, interrompue;
        byte[] certificat;
        await using (var plateforme = await OuvrirAsync())
        {
            active = await plateforme.DemanderUneAsync(Carole, Org());
            interrompue = await plateforme.DemanderUneAsync(Carole, Org());
        }

        Copier();
        await using (var plateforme = await OuvrirAsync())
        {
            await using (var retrait = await plateforme.RetirerAsync(Carole, active))
            {
                await retrait.AccuserAsync(transmise: true);
            }

            await using (await plateforme.RetirerAsync(Carole, interrompue))
            {
            }

            certificat = await CertificatAsync(plateforme, interrompue);
        }

        Restaurer();
        await using (var plateforme = await OuvrirAsync())
        {
            var bilan = plateforme.Repris;
            bilan.Rendus.Should().BeEquivalentTo(new[] { (Monde.Test, active), (Monde.Test, interrompue) });
            bilan.Dire("pfcng.db").Single().Texte.Should().StartWith("Le dépôt pfcng.db est plus ancien que son journal").And.Contain("2 certificats rendus à leurs demandes");
            (await plateforme.EtatsAsync(active)).Should().Be(new Etats(EtatDemande.Close, EtatProduit.Actif));
            (await plateforme.EtatsAsync(interrompue)).Should().Be(new Etats(EtatDemande.Transmise, EtatProduit.Retire));
            (await plateforme.ActionsAsync(interrompue)).Should().EndWith("ACT_IGC_011");

            await using var encore = await plateforme.RetirerAsync(Carole, interrompue);
            encore.Reponse.Statut.Should().Be("OK");
            plateforme.Autorite.Signes.Should().BeEmpty("rien n’est signé une seconde fois");
            (await CertificatAsync(plateforme, interrompue)).Should().Equal(certificat);
        }

        await using var ensuite = await OuvrirAsync();
        ensuite.Repris.Dire("pfcng.db").Should().BeEmpty("une fois suffit");
        (await Verification.VerifierAsync(ensuite.Depot, default)).PremiereFausse.Should().BeNull();
    }

    [Test]
    public async Task Une_revocation_differee_que_le_depot_a_perdue_est_dite_avec_son_jour()
    {
        long numero;
        await using (var plateforme = await OuvrirAsync())
        {
            numero = await plateforme.ObtenirAsync(Carole, Org());
        }

        Copier();
        var jour = new DateOnly(2026, 3, 12);
        await using (var plateforme = await OuvrirAsync())
        {
            (await plateforme.RevoquerAsync(Carole, numero, date: jour)).Statut.Should().Be("OK");
        }

        await using (var plateforme = await OuvrirAsync())
        {
            plateforme.Repris.Differees.Should().BeEmpty("elle attend, rien n’est perdu");
        }

        Restaurer();
        await using var restauree = await OuvrirAsync();
        restauree.Repris.Differees.Single().DateEffet.Should().Be(jour);
        restauree.Repris.Dire("pfcng.db").Single().Texte.Should().ContainAll("1 révocation différée perdue, à redemander", "le 12/03/2026");
    }

    [Test]
    public async Task Une_revocation_differee_perdue_avec_sa_demande_est_dite_aussi()
    {
        await using (await OuvrirAsync())
        {
            // An empty store, to go back to.
        }

        Copier();
        await using (var plateforme = await OuvrirAsync())
        {
            var numero = await plateforme.ObtenirAsync(Carole, Org());
            (await plateforme.RevoquerAsync(Carole, numero, date: new DateOnly(2026, 3, 12))).Statut.Should().Be("OK");
        }

        Restaurer();
        await using var restauree = await OuvrirAsync();
        (restauree.Repris.SansDemande, restauree.Repris.Differees.Count).Should().Be((1, 1));
    }

    [Test]
    public async Task Une_revocation_differee_faite_depuis_n_est_pas_a_redemander()
    {
        await using (await OuvrirAsync())
        {
            // An empty store, to go back to.
        }

        Copier();
        await using (var plateforme = await OuvrirAsync())
        {
            var numero = await plateforme.ObtenirAsync(Carole, Org());
            await plateforme.RevoquerAsync(Carole, numero, date: new DateOnly(2026, 3, 12));
            plateforme.Horloge.Avancer(TimeSpan.FromDays(11));
            (await plateforme.Executer.ExecuterAsync(default)).Faites.Should().Be(1);
        }

        Restaurer();
        await using var restauree = await OuvrirAsync();
        (restauree.Repris.SansDemande, restauree.Repris.Differees.Count).Should().Be((1, 0));
    }

    [Test]
    public async Task Une_revocation_annoncee_comme_manquee_n_est_pas_dans_le_journal()
    {
        await using var plateforme = await OuvrirAsync();
        var manquee = new RevocationFaite(Monde.Test, new('a', 40), new('b', 32), plateforme.Horloge.GetUtcNow());

        await FluentActions.Awaiting(async () => await plateforme.Depot.EcrireAsync(c =>
            {
                c.Journal.Add(manquee);
                c.Executer("PRAGMA defer_foreign_keys = 1"); // The commit itself fails.
                return c.Executer("INSERT INTO cle_publique (empreinte, monde, numero) VALUES (x'00', 'Test', 999)");
            }))
            .Should().ThrowExactlyAsync<StoreIndisponibleException>();
        JournalDEmission.Lire(plateforme.Depot.Journal).Select(l => l.Contenu).OfType<RevocationFaite>().Should().BeEmpty();

        await plateforme.Depot.EcrireAsync(c =>
        {
            c.Journal.Add(manquee);
            return true;
        });
        JournalDEmission.Lire(plateforme.Depot.Journal).Select(l => l.Contenu).OfType<RevocationFaite>().Should().Equal(manquee);
    }

    [Test]
    public async Task Une_demande_perdue_laisse_son_numero_sa_cle_et_un_certificat_revocable()
    {
        await using (var plateforme = await OuvrirAsync())
        {
            await plateforme.ObtenirAsync(Carole, Org());
        }

        Copier();
        var (perdue, nonRetiree) = (Org(), Org());
        long numero;
        EnregistrementTechnique technique;
        string lot;
        await using (var plateforme = await OuvrirAsync())
        {
            numero = await plateforme.ObtenirAsync(Carole, perdue);
            var reponse = await plateforme.Demander.TraiterAsync(Appel(Carole), Lot(nonRetiree), default);
            lot = reponse.IndiceLot;
            technique = (await plateforme.Depot.LireAsync(c => DepotDesDemandes.Lire(c, Monde.Test, numero), default))!.Value.Produit.Technique!;
        }

        Restaurer();
        await using var apres = await OuvrirAsync();
        apres.Repris.Should().BeEquivalentTo(new { SansDemande = 1, Cles = 2 });
        var nouvelle = await apres.Demander.TraiterAsync(Appel(Carole), Lot(Org()), default);
        nouvelle.Demandes[0].IndiceDemande.Should().Be(numero + 2, "aucun numéro n’est redonné");
        long.Parse(nouvelle.IndiceLot, null).Should().BeGreaterThan(long.Parse(lot, null));
        foreach (var demande in new[] { perdue, nonRetiree })
        {
            var refus = await apres.Demander.TraiterAsync(Appel(Carole), Lot(demande), default);
            refus.Demandes[0].StatutDemande.Should().Be("WSMG-00000009");
            refus.Demandes[0].Message.Should().ContainAll("déjà été présentée", "acteur inconnu");
        }

        var revocation = new RevocationTechnique(Monde.Test, technique.Aki, technique.NumeroSerie, apres.Horloge.GetUtcNow());
        await apres.Depot.EcrireAsync(c => RevocationsSansDemande.Constater(c, new(revocation, OrigineDeRevocation.Exploitant, "vol", Auteur.Plateforme), revocation.Date));
        (await Revocations.FaitesAsync(apres.Depot, default)).Select(r => r.NumeroSerie).Should().Contain(technique.NumeroSerie);
    }

    [Test]
    public async Task Ce_qu_une_liste_montre_revoque_l_est_aussi_dans_le_depot([Values] bool differee)
    {
        long numero;
        EnregistrementTechnique technique;
        await using (var plateforme = await OuvrirAsync())
        {
            numero = await plateforme.ObtenirAsync(Carole, Org());
            technique = (await plateforme.Depot.LireAsync(c => DepotDesDemandes.Lire(c, Monde.Test, numero), default))!.Value.Produit.Technique!;
            if (differee)
            {
                await plateforme.RevoquerAsync(Carole, numero, date: CalendrierParis.Jour(plateforme.Horloge.GetUtcNow()).AddDays(30));
            }
        }

        var date = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
        var liste = new[] { new RevocationTechnique(Monde.Test, technique.Aki, technique.NumeroSerie.TrimStart('0'), date) };
        await using (var plateforme = await OuvrirAsync(liste))
        {
            plateforme.Repris.Revocations.Should().Be(1);
            plateforme.Repris.Dire("x").Single().Texte.Should().Contain("1 révocation rétablie");
            (await plateforme.EtatsAsync(numero)).Should().Be(new Etats(EtatDemande.Close, EtatProduit.Revoque));
            (await plateforme.ActionsAsync(numero)).Should().EndWith("ACT_IGC_012");
            (await Revocations.FaitesAsync(plateforme.Depot, default)).Should().Equal(liste[0] with { NumeroSerie = technique.NumeroSerie });
            var refus = await plateforme.RevoquerAsync(Carole, numero);
            refus.Statut.Should().Be("WSMG-00000012");
        }

        await using var ensuite = await OuvrirAsync(liste);
        ensuite.Repris.Dire("x").Should().BeEmpty();
        (await Verification.VerifierAsync(ensuite.Depot, default)).PremiereFausse.Should().BeNull();
    }

    [Test]
    public async Task Une_liste_perdue_avec_le_depot_se_retrouve_par_le_journal()
    {
        long numero;
        await using (var plateforme = await OuvrirAsync())
        {
            numero = await plateforme.ObtenirAsync(Carole, Org());
        }

        Copier();
        await using (var plateforme = await OuvrirAsync())
        {
            await plateforme.RevoquerAsync(Carole, numero);
        }

        Restaurer();
        await using var apres = await OuvrirAsync();
        apres.Repris.Revocations.Should().Be(1);
        (await apres.EtatsAsync(numero)).Should().Be(new Etats(EtatDemande.Close, EtatProduit.Revoque));
        (await Revocations.FaitesAsync(apres.Depot, default)).Should().HaveCount(1);
    }

    [Test]
    public async Task Un_depot_sans_journal_en_remplit_un_qui_suffit_a_le_refaire()
    {
        long active, revoquee, validee;
        await using (var plateforme = PlateformeDeTest.Sur(_depot))
        {
            active = await plateforme.ObtenirAsync(Carole, Org());
            validee = await plateforme.DemanderUneAsync(Carole, Org());
        }

        Copier();
        await using (var plateforme = PlateformeDeTest.Sur(_depot))
        {
            revoquee = await plateforme.ObtenirAsync(Carole, Org());
            await plateforme.RevoquerAsync(Carole, revoquee);
            await using var retrait = await plateforme.RetirerAsync(Carole, validee);
            await retrait.AccuserAsync(transmise: true);
        }

        File.Delete(JournalDEmission.Chemin(_depot));
        await using (var plateforme = await OuvrirAsync())
        {
            plateforme.Repris.Journalises.Should().Be(3);
            plateforme.Repris.Dire("pfcng.db").Single().Texte.Should().Contain("a été complété d’après lui (3 certificats)");
        }

        JournalDEmission.Lire(JournalDEmission.Chemin(_depot)).Should().OnlyContain(l => l!.Enchainee);
        Restaurer();
        await using var apres = await OuvrirAsync();
        (await apres.EtatsAsync(validee)).Should().Be(new Etats(EtatDemande.Close, EtatProduit.Actif));
        apres.Repris.Should().BeEquivalentTo(new { SansDemande = 1, Cles = 1 });
        (await Revocations.FaitesAsync(apres.Depot, default)).Should().HaveCount(1);
        (await apres.DemanderUneAsync(Carole, Org())).Should().Be(Math.Max(revoquee, validee) + 2, "la demande de révocation a pris un numéro");
    }

    [Test]
    public async Task Une_ligne_abimee_se_dit_et_n_arrete_rien()
    {
        await using (var plateforme = await OuvrirAsync())
        {
            await plateforme.DemanderUneAsync(Carole, Org());
        }

        Copier();
        long numero;
        await using (var plateforme = await OuvrirAsync())
        {
            numero = await plateforme.ObtenirAsync(Carole, Org());
        }

        Restaurer();
        var journal = JournalDEmission.Chemin(_depot);
        var lignes = await File.ReadAllLinesAsync(journal);
        await File.WriteAllLinesAsync(journal, lignes.Select(l => l.Contains("\"emission\"", StringComparison.Ordinal) ? "{\"rang\":7}" : l));

        await using var apres = await OuvrirAsync();
        apres.Repris.LigneAbimee.Should().NotBeNull();
        apres.Repris.Dire("x")[0].Texte.Should().Contain("est abîmé à sa ligne");
        (await apres.DemanderUneAsync(Carole, Org())).Should().BeGreaterThan(numero);
    }

    [Test]
    [Category("D24")]
    public async Task Les_numeros_de_liste_survivent_au_depot()
    {
        await using (var plateforme = await OuvrirAsync())
        {
            await plateforme.Depot.RetenirNumeroDeListeAsync("aa", 41);
        }

        Copier();
        await using (var plateforme = await OuvrirAsync())
        {
            await plateforme.Depot.RetenirNumeroDeListeAsync("aa", 42);
        }

        Restaurer();
        await using var apres = await OuvrirAsync();
        apres.Depot.NumeroDeListe("aa").Should().Be(42);
        apres.Depot.NumeroDeListe("bb").Should().Be(0);
    }

    private Task<PlateformeDeTest> OuvrirAsync(params RevocationTechnique[] listes) => PlateformeDeTest.ReprendreAsync(_depot, listes);

    private void Copier() => File.Copy(_depot, Copie);

    private void Restaurer() => File.Copy(Copie, _depot, overwrite: true);

    private static async Task<byte[]> CertificatAsync(PlateformeDeTest plateforme, long numero) =>
        (await plateforme.Depot.LireAsync(c => DepotDesDemandes.Lire(c, Monde.Test, numero), default))!.Value.Produit.Certificat!.Der;
}
