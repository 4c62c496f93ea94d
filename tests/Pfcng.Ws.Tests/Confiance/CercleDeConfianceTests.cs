using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;
using Pfcng.Domain.Model;
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
            Assert.That(_cercle.MettreAJour(Liste(autorite, 5)), Is.Null);
        }
    }

    [Test, Category("D9"), Category("D10")]
    [Category("§8")]
    public void La_carte_de_signature_dit_qui_signe_et_dans_quel_monde()
    {
        Assert.That(
            _cercle.VerifierSignature(Carte).Valeur,
            Is.EqualTo(new Signataire(Monde.Test, "899700027131", "PHARMACH0002713", "CAROLE", TypePersonne.PS)));
        using var production = CarteDeSignature(FortDeProduction, type: 3);
        Assert.That(_cercle.VerifierSignature(production).Valeur, Has.Property("Monde").EqualTo(Monde.Production).And.Property("Type").EqualTo(TypePersonne.PA));
    }

    [Test, Category("D9")]
    [Category("§11")]
    public void La_carte_d_authentification_ne_signe_pas() =>
        Assert.That(_cercle.VerifierSignature(Authentification).Refus, Does.Contain("nonRepudiation"));

    [Test, Category("D7")]
    public void La_carte_de_signature_n_authentifie_pas()
    {
        Assert.That(_cercle.VerifierCarteAuthentification(Carte).Refus, Does.Contain("authentification"));
        Assert.That(_cercle.VerifierCarteAuthentification(Authentification).Valeur, Has.Property("IdNat").EqualTo("899700027131"));
    }

    [Test, Category("D7")]
    public void Un_serveur_doit_avoir_serverAuth_et_clientAuth()
    {
        using var complet = Serveur(Organisations, "editeur.exemple.fr", ServerAuth, ClientAuth);
        using var client = Serveur(Organisations, "editeur.exemple.fr", ClientAuth);
        using var serveur = Serveur(Organisations, "editeur.exemple.fr", ServerAuth);
        var attendu = NomDistinctif.Lire("CN=editeur.exemple.fr, OU=10B0039137, O=ÉDITEUR, ST=Paris (75), C=FR");
        Assert.That(_cercle.VerifierServeur(complet).Valeur, Is.EqualTo(new ServeurAuthentifie(Monde.Test, attendu)));
        Assert.That(_cercle.VerifierServeur(client).Refus, Does.Contain("serverAuth et clientAuth"));
        Assert.That(_cercle.VerifierServeur(serveur).Refus, Does.Contain("serverAuth et clientAuth"));
    }

    [Test, Category("D7")]
    public void Chaque_porte_a_ses_autorites()
    {
        using var serveurDeCarte = Serveur(Fort, "editeur.exemple.fr", ServerAuth, ClientAuth);
        using var carteDOrganisation = CarteDAuthentification(Organisations);
        using var signatureDOrganisation = CarteDeSignature(Organisations);
        using var deRacine = CarteDeSignature(Racine);
        Assert.That(_cercle.VerifierServeur(serveurDeCarte).Refus, Does.Contain("n’émet pas"));
        Assert.That(_cercle.VerifierCarteAuthentification(carteDOrganisation).Refus, Does.Contain("n’émet pas"));
        Assert.That(_cercle.VerifierSignature(signatureDOrganisation).Refus, Does.Contain("n’émet pas"));
        Assert.That(_cercle.VerifierSignature(deRacine).Refus, Does.Contain("n’émet pas"));
    }

    [Test, Category("D9")]
    [Category("§11")]
    public void Une_classe_CPS2ter_de_confiance_signe_mais_n_ouvre_aucune_porte()
    {
        using var signature = CarteDeSignature(Classe3, usages: X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation);
        using var authentification = CarteDAuthentification(Classe3);
        Assert.That(_cercle.VerifierSignature(signature).EstAccepte);
        Assert.That(_cercle.VerifierCarteAuthentification(authentification).Refus, Does.Contain("n’émet pas"));
    }

    [TestCase(TestFort, true), TestCase(TestFort, false), TestCase("TEST AC IGC-SANTE STANDARD PERSONNES", true), Category("D9")]
    public void Un_emetteur_de_meme_nom_et_d_autre_cle_est_refuse(string nom, bool sansIdentifiantDeCle)
    {
        using var sosie = Autorite(nom);
        using var cle = RSA.Create(2048);
        var requete = new CertificateRequest(Personne("899700027131"), cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Etendre(requete, X509KeyUsageFlags.NonRepudiation, [EmailProtection], DeCarte());
        if (!sansIdentifiantDeCle)
        {
            requete.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(sosie, true, false));
        }

        using var carte = requete.Create(sosie, Midi.AddDays(-1), Midi.AddDays(1), [1]);
        Assert.That(_cercle.VerifierSignature(carte).Refus, Does.Contain("aucune autorité").Or.Contain("fausse"));
    }

    [Test, Category("D9")]
    public void Une_carte_auto_signee_au_nom_d_une_autorite_est_refusee()
    {
        using var sosie = Autorite(TestFort);
        Assert.That(_cercle.VerifierSignature(sosie).EstAccepte, Is.False);
        Assert.That(_cercle.VerifierSignature(Fort).EstAccepte, Is.False);
    }

    [Test, Category("D9")]
    public void Une_intermediaire_configuree_sans_sa_racine_est_une_ancre()
    {
        using var carte = CarteDeSignature(StandardSansRacine);
        Assert.That(_cercle.VerifierSignature(carte).EstAccepte);
        var alteree = carte.RawData;
        alteree[^1] ^= 1;
        using var fausse = X509CertificateLoader.LoadCertificate(alteree);
        Assert.That(_cercle.VerifierSignature(fausse).Refus, Does.Contain("fausse"));
    }

    [Test, Category("D9")]
    [Category("§11")]
    public void Une_carte_revoquee_est_refusee_des_que_la_liste_le_dit()
    {
        Assert.That(_cercle.VerifierSignature(Carte).EstAccepte);
        Assert.That(_cercle.MettreAJour(Liste(Fort, 6, Carte)), Is.Null);
        Assert.That(_cercle.VerifierSignature(Carte).Refus, Is.EqualTo("le certificat est révoqué"));
    }

    [Test, Category("D9")]
    public void Une_autorite_revoquee_par_sa_racine_ne_vaut_plus_rien()
    {
        using var serveur = Serveur(Organisations, "editeur.exemple.fr", ServerAuth, ClientAuth);
        Assert.That(_cercle.VerifierServeur(serveur).EstAccepte);
        Assert.That(_cercle.MettreAJour(Liste(Racine, 6, Organisations)), Is.Null);
        Assert.That(_cercle.VerifierServeur(serveur).Refus, Is.EqualTo("l’autorité du certificat est révoquée"));
    }

    [Test, Category("D9")]
    public void Sans_liste_de_revocation_tout_est_refuse() =>
        Assert.That(SansListes().VerifierSignature(Carte).Refus, Does.StartWith("aucune liste de révocation"));

    [Test, Category("D9")]
    public void Sans_liste_de_la_racine_tout_est_refuse()
    {
        using var serveur = Serveur(Organisations, "editeur.exemple.fr", ServerAuth, ClientAuth);
        var cercle = SansListes();
        cercle.MettreAJour(Liste(Organisations, 5));
        Assert.That(cercle.VerifierServeur(serveur).Refus, Does.Contain("RACINE"));
    }

    [Test, Category("D9")]
    public void Une_liste_perimee_refuse_meme_un_verdict_en_cache()
    {
        Assert.That(_cercle.VerifierSignature(Carte).EstAccepte);
        _horlogeDesListes.Heure = Midi.AddDays(6);
        Assert.That(_cercle.VerifierSignature(Carte).Refus, Does.Contain("liste de révocation"));
        _horlogeDesListes.Heure = Midi.AddDays(-1);
        Assert.That(_cercle.VerifierSignature(Carte).Refus, Does.Contain("liste de révocation"));
        _horlogeDesListes.Heure = Midi;
        Assert.That(_cercle.VerifierSignature(Carte).EstAccepte);
    }

    [Test, Category("D9")]
    public void Un_certificat_expire_est_refuse_meme_en_cache_et_sur_l_horloge_de_la_machine()
    {
        Assert.That(_cercle.VerifierSignature(Carte).EstAccepte);
        _horloge.Heure = Midi.AddYears(41);
        Assert.That(_cercle.VerifierSignature(Carte).Refus, Is.EqualTo("le certificat est expiré"));
        _horloge.Heure = Midi.AddYears(-2);
        Assert.That(_cercle.VerifierSignature(Carte).Refus, Is.EqualTo("le certificat n’est pas encore valide"));
    }

    [Test, Category("D39")]
    public void L_heure_est_celle_de_l_horloge_injectee_et_d_aucune_autre()
    {
        foreach (var autorite in new[] { Fort, StandardSansRacine })
        {
            using var cle = RSA.Create(2048);
            var requete = new CertificateRequest(Personne("899700027131"), cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            Etendre(requete, X509KeyUsageFlags.NonRepudiation, [EmailProtection], DeCarte());
            using var carte = requete.Create(autorite, Midi.AddDays(-1), Midi.AddDays(1), [1]);
            Assert.That(_cercle.VerifierSignature(carte).EstAccepte);
            _horloge.Heure = Midi.AddDays(2);
            Assert.That(_cercle.VerifierSignature(carte).Refus, Is.EqualTo("le certificat est expiré"));
            _horloge.Heure = Midi;
        }
    }

    [Test, Category("D9")]
    public void Une_liste_plus_ancienne_ne_remplace_pas_la_plus_recente()
    {
        _cercle.MettreAJour(Liste(Fort, 7, Carte));
        Assert.That(_cercle.MettreAJour(Liste(Fort, 6)), Does.Contain("plus récente"));
        Assert.That(_cercle.VerifierSignature(Carte).EstAccepte, Is.False);
    }

    [Test, Category("D9")]
    public void Une_liste_d_un_inconnu_ou_d_un_sosie_est_refusee()
    {
        using var sosie = Autorite(TestFort);
        Assert.That(_cercle.MettreAJour(Liste(sosie, 9)), Does.Contain("aucune autorité"));
    }

    [Test, Category("D9")]
    public void Un_sujet_a_deux_noms_communs_ne_nomme_personne()
    {
        using var double_ = Feuille(
            Fort, Nom([("2.5.4.6", "FR")], [("2.5.4.3", "899700027131"), ("2.5.4.3", "899700027222")]), X509KeyUsageFlags.NonRepudiation, [EmailProtection], DeCarte());
        Assert.That(_cercle.VerifierSignature(double_).Refus, Does.Contain("porteur"));
    }

    [Test]
    public async Task Des_verdicts_et_des_listes_simultanes_finissent_par_la_derniere_liste()
    {
        var listes = Enumerable.Range(10, 40).Select(n => n == 49 ? Liste(Fort, n, Carte) : Liste(Fort, n)).ToList();
        var lectures = Task.Run(() => Enumerable.Range(0, 2000).Count(_ => _cercle.VerifierSignature(Carte).EstAccepte));
        Parallel.ForEach(listes, l => _cercle.MettreAJour(l));
        await lectures;
        Assert.That(_cercle.VerifierSignature(Carte).Refus, Is.EqualTo("le certificat est révoqué"));
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
        Assert.That((reconnue?.Role.ToString(), reconnue?.Monde.ToString()), Is.EqualTo((role, monde)));
    }

    private CercleDeConfiance SansListes() => new(
        [
            .. new[] { Fort, FortDeProduction, Racine, Organisations, StandardSansRacine }.Select(a => AutoriteDeConfiance.Reconnaitre(a)!),
            new(Classe3, RoleDAutorite.Cps2ter, Monde.Test),
        ],
        _horloge,
        _horlogeDesListes);
}
