using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>Who may come in at which door, by TLS alone (guide WS §10).</summary>
[Category("D7")]
[Category("§10")]
internal sealed class PortesTests
{
    private const string Ajoutee = "899700027999";
    private const string Cabinet = "499700027180006";
    private const string Homonyme = "homonyme.exemple.fr";
    private const string SignatureInvalide = "WSMG-00000002";

    private string _dossier = null!;
    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer()
    {
        _dossier = await ServiceDeTest.NouveauDossierAsync();
        var annuaire = Path.Combine(_dossier, "demo", "annuaire.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(annuaire))!;
        json["test"]!["personnes"]!.AsArray().Add(new JsonObject
        {
            ["idNat"] = Ajoutee,
            ["nom"] = "AJOUTEE",
            ["prenom"] = "NADINE",
            ["type"] = "PS",
            ["titre"] = "Pharmacien",
            ["habilitations"] = new JsonArray(new JsonObject { ["offre"] = "ORG", ["structure"] = Cabinet }),
        });
        json["test"]!["serveurs"]!.AsArray().Add(new JsonObject { ["nom"] = Homonyme, ["structure"] = Cabinet, ["listeBlanche"] = true });
        await File.WriteAllTextAsync(annuaire, json.ToJsonString());
        _service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
    }

    [OneTimeTearDown]
    public async Task Arreter()
    {
        await _service.DisposeAsync();
        Directory.Delete(_dossier, recursive: true);
    }

    [TestCase("/ws-srv")]
    [TestCase("/ws-apt")]
    [TestCase("/cxf/ws-srv")]
    public async Task Sans_certificat_client_la_porte_reste_fermee(string porte) =>
        await RefuserAsync(null, porte, "aucun certificat client");

    [Test]
    public async Task Un_serveur_hors_de_la_liste_blanche_n_entre_pas() =>
        await RefuserAsync(_service.Serveur("inconnu.exemple.fr"), "/ws-srv", "liste blanche");

    [Test]
    public async Task Une_carte_n_entre_pas_par_la_porte_des_serveurs() =>
        await RefuserAsync(_service.Carte(Acteurs.Carole, "auth"), "/ws-srv", "n’émet pas les certificats de serveur");

    [Test]
    public async Task Un_serveur_n_entre_pas_par_la_porte_des_cartes() =>
        await RefuserAsync(_service.Serveur(), "/ws-apt", "n’émet pas les cartes");

    [Test]
    public async Task Un_certificat_de_signature_n_authentifie_pas() =>
        await RefuserAsync(_service.Carte(Acteurs.Carole, "sign"), "/ws-apt", "authentification");

    [TestCase(Acteurs.Alice, "révoqué")]
    [TestCase(Acteurs.Bruno, "expiré")]
    public async Task Une_carte_revoquee_ou_expiree_n_entre_pas(string idNat, string motif) =>
        await RefuserAsync(_service.Carte(idNat, "auth"), "/ws-apt", motif);

    [TestCase(Acteurs.Alice)]
    [TestCase(Acteurs.Bruno)]
    [Category("D9")]
    [Category("§19 02")]
    public async Task Une_carte_revoquee_ou_expiree_ne_signe_pas(string idNat) =>
        (await _service.AppelerAsync(Requetes.Retrait("1"), idNat)).Element("statut")!.Value.Should().Be(SignatureInvalide);

    [Test]
    public async Task Un_ORG_AUTH_CLI_de_meme_nom_qu_un_serveur_admis_n_entre_pas()
    {
        using var admis = _service.Serveur(Homonyme);
        (await StatutAsync(admis, "/ws-srv")).Should().NotBe(HttpStatusCode.Forbidden, "le serveur de la liste, lui, entre");

        using var cle = ClesDeTest.Neuve();
        var csr = Convert.ToBase64String(new CertificateRequest("CN=x", cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest());
        var lot = await _service.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli(Homonyme, csr)), Acteurs.Carole);
        var retrait = await _service.AppelerAsync(Requetes.Retrait(lot.Element("demande")!.Element("indiceRetrait")!.Value), Acteurs.Carole);
        using var certificat = X509Certificate2.CreateFromPem(retrait.Element("certificat")!.Value);
        certificat.SubjectName.RawData.Should().Equal(admis.SubjectName.RawData);
        await RefuserAsync(certificat.CopyWithPrivateKey(cle), "/ws-srv", "serverAuth et clientAuth");
    }

