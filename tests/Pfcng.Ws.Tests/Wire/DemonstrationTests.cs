using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>The README's first command, as a newcomer runs it.</summary>
[Category("exploitation")]
internal sealed class DemonstrationTests
{
    [Test]
    public async Task Les_vingt_certificats_sont_ecrits_la_ou_c_est_dit_et_les_refus_d_apres_sont_traces()
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        using (var service = await ServiceEnProcessus.DemarrerAsync(dossier, verbe: "demonstration"))
        {
            await AttendreAsync(service, "Ctrl+C");
            var ecrits = Path.Combine(dossier, "demo", "certificats");
            service.Sortie.Should().Contain(e => e.Contains(ecrits, StringComparison.Ordinal));
            service.Sortie.Should().NotContain(e => e.Contains("demanderCertificats OK", StringComparison.Ordinal), "la trace attend que le lot soit joué").And.NotContain(e => e.Contains("retirerCertificat OK", StringComparison.Ordinal), "la trace attend que le lot soit joué");
            Directory.GetDirectories(ecrits).Should().HaveCount(20);
            foreach (var un in Directory.GetDirectories(ecrits).Select(d => Path.Combine(d, "certificat")))
            {
                using var certificat = X509Certificate2.CreateFromPemFile(un + ".crt", un + ".key");
                (certificat.HasPrivateKey && File.Exists(un + ".p12")).Should().BeTrue();
            }

            using var client = service.Client(service.Carte(Acteurs.Carole, "auth"));
            await ServiceDeTest.EnvoyerAsync(client, new(service.Https, "/ws-apt"), Enveloppe());
            await AttendreAsync(service, "WSMG-00000002");
        }

        Directory.Delete(dossier, recursive: true);
    }

    /// <summary>A message that nobody signed.</summary>
    private static byte[] Enveloppe() => System.Text.Encoding.UTF8.GetBytes(
        $"<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>{Requetes.Retrait("1")}</soap:Body></soap:Envelope>");

    private static async Task AttendreAsync(ServiceEnProcessus service, string texte) =>
        await Attente.VoirAsync(texte, () => service.Sortie, s => s.Any(l => l.Contains(texte, StringComparison.Ordinal)));
}
