using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>A certificate is made, then the service starts again on the same folder 1,070 days later, 26 or so before its end.</summary>
[Category("§17.2"), Category("D30")]
internal sealed class RenouvellementTests
{
    private const string Carole = "899700027131";
    private const string Gaetan = "899700027222";
    private const string Cabinet = "499700027180006";

    private readonly string _csr = Requetes.Csr();
    private string _dossier = null!;
    private X509Certificate2 _ancien = null!;
    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer()
    {
        _dossier = await ServiceDeTest.NouveauDossierAsync();
        await using (var avant = await ServiceDeTest.DemarrerAsync(dossier: _dossier))
        {
            var lot = await avant.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli("Application", _csr)), Carole);
            _ancien = await RetirerAsync(avant, lot.Element("demande")!.Element("indiceRetrait")!.Value);
            var tropTot = await avant.AppelerAsync(Requetes.Renouvellement(_ancien), Carole);
            tropTot.Element("statut")!.Value.Should().Be("WSMG-00000010");
            tropTot.Element("message")!.Value.Should().Contain(" : Fin validité ");
        }

        _service = await ServiceDeTest.DemarrerAsync([("Demonstration:Decalage", "1070.00:00:00")], dossier: _dossier);
    }

    [OneTimeTearDown]
    public async Task Arreter()
    {
        await _service.DisposeAsync();
        _ancien.Dispose();
        Directory.Delete(_dossier, recursive: true);
    }

    [Test, Category("§17.1")]
    public async Task Un_certificat_renouvele_se_retire_et_l_ancien_reste_actif()
    {
        var reponse = await _service.AppelerAsync(Requetes.Renouvellement(_ancien), Carole);
        reponse.Elements().Select(e => e.Name.LocalName).Should().Equal("indiceRetrait", "statut", "message");
        (reponse.Element("statut")!.Value, reponse.Element("message")!.Value).Should().Be(("OK", ""));

        var indice = reponse.Element("indiceRetrait")!.Value;
        using var nouveau = await RetirerAsync(_service, indice);
        nouveau.SubjectName.RawData.Should().Equal(_ancien.SubjectName.RawData);
        nouveau.GetPublicKey().Should().NotEqual(_ancien.GetPublicKey());
        nouveau.NotBefore.Should().BeCloseTo(_ancien.NotBefore.AddDays(1070), TimeSpan.FromHours(2));

        var suivi = await _service.AppelerAsync(Requetes.Suivi("PRODUITS", "ORG", ("idNatStruct", Cabinet)), Carole);
        Etat(suivi, _ancien).Should().Be("Produit actif");
        Etat(suivi, nouveau).Should().Be("Produit actif");
    }

    [Test, Category("§17.4"), Category("D21")]
    public async Task Une_CSR_deja_utilisee_nomme_la_demande_qui_l_utilise()
    {
        var reponse = await _service.AppelerAsync(Requetes.Renouvellement(_ancien, _csr), Carole);

        reponse.Element("indiceRetrait").Should().BeNull();
        reponse.Element("statut")!.Value.Should().Be("WSMG-00000009");
        reponse.Element("message")!.Value.Should().MatchRegex("^Échec lors de la validation de CSR : La clé publique pour cette CSR a déjà été présentée pour une autre demande "
            + @"\(1, CAROLE PHARMACH0002713, CABINET MEDICAL MEDCAB0002718, \d\d/\d\d/\d{4}\)\. Veuillez essayer de nouveau avec un autre fichier CSR\.$");
    }

    [Test, Category("§17.4"), Category("D32")]
    public async Task Un_numero_de_serie_errone_est_08()
    {
        var reponse = await _service.AppelerAsync(Requetes.Renouvellement(_ancien, numeroSerie: "1234567890"), Carole);

        (reponse.Element("statut")!.Value, reponse.Element("message")!.Value)
            .Should().Be(("WSMG-00000008", "Erreur lors la recherche de certificat. Veuillez vérifier et renouveler votre demande."));
    }

    [Test, Category("D13")]
    public async Task Un_acteur_sans_droit_est_10()
    {
        var reponse = await _service.AppelerAsync(Requetes.Renouvellement(_ancien), Gaetan);

        reponse.Element("statut")!.Value.Should().Be("WSMG-00000010");
        reponse.Element("message")!.Value.Should().Contain("L’acteur n’est pas habilité sur le périmètre de la structure");
    }

    [Test, Category("§17.1"), Category("D4")]
    public async Task Une_valeur_fausse_est_05_avec_le_nom_de_l_element()
    {
        var reponse = await _service.AppelerAsync(Requetes.Renouvellement(_ancien, numeroSerie: "pas de l’hexadécimal"), Carole);

        reponse.Element("statut")!.Value.Should().Be("WSMG-00000005");
        reponse.Element("message")!.Value.Should().StartWith("Contenu de la demande non valide : NumeroSerie.");
    }

    private static async Task<X509Certificate2> RetirerAsync(ServiceDeTest service, string indice) => X509Certificate2.CreateFromPem(
        (await service.AppelerAsync(Requetes.Retrait(indice), Carole)).Element("certificat")!.Value);

    private static string Etat(XElement suivi, X509Certificate2 certificat) => suivi.Elements("resultat")
        .Single(r => string.Equals(r.Element("numeroSerie")!.Value, certificat.SerialNumber, StringComparison.OrdinalIgnoreCase)).Element("etat")!.Value;
}
