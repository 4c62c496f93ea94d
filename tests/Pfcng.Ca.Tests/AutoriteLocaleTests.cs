using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Locale;
using Pfcng.Ca.Noms;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Testing;

namespace Pfcng.Ca.Tests;

[Category("D26")]
public class AutoriteLocaleTests
{
    private static readonly TypeProduit AuthCli = new(Offre.ORG, Usage.AUTH_CLI);

    private string _dossier = "";
    private AutoriteLocale _autorite = null!;
    private PublicationDesListes _listes = null!;

    [OneTimeSetUp]
    public async Task Preparer()
    {
        _dossier = Directory.CreateTempSubdirectory("pfcng-locale-").FullName;
        (_autorite, _listes) = await AutoritesDeTest.LocaleAsync(_dossier);
    }

    [OneTimeTearDown]
    public void Ranger()
    {
        _listes.Dispose();
        Directory.Delete(_dossier, recursive: true);
    }

    [Test]
    public async Task Le_meme_enregistrement_donne_le_meme_certificat_a_chaque_retrait()
    {
        var enregistrement = await EnregistrerAsync();

        var premier = await _autorite.RetirerAsync(enregistrement, default);
        var second = await _autorite.RetirerAsync(enregistrement, default);

        second.Der.Should().Equal(premier.Der);
    }

    [Test]
    public async Task Le_certificat_dit_ce_que_l_enregistrement_annonce()
    {
        var debut = Demandes.Maintenant();
        var enregistrement = await _autorite.EnregistrerAsync(Demandes.Pour(Monde.Test, AuthCli, debut), default);
        var emis = await _autorite.RetirerAsync(enregistrement, default);
        using var certificat = X509CertificateLoader.LoadCertificate(emis.Der);

        using (new AssertionScope())
        {
            certificat.SerialNumber.ToLowerInvariant().Should().Be(enregistrement.NumeroSerie).And.HaveLength(32);
            enregistrement.Aki.Should().HaveLength(40);
            enregistrement.DnAutorite.Should().Be("CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS, OU=IGC-SANTE TEST, OU=0002 187512751, O=ASIP-SANTE, C=FR");
            emis.Debut.Should().Be(debut);
            emis.Fin.Should().Be(debut.AddYears(3));
        }
    }

    [Test]
    public async Task Un_enregistrement_altere_n_est_pas_signe()
    {
        var juste = await EnregistrerAsync();
        var autre = await EnregistrerAsync();
        var altere = (byte[])juste.ACertifier.Clone();
        altere[^1] ^= 1;
        EnregistrementTechnique[] alteres =
        [
            juste with { ACertifier = altere },
            juste with { ACertifier = autre.ACertifier },
            juste with { NumeroSerie = autre.NumeroSerie },
            juste with { Aki = new string('0', 40) },
            juste with { Monde = Monde.Production },
            juste with { Produit = new(Offre.ORG, Usage.SIGN) },
            juste with { Produit = new(Offre.ORG, Usage.SSL_SERV) },
        ];

        foreach (var enregistrement in alteres)
        {
            await FluentActions.Awaiting(() => _autorite.RetirerAsync(enregistrement, default)).Should().ThrowExactlyAsync<AutoriteErreurException>();
        }
    }

    [Test]
    public async Task Changer_d_hote_entre_l_enregistrement_et_le_retrait_ne_l_empeche_pas()
    {
        var enregistrement = await EnregistrerAsync();
        var autre = new AutoriteLocale(await AutoritesDeTest.Partagees, AutoritesDeTest.Produits, new PublicationOptions("http://localhost:9090"), _listes);

        (await autre.RetirerAsync(enregistrement, default)).Der.Should().Equal((await _autorite.RetirerAsync(enregistrement, default)).Der);
    }

    [Test]
    public async Task Une_validite_qui_depasse_celle_de_l_autorite_est_refusee() =>
        (await FluentActions.Awaiting(() => _autorite.EnregistrerAsync(Demandes.Pour(Monde.Test, AuthCli, new(2044, 1, 1, 0, 0, 0, TimeSpan.Zero)), default))
        .Should().ThrowExactlyAsync<AutoriteErreurException>()).Which.Message.Should().Contain("validity");

    [Test]
    public async Task Des_donnees_qui_ne_sont_pas_celles_du_produit_sont_refusees()
    {
        var juste = Demandes.Pour(Monde.Test, AuthCli);
        DemandeTechnique[] fausses =
        [
            juste with { Fqdn = ["www.laboratoire.com"] },
            juste with { MailSujet = "a@b.fr" },
            juste with { Upn = "a@b.fr" },
            juste with { ClePublique = [1, 2, 3] },
            juste with { Sujet = Sujet.Personne("Médecin", "8", "A", "B") },
            juste with { Produit = new(Offre.PS, Usage.AUTH_CLI) },
            Demandes.Pour(Monde.Test, new(Offre.SERV, Usage.SIGN)) with { MailSujet = null },
            Demandes.Pour(Monde.Test, new(Offre.SERV, Usage.SIGN)) with { MailSujet = "é@b.fr" },
            Demandes.Pour(Monde.Test, new(Offre.SERV, Usage.SSL_SERV)) with { Fqdn = [] },
        ];

        foreach (var demande in fausses)
        {
            await FluentActions.Awaiting(() => _autorite.EnregistrerAsync(demande, default)).Should().ThrowExactlyAsync<AutoriteErreurException>();
        }
    }

    [Test]
    public async Task Upn_et_adresse_facultatifs_peuvent_manquer()
    {
        foreach (var usage in new[] { Usage.AUTH, Usage.SIGN, Usage.CONF })
        {
            var demande = Demandes.Pour(Monde.Production, new(Offre.PS, usage)) with { Upn = null, MailSujet = null };
            TbsLu.Lire((await _autorite.EnregistrerAsync(demande, default)).ACertifier).Valeur(Oids.SubjectAltName).Should().BeNull();
        }
    }

    [Test]
    public async Task Une_validite_qui_finit_apres_2049_s_ecrit_en_GeneralizedTime()
    {
        var debut = new DateTimeOffset(2049, 6, 1, 0, 0, 0, TimeSpan.Zero);
        var emetteur = (await AutoritesDeTest.Partagees)[new(Monde.Test, Gamme.Elementaire, Branche.Organisations)];
        var gabarit = AutoritesDeTest.Produits[Monde.Test, AuthCli];
        var der = ContenuDuCertificat.De(Demandes.Pour(Monde.Test, AuthCli, debut), gabarit).Assembler(gabarit, emetteur, AutoritesDeTest.Publication, ACertifier.NouveauNumeroDeSerie()).Encoder();

        System.Text.Encoding.Latin1.GetString(der).Should().Contain("\u0017\r490601000000Z\u0018\u000f20520601000000Z");
        TbsLu.Lire(der).Fin.Should().Be(debut.AddYears(3));
    }

    [Test]
    public async Task Des_retraits_simultanes_donnent_chacun_son_certificat()
    {
        var enregistrements = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(EnregistrerAsync)));
        var emis = await Task.WhenAll(enregistrements.Select(e => Task.Run(() => _autorite.RetirerAsync(e, default))));

        enregistrements.Select(e => e.NumeroSerie).Should().OnlyHaveUniqueItems();
        emis.Zip(enregistrements).All(p => p.First.Der.AsSpan().IndexOf(p.Second.ACertifier) >= 0).Should().BeTrue();
    }

    private Task<EnregistrementTechnique> EnregistrerAsync() => _autorite.EnregistrerAsync(Demandes.Pour(Monde.Test, AuthCli), default);
}
