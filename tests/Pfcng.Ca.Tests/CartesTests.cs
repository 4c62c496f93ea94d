using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ca.Cartes;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Testing;

namespace Pfcng.Ca.Tests;

[Category("D33")]
public class CartesTests
{
    private static readonly DateTimeOffset Debut = new(2027, 3, 1, 8, 30, 0, TimeSpan.Zero);

    private static readonly PersonneDeCarte Medecin = new(TypePersonne.PS, "899700027123", "CARDIOCH0002712", "CHARLES", "Médecin") { Exercice = new(10, null, "SM04") };

    private static readonly PersonneDeCarte Etudiant = new(TypePersonne.PF, "899700027999", "ETUDIANT", "JEANNE", "Médecin") { Exercice = new(null, 10, null) };

    private static readonly PersonneDeCarte Agent = new(TypePersonne.PA, "500000000028969/CPAT0002", "AGENT0000028960002", "DENISE", "Personnel santé ou social")
    {
        Structure = new("Paris (75)", "STRUCTURE DE DEMONSTRATION", "500000000028969"),
    };

    private static readonly PersonneDeCarte Employe = Agent with { Type = TypePersonne.PE, IdNat = "30B0057881/CPET0002" };

    private Autorites _autorites = null!;

    [OneTimeSetUp]
    public async Task Preparer() => _autorites = await AutoritesDeTest.Partagees;

    public static IEnumerable<TestCaseData> Cartes() =>
        from monde in Enum.GetValues<Monde>()
        from personne in new[] { Medecin, Etudiant, Employe, Agent }
        select new TestCaseData(monde, personne) { TestName = $"Une_carte_porte_ce_que_portent_les_cartes_CPx({monde},{personne.Type})" };

    [TestCaseSource(nameof(Cartes))]
    public void Une_carte_porte_ce_que_portent_les_cartes_CPx(Monde monde, PersonneDeCarte personne)
    {
        using var carte = Emettre(monde, personne);
        var texte = Masquer(Imprimeur.Imprimer(Tbs(carte.Authentification)) + "\n" + Imprimeur.Imprimer(Tbs(carte.Signature)));

        Approbation.Verifier($"Carte-{monde}-{personne.Type}", texte);
    }

    [TestCaseSource(nameof(Cartes))]
    public void Une_carte_est_acceptee_par_OpenSSL(Monde monde, PersonneDeCarte personne)
    {
        Outils.Exiger("openssl");
        using var carte = Emettre(monde, personne);

        foreach (var certificat in new[] { carte.Authentification, carte.Signature })
        {
            Verifier(certificat).Should().StartWith("0 ");
        }
    }

