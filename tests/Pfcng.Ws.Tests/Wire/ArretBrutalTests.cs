using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>kill -9 anywhere in a withdrawal: one certificate for one demande, none unrecorded, nothing lost.</summary>
[Category("D26"), Category("D24"), Category("D37")]
internal sealed class ArretBrutalTests
{
    private const int Arrets = 3;
    private const int Demandes = 12;

    private readonly ConcurrentDictionary<string, byte[]> _recus = new();
    private readonly List<long> _numeros = [];

    [Test]
    public async Task Tue_n_importe_quand_le_service_donne_un_seul_certificat_par_demande()
    {
        Outils.Exiger("sqlite3");
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        var hasard = Hasard.Tirer();
        List<string> indices = [];
        for (var arret = 0; arret <= Arrets; arret++)
        {
            using var service = await ServiceEnProcessus.DemarrerAsync(dossier);
            using var client = service.Client(service.Carte(Acteurs.Carole, "auth"));
            using var signature = service.Carte(Acteurs.Carole, "sign");
            var parle = new Correspondant(client, new(service.Https, "/ws-apt"), signature);
            indices.AddRange(await DemanderAsync(parle, arret == 0 ? Demandes : 1));
            if (arret == Arrets)
            {
                foreach (var indice in indices)
                {
                    await RetirerAsync(parle, indice);
                }

                service.DemanderLarret();
                (await service.FinirAsync()).Code.Should().Be(0);
                break;
            }

            var restants = indices.Except(_recus.Keys).ToArray();
            hasard.Shuffle(restants);
            var envois = Parallel.ForEachAsync(restants, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (indice, _) => await RetirerAsync(parle, indice));
            await Attente.UnMomentAsync(hasard, 250);
            await service.TuerAsync();
            await envois;
        }

        Verifier(dossier, indices);
        var (code, sortie, erreurs) = await ServiceEnProcessus.ExecuterAsync(["historique", "verifier", $"--Pfcng:DataDirectory={dossier}"]);
        code.Should().Be(0, erreurs);
        sortie.Should().Contain("lignes justes");
        Directory.Delete(dossier, recursive: true);
    }

    private void Verifier(string dossier, List<string> indices)
    {
        var lignes = Outils.Lancer("sqlite3", [Path.Combine(dossier, "pfcng.db"), "SELECT numero, etat, numero_serie, hex(certificat) FROM produit ORDER BY numero"]).Sortie
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('|')).ToDictionary(l => l[0]);
        using (new AssertionScope())
        {
            _numeros.Should().BeInAscendingOrder("les numéros ne reviennent pas en arrière").And.OnlyHaveUniqueItems("les numéros ne reviennent pas en arrière");
            indices.Should().BeSubsetOf(lignes.Keys);
            indices.Select(i => lignes[i][2]).Should().OnlyHaveUniqueItems("un numéro de série par demande").And.AllSatisfy(e => e.Should().HaveLength(32), "un numéro de série par demande");
            indices.Select(i => lignes[i][1]).Should().OnlyContain(e => e == "Actif" || e == "Retire");
            foreach (var (indice, der) in _recus)
            {
                lignes[indice][3].Should().Be(Convert.ToHexString(der), "ce qui a été donné est ce qui est gardé");
            }
        }
    }

    private async Task<List<string>> DemanderAsync(Correspondant parle, int combien)
    {
        var demandes = Enumerable.Range(1, combien).AsParallel().Select(n => Requetes.OrgAuthCli($"Application {n}")).ToList();
        var lot = (await parle.AppelerAsync(Requetes.Lot(demandes)))!;
        var indices = lot.Elements("demande").Select(d => d.Element("indiceRetrait")!.Value).ToList();
        indices.Should().HaveCount(combien);
        _numeros.AddRange(indices.Select(long.Parse));
        return indices;
    }

    /// <summary>A certificate that comes is the one that came before, if one did; the killed service gives none.</summary>
    private async Task RetirerAsync(Correspondant parle, string indice)
    {
        if (await parle.AppelerAsync(Requetes.Retrait(indice)) is not { } retrait)
        {
            return;
        }

        var statut = retrait.Element("statut")!.Value;
        if (statut != "OK")
        {
            statut.Should().Be("WSMG-00000011", "déjà actif : la réponse était partie avant l’arrêt");
            return;
        }

        using var certificat = X509Certificate2.CreateFromPem(retrait.Element("certificat")!.Value);
        _recus.GetOrAdd(indice, certificat.RawData).Should().Equal(certificat.RawData);
    }

    private sealed record Correspondant(HttpClient Client, Uri Porte, X509Certificate2 Signature)
    {
        /// <summary>The answer, or null when the service was killed in between.</summary>
        public async Task<System.Xml.Linq.XElement?> AppelerAsync(string requete)
        {
            try
            {
                using var reponse = await ServiceDeTest.EnvoyerAsync(Client, Porte, Signeur.Signer(requete, Signature));
                return ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync());
            }
            catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
            {
                return null;
            }
        }
    }
}
