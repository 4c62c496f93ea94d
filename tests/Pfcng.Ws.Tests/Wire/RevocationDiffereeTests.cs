using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
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
        (await _service.RevoquerAsync(certificat, date: Jour(3))).Should().Be(("OK", ""));
        (await _service.ListeAsync()).Contient(certificat).Should().BeFalse();

        _horloge.Avancer(TimeSpan.FromDays(2));
        await RedemarrerAsync();
        (await _service.ListeAsync()).Contient(certificat).Should().BeFalse("la veille");

        _horloge.Avancer(TimeSpan.FromDays(2));
        await RedemarrerAsync();
        var liste = await _service.ListeAsync();
        liste.Contient(certificat).Should().BeTrue("au démarrage, avant toute requête");

        await _service.PlanifierAsync();
        await RedemarrerAsync();
        (await _service.ListeAsync()).Nombre.Should().Be(liste.Nombre);
        (await _service.RevoquerAsync(certificat)).Message.Should().Contain("Produit actif");
    }

    [Test]
    public async Task La_tache_de_chaque_minute_l_execute_sans_arret()
    {
        using var certificat = await _service.ObtenirAsync();
        await _service.RevoquerAsync(certificat, date: Jour(1));
        var heure = DemandeRevocation.HeureDuJour(CalendrierParis.Jour(_horloge.GetUtcNow()).AddDays(1));

        _horloge.Avancer(heure - _horloge.GetUtcNow() - TimeSpan.FromSeconds(1));
        await _service.PlanifierAsync();
        (await _service.ListeAsync()).Contient(certificat).Should().BeFalse("00:59:59 à Paris");

        _horloge.Avancer(TimeSpan.FromSeconds(1));
        await _service.PlanifierAsync();
        (await _service.ListeAsync()).Contient(certificat).Should().BeTrue("01:00:00 à Paris");
    }

    [Test]
    public async Task Une_revocation_plus_proche_remplace_celle_qui_attend()
    {
        using var certificat = await _service.ObtenirAsync();
        (await _service.RevoquerAsync(certificat, date: Jour(10))).Should().Be(("OK", ""));
        (await _service.RevoquerAsync(certificat, date: Jour(10))).Should().Be((
            "WSMG-00000012",
            "Échec lors de l’enregistrement de la demande de révocation : Les contraintes sur les caractéristiques de la demande de révocation ne sont pas respectées : Date révocation. Veuillez vérifier et renouveler votre demande."));
        (await _service.RevoquerAsync(certificat, date: Jour(5))).Should().Be(("OK", ""));
        (await _service.RevoquerAsync(certificat, motif: "VOL", date: Jour(2))).Statut.Should().Be("WSMG-00000012", "un vol ne se diffère pas");
        (await _service.RevoquerAsync(certificat, motif: "VOL")).Should().Be(("OK", ""));
        (await _service.ListeAsync()).Contient(certificat).Should().BeTrue();
    }

    [Test, Category("RMT_ERR_012")]
    public async Task Une_revocation_dont_l_autorite_etait_inaccessible_est_refaite_au_redemarrage()
    {
        using var certificat = await _service.ObtenirAsync();
        _autorite.AvantRevocation = _ => throw new AutoriteInaccessibleException("voulu");
        (await _service.RevoquerAsync(certificat)).Should().Be(("OK", ""));

        _horloge.Avancer(TimeSpan.FromMinutes(5));
        await RedemarrerAsync();

        (await _service.ListeAsync()).Contient(certificat).Should().BeTrue();
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
        apres.Contient(certificat).Should().BeTrue();
        apres.Numero!.Value.Should().BeGreaterThan(avant.Numero!.Value, "le numéro ne fait que croître");
    }

    [Test, Category("D36")]
    public async Task Les_listes_sont_refaites_chaque_jour_meme_sans_rien_de_nouveau()
    {
        var premiere = await _service.ListeAsync();
        await _service.PlanifierAsync();
        (await _service.ListeAsync()).Numero.Should().Be(premiere.Numero, "le même jour");

        _horloge.Avancer(TimeSpan.FromDays(1));
        await _service.PlanifierAsync();
        var seconde = await _service.ListeAsync();
        seconde.Numero!.Value.Should().BeGreaterThan(premiere.Numero!.Value);
        (seconde.NextUpdate - seconde.ThisUpdate).Should().Be(TimeSpan.FromDays(6));
    }

    [Test, Category("D9")]
    public async Task Une_liste_perimee_fait_tout_refuser_jusqu_a_la_suivante()
    {
        using var client = _service.Client(_service.Serveur());
        async Task<string> Parler() => await (await ServiceDeTest.EnvoyerAsync(client, _service.Srv, [])).Content.ReadAsStringAsync();
        (await Parler()).Should().Contain("Fault", "la porte est ouverte");

        _horloge.Avancer(TimeSpan.FromDays(7));
        (await Parler()).Should().Be("Accès refusé : la liste de révocation n’est pas en cours de validité.\n");

        await _service.PlanifierAsync();
        (await Parler()).Should().Contain("Fault");
    }

    private string Jour(int jours) => $"{CalendrierParis.Jour(_horloge.GetUtcNow()).AddDays(jours):yyyy-MM-dd}";

    private async Task RedemarrerAsync()
    {
        await _service.DisposeAsync();
        await OuvrirAsync();
    }

    private async Task OuvrirAsync() => _service = await ServiceDeTest.DemarrerAsync(autorite: a => _autorite = new(a), dossier: _dossier, horloge: _horloge);
}
