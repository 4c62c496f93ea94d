using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Noms;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Testing;

namespace Pfcng.Ca.Tests;

[Category("D29")]
public class ListesTests
{
    private static readonly NomAutorite Org = new(Monde.Test, Gamme.Elementaire, Branche.Organisations);
    private static readonly NomAutorite Racine = new(Monde.Test, Gamme.Elementaire, Branche.Racine);

    private readonly AutoritesDeTest.HorlogeFixe _horloge = new(new(2027, 3, 1, 8, 30, 0, 500, TimeSpan.Zero));
    private string _dossier = "";
    private Autorites _autorites = null!;

    [SetUp]
    public async Task Preparer()
    {
        _dossier = Directory.CreateTempSubdirectory("pfcng-listes-").FullName;
        _horloge.Maintenant = new(2027, 3, 1, 8, 30, 0, 500, TimeSpan.Zero);
        _autorites = await AutoritesDeTest.Partagees;
    }

    [TearDown]
    public void Ranger() => Directory.Delete(_dossier, recursive: true);

    [Test]
    [Category("D36")]
    public async Task Une_liste_se_lit_avec_OpenSSL()
    {
        Outils.Exiger("openssl");
        using var listes = Ouvrir();
        await listes.RevoquerAsync(Revocation("7f00000000000000000000000000000a"), default);
        await listes.RevoquerAsync(Revocation("0100000000000000000000000000000b"), default);

        var texte = LireAvecOpenSsl(Org);

        using (new AssertionScope())
        {
            texte.Should().Contain("Version 2 (0x1)");
            texte.Should().Contain("sha256WithRSAEncryption");
            texte.Should().Contain("Last Update: Mar  1 08:30:00 2027 GMT");
            texte.Should().Contain("Next Update: Mar  7 08:30:00 2027 GMT");
            texte.Should().MatchRegex("(?s)X509v3 Authority Key Identifier.*X509v3 CRL Number");
            texte.Should().MatchRegex("(?s)0100000000000000000000000000000B\\s+Revocation Date: Mar  1 08:00:00 2027 GMT\\s+Serial Number: 7F00000000000000000000000000000A");
            texte.Should().NotContain("CRL entry extensions");
        }
    }

    [Test]
    [Category("D36")]
    public async Task La_liste_d_une_racine_est_vide_et_vaut_45_jours()
    {
        Outils.Exiger("openssl");
        using var listes = Ouvrir();
        await listes.PublierToutesAsync();

        var texte = LireAvecOpenSsl(Racine);

        texte.Should().ContainAll("No Revoked Certificates.", "Next Update: Apr 15 08:30:00 2027 GMT");
        Directory.GetFiles(_dossier, "*.crl").Should().HaveCount(_autorites.Toutes.Count);
    }

    [Test]
    public async Task Le_numero_ne_fait_que_croitre_meme_apres_un_redemarrage_ou_une_horloge_qui_recule()
    {
        var numeros = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            using var listes = Ouvrir();
            await listes.PublierToutesAsync();
            await listes.PublierToutesAsync();
            numeros.Add(Numero(listes));
            _horloge.Maintenant -= TimeSpan.FromDays(1);
        }

        numeros.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task Ni_fichier_perdu_ni_horloge_reculee_ne_font_revenir_un_numero_retenu_ailleurs()
    {
        var retenu = 0L;
        NumerosDeListe ailleurs = new(_ => retenu, (_, numero) => { retenu = numero; return Task.CompletedTask; });
        using (var listes = new PublicationDesListes(_autorites, _dossier, _horloge, ailleurs))
        {
            await listes.RevoquerAsync(Revocation("0a"), default);
        }

        var avant = retenu;
        foreach (var fichier in Directory.GetFiles(_dossier))
        {
            File.Delete(fichier);
        }

        _horloge.Maintenant -= TimeSpan.FromDays(400);
        using var apres = new PublicationDesListes(_autorites, _dossier, _horloge, ailleurs);
        await apres.RevoquerAsync(Revocation("0b"), default);

        Numero(apres).Should().Be(avant + 1);
    }

