using FsCheck.Fluent;
using NUnit.Framework;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.RetirerCertificat;

/// <summary>What a client and an authority may do to a demande, in any order.</summary>
public enum Geste
{
    Demander,
    Retirer,
    CouperLaReponse,
    AutoriteInaccessible,
    AutoriteEnErreur,
    Redemarrer,
}

[TestFixture, Category("D24"), Category("D26")]
public class SuitesAuHasardTests
{
    [Test]
    public void Quelle_que_soit_la_suite_les_numeros_croissent_et_une_demande_n_a_qu_un_certificat() =>
        Propriete.Verifier(25, Gen.Elements(Enum.GetValues<Geste>()).ListOf(12).ToArbitrary(), gestes => JouerAsync([.. gestes]).GetAwaiter().GetResult());

    private static async Task<bool> JouerAsync(IReadOnlyList<Geste> gestes)
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng-suite-");
        var plateforme = PlateformeDeTest.Sur(Path.Combine(dossier.FullName, "pfcng.db"));
        try
        {
            var numeros = new List<long>();
            var certificats = new Dictionary<long, string>();
            foreach (var geste in gestes)
            {
                if (geste == Geste.Demander || numeros.Count == 0)
                {
                    numeros.Add(await plateforme.DemanderUneAsync(Carole, Org()));
                }
                else if (geste == Geste.Redemarrer)
                {
                    await plateforme.DisposeAsync();
                    plateforme = PlateformeDeTest.Sur(plateforme.Depot.Chemin);
                }
                else if (await RetirerAsync(plateforme, numeros[^1], geste) is { } certificat && !certificats.TryAdd(numeros[^1], certificat) && certificats[numeros[^1]] != certificat)
                {
                    return false;
                }
            }

            return numeros.SequenceEqual(numeros.Order().Distinct())
                && certificats.Values.Distinct().Count() == certificats.Count
                && (await Verification.VerifierAsync(plateforme.Depot, default)).PremiereFausse is null;
        }
        finally
        {
            await plateforme.DisposeAsync();
            dossier.Delete(recursive: true);
        }
    }

    private static async Task<string?> RetirerAsync(PlateformeDeTest plateforme, long numero, Geste geste)
    {
        plateforme.Autorite.AvantRetrait = geste switch
        {
            Geste.AutoriteInaccessible => () => throw new AutoriteInaccessibleException("voulu"),
            Geste.AutoriteEnErreur => () => throw new AutoriteErreurException("voulu"),
            _ => () => Task.CompletedTask,
        };
        await using var retrait = await plateforme.RetirerAsync(Carole, numero);
        await retrait.AccuserAsync(transmise: geste != Geste.CouperLaReponse);
        return retrait.Reponse.Certificat;
    }
}
