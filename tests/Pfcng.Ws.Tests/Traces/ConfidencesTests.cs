using System.Net;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Tests.Traces;

/// <summary>What a demonstration tells, and to whom.</summary>
[Category("D37")]
internal sealed class ConfidencesTests
{
    [TestCase(true, "127.0.0.1", null, "localhost", true)]
    [TestCase(true, "127.1.2.3", null, "localhost", true)]
    [TestCase(true, "::1", null, "localhost", true)]
    [TestCase(true, "::ffff:127.0.0.9", null, "localhost", true)]
    [TestCase(true, "192.0.2.1", null, "localhost", false)]
    [TestCase(true, "192.0.2.1", "127.0.0.1", "localhost", false)]
    [TestCase(true, "127.0.0.1", "192.0.2.1", "localhost", false)]
    [TestCase(true, null, null, "localhost", false)]
    [TestCase(false, "127.0.0.1", null, "localhost", false)]
    [TestCase(true, "127.0.0.1", null, "127.0.0.1", true)]
    [TestCase(true, "::1", null, "[::1]", true)]
    [TestCase(true, "127.0.0.1", null, "pirate.exemple.fr", false)]
    [TestCase(true, "127.0.0.1", null, "localhost.exemple.fr", false)]
    public void Les_raisons_se_disent_en_demonstration_a_sa_propre_machine_seule(bool demonstration, string? pair, string? relaye, string hote, bool dites)
    {
        var confidences = Faites(demonstration);
        var http = new DefaultHttpContext();
        http.Request.Host = new(hote);
        http.Connection.RemoteIpAddress = pair is null ? null : IPAddress.Parse(pair);
        if (relaye is not null)
        {
            http.Request.Headers["X-Forwarded-For"] = relaye;
        }

        confidences.Dire(http, new Passage("t", "Srv", "/ws-srv"), [new(null, "HTTP 403", "non")]);

        confidences.Permises(http).Should().Be(dites);
        http.Response.Headers.ContainsKey(Confidences.EnTete).Should().Be(dites);
        confidences.Derniers.Tous.Count.Should().Be(demonstration ? 1 : 0, "en production, rien n’est gardé");
    }

    [TestCase("X-Forwarded-For"), TestCase("X-Forwarded-Port"), TestCase("Forwarded"), TestCase("Via"), TestCase("X-Real-IP"), TestCase("True-Client-IP")]
    [TestCase("CF-Connecting-IP"), TestCase("X-Client-IP"), TestCase("Client-IP"), TestCase("X-Original-For"), TestCase("x-cluster-client-ip")]
    public void Une_requete_qu_un_relais_dit_avoir_passee_n_apprend_rien(string enTete)
    {
        var http = Locale();
        Faites(demonstration: true).Permises(http).Should().BeTrue();
        http.Request.Headers[enTete] = "127.0.0.1";
        Faites(demonstration: true).Permises(http).Should().BeFalse();
    }

    [TestCase("127.0.0.1"), TestCase("127.0.0.0/8"), TestCase("::ffff:127.0.0.1/128", false)]
    public void Un_relais_declare_n_est_pas_la_machine(string relais, bool compris = true)
    {
        var reseau = IPNetwork.Parse(relais.Contains('/', StringComparison.Ordinal) ? relais : relais + "/32");
        Faites(demonstration: true, reseau).Permises(Locale()).Should().Be(!compris);
    }

    private static Confidences Faites(bool demonstration, params IPNetwork[] relais) => new(demonstration ? new CetteMachine(relais).Demande : null);

    private static DefaultHttpContext Locale()
    {
        var http = new DefaultHttpContext();
        http.Request.Host = new("localhost");
        http.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:127.0.0.1");
        return http;
    }

    [TestCase("simple", "simple")]
    [TestCase("habilité à « agir »", "habilit%C3%A9%20%C3%A0%20%C2%AB%20agir%20%C2%BB")]
    [TestCase("a\r\nSet-Cookie: x=y", "a%0D%0ASet-Cookie%3A%20x%3Dy")]
    [TestCase("\0\u2028", "%00%E2%80%A8")]
    public void Le_motif_tient_dans_un_en_tete(string motif, string attendu) => Confidences.Encoder(motif).Should().Be(attendu);

    [TestCase("é")]
    [TestCase("€")]
    [TestCase("a€")]
    [TestCase("😀")]
    [TestCase("x")]
    public void Le_motif_ne_passe_pas_512_octets_et_ne_coupe_aucun_caractere(string suite)
    {
        var texte = string.Concat(Enumerable.Repeat(suite, 1000));
        var code = Confidences.Encoder(texte);
        code.Length.Should().BeInRange(500, 512);
        code.All(char.IsAscii).Should().BeTrue();
        texte.Should().StartWith(Uri.UnescapeDataString(code));
    }

    [Test]
    public void La_page_garde_les_cent_derniers_refus()
    {
        var derniers = new DerniersRefus();
        for (var n = 1; n <= 150; n++)
        {
            derniers.Retenir(new Passage($"{n}", "Srv", "/ws-srv"), [new(null, "HTTP 403", new string('x', 10_000))]);
        }

        derniers.Tous.Select(r => r.Trace).Should().Equal(Enumerable.Range(51, 100).Reverse().Select(n => $"{n}"));
        derniers.Tous.Max(r => r.Refus.Raison.Length).Should().Be(LigneDeTrace.Longueur);
    }

    [Test]
    public void Chaque_code_a_son_conseil() =>
        (from ligne in Tableau22.Lignes
         let conseil = Conseils.Pour(new(null, ligne.Code, ""))
         where conseil.Length < 10
         select ligne.Code)
        .Should().BeEmpty();

    [TestCase("WSMG-00000002", "l’empreinte du Body n’est pas celle qui est signée", "signez en dernier")]
    [TestCase("WSMG-00000009", "clé RSA de 1024 bits au lieu de 2048", "rsa:2048")]
    [TestCase("WSMG-00000027", "Indice de retrait inconnu.", "indiceDemande")]
    [TestCase("HTTP 403", "aucun certificat client n’a été présenté", "TLS")]
    public void Le_conseil_suit_la_raison_puis_le_code(string code, string raison, string conseil) =>
        Conseils.Pour(new(null, code, raison)).Should().Contain(conseil);
}