    [TestCase("/ws-srv", SslProtocols.Tls13)]
    [TestCase("/ws-apt", SslProtocols.Tls12)]
    public async Task Un_certificat_signe_d_une_autre_cle_que_celle_de_son_autorite_est_refuse_et_trace(string porte, SslProtocols protocole)
    {
        using var faux = Forger(porte == "/ws-srv" ? _service.Serveur() : _service.Carte(Acteurs.Carole, "auth"));
        using var client = await ClientBrut.OuvrirAsync(_service.Https, faux, depuis: IPAddress.Parse("127.0.8.1"), protocoles: protocole);
        await client.PosterAsync(porte, "<x/>"u8.ToArray());
        (await client.LireAsync()).Should().StartWith("HTTP/1.1 403 ").And.Contain("chaîne de certification");
        (await AccesAsync("127.0.8.1")).Should().Contain("chaîne de certification");
    }

    /// <summary>
    /// With its authority behind it, as OpenSSL's own clients send it, the system's TLS sees the forgery before we do and may cut the connection,
    /// as it will: what then can't be answered is traced all the same.
    /// </summary>
    [TestCase("/ws-srv", SslProtocols.Tls13, "127.0.8.2")]
    [TestCase("/ws-apt", SslProtocols.Tls13, "127.0.8.3")]
    [TestCase("/ws-apt", SslProtocols.Tls12, "127.0.8.4")]
    public async Task Un_faux_certificat_que_TLS_refuse_de_lui_meme_est_trace_aussi(string porte, SslProtocols protocole, string depuis)
    {
        using var faux = Forger(porte == "/ws-srv" ? _service.Serveur() : _service.Carte(Acteurs.Carole, "auth"));
        X509Certificate2Collection chaine = [.. _service.Autorites.Toutes.Select(a => a.Certificat)];
        using var client = await ClientBrut.OuvrirAsync(_service.Https, faux, depuis: IPAddress.Parse(depuis), chaine: chaine, protocoles: protocole);
        await client.PosterAsync(porte, "<x/>"u8.ToArray());
        (await client.LireAsync()).Should().Match(e => e == "" || e.StartsWith("HTTP/1.1 403 ", StringComparison.Ordinal));
        (await AccesAsync(depuis)).Should().Match(e => e.Contains("chaîne de certification", StringComparison.Ordinal) || e.Contains("la négociation TLS n’a pas abouti", StringComparison.Ordinal));
    }

    /// <summary>What is traced of an address, once it is.</summary>
    private async Task<string> AccesAsync(string adresse) => (string)(await Attente.VoirAsync(
        $"un accès de {adresse}", () => TraceAuFil.Lignes(_dossier, "acces.jsonl").FirstOrDefault(l => (string?)l["adresse"] == adresse)))["dernier"]!;

