using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using Pfcng.Ws.Confiance;
using static Pfcng.Ws.Tests.Confiance.CertificatsDeTest;
using static Pfcng.Ws.Tests.Confiance.PkiDeTest;

namespace Pfcng.Ws.Tests.Confiance;

[TestFixture]
internal sealed class CercleDeConfianceTests
{
    private readonly HorlogeFixe _horloge = new(Midi);
    private readonly HorlogeFixe _horlogeDesListes = new(Midi);
    private CercleDeConfiance _cercle = null!;

    [SetUp]
    public void UnCercleAvecSesListes()
    {
        (_horloge.Heure, _horlogeDesListes.Heure) = (Midi, Midi);
        _cercle = SansListes();
        foreach (var autorite in new[] { Fort, FortDeProduction, Racine, Organisations, StandardSansRacine, Classe3 })
        {
            _cercle.MettreAJour(Liste(autorite, 5)).Should().BeNull();
        }
    }

    [Test, Category("D9"), Category("D10")]
    [Category("§8")]
    public void La_carte_de_signature_dit_qui_signe_et_dans_quel_monde()
    {
        _cercle.VerifierSignature(Carte).Valeur
            .Should().BeEquivalentTo(new Signataire(Monde.Test, "899700027131", "PHARMACH0002713", "CAROLE", TypePersonne.PS));
        using var production = CarteDeSignature(FortDeProduction, type: 3);
        _cercle.VerifierSignature(production).Valeur.Should().BeEquivalentTo(new { Monde = Monde.Production, Type = TypePersonne.PA });
    }

    [Test, Category("D9")]
    [Category("§11")]
    public void La_carte_d_authentification_ne_signe_pas() =>
        _cercle.VerifierSignature(Authentification).Refus.Should().Contain("nonRepudiation");

    [Test, Category("D7")]
    public void La_carte_de_signature_n_authentifie_pas()
    {
        _cercle.VerifierCarteAuthentification(Carte).Refus.Should().Contain("authentification");
        _cercle.VerifierCarteAuthentification(Authentification).Valeur.IdNat.Should().Be("899700027131");
    }

    [Test, Category("D7")]
    public void Un_serveur_doit_avoir_serverAuth_et_clientAuth()
    {
        using var complet = Serveur(Organisations, "editeur.exemple.fr", ServerAuth, ClientAuth);
        using var client = Serveur(Organisations, "editeur.exemple.fr", ClientAuth);
        using var serveur = Serveur(Organisations, "editeur.exemple.fr", ServerAuth);
        var attendu = NomDistinctif.Lire("CN=editeur.exemple.fr, OU=10B0039137, O=ÉDITEUR, ST=Paris (75), C=FR");
        _cercle.VerifierServeur(complet).Valeur.Should().Be(new ServeurAuthentifie(Monde.Test, attendu));
        _cercle.VerifierServeur(client).Refus.Should().Contain("serverAuth et clientAuth");
        _cercle.VerifierServeur(serveur).Refus.Should().Contain("serverAuth et clientAuth");
    }

    [Test, Category("D7")]
    public void Chaque_porte_a_ses_autorites()
    {
        using var serveurDeCarte = Serveur(Fort, "editeur.exemple.fr", ServerAuth, ClientAuth);
        using var carteDOrganisation = CarteDAuthentification(Organisations);
        using var signatureDOrganisation = CarteDeSignature(Organisations);
        using var deRacine = CarteDeSignature(Racine);
        _cercle.VerifierServeur(serveurDeCarte).Refus.Should().Contain("n’émet pas");
        _cercle.VerifierCarteAuthentification(carteDOrganisation).Refus.Should().Contain("n’émet pas");
        _cercle.VerifierSignature(signatureDOrganisation).Refus.Should().Contain("n’émet pas");
        _cercle.VerifierSignature(deRacine).Refus.Should().Contain("n’émet pas");
    }

    [Test, Category("D9")]
    [Category("§11")]
    public void Une_classe_CPS2ter_de_confiance_signe_mais_n_ouvre_aucune_porte()
    {
        using var signature = CarteDeSignature(Classe3, usages: X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation);
        using var authentification = CarteDAuthentification(Classe3);
        _cercle.VerifierSignature(signature).EstAccepte.Should().BeTrue();
        _cercle.VerifierCarteAuthentification(authentification).Refus.Should().Contain("n’émet pas");
    }

