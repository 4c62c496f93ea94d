using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;
using Pfcng.Ca.Issuance;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Model;
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

        Assert.That(autorites.Toutes.Select(a => a.Nom.Fichier), Is.EqualTo(new[]
        {
            "ACR-EL-TEST", "ACI-EL-ORG-TEST", "ACI-EL-PP-TEST", "ACR-ST-TEST", "ACI-ST-PP-TEST", "ACR-FO-TEST", "ACI-FO-PP-TEST",
            "ACR-EL", "ACI-EL-ORG", "ACI-EL-PP", "ACR-ST", "ACI-ST-PP", "ACR-FO", "ACI-FO-PP",
        }));
        Assert.That(autorites[new(Monde.Production, Gamme.Elementaire, Branche.Racine)].Dn, Is.EqualTo("CN=AC RACINE IGC-SANTE ELEMENTAIRE, OU=IGC-SANTE, OU=0002 187512751, O=ASIP-SANTE, C=FR"));
        Assert.That(autorites[new(Monde.Test, Gamme.Fort, Branche.Personnes)].Nom.Cn, Is.EqualTo("TEST AC IGC-SANTE FORT PERSONNES"));
    }

    [Test]
    public async Task Sans_cartes_seules_les_autorites_ELEMENTAIRE_existent()
    {
        using var autorites = await Autorites.OuvrirAsync(Parametres(), TimeProvider.System, null, default);

        Assert.That(autorites.Toutes.Select(a => a.Nom.Gamme), Is.All.EqualTo(Gamme.Elementaire));
        Assert.That(autorites.Toutes, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task Les_validites_et_extensions_sont_celles_des_autorites_reelles()
    {
        using var autorites = await Autorites.OuvrirAsync(Parametres(), new AutoritesDeTest.HorlogeFixe(new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero)), null, default);
        var racine = autorites[new(Monde.Test, Gamme.Elementaire, Branche.Racine)];
        var personnes = autorites[new(Monde.Test, Gamme.Elementaire, Branche.Personnes)];

        Assert.Multiple(() =>
        {
            Assert.That(racine.Debut, Is.EqualTo(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero)));
            Assert.That(racine.Fin, Is.EqualTo(racine.Debut.AddYears(20)));
            Assert.That(personnes.Fin, Is.EqualTo(racine.Fin.AddDays(-1)));
            Assert.That(racine.Certificat.SerialNumber, Does.StartWith("1120").And.Length.EqualTo(36));
            Assert.That(Oids(racine), Is.EqualTo(new[] { "2.5.29.19!", "2.5.29.15!", "2.5.29.32", "2.5.29.14", "2.5.29.35" }));
            Assert.That(Oids(personnes), Is.EqualTo(new[] { "2.5.29.19!", "2.5.29.15!", "2.5.29.32", "2.5.29.31", "2.5.29.14", "2.5.29.35" }));
            Assert.That(personnes.Certificat.Extensions.OfType<X509BasicConstraintsExtension>().Single(), Has.Property("CertificateAuthority").True.And.Property("PathLengthConstraint").Zero);
            Assert.That(racine.Certificat.Extensions.OfType<X509BasicConstraintsExtension>().Single().HasPathLengthConstraint, Is.False);
        });
    }

    [Test]
    public async Task Les_cles_en_service_font_4096_bits_et_leur_creation_se_raconte()
    {
        var progres = new List<string>();
        var parametres = Parametres();
        using var autorites = await Autorites.OuvrirAsync(
            parametres with { NouvelleCle = new Autorites4096(parametres.NouvelleCle).Suivante }, TimeProvider.System, new Direct(progres.Add), default);

        Assert.That(autorites.Toutes.Max(a => a.Certificat.GetRSAPublicKey()!.KeySize), Is.EqualTo(4096));
        Assert.That(progres, Has.Count.EqualTo(6));
        Assert.That(progres, Has.One.Contains("« AC RACINE IGC-SANTE ELEMENTAIRE »"));
    }

    [Test]
    public async Task Rouvrir_donne_les_memes_autorites()
    {
        string avant;
        using (var autorites = await OuvrirAsync())
            avant = autorites.Pem;

        using var apres = await OuvrirAsync();
        Assert.That(apres.Pem, Is.EqualTo(avant));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(6)]
    public async Task Une_creation_coupee_reprend_sans_refaire_ce_qui_est_fait(int clesAvantLaCoupure)
    {
        var restantes = clesAvantLaCoupure;
        var coupee = Parametres() with { NouvelleCle = () => Interlocked.Decrement(ref restantes) >= 0 ? RSA.Create(2048) : throw new IOException("cut") };
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

        Assert.That(faites, Has.Count.EqualTo(clesAvantLaCoupure));
        Assert.That(faites.All(f => File.ReadAllText(f.Key) == f.Value), Is.True);
        Assert.That(autorites.Toutes, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task Les_cles_ne_sont_lisibles_que_de_leur_proprietaire()
    {
        using var autorites = await OuvrirAsync();

        Assert.That(Directory.GetFiles(Path.Combine(_dossier, "cles")).Select(f => Convert.ToString((int)File.GetUnixFileMode(f), 8)), Is.All.EqualTo("600"));
        Assert.That(Convert.ToString((int)File.GetUnixFileMode(Path.Combine(_dossier, "cles")), 8), Is.EqualTo("700"));
    }

    [Test]
    public async Task Sous_une_phrase_secrete_les_cles_sont_chiffrees_et_OpenSSL_les_lit()
    {
        Outils.Exiger("openssl");
        (await OuvrirAsync(Phrase)).Dispose();
        using var rouvertes = await OuvrirAsync(Phrase);

        var (code, sortie, erreurs) = Outils.Lancer("openssl", ["asn1parse", "-in", Cle("ACR-EL")]);
        Assert.That(code, Is.Zero, erreurs);
        Assert.That(sortie, Does.Contain("PBES2").And.Contain("hmacWithSHA256").And.Contain("aes-256-cbc").And.Contain("0927C0"));
        Assert.That(Outils.Lancer("openssl", ["pkey", "-in", Cle("ACR-EL"), "-passin", "stdin", "-noout"], Phrase + "\n").Code, Is.Zero);
    }

    [Test]
    public async Task Une_phrase_secrete_fausse_absente_ou_de_trop_est_dite()
    {
        (await OuvrirAsync(Phrase)).Dispose();
        Refuse("phrase secrète fausse", "une autre");
        Refuse("demande une phrase secrète");
        Directory.Delete(_dossier, recursive: true);
        (await OuvrirAsync()).Dispose();
        Refuse("n’est pas chiffrée", Phrase);
    }

    [Test]
    public async Task Une_cle_lisible_par_d_autres_manquante_ou_abimee_est_dite()
    {
        (await OuvrirAsync()).Dispose();
        var cle = Cle("ACI-EL-ORG");
        File.SetUnixFileMode(cle, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Refuse("lisible par d’autres");
        File.SetUnixFileMode(cle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(Path.GetDirectoryName(cle)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        Refuse("ouvert à d’autres");
        File.SetUnixFileMode(Path.GetDirectoryName(cle)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(cle, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        Refuse("illisible");
        File.Delete(cle);
        Refuse("manque");
    }

    [Test]
    public async Task Une_racine_perdue_ou_un_certificat_etranger_n_est_pas_refait_en_silence()
    {
        (await OuvrirAsync()).Dispose();
        var perdue = await File.ReadAllBytesAsync(Certificat("ACR-EL"));
        File.Delete(Certificat("ACR-EL"));
        Refuse("manque, alors que");
        await File.WriteAllBytesAsync(Certificat("ACR-EL"), perdue);
        File.Copy(Certificat("ACI-EL-PP"), Certificat("ACI-EL-ORG"), overwrite: true);
        Refuse("n’est pas celui de sa clé");
        await File.WriteAllTextAsync(Certificat("ACI-EL-ORG"), "x");
        Refuse("illisible");
    }

    [Test]
    public void Le_message_tient_en_une_ligne()
    {
        Directory.CreateDirectory(Path.Combine(_dossier, "certificats"));
        File.WriteAllText(Certificat("ACR-EL"), "x");

        Assert.That(() => OuvrirAsync(), Throws.TypeOf<AutoriteInutilisableException>().With.Message.Not.Contains("\n"));
    }

    private void Refuse(string message, string? phrase = null) =>
        Assert.That(() => OuvrirAsync(phrase), Throws.TypeOf<AutoriteInutilisableException>().With.Message.Contains(message));

    private ParametresAutorites Parametres() => new(_dossier, AutoritesDeTest.Publication) { NouvelleCle = () => RSA.Create(2048) };

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
                dire(value);
        }
    }

    /// <summary>One key as the service makes it, the others quick.</summary>
    private sealed class Autorites4096(Func<RSA> rapide)
    {
        private int _faites;

        public RSA Suivante() => Interlocked.Increment(ref _faites) == 1 ? new ParametresAutorites("", AutoritesDeTest.Publication).NouvelleCle() : rapide();
    }
}
