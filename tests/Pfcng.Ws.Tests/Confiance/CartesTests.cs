using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Confiance;
using static Pfcng.Ws.Tests.Confiance.CertificatsDeTest;
using static Pfcng.Ws.Tests.Confiance.PkiDeTest;

namespace Pfcng.Ws.Tests.Confiance;

/// <summary>« Porteurs de carte CPx » (guide WS §10, §11): what a certificate must carry to be a card's, or a server's.</summary>
[TestFixture, Category("§10"), Category("§11"), Category("D7"), Category("D9")]
internal sealed class CartesTests
{
    private const string SansCategorie = "l’extension 1.2.250.1.71.1.2.5 manque";
    private const string SansType = "l’extension 1.2.250.1.71.1.2.2 manque";
    private const string Malforme = "malformé";

    private static readonly CercleDeConfiance Cercle = Etabli();

    private static IEnumerable<TestCaseData> PasDesCartes =>
    [
        Cas("logiciel", "catégorie de certificat logiciel (1.2.250.1.71.1.2.5 : 83)", Categorie(0x83)),
        Cas("logiciel de production", "catégorie de certificat logiciel (1.2.250.1.71.1.2.5 : 03)", Categorie(0x03)),
        Cas("logiciel à type de carte", "certificat logiciel", Categorie(0x83), Type(0)),
        Cas("module", "catégorie de module de sécurité (1.2.250.1.71.1.2.5 : 82)", Categorie(0x82)),
        Cas("module à type de carte", "module de sécurité", Categorie(0x02), Type(0)),
        Cas("catégorie inconnue", "catégorie inconnue (1.2.250.1.71.1.2.5 : 81)", Categorie(0x81), Type(0)),
        Cas("rien", SansCategorie),
        Cas("type seul", SansCategorie, Type(0)),
        Cas("catégorie seule", SansType, Categorie(0x80)),
        Cas("catégorie vide", Malforme, Categorie(), Type(0)),
        Cas("catégorie de deux octets", Malforme, Categorie(0x80, 0x80), Type(0)),
        Cas("catégorie en INTEGER", Malforme, new X509Extension("1.2.250.1.71.1.2.5", [0x02, 0x01, 0x00], false), Type(0)),
        Cas("catégorie suivie d’un octet", Malforme, new X509Extension("1.2.250.1.71.1.2.5", [0x04, 0x01, 0x80, 0x00], false), Type(0)),
        Cas("type en OCTET STRING", Malforme, Categorie(0x80), new X509Extension("1.2.250.1.71.1.2.2", [0x04, 0x01, 0x00], false)),
        Cas("type suivi d’un octet", Malforme, Categorie(0x80), new X509Extension("1.2.250.1.71.1.2.2", [0x02, 0x01, 0x00, 0x00], false)),
        Cas("type vide", Malforme, Categorie(0x80), new X509Extension("1.2.250.1.71.1.2.2", [], false)),
    ];

    [TestCaseSource(nameof(PasDesCartes))]
    public void Ce_qui_n_est_pas_une_carte_n_ouvre_ni_ws_apt_ni_signature_quel_que_soit_son_emetteur(string motif, X509Extension[] privees)
    {
        using var authentification = Feuille(Fort, Personne("899700027131"), X509KeyUsageFlags.DigitalSignature, [ClientAuth], privees);
        Cercle.VerifierCarteAuthentification(authentification).Refus.Should().Contain(motif);
        foreach (var autorite in new[] { Fort, FortDeProduction, Classe3 })
        {
            using var signature = DeSignature(autorite, privees);
            Cercle.VerifierSignature(signature).Refus.Should().Contain(motif);
        }
    }

    [TestCase(X509KeyUsageFlags.None, true)]
    [TestCase(X509KeyUsageFlags.KeyCertSign, false)]
    [TestCase(X509KeyUsageFlags.CrlSign, false)]
    public void Ce_qui_peut_certifier_n_est_ni_une_carte_ni_un_serveur(X509KeyUsageFlags enPlus, bool estAutorite)
    {
        using var authentification = Feuille(Fort, Personne("899700027131"), X509KeyUsageFlags.DigitalSignature | enPlus, [ClientAuth], DeCarte(), estAutorite: estAutorite);
        using var signature = Feuille(Fort, Personne("899700027131"), X509KeyUsageFlags.NonRepudiation | enPlus, [EmailProtection], DeCarte(), estAutorite: estAutorite);
        using var serveur = Feuille(
            Organisations, Personne("editeur"), X509KeyUsageFlags.DigitalSignature | enPlus, [ServerAuth, ClientAuth], [Categorie(0x83)], estAutorite: estAutorite);
        new[] { Cercle.VerifierCarteAuthentification(authentification).Refus, Cercle.VerifierSignature(signature).Refus, Cercle.VerifierServeur(serveur).Refus }
            .Should().OnlyContain(e => e == "le certificat est celui d’une autorité");
    }