    [TestCase(TestFort, true), TestCase(TestFort, false), TestCase("TEST AC IGC-SANTE STANDARD PERSONNES", true), Category("D9")]
    public void Un_emetteur_de_meme_nom_et_d_autre_cle_est_refuse(string nom, bool sansIdentifiantDeCle)
    {
        using var sosie = Autorite(nom);
        using var cle = ClesDeTest.Neuve();
        var requete = new CertificateRequest(Personne("899700027131"), cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Etendre(requete, X509KeyUsageFlags.NonRepudiation, [EmailProtection], DeCarte());
        if (!sansIdentifiantDeCle)
        {
            requete.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(sosie, true, false));
        }

        using var carte = requete.Create(sosie, Midi.AddDays(-1), Midi.AddDays(1), [1]);
        _cercle.VerifierSignature(carte).Refus.Should().Match(e => e.Contains("aucune autorité", StringComparison.Ordinal) || e.Contains("fausse", StringComparison.Ordinal));
    }

    [Test, Category("D9")]
    public void Une_carte_auto_signee_au_nom_d_une_autorite_est_refusee()
    {
        using var sosie = Autorite(TestFort);
        _cercle.VerifierSignature(sosie).EstAccepte.Should().BeFalse();
        _cercle.VerifierSignature(Fort).EstAccepte.Should().BeFalse();
    }

    [Test, Category("D9")]
    public void Une_intermediaire_configuree_sans_sa_racine_est_une_ancre()
    {
        using var carte = CarteDeSignature(StandardSansRacine);
        _cercle.VerifierSignature(carte).EstAccepte.Should().BeTrue();
        var alteree = carte.RawData;
        alteree[^1] ^= 1;
        using var fausse = X509CertificateLoader.LoadCertificate(alteree);
        _cercle.VerifierSignature(fausse).Refus.Should().Contain("fausse");
    }

    [Test, Category("D9")]
    [Category("§11")]
    public void Une_carte_revoquee_est_refusee_des_que_la_liste_le_dit()
    {
        _cercle.VerifierSignature(Carte).EstAccepte.Should().BeTrue();
        _cercle.MettreAJour(Liste(Fort, 6, Carte)).Should().BeNull();
        _cercle.VerifierSignature(Carte).Refus.Should().Be("le certificat est révoqué");
    }

    [Test, Category("D9")]
    public void Une_autorite_revoquee_par_sa_racine_ne_vaut_plus_rien()
    {
        using var serveur = Serveur(Organisations, "editeur.exemple.fr", ServerAuth, ClientAuth);
        _cercle.VerifierServeur(serveur).EstAccepte.Should().BeTrue();
        _cercle.MettreAJour(Liste(Racine, 6, Organisations)).Should().BeNull();
        _cercle.VerifierServeur(serveur).Refus.Should().Be("l’autorité du certificat est révoquée");
    }

    [Test, Category("D9")]
    public void Sans_liste_de_revocation_tout_est_refuse() =>
        SansListes().VerifierSignature(Carte).Refus.Should().StartWith("aucune liste de révocation");

    [Test, Category("D9")]
    public void Sans_liste_de_la_racine_tout_est_refuse()
    {
        using var serveur = Serveur(Organisations, "editeur.exemple.fr", ServerAuth, ClientAuth);
        var cercle = SansListes();
        cercle.MettreAJour(Liste(Organisations, 5));
        cercle.VerifierServeur(serveur).Refus.Should().Contain("RACINE");
    }

    [Test, Category("D9")]
    public void Une_liste_perimee_refuse_meme_un_verdict_en_cache()
    {
        _cercle.VerifierSignature(Carte).EstAccepte.Should().BeTrue();
        _horlogeDesListes.Heure = Midi.AddDays(6);
        _cercle.VerifierSignature(Carte).Refus.Should().Contain("liste de révocation");
        _horlogeDesListes.Heure = Midi.AddDays(-1);
        _cercle.VerifierSignature(Carte).Refus.Should().Contain("liste de révocation");
        _horlogeDesListes.Heure = Midi;
        _cercle.VerifierSignature(Carte).EstAccepte.Should().BeTrue();
    }

