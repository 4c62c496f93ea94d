using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.RetirerCertificat;

/// <summary>« Délai de retrait avant annulation »: by the date alone, no task has passed here. Every demande is of 2 March 2026, 10:00 in Paris.</summary>
[TestFixture, Category("§15"), Category("D26"), Category("D39")]
public class DelaiDeRetraitTests
{
    private const string Etat = "Le produit n’est pas dans l’état « Produit à retirer »";

    private PlateformeDeTest _plateforme = null!;

    [SetUp]
    public void Ouvrir() => _plateforme = PlateformeDeTest.Neuve();

    [TearDown]
    public async Task Fermer() => await _plateforme.DisposeAsync();

    [TestCase("2026-03-12T22:59:59Z", true)]
    [TestCase("2026-03-12T23:00:00Z", false)]
    [TestCase("2027-01-01T00:00:00Z", false)]
    [Category("RMT_ERR_005")]
    public async Task Le_retrait_est_permis_jusqu_a_la_fin_du_dernier_jour_a_Paris(string instant, bool permis)
    {
        var numero = await _plateforme.DemanderUneAsync(Carole, Org());
        Aller(instant);

        var reponse = await Retirer(Carole, numero);

        reponse.Statut.Should().Be(permis ? "OK" : "WSMG-00000011");
        if (permis)
        {
            reponse.Message.Should().BeEmpty();
        }
        else
        {
            reponse.Message.Should().Contain(Etat);
        }
        (await _plateforme.ActionsAsync(numero)).Should().EndWith(permis ? "ACT_IGC_007" : "ACT_RET_002");
    }

    [TestCase(0, "2026-03-02T22:59:59Z", true)]
    [TestCase(0, "2026-03-02T23:00:00Z", false)]
    [TestCase(30, "2026-04-01T21:59:59Z", true)]
    [TestCase(30, "2026-04-01T22:00:00Z", false)]
    public void Le_delai_est_un_reglage_et_suit_l_heure_d_ete(int jours, string instant, bool permis)
    {
        var creation = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        new DelaiDeRetrait(jours).EstPasse(creation, Lire(instant)).Should().NotBe(permis);
        (CalendrierParis.Jour(Lire(instant)) <= new DelaiDeRetrait(jours).DernierJour(creation)).Should().Be(permis, "le dernier jour est la dateExpiration");
    }

    [Test, Category("RMT_ERR_009")]
    public async Task Un_certificat_retire_dont_la_reponse_s_est_perdue_ne_se_redemande_pas_apres_le_delai()
    {
        var numero = await _plateforme.DemanderUneAsync(Carole, Org());
        await using (var coupe = await _plateforme.RetirerAsync(Carole, numero))
        {
            await coupe.AccuserAsync(transmise: false);
        }

        Aller("2026-03-13T09:00:00Z");

        (await Retirer(Carole, numero)).Message.Should().Contain(Etat);
        (await _plateforme.EtatsAsync(numero)).Should().Be(new Etats(EtatDemande.Transmise, EtatProduit.Retire));
    }

    [TestCase("2026-03-12T22:59:59Z", false)]
    [TestCase("2026-03-12T23:00:00Z", true)]
    [Category("§7.2"), Category("D22")]
    public async Task Les_adresses_d_une_demande_hors_delai_sont_libres_sans_qu_aucune_tache_ait_passe(string instant, bool libres)
    {
        var ancienne = await _plateforme.DemanderUneAsync(Charles, Pro());
        await _plateforme.DemanderUneAsync(Carole, PourPs() with { Upn = "moi@exemple.fr" });
        Aller(instant);

        (await Demander(Gaetan, PourPs(Usage.SIGN) with { MailSujet = "Claire@ch-saint-anne.fr" })).StatutDemande.Should().Be(libres ? "OK" : "WSMG-00000010");
        (await Demander(Gaetan, PourPs() with { Upn = "moi@exemple.fr" })).StatutDemande.Should().Be(libres ? "OK" : "WSMG-00000010");
        (await Retirer(Charles, ancienne)).Statut.Should().Be(libres ? "WSMG-00000011" : "OK");
    }

    [Test, Category("§7.2"), Category("D22")]
    public async Task Un_delai_allonge_ne_rend_pas_une_adresse_prise_entre_temps()
    {
        var ancienne = await _plateforme.DemanderUneAsync(Charles, Pro());
        Aller("2026-03-13T09:00:00Z");
        await _plateforme.DemanderUneAsync(Gaetan, PourPs(Usage.SIGN) with { MailSujet = "claire@ch-saint-anne.fr" });
        _plateforme.Parametres = _plateforme.Parametres with { Delai = new(100) };

        (await Retirer(Charles, ancienne)).Message.Should().Contain(Etat);
    }

    [Test, Category("§7.2"), Category("D22")]
    public async Task Un_numero_de_serie_engage_garde_l_adresse_tant_que_l_autorite_n_a_pas_dit_que_rien_n_est_signe()
    {
        var ancienne = await _plateforme.DemanderUneAsync(Charles, Pro());
        _plateforme.Autorite.AvantRetrait = () => throw new AutoriteInaccessibleException("voulu");
        (await Retirer(Charles, ancienne)).Statut.Should().Be("WSMG-00000015");
        Aller("2026-03-13T09:00:00Z");

        (await Demander(Gaetan, PourPs(Usage.SIGN) with { MailSujet = "claire@ch-saint-anne.fr" })).StatutDemande.Should().Be("WSMG-00000010");
        (await Retirer(Charles, ancienne)).Message.Should().Contain(Etat);
    }

    private void Aller(string instant) => _plateforme.Horloge.Avancer(Lire(instant) - _plateforme.Horloge.GetUtcNow());

    private static DateTimeOffset Lire(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    private async Task<ReponseDemande> Demander(Personne acteur, DemandeCertificat demande) =>
        (await _plateforme.Demander.TraiterAsync(Appel(acteur), Lot(demande), default)).Demandes[0];

    private async Task<(string Statut, string Message)> Retirer(Personne acteur, long numero)
    {
        await using var retrait = await _plateforme.RetirerAsync(acteur, numero);
        await retrait.AccuserAsync(transmise: true);
        return (retrait.Reponse.Statut, retrait.Reponse.Message);
    }
}
