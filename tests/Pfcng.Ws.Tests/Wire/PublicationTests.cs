using System.Net;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Publication;
using static Pfcng.Ws.Tests.Wire.Obtention;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>/CRL and /AC as caches and verifiers see them.</summary>
[Category("D36")]
internal sealed class PublicationTests
{
    private const string Liste = "/CRL/ACI-EL-ORG-TEST.crl";
    private const string Certificat = "/AC%20TEST/ACI-EL-ORG-TEST.cer";

    private readonly HttpClient _client = new();
    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceDeTest.DemarrerAsync();

    [OneTimeTearDown]
    public async Task Arreter()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [TestCase(Liste, "application/pkix-crl", 3600)]
    [TestCase("/CRL/ACR-EL.crl", "application/pkix-crl", 3600)]
    [TestCase(Certificat, "application/pkix-cert", 86400)]
    [TestCase("/AC/ACI-EL-ORG.cer", "application/pkix-cert", 86400)]
    public async Task Une_lecture_dit_son_type_son_age_et_son_nom(string chemin, string type, int secondes)
    {
        using var lecture = await DemanderAsync(HttpMethod.Get, chemin);
        using var entetes = await DemanderAsync(HttpMethod.Head, chemin);

        lecture.StatusCode.Should().Be(HttpStatusCode.OK);
        lecture.Content.Headers.ContentType!.ToString().Should().Be(type);
        lecture.Content.Headers.LastModified.Should().NotBeNull();
        lecture.Headers.CacheControl!.ToString().Should().Be($"public, max-age={secondes}");
        entetes.Headers.ETag.Should().Be(lecture.Headers.ETag).And.NotBeNull();
        entetes.Content.Headers.ContentLength.Should().Be((await lecture.Content.ReadAsByteArrayAsync()).Length);
        (await entetes.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task Une_liste_deja_connue_est_304_jusqu_a_la_suivante()
    {
        using var lecture = await DemanderAsync(HttpMethod.Get, Liste);
        var etag = lecture.Headers.ETag!.ToString();
        using (var encore = await DemanderAsync(HttpMethod.Get, Liste, etag))
        {
            encore.StatusCode.Should().Be(HttpStatusCode.NotModified);
            (await encore.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
        }

        using var certificat = await _service.ObtenirAsync();
        await _service.RevoquerAsync(certificat);

        using var apres = await DemanderAsync(HttpMethod.Get, Liste, etag);
        apres.StatusCode.Should().Be(HttpStatusCode.OK);
        apres.Headers.ETag!.ToString().Should().NotBe(etag);
    }

    [Test]
    public async Task Le_certificat_publie_est_celui_de_l_autorite() =>
        (await _client.GetByteArrayAsync(new Uri(_service.Http, Certificat))).Should().Equal(_service.Autorites[Organisations].Certificat.RawData);

    [Test, Category("D29")]
    public async Task Une_liste_de_cent_mille_revoques_est_servie_entiere_des_que_la_revocation_finit()
    {
        var autorites = _service.Autorites;
        var autorite = autorites[Organisations];
        var dossier = Directory.CreateTempSubdirectory("pfcng-listes-").FullName;
        var maintenant = DateTimeOffset.UtcNow;
        RevocationTechnique Revocation(int rang) => new(Monde.Test, autorite.Aki, $"7f{rang:x30}", maintenant);
        try
        {
            using var listes = new PublicationDesListes(autorites, dossier, TimeProvider.System);
            listes.Connaitre(Enumerable.Range(0, 100_000).Select(Revocation));
            var confiance = new CercleDeConfiance([AutoriteDeConfiance.Reconnaitre(autorite.Certificat)!], TimeProvider.System, TimeProvider.System);
            var servies = new ListesServies();
            listes.Publiee += a =>
            {
                var der = listes.Courante(a.Nom)!.Value;
                var liste = ListeDeRevocation.Lire(der);
                confiance.MettreAJour(liste);
                servies.Prendre(a.Nom, der, liste);
            };
            await listes.RevoquerAsync(Revocation(100_000), default);

            ListeDeRevocation.Lire(servies.De(Organisations)!.Der).Nombre.Should().Be(100_001);
        }
        finally
        {
            Directory.Delete(dossier, recursive: true);
        }
    }

    private async Task<HttpResponseMessage> DemanderAsync(HttpMethod methode, string chemin, string? etag = null)
    {
        using var requete = new HttpRequestMessage(methode, new Uri(_service.Http, chemin));
        if (etag is not null)
        {
            requete.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        return await _client.SendAsync(requete);
    }
}