    [Test]
    [Category("D36")]
    public async Task Une_liste_se_refait_chaque_jour_une_racine_a_mi_vie_et_toutes_quand_l_horloge_recule()
    {
        using (var listes = Ouvrir())
        {
            await listes.PublierDuesAsync();
        }

        using var apres = Ouvrir();
        var refaites = new List<string>();
        apres.Publiee += a => { lock (refaites) { refaites.Add(a.Nom.Fichier); } };
        var intermediaires = _autorites.Toutes.Where(a => !a.Nom.EstRacine).Select(a => a.Nom.Fichier).ToList();
        var toutes = _autorites.Toutes.Select(a => a.Nom.Fichier).ToList();

        using (new AssertionScope())
        {
            (await PasserAsync(TimeSpan.FromHours(14))).Should().BeEmpty("le même jour à Paris, même après un redémarrage");
            (await PasserAsync(TimeSpan.FromHours(1))).Should().BeEquivalentTo(intermediaires, "minuit à Paris");
            (await PasserAsync(TimeSpan.FromMinutes(-1))).Should().BeEquivalentTo(intermediaires, "l’horloge a reculé d’une minute");
            (await PasserAsync(TimeSpan.FromDays(22))).Should().BeEquivalentTo(toutes, "mi-vie des racines");
            (await PasserAsync(TimeSpan.FromDays(-100))).Should().BeEquivalentTo(toutes, "l’horloge a reculé");
        }

        async Task<List<string>> PasserAsync(TimeSpan duree)
        {
            _horloge.Maintenant += duree;
            refaites.Clear();
            await apres.PublierDuesAsync();
            return [.. refaites];
        }
    }

    [Test]
    public async Task Un_fichier_perdu_ne_fait_pas_reculer_le_numero()
    {
        long avant;
        using (var listes = Ouvrir())
        {
            await listes.PublierToutesAsync();
            avant = Numero(listes);
        }

        foreach (var fichier in Directory.GetFiles(_dossier))
        {
            File.Delete(fichier);
        }

        _horloge.Maintenant += TimeSpan.FromMinutes(1);
        using var apres = Ouvrir();
        await apres.PublierToutesAsync();

        Numero(apres).Should().BeGreaterThan(avant);
    }

    [Test]
    public async Task Une_revocation_n_est_defaite_ni_par_un_redemarrage_ni_par_un_magasin_restaure()
    {
        using (var listes = Ouvrir())
        {
            await listes.RevoquerAsync(Revocation("0a"), default);
        }

        using var apres = Ouvrir(Revocation("0b"));
        await apres.PublierToutesAsync();

        Numeros(apres).Should().Equal("0a", "0b");
    }

    [Test]
    public async Task La_liste_est_en_vigueur_quand_sa_publication_s_annonce_et_avant_le_retour()
    {
        using var listes = Ouvrir();
        listes.Courante(Org).Should().BeNull();
        var annonces = new List<string>();
        listes.Publiee += a => annonces.Add($"{a.Nom.Fichier} {string.Join(' ', Numeros(listes))}");

        await listes.RevoquerAsync(Revocation("0a"), default);

        annonces.Should().Equal("ACI-EL-ORG-TEST 0a");
    }

    [Test]
    public async Task Revoquer_deux_fois_le_meme_numero_ne_change_rien()
    {
        using var listes = Ouvrir();
        await listes.RevoquerAsync(Revocation("0a"), default);
        var numero = Numero(listes);

        await listes.RevoquerAsync(Revocation("0A") with { Date = DateTimeOffset.UtcNow }, default);

        Numero(listes).Should().Be(numero);
        Numeros(listes).Should().Equal("0a");
    }

    [Test]
    public async Task Les_revocations_simultanees_partagent_une_liste_et_chacune_y_est_a_son_retour()
    {
        var premiere = new TaskCompletionSource();
        var retenus = new List<long>();
        using var listes = new PublicationDesListes(_autorites, _dossier, _horloge, new(_ => 0, async (_, numero) =>
        {
            retenus.Add(numero);
            await premiere.Task; // The first list waits, so that the others come while it is being made.
        }));

        var revocations = Enumerable.Range(1, 200).Select(i => RevoquerAsync($"01{i:x4}")).ToList();
        premiere.SetResult();
        await Task.WhenAll(revocations);

        Numeros(listes).Should().HaveCount(200);
        retenus.Count.Should().BeInRange(1, 2, "une liste pour la première, une pour toutes les autres");

        async Task RevoquerAsync(string numero)
        {
            await listes.RevoquerAsync(Revocation(numero), default);
            Numeros(listes).Should().Contain(numero);
        }
    }

    [Test]
    public async Task Une_autorite_inconnue_ou_de_l_autre_monde_est_une_erreur()
    {
        using var listes = Ouvrir();

        await FluentActions.Awaiting(() => listes.RevoquerAsync(Revocation("0a") with { Aki = "00" }, default)).Should().ThrowExactlyAsync<AutoriteErreurException>();
        await FluentActions.Awaiting(() => listes.RevoquerAsync(Revocation("0a") with { Monde = Monde.Production }, default)).Should().ThrowExactlyAsync<AutoriteErreurException>();
        await FluentActions.Awaiting(() => listes.RevoquerAsync(Revocation("zz"), default)).Should().ThrowExactlyAsync<AutoriteErreurException>();
        FluentActions.Invoking(() => Ouvrir(Revocation("0a") with { Aki = "00" })).Should().ThrowExactly<AutoriteInutilisableException>();
    }

