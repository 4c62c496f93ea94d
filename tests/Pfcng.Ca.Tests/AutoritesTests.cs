using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Modele;
using Pfcng.Testing;

namespace Pfcng.Ca.Tests;

[Category("D33")]
[Platform(Exclude = "Win", Reason = "Rights of files")]
[UnsupportedOSPlatform("windows")]
public class AutoritesTests
{
    private const string Phrase = "une phrase secrète d’essai";

    private string _dossier = "";

    [SetUp]
    public void Preparer() => _dossier = Directory.CreateTempSubdirectory("pfcng-autorites-").FullName;

    [TearDown]
    public void Ranger() => Directory.Delete(_dossier, recursive: true);

    [Test]
    [Category("§13")]
    public async Task Les_deux_mondes_portent_les_noms_de_l_IGC_Sante()
    {
        var autorites = await AutoritesDeTest.Partagees;

        autorites.Toutes.Select(a => a.Nom.Fichier).Should().Equal(new[]
        {
            "ACR-EL-TEST", "ACI-EL-ORG-TEST", "ACI-EL-PP-TEST", "ACR-ST-TEST", "ACI-ST-PP-TEST", "ACR-FO-TEST", "ACI-FO-PP-TEST",
            "ACR-EL", "ACI-EL-ORG", "ACI-EL-PP", "ACR-ST", "ACI-ST-PP", "ACR-FO", "ACI-FO-PP",
        });
        autorites[new(Monde.Production, Gamme.Elementaire, Branche.Racine)].Dn.Should().Be("CN=AC RACINE IGC-SANTE ELEMENTAIRE, OU=IGC-SANTE, OU=0002 187512751, O=ASIP-SANTE, C=FR");
        autorites[new(Monde.Test, Gamme.Fort, Branche.Personnes)].Nom.Cn.Should().Be("TEST AC IGC-SANTE FORT PERSONNES");
    }

    [Test]
    public async Task Sans_cartes_seules_les_autorites_ELEMENTAIRE_existent()
    {
        using var autorites = await Autorites.OuvrirAsync(Parametres(), TimeProvider.System, null, default);

        autorites.Toutes.Select(a => a.Nom.Gamme).Should().OnlyContain(e => e == Gamme.Elementaire);
        autorites.Toutes.Should().HaveCount(6);
    }

    [Test]
    public async Task Les_validites_et_extensions_sont_celles_des_autorites_reelles()
    {
        using var autorites = await Autorites.OuvrirAsync(Parametres(), new AutoritesDeTest.HorlogeFixe(new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero)), null, default);
        var racine = autorites[new(Monde.Test, Gamme.Elementaire, Branche.Racine)];
        var personnes = autorites[new(Monde.Test, Gamme.Elementaire, Branche.Personnes)];

        using (new AssertionScope())
        {
            racine.Debut.Should().Be(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
            racine.Fin.Should().Be(racine.Debut.AddYears(20));
            personnes.Fin.Should().Be(racine.Fin.AddDays(-1));
            racine.Certificat.SerialNumber.Should().StartWith("1120").And.HaveLength(36);
            Oids(racine).Should().Equal("2.5.29.19!", "2.5.29.15!", "2.5.29.32", "2.5.29.14", "2.5.29.35");
            Oids(personnes).Should().Equal("2.5.29.19!", "2.5.29.15!", "2.5.29.32", "2.5.29.31", "2.5.29.14", "2.5.29.35");
            personnes.Certificat.Extensions.OfType<X509BasicConstraintsExtension>().Single().Should().BeEquivalentTo(new { CertificateAuthority = true, PathLengthConstraint = 0 });
            racine.Certificat.Extensions.OfType<X509BasicConstraintsExtension>().Single().HasPathLengthConstraint.Should().BeFalse();
        }
    }

    [Test]
    public async Task Les_cles_en_service_font_4096_bits_et_leur_creation_se_raconte()
    {
        var progres = new List<string>();
        var parametres = Parametres();
        using var autorites = await Autorites.OuvrirAsync(
            parametres with { NouvelleCle = new Autorites4096(parametres.NouvelleCle).Suivante }, TimeProvider.System, new Direct(progres.Add), default);

        autorites.Toutes.Max(a => a.Certificat.GetRSAPublicKey()!.KeySize).Should().Be(4096);
        progres.Should().HaveCount(6);
        progres.Should().ContainSingle(e => e.Contains("« AC RACINE IGC-SANTE ELEMENTAIRE »", StringComparison.Ordinal));
    }

    [Test]
    public async Task Rouvrir_donne_les_memes_autorites()
    {
        string avant;
        using (var autorites = await OuvrirAsync())
        {
            avant = autorites.Pem;
        }

        using var apres = await OuvrirAsync();
        apres.Pem.Should().Be(avant);
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(6)]
    public async Task Une_creation_coupee_reprend_sans_refaire_ce_qui_est_fait(int clesAvantLaCoupure)
    {
        var restantes = clesAvantLaCoupure;
        var coupee = Parametres() with { NouvelleCle = () => Interlocked.Decrement(ref restantes) >= 0 ? ClesDeTest.Neuve() : throw new IOException("cut") };
        try
        {
            (await Autorites.OuvrirAsync(coupee, TimeProvider.System, null, default)).Dispose();
            File.Delete(Certificat("ACI-EL-PP-TEST"));
        }
        catch (IOException)
        {
            await File.WriteAllTextAsync(Cle("ACR-EL") + ".tmp", "half a k");
        }

        var faites = Directory.GetFiles(Path.Combine(_dossier, "cles"), "*.key").ToDictionary(f => f, File.ReadAllText);
        using var autorites = await OuvrirAsync();

        faites.Should().HaveCount(clesAvantLaCoupure);
        faites.All(f => File.ReadAllText(f.Key) == f.Value).Should().BeTrue();
        autorites.Toutes.Should().HaveCount(6);
    }

