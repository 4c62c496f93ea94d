// How version-4.zip was made. These two files are not compiled here: they speak to the tests' helpers of commit c3be7e0. To make the archive again:
//   git worktree add /tmp/ancien c3be7e0 && cp FabriqueDeVersion4*.cs /tmp/ancien/tests/Pfcng.Ws.Tests/Wire/ && cd /tmp/ancien
//   PFCNG_ARCHIVE=/tmp/version-4.zip dotnet test tests/Pfcng.Ws.Tests --filter "FullyQualifiedName~FabriqueDeVersion4"
using System.Globalization;
using NUnit.Framework;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using Pfcng.Ws.Hebergement;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>Makes a demonstration data folder whose demandes are in every state, on a clock that ends three years later, and says what is in it.</summary>
internal sealed partial class FabriqueDeVersion4
{
    private const string Carole = Acteurs.Carole;
    private const string Gaetan = Acteurs.Gaetan;
    private const string Charles = "899700027123";
    private const string Claire = "810100531143";
    private const string Antoine = "810001514701";
    private const string Guy = "00B6017129";
    private const string Vladimir = "300000000039210/CPAT0001";
    private const string Denise = "500000000028969/CPAT0002";
    private const string Cabinet = "499700027180006";
    private const string Pharmacie = "10B0039137";
    private const string Hopital = "1750140014";

    private readonly HorlogeManuelle _horloge = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
    private readonly SortedDictionary<string, (Monde Monde, long Numero)> _demandes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _revocations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _csr = [];
    private AutoriteDetournee _detournee = null!;
    private AutoriteCapricieuse _autorite = null!;
    private AnnuaireTroue _annuaire = null!;
    private ServiceDeTest _service = null!;
    private string _dossier = "";

    [Test]
    public async Task Fabriquer()
    {
        var archive = Environment.GetEnvironmentVariable("PFCNG_ARCHIVE");
        Assume.That(archive, Is.Not.Null);
        _dossier = await ServiceDeTest.NouveauDossierAsync();
        _service = await ServiceDeTest.DemarrerAsync(
            autorite: a => _autorite = new(_detournee = new(a)), annuaire: a => _annuaire = new(a), dossier: _dossier, horloge: _horloge);
        var fin = await AnciensAsync();
        await EtatsAsync();
        await RefusAsync();
        await RenouvellementsAsync(fin);
        await RevocationsAsync();
        var rejouable = await RejouableAsync();
        await _service.PlanifierAsync();
        var attendu = Attendu();

        var brut = Photographier();
        await _service.DisposeAsync();
        Replier();
        Archiver(archive!, brut, rejouable, attendu);
        Directory.Delete(_dossier, recursive: true);
        Directory.Delete(brut, recursive: true);
    }

    /// <summary>Three years of products; ends 15 days after the first one did.</summary>
    private async Task<DateTimeOffset> AnciensAsync()
    {
        await ActifAsync("produit-expire", Monde.Test, Carole, Org("Expirée"));
        var debut = _horloge.GetUtcNow();
        await AllerAsync(debut.AddDays(40));
        await ActifAsync("a-renouveler", Monde.Test, Carole, Org("À renouveler"));
        await ActifAsync("a-renouveler-production", Monde.Production, Gaetan, Serv("www.officine.laboratoire.com"));
        await ActifAsync("a-renouveler-44", Monde.Test, Charles, Pro(Antoine, "CONF"));

        var fin = debut.AddYears(3).AddDays(15);
        await AllerAsync(fin.AddDays(-20));
        await DemanderAsync("validee-hors-delai", Monde.Test, Gaetan, Smime("hors-delai@test.laboratoire.com"));
        await DemanderAsync("transmise-hors-delai", Monde.Test, Guy, Requetes.Demande("PS", "AUTH", null, ("UPN", "guy@exemple.fr")));
        await TransmettreAsync("transmise-hors-delai", Guy);
        await DemanderAsync("retiree-hors-delai", Monde.Test, Carole, Org("Retirée hors délai"));
        await CouperAsync("retiree-hors-delai", Carole);

        await AllerAsync(fin.AddDays(-10));
        await ActifAsync("revocation-differee-faite", Monde.Test, Carole, Org("Différée faite"));
        await RevoquerAsync("differee-faite", "revocation-differee-faite", Carole, "FIN_DACTIVITE", date: 2);
        await AllerAsync(fin.AddDays(-7));
        await AllerAsync(fin);
        return fin;
    }

