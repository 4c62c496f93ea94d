using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using static Pfcng.Ws.Tests.Wire.Obtention;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>revoquerCertificat at the wire, over a real authority that tests can make fail.</summary>
[Category("§16"), Category("D29")]
internal sealed class RevocationTests
{
    private AutoriteDetournee _autorite = null!;
    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceDeTest.DemarrerAsync([("Limites:RequetesParClient", "64")], a => _autorite = new(a));

    [OneTimeTearDown]
    public async Task Arreter() => await _service.DisposeAsync();

    [TearDown]
    public void Retablir()
    {
        _autorite.AvantRevocation = _ => Task.CompletedTask;
        _autorite.AvantRetrait = _ => Task.CompletedTask;
    }

    [Test, Category("§16.2"), Category("D36")]
    public async Task La_liste_qui_montre_une_revocation_est_publiee_avant_la_reponse()
    {
        Outils.Exiger("openssl");
        using var certificat = await _service.ObtenirAsync();
        (await Verifier(certificat)).Should().Be((0, true), "avant");

        (await _service.RevoquerAsync(certificat)).Should().Be(("OK", ""));

        (await Verifier(certificat)).Should().Be((2, false), "après : OpenSSL le dit révoqué");
        (await _service.RevoquerAsync(certificat)).Statut.Should().Be("WSMG-00000012");
    }

    [Test, Category("§16.4"), Category("§19 08")]
    [Category("D32")]
    public async Task Exemple_1_un_numero_de_serie_errone_est_08()
    {
        var reponse = await _service.AppelerAsync(Requetes.Revocation(_service.Autorites[Organisations].Aki, "1234567890"), Carole);

        reponse.Name.LocalName.Should().Be("reponseRevocationCertificat");
        reponse.Element("statut")!.Value.Should().Be("WSMG-00000008");
        reponse.Element("message")!.Value.Should().Be("Erreur lors la recherche de certificat. Veuillez vérifier et renouveler votre demande.");
    }

