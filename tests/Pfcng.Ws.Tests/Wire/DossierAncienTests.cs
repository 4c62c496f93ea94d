using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>A data folder of version 4 of the store opens: every demande is where it was, and goes on.</summary>
[Category("D37"), Category("D26"), Category("exploitation")]
internal sealed class DossierAncienTests
{
    /// <summary>Cases whose state no longer depends on the store alone: past their delay (D22, D26), out of everybody's tracking (D30), retried at the start (D29).</summary>
    private static readonly string[] Ailleurs =
    [
        "validee-hors-delai", "transmise-hors-delai", "retiree-hors-delai", "renouvellement-d-une-etrangere", "produit-expire", "revocation-autorite-absente",
    ];

    private DossierDeVersion4 _dossier = null!;
    private ServiceDeTest _service = null!;

    [SetUp]
    public async Task Ouvrir()
    {
        _dossier = DossierDeVersion4.Ouvrir();
        _service = await ServiceDeTest.DemarrerAsync(dossier: _dossier.Racine, horloge: _dossier.Horloge);
    }

    [TearDown]
    public async Task Fermer()
    {
        await _service.DisposeAsync();
        _dossier.Dispose();
    }

    [Test, Category("§18.2"), Category("D31")]
    public async Task Le_suivi_montre_chaque_demande_dans_son_etat()
    {
        foreach (var (nom, d) in _dossier.Demandes.Where(d => !Ailleurs.Contains(d.Key)))
        {
            var suivi = await SuivreAsync(d, "DEMANDES_CERTIFICAT");
            var ligne = suivi.Elements("resultat").SingleOrDefault(r => r.Element("numero")?.Value == $"{d.Numero}");
            (ligne?.Element("etat")?.Value).Should().Be(d.Demande.Libelle(), $"{nom} : {suivi}");
        }
    }

    [Test, Category("§18.2"), Category("D31")]
    public async Task Le_suivi_montre_chaque_produit_avec_son_numero_de_serie()
    {
        foreach (var (nom, d) in _dossier.Demandes.Where(d => d.Value.Certificat is not null && !Ailleurs.Contains(d.Key)))
        {
            var suivi = await SuivreAsync(d, "PRODUITS");
            var ligne = suivi.Elements("resultat").SingleOrDefault(r => r.Element("numeroSerie")?.Value == d.NumeroSerie);
            (ligne?.Element("etat")?.Value).Should().Be(d.Produit.Libelle(), $"{nom} : {suivi}");
        }
    }

    [Test]
    public async Task Une_demande_validee_se_retire_dans_les_deux_mondes()
    {
        foreach (var nom in new[] { "validee", "validee-18", "validee-pro", "validee-production", "renouvellement-accepte-production" })
        {
            (await RetirerAsync(nom)).Element("statut")!.Value.Should().Be("OK", nom);
        }
    }

    [Test]
    public async Task Un_retrait_commence_donne_le_certificat_dont_le_numero_etait_pris()
    {
        using var transmise = Certificat(await RetirerAsync("transmise"));
        using var retiree = Certificat(await RetirerAsync("retiree"));

        transmise.SerialNumber.Should().BeEquivalentTo(_dossier.Demandes["transmise"].NumeroSerie);
        Convert.ToHexString(retiree.RawData).Should().Be(_dossier.Demandes["retiree"].Certificat, "octet pour octet");
    }

    [Test]
    public async Task Le_journal_d_emission_est_rempli_une_fois_et_l_historique_le_dit()
    {
        var delivres = _dossier.Demandes.Values.Select(d => d.Certificat).OfType<string>().ToList();
        Journalises().Should().BeEquivalentTo(delivres);
        (await AvisAsync()).Should().Equal($"({delivres.Count} certificats).");

        await _service.DisposeAsync();
        _service = await ServiceDeTest.DemarrerAsync(dossier: _dossier.Racine, horloge: _dossier.Horloge);
        Journalises().Should().BeEquivalentTo(delivres);
        (await AvisAsync()).Should().HaveCount(1);

        IEnumerable<string> Journalises() => JournalDEmission.Lire(_service.Depot.Journal).Select(l => l.Contenu).OfType<Emission>()
            .Where(e => e.Numero is not null).Select(e => Convert.ToHexString(e.Certificat));

        async Task<IEnumerable<string>> AvisAsync() => (await Historique.ListerAsync(_service.Depot, Monde.Test, 0, default))
            .Where(l => l.CodeAction is "ACT_TRC_005" or "ACT_TRC_006").Select(l => l.Complement![l.Complement!.LastIndexOf('(')..]);
    }

