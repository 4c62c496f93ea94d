using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ca.Revocation;
using Pfcng.Testing;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>A clock that is put back, or forward, shuts no door and brings nothing back.</summary>
[Category("D29"), Category("D36"), Category("D39")]
internal sealed class HorlogeTests
{
    private static readonly DateTimeOffset Midi = new(2027, 3, 2, 11, 0, 0, TimeSpan.Zero);

    private HorlogeManuelle _horloge = new(Midi);
    private string _dossier = "";

    [SetUp]
    public async Task Preparer() => (_dossier, _horloge) = (await ServiceDeTest.NouveauDossierAsync(), new(Midi));

    [TearDown]
    public void Ranger() => Directory.Delete(_dossier, recursive: true);

    [TestCase(-1)]
    [TestCase(-11)]
    [TestCase(-49)]
    [TestCase(24 * 7)]
    public async Task Une_horloge_remise_a_une_autre_heure_ne_ferme_pas_les_portes(int heures)
    {
        await using var service = await DemarrerAsync();
        using (await service.ObtenirAsync())
        {
        }

        var avant = await service.ListeAsync();
        _horloge.Avancer(TimeSpan.FromHours(heures));
        await service.PlanifierAsync();

        using var certificat = await service.ObtenirAsync();
        var liste = await service.ListeAsync();
        liste.ThisUpdate.Should().Be(Midi.AddHours(heures));
        liste.Numero!.Value.Should().BeGreaterThan(avant.Numero!.Value);
    }

    [Test]
    public async Task Un_demarrage_a_une_heure_anterieure_refait_les_listes_d_un_numero_plus_grand()
    {
        ListeDeRevocation avant;
        await using (var service = await DemarrerAsync())
        {
            avant = await service.ListeAsync();
        }

        _horloge.Avancer(TimeSpan.FromHours(-3));
        await using var apres = await DemarrerAsync();
        var liste = await apres.ListeAsync();
        (liste.ThisUpdate, liste.Numero).Should().Be((Midi.AddHours(-3), avant.Numero + 1));
        using var certificat = await apres.ObtenirAsync();
    }

    [Test]
    public async Task Un_redemarrage_le_meme_jour_ne_refait_pas_les_listes()
    {
        byte[] avant;
        await using (var service = await DemarrerAsync())
        {
            avant = await service.OctetsDeLaListeAsync();
        }

        _horloge.Avancer(TimeSpan.FromHours(3));
        await using var apres = await DemarrerAsync();
        (await apres.OctetsDeLaListeAsync()).Should().Equal(avant);
        using var certificat = await apres.ObtenirAsync();
    }

    [Test, Category("D28")]
    public async Task Un_certificat_vaut_trois_ans_depuis_un_peu_avant_sa_signature()
    {
        await using var service = await DemarrerAsync();
        using var certificat = await service.ObtenirAsync();

        certificat.NotBefore.ToUniversalTime().Should().Be(Midi.UtcDateTime.AddMinutes(-5));
        certificat.NotAfter.ToUniversalTime().Should().Be(Midi.UtcDateTime.AddMinutes(-5).AddYears(3));
    }

    [Test, Category("§10")]
    public void Le_certificat_TLS_du_service_est_refait_quand_l_horloge_recule()
    {
        using var cle = ClesDeTest.Neuve();
        var emissions = new List<DateTimeOffset>();
        var identite = new IdentiteTls(Emettre, [], [], _horloge);

        Presenter().Should().BeTrue();
        _horloge.Avancer(TimeSpan.FromMinutes(-59));
        (Presenter(), emissions.Count).Should().Be((true, 1), "la marge suffit");
        _horloge.Avancer(TimeSpan.FromHours(-12));
        (Presenter(), emissions.Count).Should().Be((true, 2));
        _horloge.Avancer(TimeSpan.FromDays(340));
        (Presenter(), emissions.Count).Should().Be((true, 3), "un mois avant sa fin");

        bool Presenter()
        {
            var certificat = identite.Contexte.TargetCertificate;
            return certificat.NotBefore <= _horloge.GetUtcNow() && certificat.NotAfter >= _horloge.GetUtcNow();
        }

        X509Certificate2 Emettre(DateTimeOffset instant)
        {
            emissions.Add(instant);
            return new CertificateRequest("CN=localhost", cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(instant - IdentiteTls.MargeDeDebut, instant.AddYears(1));
        }
    }

    private Task<ServiceDeTest> DemarrerAsync() => ServiceDeTest.DemarrerAsync(dossier: _dossier, horloge: _horloge);
}
