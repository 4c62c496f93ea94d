using NUnit.Framework;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Model;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>What the service does by itself, on a clock that the test moves, restarts included.</summary>
[Category("§16"), Category("D29"), Category("D39")]
internal sealed class RevocationDiffereeTests
{
    private readonly HorlogeManuelle _horloge = new(DateTimeOffset.UtcNow);
    private string _dossier = "";
    private AutoriteDetournee _autorite = null!;
    private ServiceDeTest _service = null!;

    [SetUp]
    public async Task Demarrer()
    {
        _dossier = await ServiceDeTest.NouveauDossierAsync();
        await OuvrirAsync();
    }

    [TearDown]
    public async Task Arreter()
    {
        await _service.DisposeAsync();
        Directory.Delete(_dossier, recursive: true);
    }

    [Test]
    public async Task Une_revocation_differee_est_executee_une_fois_apres_un_arret_et_ne_se_montre_pas_avant()
    {
        using var certificat = await _service.ObtenirAsync();
        Assert.That(await _service.RevoquerAsync(certificat, date: Jour(3)), Is.EqualTo(("OK", "")));
        Assert.That((await _service.ListeAsync()).Contient(certificat), Is.False);

        _horloge.Avancer(TimeSpan.FromDays(2));
        await RedemarrerAsync();
        Assert.That((await _service.ListeAsync()).Contient(certificat), Is.False, "la veille");

        _horloge.Avancer(TimeSpan.FromDays(2));
        await RedemarrerAsync();
        var liste = await _service.ListeAsync();
        Assert.That(liste.Contient(certificat), "au démarrage, avant toute requête");

        await _service.PlanifierAsync();
        await RedemarrerAsync();
        Assert.That((await _service.ListeAsync()).Nombre, Is.EqualTo(liste.Nombre));
        Assert.That((await _service.RevoquerAsync(certificat)).Message, Does.Contain("Produit actif"));
    }

    [Test]
    public async Task La_tache_de_chaque_minute_l_execute_sans_arret()
    {
        using var certificat = await _service.ObtenirAsync();
        await _service.RevoquerAsync(certificat, date: Jour(1));
        var heure = DemandeRevocation.HeureDuJour(CalendrierParis.Jour(_horloge.GetUtcNow()).AddDays(1));

        _horloge.Avancer(heure - _horloge.GetUtcNow() - TimeSpan.FromSeconds(1));
        await _service.PlanifierAsync();
        Assert.That((await _service.ListeAsync()).Contient(certificat), Is.False, "00:59:59 à Paris");

        _horloge.Avancer(TimeSpan.FromSeconds(1));
        await _service.PlanifierAsync();
        Assert.That((await _service.ListeAsync()).Contient(certificat), "01:00:00 à Paris");
    }

    [Test]
    public async Task Une_revocation_plus_proche_remplace_celle_qui_attend()
    {
        using var certificat = await _service.ObtenirAsync();
        Assert.That(await _service.RevoquerAsync(certificat, date: Jour(10)), Is.EqualTo(("OK", "")));
        Assert.That(await _service.RevoquerAsync(certificat, date: Jour(10)), Is.EqualTo((
            "WSMG-00000012",
            "Échec lors de l’enregistrement de la demande de révocation : Les contraintes sur les caractéristiques de la demande de révocation ne sont pas respectées : Date révocation. Veuillez vérifier et renouveler votre demande.")));
        Assert.That(await _service.RevoquerAsync(certificat, date: Jour(5)), Is.EqualTo(("OK", "")));
        Assert.That((await _service.RevoquerAsync(certificat, motif: "VOL", date: Jour(2))).Statut, Is.EqualTo("WSMG-00000012"), "un vol ne se diffère pas");
        Assert.That(await _service.RevoquerAsync(certificat, motif: "VOL"), Is.EqualTo(("OK", "")));
        Assert.That((await _service.ListeAsync()).Contient(certificat));
    }

    [Test, Category("RMT_ERR_012")]
    public async Task Une_revocation_dont_l_autorite_etait_inaccessible_est_refaite_au_redemarrage()
    {
        using var certificat = await _service.ObtenirAsync();
        _autorite.AvantRevocation = _ => throw new AutoriteInaccessibleException("voulu");
        Assert.That(await _service.RevoquerAsync(certificat), Is.EqualTo(("OK", "")));

        _horloge.Avancer(TimeSpan.FromMinutes(5));
        await RedemarrerAsync();

        Assert.That((await _service.ListeAsync()).Contient(certificat));
    }

    [Test, Category("D36")]
    public async Task Une_revocation_survit_a_la_perte_des_listes()
    {
        using var certificat = await _service.ObtenirAsync();
        await _service.RevoquerAsync(certificat);
        var avant = await _service.ListeAsync();
        await _service.DisposeAsync();
        Directory.Delete(Path.Combine(_dossier, "listes"), recursive: true);

        _horloge.Avancer(TimeSpan.FromSeconds(2));
        await OuvrirAsync();

        var apres = await _service.ListeAsync();
        Assert.That(apres.Contient(certificat));
        Assert.That(apres.Numero, Is.GreaterThan(avant.Numero!.Value), "le numéro ne fait que croître");
    }

    [Test, Category("D36")]
    public async Task Les_listes_sont_refaites_chaque_jour_meme_sans_rien_de_nouveau()
    {
        var premiere = await _service.ListeAsync();
        await _service.PlanifierAsync();
        Assert.That((await _service.ListeAsync()).Numero, Is.EqualTo(premiere.Numero), "le même jour");

        _horloge.Avancer(TimeSpan.FromDays(1));
        await _service.PlanifierAsync();
        var seconde = await _service.ListeAsync();
        Assert.That(seconde.Numero, Is.GreaterThan(premiere.Numero!.Value));
        Assert.That(seconde.NextUpdate - seconde.ThisUpdate, Is.EqualTo(TimeSpan.FromDays(6)));
    }

    [Test, Category("D9")]
    public async Task Une_liste_perimee_fait_tout_refuser_jusqu_a_la_suivante()
    {
        using var client = _service.Client(_service.Serveur());
        async Task<string> Parler() => await (await ServiceDeTest.EnvoyerAsync(client, _service.Srv, [])).Content.ReadAsStringAsync();
        Assert.That(await Parler(), Does.Contain("Fault"), "la porte est ouverte");

        _horloge.Avancer(TimeSpan.FromDays(7));
        Assert.That(await Parler(), Is.EqualTo("Accès refusé : la liste de révocation n’est pas en cours de validité.\n"));

        await _service.PlanifierAsync();
        Assert.That(await Parler(), Does.Contain("Fault"));
    }

    private string Jour(int jours) => $"{CalendrierParis.Jour(_horloge.GetUtcNow()).AddDays(jours):yyyy-MM-dd}";

    private async Task RedemarrerAsync()
    {
        await _service.DisposeAsync();
        await OuvrirAsync();
    }

    private async Task OuvrirAsync() => _service = await ServiceDeTest.DemarrerAsync(autorite: a => _autorite = new(a), dossier: _dossier, horloge: _horloge);
}