    private async Task EtatsAsync()
    {
        await DemanderAsync("validee", Monde.Test, Carole, Org("Validée"));
        await DemanderAsync("validee-production", Monde.Production, Gaetan, Serv("test.laboratoire.com"));
        await DemanderAsync("validee-pro", Monde.Test, Charles, Pro(Claire, "SIGN", ("mailSujet", "claire@ch-saint-anne.fr")));
        await DemanderAsync("transmise", Monde.Test, Carole, Org("Transmise"));
        await TransmettreAsync("transmise", Carole);
        await DemanderAsync("retiree", Monde.Test, Carole, Org("Retirée"));
        await CouperAsync("retiree", Carole);
        await ActifAsync("active-org", Monde.Test, Carole, Org("Active"));
        await ActifAsync("active-ps", Monde.Test, Guy, Requetes.Demande("PS", "SIGN", null, ("mailSujet", "guy@exemple.fr")));
        await ActifAsync("active-pro", Monde.Test, Charles, Pro(Claire, "AUTH", ("UPN", "claire@ch-saint-anne.fr")));
        await ActifAsync("active-serv", Monde.Test, Gaetan, Smime("active@test.laboratoire.com"));
        await ActifAsync("active-ssl", Monde.Test, Gaetan, Serv("test.laboratoire.com", "www.officine.laboratoire.com"));
        await ActifAsync("active-production", Monde.Production, Gaetan, Serv("www.officine.laboratoire.com"));
        await ActifAsync("active-tiers", Monde.Test, Vladimir, Org("Pour un tiers", ("idNatTiers", Carole)), tiers: Carole);

        await DemanderAsync("non-traitee-17", Monde.Test, Carole, Org("Non traitée 17"));
        _autorite.PanneAlEnregistrement = new AutoriteErreurException("voulu");
        Exiger(await RetirerAsync("non-traitee-17", Carole), "statut", "WSMG-00000017");
        _autorite.PanneAlEnregistrement = new AutoriteInaccessibleException("voulu");
        await DemanderAsync("validee-18", Monde.Test, Carole, Org("Validée 18"));
        Exiger(await RetirerAsync("validee-18", Carole), "statut", "WSMG-00000018");
        _autorite.PanneAlEnregistrement = null;
        await DemanderAsync("annulee-16", Monde.Test, Carole, Org("Annulée 16"));
        _autorite.PanneAuRetrait = new AutoriteErreurException("voulu");
        Exiger(await RetirerAsync("annulee-16", Carole), "statut", "WSMG-00000016");
        _autorite.PanneAuRetrait = null;
        await DemanderAsync("annulee-revoquee", Monde.Test, Carole, Org("Annulée révoquée"));
        await CouperAsync("annulee-revoquee", Carole);
        await RevoquerAsync("annulee-revoquee", "annulee-revoquee", Carole, "PERTE");

        var csr = Requetes.Csr();
        var ihm = await Composition.DemanderCertificats(_service.Socle).DemanderParIhmAsync(
            new(Monde.Test, Carole, "PHARMACH0002713", "CAROLE", TypePersonne.PS),
            new(Offre.ORG, Usage.AUTH_CLI, null, Cabinet, null, "Par l’IHM", [], null, null, csr, "ihm@exemple.fr", "ihm@exemple.fr"), default);
        _demandes.Add("ihm", (Monde.Test, ihm.IndiceDemande!.Value));
    }

    private async Task RefusAsync()
    {
        var prise = Requetes.Csr();
        var lot = await AppelerAsync(Monde.Test, Carole, Requetes.Lot(Org("Lot 1"), Org("Lot 2", prise), Org("Lot, 09", prise), Requetes.Demande("ORG", "AUTH_CLI", null, ("idNatStruct", Pharmacie), ("nomApplicatif", "Lot, 10"))));
        Assert.That(lot.Elements("demande").Select(d => d.Element("statutDemande")!.Value), Is.EqualTo(new[] { "OK", "OK", "WSMG-00000009", "WSMG-00000010" }));
        var dernier = Dernier(Monde.Test);
        foreach (var (nom, rang) in new[] { "lot-1", "lot-2", "rejetee-09", "rejetee-10" }.Select((n, r) => (n, r)))
        {
            _demandes.Add(nom, (Monde.Test, dernier - 3 + rang));
        }

        await RefuserAsync("non-traitee-05", Monde.Test, Carole, Requetes.Lot(Requetes.OrgAuthCli().Replace("<gamme>EL<", "<gamme>ST<", StringComparison.Ordinal)), "statutLot", "WSMG-00000005");
        await RefuserAsync("non-traitee-42", Monde.Test, Gaetan, Requetes.Lot(Serv([.. Enumerable.Range(1, 6).Select(n => $"www{n}.officine.laboratoire.com")])), "statutLot", "WSMG-00000042");
        _csr["non-traitee-44"] = Requetes.Csr();
        _annuaire.SansTitre = Guy;
        await RefuserAsync("non-traitee-44", Monde.Test, Guy, Requetes.Lot(Requetes.Demande("PS", "AUTH", _csr["non-traitee-44"])), "statutDemande", "WSMG-00000044");
        _annuaire.SansTitre = null;
        await RefuserAsync("rejetee-upn-pris", Monde.Test, Carole, Requetes.Lot(Requetes.Demande("PS", "AUTH", null, ("UPN", "guy@exemple.fr"))), "statutDemande", "WSMG-00000010");

        Exiger(await RetirerAsync("validee", Gaetan), "statut", "WSMG-00000030");
        Exiger(await RetirerAsync("ihm", Carole), "statut", "WSMG-00000031");
        Exiger(await RetirerAsync("active-org", Carole), "statut", "WSMG-00000011");
    }

