using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using Pfcng.Ws.Demonstration;
using Pfcng.Ws.Donnees;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>The form of production: authorities of cards that are not ours, a passphrase, a directory of the operator's.</summary>
[Category("D7"), Category("D9"), Category("D33")]
internal sealed class ProductionTests
{
    [Test]
    public async Task En_forme_de_production_une_carte_de_production_retire_un_certificat_de_production()
    {
        var cartes = await ServiceDeTest.NouveauDossierAsync();
        var dossier = Directory.CreateTempSubdirectory("pfcng-production-").FullName;
        ConfierLesCartes(cartes, Path.Combine(dossier, "confiance"));
        File.Copy(Path.Combine(cartes, "demo", "annuaire.json"), Path.Combine(dossier, "annuaire.json"));
        await using (var service = await ServiceDeTest.DemarrerAsync(
            [("Demonstration", "false"), ("Autorites:PhraseSecrete", "une phrase"), ("AdresseDePublication", "http://pki.exemple.fr")], dossier: dossier))
        {
            var carte = MondeDeDemonstration.Carte(RepertoireDeDonnees.Ouvrir(cartes, demonstration: true), Monde.Production, Acteurs.Gaetan);
            using var client = service.Client(carte.Ouvrir("auth"));
            using var signature = carte.Ouvrir("sign");
            var lot = await AppelerAsync(client, service.Apt, signature, Requetes.Lot(
                Requetes.Demande("SERV", "SSL_SERV", null, ("idNatStruct", "10B0039137"), ("FQDN", "test.laboratoire.com"))));
            lot.Element("statutLot")!.Value.Should().Be("OK");
            var retrait = await AppelerAsync(client, service.Apt, signature, Requetes.Retrait(lot.Element("demande")!.Element("indiceRetrait")!.Value));
            using var certificat = X509Certificate2.CreateFromPem(retrait.Element("certificat")!.Value);
            certificat.GetNameInfo(X509NameType.SimpleName, forIssuer: true).Should().Be("AC IGC-SANTE ELEMENTAIRE ORGANISATIONS");
            System.Text.Encoding.Latin1.GetString(certificat.Extensions["2.5.29.31"]!.RawData).Should().Contain("http://pki.exemple.fr/CRL/ACI-EL-ORG.crl");
            DoiventEtreChiffrees(dossier);
            await DoitTaireSesRaisonsAsync(service);
        }

        NeDoitRienLivrer(dossier);
        await DoitSeVerifierSansPhraseAsync(dossier);
        await DoitDireLesListesQuiManquentAsync(dossier);
        Directory.Delete(dossier, recursive: true);
        Directory.Delete(cartes, recursive: true);
    }

    /// <summary>The history of production is verified with public files alone, evidence signed by the cards of others included (D37).</summary>
    private static async Task DoitSeVerifierSansPhraseAsync(string dossier)
    {
        var (code, sortie, erreurs) = await ServiceEnProcessus.ExecuterAsync(["historique", "verifier", $"--Pfcng:DataDirectory={dossier}"]);

        code.Should().Be(0, sortie + erreurs);
        sortie.Should().MatchRegex(@"^\d+ lignes justes, dernière empreinte [0-9a-f]{64}, 2 têtes signées par la clé [0-9a-f]{64}, 2 preuves, 1 certificat$");
    }

    /// <summary>A card authority without a list refuses all its cards: the start says it, and does not wait to be asked by a probe.</summary>
    private static async Task DoitDireLesListesQuiManquentAsync(string dossier)
    {
        (string, string)[] reglages = [("Demonstration", "false"), ("Autorites:PhraseSecrete", "une phrase"), ("AdresseDePublication", "http://pki.exemple.fr")];
        var liste = Path.Combine(dossier, "confiance", "ACI-ST-PP.crl");
        File.WriteAllText(liste, "bonjour");
        var refus = (await FluentActions.Awaiting(() => ServiceEnProcessus.DemarrerAsync(dossier, reglages)).Should().ThrowExactlyAsync<InvalidOperationException>()).Which;
        refus!.Message.Should().ContainAll($"{liste} n’est pas une liste de révocation admise", "Remplacez ce fichier, ou ôtez-le.");

        File.Delete(liste);
        Directory.Delete(Path.Combine(dossier, "listes", "archives"), recursive: true); // The last one in force would be taken from there.
        using var service = await ServiceEnProcessus.DemarrerAsync(dossier, reglages);
        const string Attendu = "Attention : aucune liste de révocation en vigueur de « AC IGC-SANTE STANDARD PERSONNES » :";
        await Attente.VoirAsync(Attendu, () => service.Sortie, s => s.Any(l => l.StartsWith(Attendu, StringComparison.Ordinal)));
    }

    /// <summary>What a stolen copy of the folder gives: no key, no code, no passphrase in clear.</summary>
    private static void NeDoitRienLivrer(string dossier)
    {
        foreach (var fichier in Directory.GetFiles(dossier, "*", SearchOption.AllDirectories))
        {
            System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(fichier)).Should().NotContainAny(["BEGIN PRIVATE KEY", "BEGIN RSA PRIVATE KEY", "code-1234", "une phrase"], fichier);
        }
    }

    /// <summary>The roots in one bundle, the intermediates one by one, and their lists: what an operator downloads.</summary>
    private static void ConfierLesCartes(string cartes, string confiance)
    {
        Directory.CreateDirectory(confiance);
        var ac = Path.Combine(cartes, "ac");
        File.WriteAllText(Path.Combine(confiance, "racines.pem"), string.Concat(new[] { "ACR-FO", "ACR-ST" }.Select(n => File.ReadAllText(Path.Combine(ac, n + ".pem")))));
        foreach (var nom in new[] { "ACI-FO-PP", "ACI-ST-PP" })
        {
            using var certificat = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(ac, nom + ".pem"));
            File.WriteAllBytes(Path.Combine(confiance, nom + ".cer"), certificat.RawData);
        }

        foreach (var nom in new[] { "ACR-FO", "ACI-FO-PP", "ACR-ST", "ACI-ST-PP" })
        {
            File.Copy(Path.Combine(cartes, "listes", nom + ".crl"), Path.Combine(confiance, nom + ".crl"));
        }
    }

    /// <summary>Production tells its reasons to nobody (D37).</summary>
    private static async Task DoitTaireSesRaisonsAsync(ServiceDeTest service)
    {
        using var client = service.Client(null);
        using var refus = await client.PostAsync(service.Srv, null);
        refus.Headers.Contains("X-Pfcng-Trace").Should().BeTrue();
        refus.Headers.Contains("X-Pfcng-Motif").Should().BeFalse();
        using var page = await client.GetAsync(new Uri($"http://localhost:{service.Http.Port}/refus"));
        page.StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
    }

    private static void DoiventEtreChiffrees(string dossier)
    {
        var cles = Directory.GetFiles(Path.Combine(dossier, "autorites"), "*.key", SearchOption.AllDirectories);
        cles.Should().HaveCount(7, "les autorités des deux mondes, sans celles des cartes, et la clé des têtes de l’historique");
        cles.Select(File.ReadAllText).Should().AllSatisfy(e => e.Should().StartWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
        Directory.Exists(Path.Combine(dossier, "demo")).Should().BeFalse();
    }

    private static async Task<System.Xml.Linq.XElement> AppelerAsync(HttpClient client, Uri porte, X509Certificate2 signature, string requete)
    {
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, porte, Signeur.Signer(requete, signature));
        return ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync());
    }
}
