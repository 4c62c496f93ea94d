using NUnit.Framework;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Model;
using Pfcng.Domain.Store;
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
            Assert.That(bilan.Rendus, Is.EquivalentTo(new[] { (Monde.Test, active), (Monde.Test, interrompue) }));
            Assert.That(bilan.Dire("pfcng.db").Single().Texte, Does.StartWith("Le dépôt pfcng.db est plus ancien que son journal").And.Contain("2 certificats rendus à leurs demandes"));
            Assert.That(await plateforme.EtatsAsync(active), Is.EqualTo(new Etats(EtatDemande.Close, EtatProduit.Actif)));
            Assert.That(await plateforme.EtatsAsync(interrompue), Is.EqualTo(new Etats(EtatDemande.Transmise, EtatProduit.Retire)));
            Assert.That(await plateforme.ActionsAsync(interrompue), Does.EndWith("ACT_IGC_011"));

            await using var encore = await plateforme.RetirerAsync(Carole, interrompue);
            Assert.That(encore.Reponse.Statut, Is.EqualTo("OK"));
            Assert.That(plateforme.Autorite.Signes, Is.Empty, "rien n’est signé une seconde fois");
            Assert.That(await CertificatAsync(plateforme, interrompue), Is.EqualTo(certificat));
        }

        await using var ensuite = await OuvrirAsync();
        Assert.That(ensuite.Repris.Dire("pfcng.db"), Is.Empty, "une fois suffit");
        Assert.That((await Verification.VerifierAsync(ensuite.Depot, default)).PremiereFausse, Is.Null);
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
            Assert.That((await plateforme.RevoquerAsync(Carole, numero, date: jour)).Statut, Is.EqualTo("OK"));
        }

        await using (var plateforme = await OuvrirAsync())
        {
            Assert.That(plateforme.Repris.Differees, Is.Empty, "elle attend, rien n’est perdu");
        }

        Restaurer();
        await using var restauree = await OuvrirAsync();
        Assert.That(restauree.Repris.Differees.Single().DateEffet, Is.EqualTo(jour));
        Assert.That(restauree.Repris.Dire("pfcng.db").Single().Texte, Does.Contain("1 révocation différée perdue, à redemander").And.Contain("le 12/03/2026"));
    }

    [Test]
    public async Task Une_revocation_annoncee_comme_manquee_n_est_pas_dans_le_journal()
    {
        await using var plateforme = await OuvrirAsync();
        var manquee = new RevocationFaite(Monde.Test, new('a', 40), new('b', 32), plateforme.Horloge.GetUtcNow());

        Assert.That(
            async () => await plateforme.Depot.EcrireAsync(c =>
            {
                c.Journal.Add(manquee);
                c.Executer("PRAGMA defer_foreign_keys = 1"); // The commit itself fails.
                return c.Executer("INSERT INTO cle_publique (empreinte, monde, numero) VALUES (x'00', 'Test', 999)");
            }),
            Throws.TypeOf<StoreIndisponibleException>());
        Assert.That(JournalDEmission.Lire(plateforme.Depot.Journal).Select(l => l.Contenu).OfType<RevocationFaite>(), Is.Empty);

        await plateforme.Depot.EcrireAsync(c =>
        {
            c.Journal.Add(manquee);
            return true;
        });
        Assert.That(JournalDEmission.Lire(plateforme.Depot.Journal).Select(l => l.Contenu).OfType<RevocationFaite>(), Is.EqualTo(new[] { manquee }));
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
        Assert.That((apres.Repris.SansDemande, apres.Repris.Cles), Is.EqualTo((1, 2)));
        var nouvelle = await apres.Demander.TraiterAsync(Appel(Carole), Lot(Org()), default);
        Assert.That(nouvelle.Demandes[0].IndiceDemande, Is.EqualTo(numero + 2), "aucun numéro n’est redonné");
        Assert.That(long.Parse(nouvelle.IndiceLot, null), Is.GreaterThan(long.Parse(lot, null)));
        foreach (var demande in new[] { perdue, nonRetiree })
        {
            var refus = await apres.Demander.TraiterAsync(Appel(Carole), Lot(demande), default);
            Assert.That(refus.Demandes[0].StatutDemande, Is.EqualTo("WSMG-00000009"));
            Assert.That(refus.Demandes[0].Message, Does.Contain("déjà été présentée").And.Contain("acteur inconnu"));
        }

        var revocation = new RevocationTechnique(Monde.Test, technique.Aki, technique.NumeroSerie, apres.Horloge.GetUtcNow());
        await apres.Depot.EcrireAsync(c => RevocationsSansDemande.Constater(c, new(revocation, OrigineDeRevocation.Exploitant, "vol", Auteur.Plateforme), revocation.Date));
        Assert.That((await Revocations.FaitesAsync(apres.Depot, default)).Select(r => r.NumeroSerie), Does.Contain(technique.NumeroSerie));
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
            Assert.That(plateforme.Repris.Revocations, Is.EqualTo(1));
            Assert.That(plateforme.Repris.Dire("x").Single().Texte, Does.Contain("1 révocation rétablie"));
            Assert.That(await plateforme.EtatsAsync(numero), Is.EqualTo(new Etats(EtatDemande.Close, EtatProduit.Revoque)));
            Assert.That(await plateforme.ActionsAsync(numero), Does.EndWith("ACT_IGC_012"));
            Assert.That(await Revocations.FaitesAsync(plateforme.Depot, default), Is.EqualTo(new[] { liste[0] with { NumeroSerie = technique.NumeroSerie } }));
            var refus = await plateforme.RevoquerAsync(Carole, numero);
            Assert.That(refus.Statut, Is.EqualTo("WSMG-00000012"));
        }

        await using var ensuite = await OuvrirAsync(liste);
        Assert.That(ensuite.Repris.Dire("x"), Is.Empty);
        Assert.That((await Verification.VerifierAsync(ensuite.Depot, default)).PremiereFausse, Is.Null);
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
        Assert.That(apres.Repris.Revocations, Is.EqualTo(1));
        Assert.That(await apres.EtatsAsync(numero), Is.EqualTo(new Etats(EtatDemande.Close, EtatProduit.Revoque)));
        Assert.That(await Revocations.FaitesAsync(apres.Depot, default), Has.Count.EqualTo(1));
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
            Assert.That(plateforme.Repris.Journalises, Is.EqualTo(3));
            Assert.That(plateforme.Repris.Dire("pfcng.db").Single().Texte, Does.Contain("a été complété d’après lui (3 certificats)"));
        }

        Assert.That(JournalDEmission.Lire(JournalDEmission.Chemin(_depot)), Has.All.Matches<LigneLue>(l => l!.Enchainee));
        Restaurer();
        await using var apres = await OuvrirAsync();
        Assert.That(await apres.EtatsAsync(validee), Is.EqualTo(new Etats(EtatDemande.Close, EtatProduit.Actif)));
        Assert.That((apres.Repris.SansDemande, apres.Repris.Cles), Is.EqualTo((1, 1)));
        Assert.That(await Revocations.FaitesAsync(apres.Depot, default), Has.Count.EqualTo(1));
        Assert.That(await apres.DemanderUneAsync(Carole, Org()), Is.EqualTo(Math.Max(revoquee, validee) + 2), "la demande de révocation a pris un numéro");
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
        Assert.That(apres.Repris.LigneAbimee, Is.Not.Null);
        Assert.That(apres.Repris.Dire("x")[0].Texte, Does.Contain("est abîmé à sa ligne"));
        Assert.That(await apres.DemanderUneAsync(Carole, Org()), Is.GreaterThan(numero));
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
        Assert.That(apres.Depot.NumeroDeListe("aa"), Is.EqualTo(42));
        Assert.That(apres.Depot.NumeroDeListe("bb"), Is.Zero);
    }

    private Task<PlateformeDeTest> OuvrirAsync(params RevocationTechnique[] listes) => PlateformeDeTest.ReprendreAsync(_depot, listes);

    private void Copier() => File.Copy(_depot, Copie);

    private void Restaurer() => File.Copy(Copie, _depot, overwrite: true);

    private static async Task<byte[]> CertificatAsync(PlateformeDeTest plateforme, long numero) =>
        (await plateforme.Depot.LireAsync(c => DepotDesDemandes.Lire(c, Monde.Test, numero), default))!.Value.Produit.Certificat!.Der;
}
