using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Locale;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Testing;

namespace Pfcng.Ca.Tests;

[Category("D35")]
public class ProduitsTests
{
    private static readonly DateTimeOffset Approuve = new(2027, 3, 1, 8, 30, 0, TimeSpan.Zero);

    private string _dossier = "";
    private AutoriteLocale _autorite = null!;
    private PublicationDesListes _listes = null!;

    public static IEnumerable<TestCaseData> LesTreizeDansLesDeuxMondes =>
        from monde in Enum.GetValues<Monde>() from produit in TypeProduit.Tous select new TestCaseData(monde, produit);

    [OneTimeSetUp]
    public async Task Preparer()
    {
        _dossier = Directory.CreateTempSubdirectory("pfcng-produits-").FullName;
        (_autorite, _listes) = await AutoritesDeTest.LocaleAsync(_dossier);
    }

    [OneTimeTearDown]
    public void Ranger()
    {
        _listes.Dispose();
        Directory.Delete(_dossier, recursive: true);
    }

    [Test, Category("§7.1")]
    public void Un_produit_d_une_seule_des_deux_listes_est_nomme_au_demarrage()
    {
        var nouveau = new TypeProduit(Offre.PS, Usage.SMIME);
        FluentActions.Invoking(() => Produits.Verifier(TypeProduit.Tous, TypeProduit.Tous)).Should().NotThrow();
        FluentActions.Invoking(() => Produits.Verifier([.. TypeProduit.Tous, nouveau], TypeProduit.Tous)).Should().Throw<AutoriteInutilisableException>().Which.Message.Should().Contain($"{nouveau}");
        FluentActions.Invoking(() => Produits.Verifier(TypeProduit.Tous, [.. TypeProduit.Tous, nouveau])).Should().Throw<AutoriteInutilisableException>().Which.Message.Should().Contain($"{nouveau}");
        FluentActions.Invoking(() => Produits.Verifier(TypeProduit.Tous, [.. TypeProduit.Tous, TypeProduit.Tous[0]])).Should().Throw<AutoriteInutilisableException>().Which.Message.Should().Contain("PS_AUTH");
    }

    [TestCaseSource(nameof(LesTreizeDansLesDeuxMondes))]
    [Category("§7.1"), Category("§7.2"), Category("§13"), Category("D33")]
    public async Task Chaque_produit_est_celui_qui_a_ete_approuve(Monde monde, TypeProduit produit)
    {
        var enregistrement = await _autorite.EnregistrerAsync(Demandes.Pour(monde, produit, Approuve), default);
        var texte = Imprimeur.Imprimer(enregistrement.ACertifier);

        Approbation.Verifier($"{monde}-{produit.ToString().Replace("/", "", StringComparison.Ordinal)}", texte);
    }

    [TestCase(Offre.ORG, Usage.AUTH_CLI)]
    [TestCase(Offre.SERV, Usage.SSL_SERV)]
    public async Task Une_organisation_n_a_ni_profession_ni_savoir_faire(Offre offre, Usage usage) =>
        (await FluentActions.Awaiting(() => _autorite.EnregistrerAsync(Demandes.Pour(Monde.Test, new(offre, usage)) with { Exercice = new(10, null, null) }, default))
        .Should().ThrowExactlyAsync<AutoriteErreurException>()).Which.Message.Should().Contain("extensions");

    [TestCaseSource(nameof(LesTreizeDansLesDeuxMondes))]
    public async Task Chaque_produit_est_accepte_par_OpenSSL_avec_nos_listes(Monde monde, TypeProduit produit)
    {
        Outils.Exiger("openssl");
        var certificat = await EcrireAsync(monde, produit);

        var (code, sortie, erreurs) = Outils.Lancer("openssl", ["verify", "-x509_strict", "-crl_check_all", .. await ConfianceAsync(monde), certificat]);

        code.Should().Be(0, sortie + erreurs);
    }

    [TestCaseSource(nameof(LesTreizeDansLesDeuxMondes))]
    public async Task Chaque_produit_est_accepte_par_GnuTLS(Monde monde, TypeProduit produit)
    {
        Outils.Exiger("certtool");
        var certificat = await EcrireAsync(monde, produit);
        var ancres = await AncresAsync();

        var (code, sortie, erreurs) = Outils.Lancer("certtool", ["--verify", "--load-ca-certificate", ancres, "--infile", certificat]);

        code.Should().Be(0, sortie + erreurs);
        sortie.Should().Contain("Verified. The certificate is trusted.");
    }