    [Test]
    public async Task Les_cles_ne_sont_lisibles_que_de_leur_proprietaire()
    {
        using var autorites = await OuvrirAsync();

        Directory.GetFiles(Path.Combine(_dossier, "cles")).Select(f => Convert.ToString((int)File.GetUnixFileMode(f), 8)).Should().OnlyContain(e => e == "600");
        Convert.ToString((int)File.GetUnixFileMode(Path.Combine(_dossier, "cles")), 8).Should().Be("700");
    }

    [Test]
    public async Task Sous_une_phrase_secrete_les_cles_sont_chiffrees_et_OpenSSL_les_lit()
    {
        Outils.Exiger("openssl");
        (await OuvrirAsync(Phrase)).Dispose();
        using var rouvertes = await OuvrirAsync(Phrase);

        var (code, sortie, erreurs) = Outils.Lancer("openssl", ["asn1parse", "-in", Cle("ACR-EL")]);
        code.Should().Be(0, erreurs);
        sortie.Should().ContainAll("PBES2", "hmacWithSHA256", "aes-256-cbc", "0927C0");
        Outils.Lancer("openssl", ["pkey", "-in", Cle("ACR-EL"), "-passin", "stdin", "-noout"], Phrase + "\n").Code.Should().Be(0);
    }

    [Test]
    public async Task Une_phrase_secrete_fausse_absente_ou_de_trop_est_dite()
    {
        (await OuvrirAsync(Phrase)).Dispose();
        await Refuse("phrase secrète fausse", "une autre");
        await Refuse("demande une phrase secrète");
        Directory.Delete(_dossier, recursive: true);
        (await OuvrirAsync()).Dispose();
        await Refuse("n’est pas chiffrée", Phrase);
    }

    [Test]
    public async Task Une_cle_lisible_par_d_autres_manquante_ou_abimee_est_dite()
    {
        (await OuvrirAsync()).Dispose();
        var cle = Cle("ACI-EL-ORG");
        File.SetUnixFileMode(cle, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        await Refuse("lisible par d’autres");
        File.SetUnixFileMode(cle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(Path.GetDirectoryName(cle)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        await Refuse("ouvert à d’autres");
        File.SetUnixFileMode(Path.GetDirectoryName(cle)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(cle, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        await Refuse("illisible");
        File.Delete(cle);
        await Refuse("manque");
    }

    [Test]
    public async Task Une_racine_perdue_ou_un_certificat_etranger_n_est_pas_refait_en_silence()
    {
        (await OuvrirAsync()).Dispose();
        var perdue = await File.ReadAllBytesAsync(Certificat("ACR-EL"));
        File.Delete(Certificat("ACR-EL"));
        await Refuse("manque, alors que");
        await File.WriteAllBytesAsync(Certificat("ACR-EL"), perdue);
        File.Copy(Certificat("ACI-EL-PP"), Certificat("ACI-EL-ORG"), overwrite: true);
        await Refuse("n’est pas celui de sa clé");
        await File.WriteAllTextAsync(Certificat("ACI-EL-ORG"), "x");
        await Refuse("illisible");
    }

    [Test]
    public async Task Le_message_tient_en_une_ligne()
    {
        Directory.CreateDirectory(Path.Combine(_dossier, "certificats"));
        File.WriteAllText(Certificat("ACR-EL"), "x");

        (await FluentActions.Awaiting(() => OuvrirAsync()).Should().ThrowExactlyAsync<AutoriteInutilisableException>()).Which.Message.Should().NotContain("\n");
    }

    private async Task Refuse(string message, string? phrase = null) =>
        (await FluentActions.Awaiting(() => OuvrirAsync(phrase)).Should().ThrowExactlyAsync<AutoriteInutilisableException>()).Which.Message.Should().Contain(message);

    private ParametresAutorites Parametres() => new(_dossier, AutoritesDeTest.Publication) { NouvelleCle = () => ClesDeTest.Neuve() };

    private Task<Autorites> OuvrirAsync(string? phrase = null) => Autorites.OuvrirAsync(Parametres() with { PhraseSecrete = phrase }, TimeProvider.System, null, default);

    private string Cle(string nom) => Path.Combine(_dossier, "cles", nom + ".key");

    private string Certificat(string nom) => Path.Combine(_dossier, "certificats", nom + ".crt");

    private static IEnumerable<string> Oids(Autorite autorite) => autorite.Certificat.Extensions.Select(e => e.Oid!.Value + (e.Critical ? "!" : ""));

    /// <summary>Reports at once, on the caller's thread.</summary>
    private sealed class Direct(Action<string> dire) : IProgress<string>
    {
        public void Report(string value)
        {
            lock (this)
            {
                dire(value);
            }
        }
    }

    /// <summary>One key as the service makes it, the others quick.</summary>
    private sealed class Autorites4096(Func<RSA> rapide)
    {
        private int _faites;

        public RSA Suivante() => Interlocked.Increment(ref _faites) == 1 ? new ParametresAutorites("", AutoritesDeTest.Publication).NouvelleCle() : rapide();
    }
}