    [TestCase(0x00), TestCase(0x80)]
    public void Une_carte_de_test_ou_de_production_ouvre_ws_apt_et_signe(int categorie)
    {
        X509Extension[] privees = [Categorie((byte)categorie), Type(2)];
        using var authentification = Feuille(Fort, Personne("899700027131"), X509KeyUsageFlags.DigitalSignature, [ClientAuth], privees);
        Cercle.VerifierCarteAuthentification(authentification).EstAccepte.Should().BeTrue();
        foreach (var autorite in new[] { Fort, FortDeProduction, Classe3 })
        {
            using var signature = DeSignature(autorite, privees);
            Cercle.VerifierSignature(signature).Valeur.Type.Should().Be(TypePersonne.PE);
        }
    }

    [Test]
    public void Un_type_de_carte_inconnu_reste_une_carte_dont_l_annuaire_dit_le_porteur()
    {
        using var signature = DeSignature(Fort, DeCarte(type: 9));
        Cercle.VerifierSignature(signature).Valeur.Type.Should().BeNull();
    }

    [TestCase("1.2.250.1.71.1.2.5"), TestCase("1.2.250.1.71.1.2.2"), TestCase("2.5.29.37")]
    public void Une_extension_repetee_est_refusee(string oid)
    {
        using var signature = DeSignature(Fort, DeCarte());
        var repetee = signature.Extensions[oid]!;
        using var double_ = DeSignature(Fort, [.. DeCarte(), new X509Extension(Jumelle(oid), repetee.RawData, false)]);
        using var refait = SignatureRefaite.De(double_, Fort, Jumelle(oid), oid);
        Cercle.VerifierSignature(refait).EstAccepte.Should().BeFalse();
        CertificatLu.Lire(refait).Refus.Should().Contain($"l’extension {oid} est répétée");
    }

    [Test]
    public void Un_serveur_a_serverAuth_et_clientAuth_et_eux_seuls()
    {
        using var deTrop = Serveur(Organisations, "editeur.exemple.fr", ServerAuth, ClientAuth, EmailProtection);
        using var toutUsage = Serveur(Organisations, "editeur.exemple.fr", ServerAuth, ClientAuth, "2.5.29.37.0");
        using var seulToutUsage = Serveur(Organisations, "editeur.exemple.fr", "2.5.29.37.0");
        new[] { deTrop, toutUsage, seulToutUsage }.Select(c => Cercle.VerifierServeur(c).Refus).Should().AllSatisfy(e => e.Should().Contain("serverAuth et clientAuth, et eux seuls"));
    }

    [TestCase(0x00), TestCase(0x80), TestCase(0x02), TestCase(0x82), TestCase(0x81)]
    public void Une_carte_ou_un_module_n_ouvre_pas_ws_srv(int categorie)
    {
        using var serveur = Serveur(Organisations, "editeur.exemple.fr", [Categorie((byte)categorie)], ServerAuth, ClientAuth);
        Cercle.VerifierServeur(serveur).Refus.Should().Contain("n’est pas celui d’un serveur");
    }

    [Test]
    public void Un_type_de_carte_n_ouvre_pas_ws_srv()
    {
        using var serveur = Serveur(Organisations, "editeur.exemple.fr", [Categorie(0x83), Type(0)], ServerAuth, ClientAuth);
        Cercle.VerifierServeur(serveur).Refus.Should().Contain("extension 1.2.250.1.71.1.2.2 d’une carte");
    }

    private static TestCaseData Cas(string nom, string motif, params X509Extension[] privees) => new TestCaseData(motif, privees).SetArgDisplayNames(nom);

    // Same length once encoded: 1.2.250.1.71.1.2.6 for .5, and so on.
    private static string Jumelle(string oid) => oid == "2.5.29.37" ? "2.5.29.99" : oid[..^1] + "6";

    private static CercleDeConfiance Etabli()
    {
        var horloge = new HorlogeFixe(Midi);
        var cercle = new CercleDeConfiance(
            [
                .. new[] { Fort, FortDeProduction, Racine, Organisations }.Select(a => AutoriteDeConfiance.Reconnaitre(a)!),
                new(Classe3, RoleDAutorite.Cps2ter, Monde.Test),
            ],
            horloge,
            horloge);
        foreach (var autorite in new[] { Fort, FortDeProduction, Racine, Organisations, Classe3 })
        {
            cercle.MettreAJour(Liste(autorite, 5)).Should().BeNull();
        }

        return cercle;
    }
}