    [Test]
    [Category("D29")]
    public async Task Un_produit_revoque_est_refuse_par_OpenSSL()
    {
        Outils.Exiger("openssl");
        var produit = new TypeProduit(Offre.ORG, Usage.CONF);
        var enregistrement = await _autorite.EnregistrerAsync(Demandes.Pour(Monde.Test, produit), default);
        var certificat = await EcrireAsync(enregistrement);
        await _autorite.RevoquerAsync(new(Monde.Test, enregistrement.Aki, enregistrement.NumeroSerie, DateTimeOffset.UtcNow), default);

        var (code, _, erreurs) = Outils.Lancer("openssl", ["verify", "-crl_check_all", .. await ConfianceAsync(Monde.Test), certificat]);

        code.Should().NotBe(0);
        erreurs.Should().Contain("certificate revoked");
    }

    [Test]
    public void SSL_SERV_peut_etre_limite_a_serverAuth_avec_un_avertissement()
    {
        var options = new OptionsProduits { SslServSansClientAuth = true };
        var produits = new Produits(options);

        produits[Monde.Production, new(Offre.SERV, Usage.SSL_SERV)].ExtendedKeyUsage.Should().Equal(Oids.ServerAuth);
        options.Avertissements.Single().Should().Contain("/ws-srv");
        new OptionsProduits().Avertissements.Should().BeEmpty();
    }

    [Test]
    public void Une_politique_de_production_se_remplace_et_celle_de_test_ne_change_pas()
    {
        var produit = new TypeProduit(Offre.ORG, Usage.SIGN);
        var produits = new Produits(new() { PolitiquesDeProduction = new Dictionary<TypeProduit, string> { [produit] = "1.2.3" } });

        produits[Monde.Production, produit].Politique.Should().Be("1.2.3");
        produits[Monde.Test, produit].Politique.Should().Be("1.2.250.1.213.1.7.2.1.1.1.1");
    }

    [TestCase(Usage.SIGN, "1.2.250.1.213.1.7.1.1.1.4.1")]
    [TestCase(Usage.AUTH, "1.2.250.1.213.1.7.1.1.1.5.1")]
    public void Les_deux_politiques_de_production_connues_sont_celles_de_la_PC(Usage usage, string politique) =>
        AutoritesDeTest.Produits[Monde.Production, new(Offre.PS, usage)].Politique.Should().Be(politique);

    private async Task<string> EcrireAsync(Monde monde, TypeProduit produit) =>
        await EcrireAsync(await _autorite.EnregistrerAsync(Demandes.Pour(monde, produit), default));

    private async Task<string> EcrireAsync(EnregistrementTechnique enregistrement)
    {
        var emis = await _autorite.RetirerAsync(enregistrement, default);
        var chemin = Path.Combine(_dossier, enregistrement.NumeroSerie + ".pem");
        await File.WriteAllTextAsync(chemin, PemEncoding("CERTIFICATE", emis.Der));
        return chemin;
    }

    private async Task<string> AncresAsync()
    {
        var chemin = Path.Combine(_dossier, "tous.pem");
        await File.WriteAllTextAsync(chemin, (await AutoritesDeTest.Partagees).Pem);
        return chemin;
    }

    /// <summary>Root as anchor, intermediates beside, every CRL of the world.</summary>
    private async Task<string[]> ConfianceAsync(Monde monde)
    {
        var autorites = (await AutoritesDeTest.Partagees).Toutes.Where(a => a.Nom.Monde == monde).ToArray();
        var (racines, autres, listes) = (Chemin("racines"), Chemin("intermediaires"), Chemin("listes"));
        await File.WriteAllTextAsync(racines, string.Join('\n', autorites.Where(a => a.Nom.EstRacine).Select(a => a.Certificat.ExportCertificatePem())));
        await File.WriteAllTextAsync(autres, string.Join('\n', autorites.Where(a => !a.Nom.EstRacine).Select(a => a.Certificat.ExportCertificatePem())));
        await File.WriteAllTextAsync(listes, string.Concat(autorites.Select(a => PemEncoding("X509 CRL", _listes.Courante(a.Nom)!.Value.ToArray()))));
        return ["-CAfile", racines, "-untrusted", autres, "-CRLfile", listes];

        string Chemin(string nom) => Path.Combine(_dossier, $"{monde}-{nom}.pem");
    }

    private static string PemEncoding(string etiquette, byte[] der) => System.Security.Cryptography.PemEncoding.WriteString(etiquette, der) + "\n";
}