    [Test, Category("§16.4"), Category("§19 12")]
    public async Task Exemple_2_un_certificat_non_retire_est_12()
    {
        EnregistrementTechnique? enregistre = null;
        _autorite.AvantRetrait = e => { enregistre = e; throw new AutoriteInaccessibleException("voulu"); };
        var lot = await _service.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli()), Carole);
        await _service.AppelerAsync(Requetes.Retrait(lot.Element("demande")!.Element("indiceRetrait")!.Value), Carole);

        var reponse = await _service.AppelerAsync(Requetes.Revocation(enregistre!.Aki, enregistre.NumeroSerie), Carole);

        reponse.Element("statut")!.Value.Should().Be("WSMG-00000012");
        reponse.Element("message")!.Value.Should().Contain("roduit n’est pas dans l’état « Produit actif » ou dans l’état « Produit retiré ».");
    }

    [Test, Category("§16.1"), Category("D4")]
    public async Task AKI_et_numero_de_serie_se_copient_avec_leurs_deux_points_et_leurs_majuscules()
    {
        using var certificat = await _service.ObtenirAsync();
        static string Orne(string hexa) => string.Join(':', hexa.ToUpperInvariant().Chunk(2).Select(c => new string(c)));

        var reponse = await _service.AppelerAsync(Requetes.Revocation(Orne(_service.Autorites[Organisations].Aki), Orne(certificat.SerialNumber), "VOL"), Carole);

        reponse.Element("statut")!.Value.Should().Be("OK");
    }

    [Test, Category("§16.1")]
    public async Task Le_texte_du_motif_va_avec_AUTRE_et_avec_lui_seul()
    {
        using var certificat = await _service.ObtenirAsync();
        (await Statut(Requetes.Revocation(certificat, "AUTRE"))).Should().Be("WSMG-00000005");
        (await Statut(Requetes.Revocation(certificat, "PERTE", ("autreDescription", "perdue")))).Should().Be("WSMG-00000005");
        (await Statut(Requetes.Revocation(certificat, "AUTRE", ("autreDescription", "matériel au rebut")))).Should().Be("OK");
    }

    [Test]
    public async Task Vingt_revocations_qui_arrivent_ensemble_partagent_leurs_listes()
    {
        var certificats = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _service.ObtenirAsync()));
        var arrivees = 0;
        var toutes = new TaskCompletionSource();
        _autorite.AvantRevocation = _ =>
        {
            if (Interlocked.Increment(ref arrivees) == certificats.Length)
            {
                toutes.SetResult();
            }

            return toutes.Task.WaitAsync(Attente.Patience);
        };
        var publiees = 0;
        _service.Etape.Confiance.Listes.Publiee += _ => Interlocked.Increment(ref publiees);

        var reponses = await Task.WhenAll(certificats.Select(c => _service.RevoquerAsync(c)));

        reponses.Select(r => r.Statut).Should().OnlyContain(e => e == "OK");
        var liste = await _service.ListeAsync();
        certificats.All(liste.Contient).Should().BeTrue();
        publiees.Should().BeInRange(1, 10, "vingt révocations, quelques listes");
    }

    [Test, Category("RMT_ERR_012")]
    public async Task Autorite_inaccessible_OK_puis_la_revocation_est_faite()
    {
        using var certificat = await _service.ObtenirAsync();
        _autorite.AvantRevocation = _ => throw new AutoriteInaccessibleException("voulu");

        (await _service.RevoquerAsync(certificat)).Should().Be(("OK", ""));
        (await _service.ListeAsync()).Contient(certificat).Should().BeFalse();
    }

    [Test, Category("RMT_ERR_013")]
    public async Task Autorite_en_erreur_une_faute_soap_Server()
    {
        using var certificat = await _service.ObtenirAsync();
        _autorite.AvantRevocation = _ => throw new AutoriteErreurException("voulu");

        var faute = await _service.AppelerAsync(Requetes.Revocation(certificat), Carole);

        faute.Name.LocalName.Should().Be("Fault");
        faute.Element("faultcode")!.Value.Should().Be("soap:Server");
        faute.Element("faultstring")!.Value.Should().Be("Web-Service PFCNG-IGC renvoie une erreur à la révocation du certificat.");
        Retablir();
        (await _service.RevoquerAsync(certificat)).Should().Be(("OK", ""), "une nouvelle demande est possible");
    }

    [Test, Category("D7"), Category("D9")]
    public async Task Une_carte_n_ouvre_plus_rien_des_qu_elle_est_revoquee()
    {
        const string denise = "500000000028969/CPAT0002";
        using var auth = _service.Carte(denise, "auth");
        using var sign = _service.Carte(denise, "sign");
        using var client = _service.Client(auth);
        async Task<(int Code, string Reponse)> Parler()
        {
            using var reponse = await ServiceDeTest.EnvoyerAsync(client, _service.Apt, Ws.Message.Signeur.Signer(Requetes.Retrait("999999"), sign));
            return ((int)reponse.StatusCode, await reponse.Content.ReadAsStringAsync());
        }

        (await Parler()).Reponse.Should().Contain("WSMG-00000027", "les deux certificats sont admis");

        await Revoquer(sign);
        (await Parler()).Reponse.Should().Contain("WSMG-00000002");

        await Revoquer(auth);
        (await Parler()).Should().Be((403, "Accès refusé : le certificat est révoqué.\n"), "sur la même connexion TLS");

        Task Revoquer(X509Certificate2 certificat) => _service.Etape.Confiance.Listes.RevoquerAsync(
            new(
                Monde.Test,
                Convert.ToHexStringLower(certificat.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().Single().KeyIdentifier!.Value.Span),
                certificat.SerialNumber.ToLowerInvariant(),
                DateTimeOffset.UtcNow),
            CancellationToken.None);
    }

    [Test, Category("D7")]
    public async Task Un_certificat_de_serveur_revoque_est_refuse_a_la_porte()
    {
        using var serveur = await _service.ObtenirAsync(Gaetan, csr => Requetes.Demande("SERV", "SSL_SERV", csr, ("idNatStruct", "10B0039137"), ("FQDN", "test.laboratoire.com")));
        using var client = _service.Client(serveur);
        async Task<string> Raison() => await (await ServiceDeTest.EnvoyerAsync(client, _service.Srv, [])).Content.ReadAsStringAsync();
        (await Raison()).Should().Contain("liste blanche");

        await _service.RevoquerAsync(serveur, Gaetan, "VOL");

        (await Raison()).Should().Contain("le certificat est révoqué");
    }

    private async Task<string> Statut(string requete) => (await _service.AppelerAsync(requete, Carole)).Element("statut")!.Value;

    /// <summary>What OpenSSL says of the published list, then of the certificate against it.</summary>
    private async Task<(int Code, bool Valide)> Verifier(System.Security.Cryptography.X509Certificates.X509Certificate2 certificat)
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng-openssl-").FullName;
        try
        {
            var (der, pem, cert) = (Path.Combine(dossier, "liste.crl"), Path.Combine(dossier, "liste.pem"), Path.Combine(dossier, "cert.pem"));
            var autorites = Path.Combine(_service.Dossier, "ac", "tous.pem");
            await File.WriteAllBytesAsync(der, await _service.OctetsDeLaListeAsync());
            await File.WriteAllTextAsync(cert, certificat.ExportCertificatePem());
            var liste = Outils.Lancer("openssl", ["crl", "-inform", "DER", "-in", der, "-CAfile", autorites, "-out", pem]);
            liste.Erreurs.Should().Contain("verify OK");
            var verification = Outils.Lancer("openssl", ["verify", "-crl_check", "-CAfile", autorites, "-CRLfile", pem, cert]);
            (verification.Code == 0 || verification.Erreurs.Contains("certificate revoked", StringComparison.Ordinal)).Should().BeTrue(verification.Erreurs);
            return (verification.Code, verification.Code == 0);
        }
        finally
        {
            Directory.Delete(dossier, recursive: true);
        }
    }
}
