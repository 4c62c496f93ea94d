using System.Net;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ca.Revocation;
using Pfcng.Ws.Confiance;
using static Pfcng.Ws.Tests.Confiance.CertificatsDeTest;
using static Pfcng.Ws.Tests.Confiance.PkiDeTest;

namespace Pfcng.Ws.Tests.Confiance;

[Category("D9")]
internal sealed class ListesExternesTests
{
    private readonly HorlogeFixe _horloge = new(Midi);
    private string _dossier = "";
    private CercleDeConfiance _cercle = null!;

    [SetUp]
    public void Preparer()
    {
        _horloge.Heure = Midi;
        _dossier = Directory.CreateTempSubdirectory("pfcng-externes-").FullName;
        Directory.CreateDirectory(Confiance);
        _cercle = Cercle();
    }

    [TearDown]
    public void Ranger() => Directory.Delete(_dossier, recursive: true);

    [Test]
    public async Task Un_fichier_est_relu_quand_il_change()
    {
        using var listes = Externes();
        Deposer(ListeDer(Fort, 1, Midi.AddHours(-1), Midi.AddDays(6)), 1);
        listes.Charger();
        _cercle.VerifierSignature(Carte).EstAccepte.Should().BeTrue();

        Deposer(ListeDer(Fort, 2, Midi.AddHours(-1), Midi.AddDays(6), Carte), 2);
        (await listes.RafraichirAsync(default)).Should().BeEmpty();

        _cercle.VerifierSignature(Carte).Refus.Should().Contain("révoqué");
    }

    [Test]
    public async Task Un_fichier_abime_en_marche_est_dit_une_fois_et_laisse_la_liste_en_vigueur()
    {
        using var listes = Externes();
        Deposer(ListeDer(Fort, 1, Midi.AddHours(-1), Midi.AddDays(6)), 1);
        listes.Charger();

        Deposer([1, 2, 3], 2);

        (await listes.RafraichirAsync(default)).Should().ContainSingle(e => e.Contains("n’est pas une liste de révocation", StringComparison.Ordinal));
        (await listes.RafraichirAsync(default)).Should().BeEmpty();
        _cercle.VerifierSignature(Carte).EstAccepte.Should().BeTrue();
    }

    [Test]
    public void Un_fichier_abime_ou_etranger_au_demarrage_arrete_tout()
    {
        Deposer([1, 2, 3], 1);
        using var listes = Externes();
        FluentActions.Invoking(listes.Charger).Should().ThrowExactly<DemarrageImpossibleException>();
    }

    [Test]
    public async Task Un_fichier_plus_ancien_que_la_liste_archivee_est_refuse_et_dit_une_fois()
    {
        var autorite = AutoriteDeConfiance.Reconnaitre(Fort)!;
        var archive = new ArchiveDesListes(Path.Combine(_dossier, "archives"));
        foreach (var numero in new[] { 9, 10, 2 })
        {
            archive.Garder(autorite, ListeDeRevocation.Lire(ListeDer(Fort, numero, Midi.AddHours(-1), Midi.AddDays(6), Carte)));
        }

        File.WriteAllBytes(Path.Combine(Directory.GetDirectories(Path.Combine(_dossier, "archives")).Single(), "11.crl"), [1, 2, 3]);
        var derniere = archive.Dernieres(autorite).Single();
        (derniere.Numero, _cercle.MettreAJour(derniere)).Should().Be(((System.Numerics.BigInteger?)10, (string?)null), "11 est abîmée");

        Deposer(ListeDer(Fort, 9, Midi, Midi.AddDays(6)), 1);
        using var listes = Externes();
        listes.Charger();

        (await listes.RafraichirAsync(default)).Should().ContainSingle(e => e.Contains("fort.crl : une liste de révocation plus récente est connue", StringComparison.Ordinal));
        (await listes.RafraichirAsync(default)).Should().BeEmpty();
        _cercle.VerifierSignature(Carte).Refus.Should().Contain("révoqué");
    }

    [Test]
    public async Task Une_adresse_est_demandee_toutes_les_heures_et_sa_copie_sert_au_redemarrage()
    {
        using var serveur = new HttpListener();
        var adresse = new Uri($"http://localhost:{PortLibre()}/liste.crl");
        serveur.Prefixes.Add(adresse.GetLeftPart(UriPartial.Authority) + "/");
        serveur.Start();
        var demandes = 0;
        var octets = ListeDer(Fort, 1, Midi.AddHours(-1), Midi.AddDays(6));
        var service = Task.Run(async () =>
        {
            while (true)
            {
                var echange = await serveur.GetContextAsync();
                demandes++;
                await echange.Response.OutputStream.WriteAsync(octets);
                echange.Response.Close();
            }
        });
        using (var listes = Externes(adresse))
        {
            listes.Charger();
            await listes.RafraichirAsync(default);
            await listes.RafraichirAsync(default);
            (demandes, _cercle.VerifierSignature(Carte).EstAccepte).Should().Be((1, true));

            _horloge.Heure = Midi.AddHours(1);
            octets = ListeDer(Fort, 2, Midi, Midi.AddDays(6), Carte);
            await listes.RafraichirAsync(default);
            (demandes, _cercle.VerifierSignature(Carte).EstAccepte).Should().Be((2, false));
        }

        serveur.Stop();
        await FluentActions.Awaiting(() => service).Should().ThrowAsync<Exception>();
        _cercle = Cercle();
        using var apres = Externes(adresse);
        apres.Charger();
        _cercle.VerifierSignature(Carte).Refus.Should().Contain("révoqué", "la copie");
        (await apres.RafraichirAsync(default)).Should().ContainSingle(e => e.Contains("/liste.crl", StringComparison.Ordinal), "l’adresse ne répond plus");
    }

    private string Confiance => Path.Combine(_dossier, "confiance");

    private static int PortLibre()
    {
        using var ecoute = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        ecoute.Start();
        return ((IPEndPoint)ecoute.LocalEndpoint).Port;
    }

    private CercleDeConfiance Cercle() => new([AutoriteDeConfiance.Reconnaitre(Fort)!], _horloge, _horloge);

    private ListesExternes Externes(params Uri[] adresses) => new(_cercle, Confiance, adresses, Path.Combine(_dossier, "copies"), _horloge);

    /// <summary>Writes the file, a second later each time, whatever the precision of the disk's clock.</summary>
    private void Deposer(byte[] octets, int seconde)
    {
        var fichier = Path.Combine(Confiance, "fort.crl");
        File.WriteAllBytes(fichier, octets);
        File.SetLastWriteTimeUtc(fichier, new DateTime(2026, 1, 1, 0, 0, seconde, DateTimeKind.Utc));
    }
}