    [Test, Category("D9")]
    public void Un_certificat_expire_est_refuse_meme_en_cache_et_sur_l_horloge_de_la_machine()
    {
        _cercle.VerifierSignature(Carte).EstAccepte.Should().BeTrue();
        _horloge.Heure = Midi.AddYears(41);
        _cercle.VerifierSignature(Carte).Refus.Should().Be("le certificat est expiré");
        _horloge.Heure = Midi.AddYears(-2);
        _cercle.VerifierSignature(Carte).Refus.Should().Be("le certificat n’est pas encore valide");
    }

    [Test, Category("D39")]
    public void L_heure_est_celle_de_l_horloge_injectee_et_d_aucune_autre()
    {
        foreach (var autorite in new[] { Fort, StandardSansRacine })
        {
            using var cle = ClesDeTest.Neuve();
            var requete = new CertificateRequest(Personne("899700027131"), cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            Etendre(requete, X509KeyUsageFlags.NonRepudiation, [EmailProtection], DeCarte());
            using var carte = requete.Create(autorite, Midi.AddDays(-1), Midi.AddDays(1), [1]);
            _cercle.VerifierSignature(carte).EstAccepte.Should().BeTrue();
            _horloge.Heure = Midi.AddDays(2);
            _cercle.VerifierSignature(carte).Refus.Should().Be("le certificat est expiré");
            _horloge.Heure = Midi;
        }
    }

    [Test, Category("D9")]
    public void Une_liste_plus_ancienne_ne_remplace_pas_la_plus_recente()
    {
        _cercle.MettreAJour(Liste(Fort, 7, Carte));
        _cercle.MettreAJour(Liste(Fort, 6)).Should().Contain("plus récente");
        _cercle.VerifierSignature(Carte).EstAccepte.Should().BeFalse();
    }

    [Test, Category("D9")]
    public void Une_liste_d_un_inconnu_ou_d_un_sosie_est_refusee()
    {
        using var sosie = Autorite(TestFort);
        _cercle.MettreAJour(Liste(sosie, 9)).Should().Contain("aucune autorité");
    }

    [Test, Category("D9")]
    public void Un_sujet_a_deux_noms_communs_ne_nomme_personne()
    {
        using var double_ = Feuille(
            Fort, Nom([("2.5.4.6", "FR")], [("2.5.4.3", "899700027131"), ("2.5.4.3", "899700027222")]), X509KeyUsageFlags.NonRepudiation, [EmailProtection], DeCarte());
        _cercle.VerifierSignature(double_).Refus.Should().Contain("porteur");
    }

    [Test]
    public async Task Des_verdicts_et_des_listes_simultanes_finissent_par_la_derniere_liste()
    {
        var listes = Enumerable.Range(10, 40).Select(n => n == 49 ? Liste(Fort, n, Carte) : Liste(Fort, n)).ToList();
        var lectures = Task.Run(() => Enumerable.Range(0, 2000).Count(_ => _cercle.VerifierSignature(Carte).EstAccepte));
        Parallel.ForEach(listes, l => _cercle.MettreAJour(l));
        await lectures;
        _cercle.VerifierSignature(Carte).Refus.Should().Be("le certificat est révoqué");
    }

    [TestCase("TEST AC IGC-SANTE FORT PERSONNES", "Personnes", "Test")]
    [TestCase("AC IGC-SANTE ELEMENTAIRE PERSONNES", "Personnes", "Production")]
    [TestCase("AC IGC-SANTE ELEMENTAIRE ORGANISATIONS", "Organisations", "Production")]
    [TestCase("TEST AC RACINE IGC-SANTE STANDARD", "Racine", "Test")]
    [TestCase("AC IGC-SANTE STANDARD ORGANISATIONS", null, null)]
    [TestCase("AC IGC-SANTE FORT PERSONNES BIS", null, null)]
    public void Une_autorite_se_reconnait_a_son_nom(string nom, string? role, string? monde)
    {
        using var certificat = Autorite(nom, cle: Fort.GetRSAPrivateKey()!);
        var reconnue = AutoriteDeConfiance.Reconnaitre(certificat);
        (reconnue?.Role.ToString(), reconnue?.Monde.ToString()).Should().Be((role, monde));
    }

    private CercleDeConfiance SansListes() => new(
        [
            .. new[] { Fort, FortDeProduction, Racine, Organisations, StandardSansRacine }.Select(a => AutoriteDeConfiance.Reconnaitre(a)!),
            new(Classe3, RoleDAutorite.Cps2ter, Monde.Test),
        ],
        _horloge,
        _horlogeDesListes);
}