    [Test]
    public async Task Ce_qui_etait_fini_ne_se_retire_pas()
    {
        foreach (var nom in new[] { "rejetee-09", "annulee-16", "non-traitee-17", "non-traitee-44", "active-org", "revoquee-vol", "validee-hors-delai", "transmise-hors-delai", "retiree-hors-delai" })
        {
            (await RetirerAsync(nom)).Element("statut")!.Value.Should().Be("WSMG-00000011", nom);
        }
    }

    [Test, Category("D21"), Category("D23")]
    public async Task Une_demande_44_se_refait_avec_la_meme_CSR()
    {
        var d = _dossier.Demandes["non-traitee-44"];

        var lot = await _service.AppelerAsync(Requetes.Lot(Requetes.Demande($"{d.Offre}", $"{d.Usage}", d.Csr)), d.Acteur);

        lot.Element("statutLot")!.Value.Should().Be("OK", lot.ToString());
    }

    [Test, Category("D30")]
    public async Task Le_renouvellement_d_une_etrangere_n_est_plus_dans_le_suivi_de_la_structure()
    {
        var (etrangere, actif) = (_dossier.Demandes["renouvellement-d-une-etrangere"], _dossier.Demandes["active-org"]);

        var suivi = await SuivreAsync(actif, "PRODUITS");

        suivi.Elements("resultat").Select(r => r.Element("numero")!.Value).Should().Contain($"{actif.Numero}").And.NotContain($"{etrangere.Numero}");
    }

    [Test, Category("§16.2"), Category("D29")]
    public async Task Les_revocations_faites_sont_dans_la_liste_et_celle_qui_attend_vient_en_son_jour()
    {
        var faites = _dossier.Demandes.Values.Where(d => d is { Produit: EtatProduit.Revoque, Monde: Monde.Test }).Select(d => d.NumeroSerie!).ToList();
        string[] attendues = [_dossier.Demandes["active-org"].NumeroSerie!, _dossier.Demandes["revocation-autorite-absente"].NumeroSerie!];
        faites.Should().HaveCount(3);
        var avant = await _service.ListeAsync();
        faites.Where(s => !avant.Contient(Convert.FromHexString(s))).Should().BeEmpty();
        avant.Contient(Convert.FromHexString(attendues[0])).Should().BeFalse("avant son jour");

        _dossier.Horloge.Avancer(TimeSpan.FromDays(5));
        await _service.PlanifierAsync();

        var apres = await _service.ListeAsync();
        attendues.Where(s => !apres.Contient(Convert.FromHexString(s))).Should().BeEmpty();
    }

    [Test, Category("D25")]
    public async Task Le_lot_signe_avant_le_changement_redonne_la_meme_reponse()
    {
        using var dossier = DossierDeVersion4.Ouvrir(cartesDorigine: true);
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: dossier.Racine, horloge: dossier.Horloge);
        using (var carte = service.Carte(Acteurs.Carole, "sign"))
        {
            Assume.That(carte.NotAfter > DateTime.Now, "la carte de ce jour-là a vécu ses trois ans");
        }

        var (message, reponse) = dossier.Rejouable;
        using var client = service.Client(service.Serveur());
        using var recue = await ServiceDeTest.EnvoyerAsync(client, service.Srv, message);

        (await recue.Content.ReadAsStringAsync()).Should().Be(reponse);
    }

    [Test, Category("D37")]
    public async Task Tue_net_il_s_ouvre_aussi_et_l_historique_est_juste()
    {
        using var dossier = DossierDeVersion4.Ouvrir(tue: true);
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: dossier.Racine, horloge: dossier.Horloge))
        {
            foreach (var (nom, d) in dossier.Demandes.Where(d => d.Value.Monde == Monde.Test && !Ailleurs.Contains(d.Key)))
            {
                (await service.EtatsAsync($"{d.Numero}")).Should().Be($"{d.Etats}", nom);
            }
        }

        var (code, sortie, erreurs) = await ServiceEnProcessus.ExecuterAsync(["historique", "verifier", $"--Pfcng:DataDirectory={dossier.Racine}"]);
        code.Should().Be(0, sortie + erreurs);
        sortie.Should().Contain("lignes justes");
    }

    private static X509Certificate2 Certificat(XElement reponse) =>
        X509Certificate2.CreateFromPem(reponse.Element("certificat")?.Value ?? throw new InvalidOperationException(reponse.ToString()));

    private Task<XElement> RetirerAsync(string nom) =>
        _service.AppelerAsync(Requetes.Retrait($"{_dossier.Demandes[nom].Numero}"), _dossier.Demandes[nom].Acteur, monde: _dossier.Demandes[nom].Monde);

    private Task<XElement> SuivreAsync(DemandeAncienne d, string type) => _service.AppelerAsync(
        Requetes.Suivi(type, $"{d.Offre}", d.Structure is { } structure ? [("idNatStruct", structure)] : []), d.Acteur, monde: d.Monde);
}
