using System.Security.Cryptography;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ca.Revocation;
using Pfcng.Testing;
using static Pfcng.Ws.Tests.Wire.Obtention;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>What the evidence of a message keeps beside the signature (D27), and the archive of the lists it names.</summary>
[Category("§11"), Category("D27")]
internal sealed class PreuveDUnMessageTests
{
    [Test]
    public async Task Elle_garde_le_certificat_TLS_du_messager_et_la_liste_qui_a_servi()
    {
        await using var service = await ServiceDeTest.DemarrerAsync();
        using var serveur = service.Serveur();
        using var carte = service.Carte(Carole, "sign");
        await service.ObtenirAsync();
        var depot = new Faussaire(service.Dossier);

        depot.Lire<long>("SELECT count(*) FROM preuve").Should().Be(2);
        depot.Lire<string>("SELECT group_concat(DISTINCT lower(hex(certificat_tls))) FROM preuve")
            .Should().Be(Convert.ToHexStringLower(SHA256.HashData(serveur.RawData)));

        var archive = Path.Combine(
            service.Dossier, "listes", "archives", depot.Lire<string>("SELECT liste_autorite FROM preuve LIMIT 1"), depot.Lire<string>("SELECT liste_numero FROM preuve LIMIT 1") + ".crl");
        var octets = await File.ReadAllBytesAsync(archive);
        SHA256.HashData(octets).Should().Equal(depot.Lire<byte[]>("SELECT liste_empreinte FROM preuve LIMIT 1"));
        ListeDeRevocation.Lire(octets).Contient(carte.SerialNumberBytes.Span).Should().BeFalse();
    }

    [Test, Category("D29")]
    public async Task Chaque_liste_publiee_est_archivee()
    {
        await using var service = await ServiceDeTest.DemarrerAsync();
        using var certificat = await service.ObtenirAsync();
        var dossier = Path.Combine(service.Dossier, "listes", "archives", service.Autorites[Organisations].Aki);
        var avant = Directory.GetFiles(dossier).Length;

        await service.RevoquerAsync(certificat);

        Directory.GetFiles(dossier).Should().HaveCount(avant + 1);
        var publiee = await service.OctetsDeLaListeAsync();
        Directory.GetFiles(dossier).Select(File.ReadAllBytes).Should().ContainSingle(e => Enumerable.SequenceEqual(e, publiee));
    }
}