    /// <summary>The same to the last extension, but for the key and who signed.</summary>
    private static X509Certificate2 Forger(X509Certificate2 vrai)
    {
        using var cleAutorite = ClesDeTest.Neuve();
        using var cle = ClesDeTest.Neuve();
        var demande = new CertificateRequest(vrai.SubjectName, cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        foreach (var extension in vrai.Extensions)
        {
            demande.CertificateExtensions.Add(extension);
        }

        using (vrai)
        using (var faux = demande.Create(
            vrai.IssuerName, X509SignatureGenerator.CreateForRSA(cleAutorite, RSASignaturePadding.Pkcs1), vrai.NotBefore, vrai.NotAfter, vrai.SerialNumberBytes.Span))
        {
            return faux.CopyWithPrivateKey(cle);
        }
    }

    [Test, Category("exploitation")]
    public async Task Une_personne_ajoutee_a_l_annuaire_avant_un_demarrage_a_sa_carte()
    {
        var lot = await _service.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli("Nouvelle")), Ajoutee, apt: true);
        lot.Element("statutLot")!.Value.Should().Be("OK");
    }

    [Test, Category("D10")]
    public async Task La_carte_TLS_et_la_signature_sont_d_une_meme_personne()
    {
        using var client = _service.Client(_service.Carte(Acteurs.Carole, "auth"));
        (await RetirerAsync(client, _service.Apt, Acteurs.Gaetan)).Element("statut")!.Value.Should().Be(SignatureInvalide);
    }

    [Test, Category("D10"), Category("D11")]
    public async Task Un_reglage_relache_la_meme_carte_et_un_autre_refuse_le_melange_des_mondes()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Portes:MemeCarte", "false"), ("Portes:MelangeDesMondes", "false")]);
        using var carte = service.Client(service.Carte(Acteurs.Carole, "auth"));
        using var production = service.Client(service.Serveur("editeur-production.exemple.fr"));
        using (new AssertionScope())
        {
            (await RetirerAsync(carte, service.Apt, Acteurs.Gaetan, service)).Element("statut")!.Value.Should().Be("WSMG-00000027");
            (await RetirerAsync(production, service.Srv, Acteurs.Gaetan, service)).Element("statut")!.Value.Should().Be(SignatureInvalide);
            (await RetirerAsync(production, service.Srv, Acteurs.Gaetan, service, Monde.Production)).Element("statut")!.Value.Should().Be("WSMG-00000027");
        }
    }

    [Test, Category("D11")]
    public async Task Un_serveur_de_production_porte_une_demande_de_test()
    {
        using var client = _service.Client(_service.Serveur("editeur-production.exemple.fr"));
        (await RetirerAsync(client, _service.Srv, Acteurs.Carole)).Element("statut")!.Value.Should().Be("WSMG-00000027");
    }

    [TestCase("/cxf/ws-srv", false)]
    [TestCase("/cxf/ws-srv/", false)]
    [TestCase("/ws-srv/", false)]
    [TestCase("/cxf/ws-apt", true)]
    [TestCase("/cxf/ws-apt/", true)]
    [TestCase("/ws-apt/", true)]
    [Category("D6")]
    public async Task Les_chemins_cxf_et_la_barre_finale_menent_aux_memes_portes(string chemin, bool apt)
    {
        using var client = _service.Client(apt ? _service.Carte(Acteurs.Carole, "auth") : _service.Serveur());
        (await RetirerAsync(client, new(_service.Https, chemin), Acteurs.Carole)).Element("statut")!.Value.Should().Be("WSMG-00000027");
    }

    [TestCase("/ws-srv")]
    [TestCase("/cxf/ws-apt")]
    public async Task Une_operation_sur_le_port_en_clair_est_refusee(string chemin)
    {
        using var client = new HttpClient();
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, new(_service.Http, chemin), "<x/>"u8.ToArray());
        reponse.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await reponse.Content.ReadAsStringAsync()).Should().Contain("HTTPS");
    }

    [Test]
    public async Task Le_refus_est_trace_sur_une_ligne_quoi_que_dise_le_certificat()
    {
        using var cle = ClesDeTest.Neuve();
        var nom = new X500DistinguishedNameBuilder();
        nom.AddCommonName("sosie\n2026 faux evenement\u001b[31m");
        using var faux = new CertificateRequest(nom.Build(), cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var client = await ClientBrut.OuvrirAsync(_service.Https, faux, depuis: IPAddress.Parse("127.0.0.7")); // An address has one line a minute.
        await client.PosterAsync("/ws-srv", "<x/>"u8.ToArray());
        (await client.LireAsync()).Should().StartWith("HTTP/1.1 403 ");
        var ligne = _service.Trace.Last(l => l.Contains("sosie", StringComparison.Ordinal));
        ligne.Should().ContainAll("HTTP 403", "faux evenement");
        ligne.Where(char.IsControl).Should().BeEmpty();
    }

    private async Task<HttpStatusCode> StatutAsync(X509Certificate2 tls, string porte)
    {
        using var client = _service.Client(tls);
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, new(_service.Https, porte), "<x/>"u8.ToArray());
        return reponse.StatusCode;
    }

    private async Task RefuserAsync(X509Certificate2? tls, string porte, string motif)
    {
        using var client = _service.Client(tls);
        using var signature = _service.Carte(Acteurs.Carole, "sign");
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, new(_service.Https, porte), Signeur.Signer(Requetes.Retrait("1"), signature));
        var texte = await reponse.Content.ReadAsStringAsync();
        using (new AssertionScope())
        {
            reponse.StatusCode.Should().Be(HttpStatusCode.Forbidden);
            reponse.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
            texte.Should().StartWith("Accès refusé : ").And.Contain(motif);
        }
        tls?.Dispose();
    }

    private async Task<System.Xml.Linq.XElement> RetirerAsync(
        HttpClient client, Uri porte, string idNat, ServiceDeTest? service = null, Monde monde = Monde.Test)
    {
        using var signature = (service ?? _service).Carte(idNat, "sign", monde);
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, porte, Signeur.Signer(Requetes.Retrait("987654321"), signature));
        return ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync());
    }
}