    [Test]
    public void Les_deux_certificats_ont_le_meme_nom_deux_cles_et_signent()
    {
        using var carte = Emettre(Monde.Test, Medecin);
        var donnees = "à signer"u8.ToArray();
        var signature = carte.Signature.GetRSAPrivateKey()!.SignData(donnees, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        carte.Signature.SubjectName.RawData.Should().Equal(carte.Authentification.SubjectName.RawData);
        carte.Signature.GetRSAPublicKey()!.VerifyData(donnees, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Should().BeTrue();
        carte.Authentification.GetRSAPublicKey()!.VerifyData(donnees, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Should().BeFalse();
    }

    [Test]
    public void Une_carte_expiree_existe_mais_pas_une_carte_plus_vieille_que_son_autorite()
    {
        var emetteur = _autorites[CarteDeDemonstration.Emetteur(Monde.Test, TypePersonne.PS)];
        using var expiree = CarteDeDemonstration.Emettre(_autorites, AutoritesDeTest.Publication, Monde.Test, Medecin, emetteur.Debut, emetteur.Debut.AddHours(12));

        expiree.Signature.NotAfter.Should().BeBefore(DateTime.Now);
        FluentActions.Invoking(() => CarteDeDemonstration.Emettre(_autorites, AutoritesDeTest.Publication, Monde.Test, Medecin, emetteur.Debut.AddDays(-1), Debut))
            .Should().ThrowExactly<AutoriteErreurException>();
    }

    [Test]
    public void La_carte_d_un_PE_ou_PA_nomme_une_structure() =>
        FluentActions.Invoking(() => Emettre(Monde.Test, Agent with { Structure = null })).Should().ThrowExactly<ArgumentException>();

    [Test]
    [Category("D29")]
    public async Task Une_carte_se_revoque_dans_la_liste_de_son_autorite()
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng-cartes-").FullName;
        using var listes = new PublicationDesListes(_autorites, dossier, TimeProvider.System);
        using var carte = Emettre(Monde.Test, Medecin);
        var emetteur = _autorites[CarteDeDemonstration.Emetteur(Monde.Test, TypePersonne.PS)];

        await listes.RevoquerAsync(new(Monde.Test, emetteur.Aki, carte.Signature.SerialNumber, Debut), default);

        ListePubliee.Lire(listes.Courante(emetteur.Nom)!.Value.ToArray(), emetteur).Entrees.Single().Key.Should().Be(carte.Signature.SerialNumber.ToLowerInvariant());
        Directory.Delete(dossier, recursive: true);
    }

    [Test]
    [Category("D7")]
    public void Le_certificat_du_service_vaut_pour_localhost_et_ses_adresses()
    {
        Outils.Exiger("openssl");
        using var cle = ClesDeTest.Neuve();
        using var serveur = CertificatDeServeur.Emettre(
            _autorites, AutoritesDeTest.Produits, AutoritesDeTest.Publication, Monde.Production, Sujet.Organisation("Paris (75)", "PFCNG", "0187512751", "localhost"),
            ["localhost"], [IPAddress.Loopback, IPAddress.IPv6Loopback], cle, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddYears(1), client: false);

        serveur.HasPrivateKey.Should().BeTrue();
        serveur.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(o => o.Value)
            .Should().Equal(new[] { Oids.ServerAuth }, "il n’ouvre pas /ws-srv (D37)");
        Verifier(serveur, "-verify_hostname", "localhost").Should().StartWith("0 ");
        Verifier(serveur, "-verify_ip", "127.0.0.1").Should().StartWith("0 ");
        Verifier(serveur, "-verify_ip", "::1").Should().StartWith("0 ");
        Verifier(serveur, "-verify_hostname", "exemple.fr").Should().NotStartWith("0 ");
    }

    private CarteDeDemonstration Emettre(Monde monde, PersonneDeCarte personne) =>
        CarteDeDemonstration.Emettre(_autorites, AutoritesDeTest.Publication, monde, personne, Debut, Debut.AddYears(3));

    private static byte[] Tbs(X509Certificate2 certificat) =>
        new System.Formats.Asn1.AsnReader(certificat.RawDataMemory, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence().ReadEncodedValue().ToArray();

    /// <summary>The card's number is drawn at random: « 8025000001/ » stays, the ten digits go.</summary>
    private static string Masquer(string texte) => System.Text.RegularExpressions.Regex.Replace(texte, "(private 1315383032353030303030312f)[0-9a-f]{20}", "$1<10 digits>");

    private string Verifier(X509Certificate2 certificat, params string[] options)
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng-verifier-").FullName;
        try
        {
            var (tous, feuille) = (Path.Combine(dossier, "tous.pem"), Path.Combine(dossier, "feuille.pem"));
            File.WriteAllText(tous, _autorites.Pem);
            File.WriteAllText(feuille, certificat.ExportCertificatePem());
            var temps = new DateTimeOffset(certificat.NotBefore).AddMinutes(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
            var (code, sortie, erreurs) = Outils.Lancer("openssl", ["verify", "-x509_strict", "-attime", temps, .. options, "-CAfile", tous, feuille]);
            return $"{code} {sortie}{erreurs}";
        }
        finally
        {
            Directory.Delete(dossier, recursive: true);
        }
    }
}
