using System.Net;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>What /health says is what the service stands on: last commit, disk, lists, tasks, trace.</summary>
[Category("exploitation")]
internal sealed class SanteTests
{
    [Test]
    public async Task Un_service_qui_va_bien_le_dit_sur_ses_deux_ports()
    {
        await using var service = await ServiceDeTest.DemarrerAsync();
        using var client = service.Client(null);
        foreach (var chemin in new[] { "/health", "/health/live", "/health/ready" })
        {
            (await client.GetStringAsync(new Uri(service.Http, chemin))).Should().Be("OK\n");
            using var tete = await client.SendAsync(new(HttpMethod.Head, new Uri(service.Https, chemin)));
            (tete.StatusCode, tete.Headers.CacheControl!.NoStore).Should().Be((HttpStatusCode.OK, true));
        }
    }

    [Test, Category("D32")]
    public async Task Une_ecriture_manquee_se_voit_jusqu_a_ce_que_la_base_ecrive_de_nouveau()
    {
        await using var service = await ServiceDeTest.DemarrerAsync();
        using (await service.GelerLaBaseAsync())
        {
            var reponse = await service.EnvoyerAsync(Requetes.Lot(Requetes.OrgAuthCli()));
            reponse.Http.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
            await service.AttendreLaSanteAsync("base\n");
        }

        await service.AttendreLaSanteAsync("OK\n"); // Nobody asks anything of a service that is not ready: it tries by itself.
    }

    [Test]
    public async Task Un_disque_presque_plein_se_voit()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Sante:EspaceLibre", "1000000000000000000")]);
        await service.AttendreLaSanteAsync("disque\n");
        using var client = new HttpClient();
        (await client.GetStringAsync(new Uri(service.Http, "/health/live"))).Should().Be("OK\n", "le processus, lui, répond");
    }

    [Test, Category("D36")]
    public async Task Des_taches_en_retard_puis_une_liste_perimee_se_voient()
    {
        var horloge = new HorlogeManuelle(DateTimeOffset.UtcNow);
        await using var service = await ServiceDeTest.DemarrerAsync(horloge: horloge);
        await service.AttendreLaSanteAsync("OK\n");
        horloge.Avancer(TimeSpan.FromMinutes(11));
        await service.AttendreLaSanteAsync("tâches\n");
        await service.PlanifierAsync();
        await service.AttendreLaSanteAsync("OK\n");

        horloge.Avancer(TimeSpan.FromDays(7));
        await service.AttendreLaSanteAsync("listes\ntâches\n");
        await service.PlanifierAsync();
        await service.AttendreLaSanteAsync("OK\n");
    }

    [Test, Category("D29")]
    public async Task Une_liste_qui_ne_peut_pas_etre_publiee_se_voit_jusqu_a_ce_qu_elle_le_soit()
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        var nom = Obtention.Organisations;
        var obstacle = Path.Combine(dossier, "listes", $"{nom.Fichier}.crl.tmp"); // Where a new list is written first.
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: dossier))
        {
            using var certificat = await service.ObtenirAsync();
            Directory.CreateDirectory(obstacle);
            (await service.RevoquerAsync(certificat)).Should().Be(("OK", ""), "elle est enregistrée (D29)");

            service.Trace.Where(EstDite).Should().HaveCount(1);
            await service.AttendreLaSanteAsync("publication\n");
            await service.PlanifierAsync();
            service.Trace.Where(EstDite).Should().HaveCount(1, "une fois tant qu’elle manque");
        }

        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: dossier))
        {
            await service.AttendreLaSanteAsync("publication\ntâches\n");
            service.Etape.Confiance.Listes.NonPubliees.Should().ContainSingle("le démarrage le dit").Which.Autorite.Nom.Should().Be(nom);
            Directory.Delete(obstacle);
            await service.PlanifierAsync();
            await service.AttendreLaSanteAsync("OK\n");
        }

        Directory.Delete(dossier, recursive: true);

        bool EstDite(string ligne) => ligne.StartsWith($"Liste de révocation de « {nom.Cn} » non publiée : ", StringComparison.Ordinal);
    }

    [Test]
    public void Beaucoup_qui_demandent_ne_font_regarder_qu_une_fois_par_seconde()
    {
        var horloge = new Chronometre();
        var (fois, tient) = (0, true);
        var sante = new Sante(
            [
                ("base", () => { fois++; return tient; }),
                ("disque", () => throw new IOException()),
            ],
            horloge);
        Parallel.For(0, 1000, _ => sante.Defauts.Should().Equal("disque"));
        fois.Should().Be(1);

        tient = false;
        sante.Defauts.Should().Equal(new[] { "disque" }, "dans la même seconde");
        horloge.Secondes++;
        sante.Defauts.Should().Equal(new[] { "base", "disque" }, "ce qui ne se laisse pas regarder ne tient pas");
        fois.Should().Be(2);
    }

    /// <summary>Counts seconds when it is told.</summary>
    private sealed class Chronometre : TimeProvider
    {
        public long Secondes { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Secondes;
    }
}

/// <summary>Waits for what /health says.</summary>
internal static class SanteAuFil
{
    /// <summary>Waits until /health/ready says that: 200 for « OK », else 503.</summary>
    public static async Task AttendreLaSanteAsync(this ServiceDeTest service, string attendu)
    {
        using var client = new HttpClient();
        await Attente.VoirAsync(
            attendu,
            async () =>
            {
                using var reponse = await client.GetAsync(new Uri(service.Http, "/health/ready"));
                var vu = await reponse.Content.ReadAsStringAsync();
                reponse.StatusCode.Should().Be(vu == "OK\n" ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
                return vu;
            },
            vu => vu == attendu);
    }
}