    [Test]
    public async Task Une_liste_qui_ne_peut_etre_ecrite_se_retente()
    {
        using var listes = Ouvrir();
        var obstacle = Path.Combine(_dossier, Org.Fichier + ".crl");
        Directory.CreateDirectory(obstacle);
        await FluentActions.Awaiting(() => listes.RevoquerAsync(Revocation("0a"), default)).Should().ThrowExactlyAsync<AutoriteInaccessibleException>();

        Directory.Delete(obstacle);
        await listes.RevoquerAsync(Revocation("0a"), default);

        Numeros(listes).Should().Equal("0a");
    }

    [Test]
    public async Task Une_liste_abimee_arrete_le_demarrage()
    {
        using (var listes = Ouvrir())
        {
            await listes.PublierToutesAsync();
        }

        var chemin = Path.Combine(_dossier, Org.Fichier + ".crl");
        var octets = await File.ReadAllBytesAsync(chemin);
        octets[60] ^= 1;
        await File.WriteAllBytesAsync(chemin, octets);

        FluentActions.Invoking(() => Ouvrir()).Should().ThrowExactly<AutoriteInutilisableException>().Which.Message.Should().Contain(chemin);
    }

    /// <summary>How long it takes: <c>liste</c> of benchmarks/.</summary>
    [Test]
    public async Task Cent_mille_entrees_se_publient()
    {
        var aki = _autorites[Org].Aki;
        using var listes = Ouvrir([.. Entrees(100_000).Select(e => new RevocationTechnique(Monde.Test, aki, e.Key, e.Value))]);
        await listes.PublierToutesAsync();
        await listes.RevoquerAsync(Revocation("01"), default);
        Numeros(listes).Should().HaveCount(100_001);
    }

    [Test]
    public void Une_liste_deux_fois_plus_longue_coute_deux_fois_plus()
    {
        var (simple, double_) = (Octets(50_000), Octets(100_000));
        TestContext.Out.WriteLine($"50 000 entrées : {simple} octets alloués ; 100 000 : {double_}");
        double_.Should().BeLessThan(5 * simple / 2);
        double_.Should().BeLessThan(100_000 * 1024);

        long Octets(int entrees)
        {
            KeyValuePair<string, DateTimeOffset>[] liste = [.. Entrees(entrees)];
            var avant = GC.GetAllocatedBytesForCurrentThread();
            _ = EcritureDeListe.ACertifier(_autorites[Org], 1, _horloge.Maintenant, liste);
            return GC.GetAllocatedBytesForCurrentThread() - avant;
        }
    }

    private IEnumerable<KeyValuePair<string, DateTimeOffset>> Entrees(int combien) =>
        Enumerable.Range(0, combien).Select(i => new KeyValuePair<string, DateTimeOffset>($"40{i * 7919L:x30}", _horloge.Maintenant));

    private PublicationDesListes Ouvrir(params RevocationTechnique[] connues)
    {
        var listes = new PublicationDesListes(_autorites, _dossier, _horloge);
        listes.Connaitre(connues);
        return listes;
    }

    private RevocationTechnique Revocation(string numero) =>
        new(Monde.Test, _autorites[Org].Aki, numero, new(2027, 3, 1, 9, 0, 0, TimeSpan.FromHours(1)));

    private ListePubliee Relire() => ListePubliee.Relire(Path.Combine(_dossier, Org.Fichier + ".crl"), _autorites[Org]);

    private long Numero(PublicationDesListes listes)
    {
        listes.Courante(Org)!.Value.ToArray().Should().Equal(File.ReadAllBytes(Path.Combine(_dossier, Org.Fichier + ".crl")));
        return Relire().Numero;
    }

    private List<string> Numeros(PublicationDesListes listes) =>
        [.. ListePubliee.Lire(listes.Courante(Org)!.Value.ToArray(), _autorites[Org]).Entrees.Select(e => e.Key)];

    private string LireAvecOpenSsl(NomAutorite nom)
    {
        var (code, sortie, erreurs) = Outils.Lancer("openssl", ["crl", "-inform", "DER", "-text", "-noout", "-in", Path.Combine(_dossier, nom.Fichier + ".crl")]);
        code.Should().Be(0, erreurs);
        return sortie;
    }
}
