using System.Text.Json.Nodes;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Disque;
using Pfcng.Testing;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Tests.Traces;

/// <summary>The trace files themselves.</summary>
[Category("D37")]
internal sealed class TracesTests
{
    private HorlogeManuelle _horloge = null!;
    private string _dossier = null!;

    [SetUp]
    public void Ouvrir() => (_dossier, _horloge) = (Directory.CreateTempSubdirectory("pfcng-trace-").FullName, new(DateTimeOffset.UtcNow));

    [TearDown]
    public void Effacer() => Directory.Delete(_dossier, recursive: true);

    [Test]
    public void Un_client_ne_peut_ni_forger_ni_gonfler_une_ligne()
    {
        using var trace = new TraceDesRefus(Registre("refus.jsonl"), _horloge);
        var raison = "x\n{\"code\":\"faux\"}\r\u0001\u0085\u2028\u202e\ud800é+" + new string('y', 5000);
        var passage = new Passage("t1", "Apt", "/ws-apt") { Client = "CN=\"a\"\n", Operation = "demanderCertificats" };

        trace.Ecrire(passage, [new(7, "WSMG-00000009", raison), new(8, "WSMG-00000010", "non")]).Should().BeTrue();

        var octets = File.ReadAllText(Chemin("refus.jsonl"));
        octets.Where(c => char.IsControl(c) && c != '\n').Should().BeEmpty();
        octets.Should().NotContainAny("\u2028", "\u202e").And.Contain("é+");
        var lignes = File.ReadAllLines(Chemin("refus.jsonl")).Select(l => JsonNode.Parse(l)!).ToList();
        lignes.Select(l => (string)l["code"]!).Should().Equal("WSMG-00000009", "WSMG-00000010");
        ((string)lignes[0]["raison"]!).Should().HaveLength(LigneDeTrace.Longueur).And.StartWith("x\n{\"code\":\"faux\"}\r\u0001\u0085\u2028\ufffd\ufffdé+yyy");
        ((string)lignes[0]["client"]!).Should().Be("CN=\"a\"\n");
        ((string)lignes[0]["porte"]!).Should().Be("/ws-apt");
    }

    [Test]
    public void Une_trace_qui_se_remet_a_ecrire_dit_combien_de_temps_elle_s_est_tue()
    {
        using var trace = new TraceDesRefus(Registre("refus.jsonl"), _horloge);
        Directory.CreateDirectory(Chemin("refus.jsonl"));
        var passage = new Passage("t1", "Srv", "/ws-srv");
        trace.Ecrire(passage, [new(null, "WSMG-00000002", "a"), new(null, "WSMG-00000002", "b")]).Should().BeFalse();
        trace.Disponible.Should().BeFalse();

        Directory.Delete(Chemin("refus.jsonl"));
        trace.Disponible.Should().BeFalse("un essai par seconde");
        _horloge.Avancer(TimeSpan.FromSeconds(1));
        trace.Disponible.Should().BeTrue();
        trace.Ecrire(passage, [new(null, "WSMG-00000002", "c")]).Should().BeTrue();

        var lignes = File.ReadAllLines(Chemin("refus.jsonl")).Select(l => JsonNode.Parse(l)!).ToList();
        lignes.Select(l => (string)l["code"]!).Should().Equal("reprise", "WSMG-00000002");
        ((string)lignes[0]["raison"]!).Should().Contain("refus qui manquent : 2");
    }

    [Test, Category("D7")]
    public void Un_acces_refuse_par_adresse_et_par_minute_fait_une_ligne_et_un_compte()
    {
        using var acces = new TraceDesAcces(Registre("acces.jsonl"), _horloge);
        for (var n = 1; n <= 1000; n++)
        {
            acces.Compter(n % 10 == 0 ? "192.0.2.2" : "192.0.2.1", new Passage("t", "Srv", "/ws-srv") { Client = "CN=intrus" }, $"motif {n}");
        }

        _horloge.Avancer(TimeSpan.FromMinutes(1));
        acces.Entretenir();

        var lignes = File.ReadAllLines(Chemin("acces.jsonl")).Select(l => JsonNode.Parse(l)!).ToList();
        lignes.Select(l => ((string)l["adresse"]!, (long)l["fois"]!)).Should().BeEquivalentTo(new[] { ("192.0.2.1", 1L), ("192.0.2.2", 1L), ("192.0.2.1", 899L), ("192.0.2.2", 99L) });
        lignes.Select(l => (string)l["dernier"]!).Should().Contain("/ws-srv CN=intrus : motif 1000");
    }

    [Test, Category("D7")]
    public void Des_acces_qui_ne_peuvent_pas_s_ecrire_se_comptent_et_n_arretent_rien()
    {
        using var acces = new TraceDesAcces(Registre("acces.jsonl"), _horloge);
        Directory.CreateDirectory(Chemin("acces.jsonl"));
        acces.Compter("192.0.2.1", new Passage("t", "Srv", "/ws-srv"), "a");
        acces.Compter("192.0.2.2", new Passage("t", "Srv", "/ws-srv"), "b");
        Directory.Delete(Chemin("acces.jsonl"));
        acces.Compter("192.0.2.3", new Passage("t", "Srv", "/ws-srv"), "c");

        ((long)JsonNode.Parse(File.ReadAllLines(Chemin("acces.jsonl")).Single())!["perdus"]!).Should().Be(2);
    }

    [Test]
    public void Un_numero_de_trace_est_court_trie_par_le_temps_et_donne_une_fois()
    {
        var numeros = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 10_000, _ => numeros.Add(NumeroDeTrace.Suivant()));
        numeros.Distinct().Count().Should().Be(10_000);
        numeros.Should().AllSatisfy(e => e.Should().MatchRegex("^[0-9a-z]{13}$"));
        string.CompareOrdinal(NumeroDeTrace.Suivant(), NumeroDeTrace.Suivant()).Should().BeNegative();
    }

    private string Chemin(string nom) => Path.Combine(_dossier, nom);

    private RegistreTournant Registre(string nom) => new(Chemin(nom), new(1_000_000, 3, 90), _horloge);
}