    private async Task RenouvellementsAsync(DateTimeOffset fin)
    {
        Assert.That(_horloge.GetUtcNow(), Is.EqualTo(fin));
        await RenouvelerAsync("renouvellement-accepte", "a-renouveler", Carole, "OK");
        await RenouvelerAsync("renouvellement-accepte-production", "a-renouveler-production", Gaetan, "OK");
        await RenouvelerAsync("renouvellement-expire", "produit-expire", Carole, "WSMG-00000010");
        await RenouvelerAsync("renouvellement-d-une-etrangere", "active-org", Denise, "WSMG-00000010");
        _annuaire.Oublie = Hopital;
        await RenouvelerAsync("renouvellement-44", "a-renouveler-44", Charles, "WSMG-00000044");
        _annuaire.Oublie = null;
        Exiger(await RetirerAsync("renouvellement-accepte", Carole), "statut", "OK");
        await FermerAsync("renouvellement-accepte");
    }

    private async Task RevocationsAsync()
    {
        await ActifAsync("revoquee-vol", Monde.Test, Carole, Org("Volée"));
        await RevoquerAsync("vol", "revoquee-vol", Carole, "VOL");
        await ActifAsync("revoquee-production", Monde.Production, Gaetan, Serv("test.laboratoire.com"));
        await RevoquerAsync("production", "revoquee-production", Gaetan, "FIN_DACTIVITE");
        await RevoquerAsync("differee-remplacee", "active-org", Carole, "FIN_DACTIVITE", date: 10);
        await RevoquerAsync("differee-en-attente", "active-org", Carole, "AUTRE", date: 5);
        await RevoquerAsync("refusee-tiers-nomme", "active-org", Denise, "PERTE", tiers: Carole, statut: "WSMG-00000012");
        await RevoquerAsync("refusee-date", "active-org", Carole, "FIN_DACTIVITE", date: 8, statut: "WSMG-00000012");
        _detournee.AvantRevocation = _ => throw new AutoriteInaccessibleException("voulu");
        await ActifAsync("revocation-autorite-absente", Monde.Test, Carole, Org("Autorité absente"));
        await RevoquerAsync("autorite-absente", "revocation-autorite-absente", Carole, "PERTE");
        _detournee.AvantRevocation = _ => throw new AutoriteErreurException("voulu");
        await ActifAsync("revocation-autorite-en-erreur", Monde.Test, Carole, Org("Autorité en erreur"));
        await RevoquerAsync("autorite-en-erreur", "revocation-autorite-en-erreur", Carole, "FIN_DACTIVITE", statut: null);
        _detournee.AvantRevocation = _ => throw new AutoriteInaccessibleException("voulu"); // Until the end: the one that waits goes on waiting.
    }

    /// <summary>A signed lot whose demandes are still « validée »: sent again byte for byte, it must get the same answer (D25).</summary>
    private async Task<(byte[] Message, string Reponse)> RejouableAsync()
    {
        using var client = _service.Client(_service.Serveur());
        using var carte = _service.Carte(Carole, "sign");
        var message = Signeur.Signer(Requetes.Lot(Org("Rejouable 1"), Org("Rejouable 2")), carte);
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, _service.Srv, message);
        var texte = await reponse.Content.ReadAsStringAsync();
        var indices = ServiceDeTest.Corps(texte).Elements("demande").Select(d => long.Parse(d.Element("indiceRetrait")!.Value, CultureInfo.InvariantCulture)).ToList();
        _demandes.Add("rejouable-1", (Monde.Test, indices[0]));
        _demandes.Add("rejouable-2", (Monde.Test, indices[1]));
        return (message, texte);
    }
}
