using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using NUnit.Framework;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Model;
using Pfcng.Domain.Store;
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
            Assert.That(ligne?.Element("etat")?.Value, Is.EqualTo(d.Demande.Libelle()), $"{nom} : {suivi}");
        }
    }

    [Test, Category("§18.2"), Category("D31")]
    public async Task Le_suivi_montre_chaque_produit_avec_son_numero_de_serie()
    {
        foreach (var (nom, d) in _dossier.Demandes.Where(d => d.Value.Certificat is not null && !Ailleurs.Contains(d.Key)))
        {
            var suivi = await SuivreAsync(d, "PRODUITS");
            var ligne = suivi.Elements("resultat").SingleOrDefault(r => r.Element("numeroSerie")?.Value == d.NumeroSerie);
            Assert.That(ligne?.Element("etat")?.Value, Is.EqualTo(d.Produit.Libelle()), $"{nom} : {suivi}");
        }
    }

    [Test]
    public async Task Une_demande_validee_se_retire_dans_les_deux_mondes()
    {
        foreach (var nom in new[] { "validee", "validee-18", "validee-pro", "validee-production", "renouvellement-accepte-production" })
        {
            Assert.That((await RetirerAsync(nom)).Element("statut")!.Value, Is.EqualTo("OK"), nom);
        }
    }

    [Test]
    public async Task Un_retrait_commence_donne_le_certificat_dont_le_numero_etait_pris()
    {
        using var transmise = Certificat(await RetirerAsync("transmise"));
        using var retiree = Certificat(await RetirerAsync("retiree"));

        Assert.That(transmise.SerialNumber, Is.EqualTo(_dossier.Demandes["transmise"].NumeroSerie).IgnoreCase);
        Assert.That(Convert.ToHexString(retiree.RawData), Is.EqualTo(_dossier.Demandes["retiree"].Certificat), "octet pour octet");
    }

    [Test]
    public async Task Le_journal_d_emission_est_rempli_une_fois_et_l_historique_le_dit()
    {
        var delivres = _dossier.Demandes.Values.Select(d => d.Certificat).OfType<string>().ToList();
        Assert.That(Journalises(), Is.EquivalentTo(delivres));
        Assert.That(await AvisAsync(), Is.EqualTo(new[] { $"({delivres.Count} certificats)." }));

        await _service.DisposeAsync();
        _service = await ServiceDeTest.DemarrerAsync(dossier: _dossier.Racine, horloge: _dossier.Horloge);
        Assert.That(Journalises(), Is.EquivalentTo(delivres));
        Assert.That(await AvisAsync(), Has.Exactly(1).Items);

        IEnumerable<string> Journalises() => JournalDEmission.Lire(_service.Socle.Depot.Journal).Select(l => l.Contenu).OfType<Emission>()
            .Where(e => e.Numero is not null).Select(e => Convert.ToHexString(e.Certificat));

        async Task<IEnumerable<string>> AvisAsync() => (await Historique.ListerAsync(_service.Socle.Depot, Monde.Test, 0, default))
            .Where(l => l.CodeAction is "ACT_TRC_005" or "ACT_TRC_006").Select(l => l.Complement![l.Complement!.LastIndexOf('(')..]);
    }

    [Test]
    public async Task Ce_qui_etait_fini_ne_se_retire_pas()
    {
        foreach (var nom in new[] { "rejetee-09", "annulee-16", "non-traitee-17", "non-traitee-44", "active-org", "revoquee-vol", "validee-hors-delai", "transmise-hors-delai", "retiree-hors-delai" })
        {
            Assert.That((await RetirerAsync(nom)).Element("statut")!.Value, Is.EqualTo("WSMG-00000011"), nom);
        }
    }

    [Test, Category("D21"), Category("D23")]
    public async Task Une_demande_44_se_refait_avec_la_meme_CSR()
    {
        var d = _dossier.Demandes["non-traitee-44"];

        var lot = await _service.AppelerAsync(Requetes.Lot(Requetes.Demande($"{d.Offre}", $"{d.Usage}", d.Csr)), d.Acteur);

        Assert.That(lot.Element("statutLot")!.Value, Is.EqualTo("OK"), lot.ToString());
    }

    [Test, Category("D30")]
    public async Task Le_renouvellement_d_une_etrangere_n_est_plus_dans_le_suivi_de_la_structure()
    {
        var (etrangere, actif) = (_dossier.Demandes["renouvellement-d-une-etrangere"], _dossier.Demandes["active-org"]);

        var suivi = await SuivreAsync(actif, "PRODUITS");

        Assert.That(suivi.Elements("resultat").Select(r => r.Element("numero")!.Value), Does.Contain($"{actif.Numero}").And.Not.Contain($"{etrangere.Numero}"));
    }

    [Test, Category("§16.2"), Category("D29")]
    public async Task Les_revocations_faites_sont_dans_la_liste_et_celle_qui_attend_vient_en_son_jour()
    {
        var faites = _dossier.Demandes.Values.Where(d => d is { Produit: EtatProduit.Revoque, Monde: Monde.Test }).Select(d => d.NumeroSerie!).ToList();
        string[] attendues = [_dossier.Demandes["active-org"].NumeroSerie!, _dossier.Demandes["revocation-autorite-absente"].NumeroSerie!];
        Assert.That(faites, Has.Count.EqualTo(3));
        var avant = await _service.ListeAsync();
        Assert.That(faites.Where(s => !avant.Contient(Convert.FromHexString(s))), Is.Empty);
        Assert.That(avant.Contient(Convert.FromHexString(attendues[0])), Is.False, "avant son jour");

        _dossier.Horloge.Avancer(TimeSpan.FromDays(5));
        await _service.PlanifierAsync();

        var apres = await _service.ListeAsync();
        Assert.That(attendues.Where(s => !apres.Contient(Convert.FromHexString(s))), Is.Empty);
    }

    [Test, Category("D25")]
    public async Task Le_lot_signe_avant_le_changement_redonne_la_meme_reponse()
    {
        using var dossier = DossierDeVersion4.Ouvrir(cartesDorigine: true);
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: dossier.Racine, horloge: dossier.Horloge);
        using (var carte = service.Carte(Acteurs.Carole, "sign"))
        {
            Assume.That(carte.NotAfter, Is.GreaterThan(DateTime.Now), "la carte de ce jour-là a vécu ses trois ans");
        }

        var (message, reponse) = dossier.Rejouable;
        using var client = service.Client(service.Serveur());
        using var recue = await ServiceDeTest.EnvoyerAsync(client, service.Srv, message);

        Assert.That(await recue.Content.ReadAsStringAsync(), Is.EqualTo(reponse));
    }

    [Test, Category("D37")]
    public async Task Tue_net_il_s_ouvre_aussi_et_l_historique_est_juste()
    {
        using var dossier = DossierDeVersion4.Ouvrir(tue: true);
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: dossier.Racine, horloge: dossier.Horloge))
        {
            foreach (var (nom, d) in dossier.Demandes.Where(d => d.Value.Monde == Monde.Test && !Ailleurs.Contains(d.Key)))
            {
                Assert.That(await service.EtatsAsync($"{d.Numero}"), Is.EqualTo($"{d.Etats}"), nom);
            }
        }

        var (code, sortie, erreurs) = await ServiceEnProcessus.ExecuterAsync(["historique", "verifier", $"--Pfcng:DataDirectory={dossier.Racine}"]);
        Assert.That(code, Is.Zero, sortie + erreurs);
        Assert.That(sortie, Does.Contain("lignes justes"));
    }

    private static X509Certificate2 Certificat(XElement reponse) =>
        X509Certificate2.CreateFromPem(reponse.Element("certificat")?.Value ?? throw new InvalidOperationException(reponse.ToString()));

    private Task<XElement> RetirerAsync(string nom) =>
        _service.AppelerAsync(Requetes.Retrait($"{_dossier.Demandes[nom].Numero}"), _dossier.Demandes[nom].Acteur, monde: _dossier.Demandes[nom].Monde);

    private Task<XElement> SuivreAsync(DemandeAncienne d, string type) => _service.AppelerAsync(
        Requetes.Suivi(type, $"{d.Offre}", d.Structure is { } structure ? [("idNatStruct", structure)] : []), d.Acteur, monde: d.Monde);
}
