using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Marche;

/// <summary>
/// Random walks of random actors through the five operations, against <see cref="Modele"/>: every answer, then every tracked state. Of the run's
/// parameters « graine » is another seed (<see cref="Testing.Hasard"/>), « promenades » says how many.
/// </summary>
[TestFixture, Category("D12"), Category("D15"), Category("D16"), Category("D21"), Category("D22"), Category("D23"), Category("D24"), Category("D25")]
[Category("D26"), Category("D29"), Category("D30"), Category("D31")]
public partial class MarcheTests
{
    private static readonly (Offre Offre, string? Structure)[] Perimetres =
    [
        (Offre.PS, null), (Offre.PRO, Hopital), (Offre.PRO, Pharmacie), (Offre.ORG, Cabinet), (Offre.ORG, Pharmacie), (Offre.ORG, Hopital),
        (Offre.ORG, Gens.SansDepartement), (Offre.SERV, Pharmacie), (Offre.SERV, Cabinet),
    ];

    private const int Suffisantes = 100;

    /// <summary>What that many walks must have met, or they prove nothing of it.</summary>
    private static readonly string[] Attendues =
    [
        .. "OK 05 09 10 32 33 34 35 36 37 44".Split(' ').Select(c => $"{nameof(Demander)} {c}"),
        .. "OK 09".Split(' ').Select(c => $"{nameof(Redemander)} {c}"),
        .. "OK 11 15 16 17 18 27 30 31".Split(' ').Select(c => $"{nameof(Retirer)} {c}"),
        .. "OK 08 12 Fault".Split(' ').Select(c => $"{nameof(Revoquer)} {c}"),
        .. "OK 08 09 10 44".Split(' ').Select(c => $"{nameof(Renouveler)} {c}"),
        .. "lignes 07 08 43".Split(' ').Select(c => $"{nameof(Suivre)} {c}"),
    ];

    [Test]
    public void Quoi_que_fassent_les_acteurs_chaque_reponse_et_chaque_etat_suivi_sont_ceux_du_guide()
    {
        var promenades = TestContext.Parameters.Get("promenades", Suffisantes);
        TestContext.Out.WriteLine($"{promenades} promenades");
        var rencontrees = new SortedDictionary<string, int>(StringComparer.Ordinal);

        Propriete.Verifier(
            promenades,
            Tirages.Promenades,
            p =>
            {
                SePromenerAsync(p, rencontrees).GetAwaiter().GetResult();
                return true;
            },
            graine: 20180515);

        TestContext.Out.WriteLine(string.Join('\n', rencontrees.Select(r => $"{r.Value,6} × {r.Key}")));
        (promenades < Suffisantes ? [] : Attendues.Except(rencontrees.Keys)).Should().BeEmpty("les promenades ne vont plus jusque-là");
    }

    private static async Task SePromenerAsync(Promenade promenade, SortedDictionary<string, int> rencontrees)
    {
        var recit = new StringBuilder();
        await using var terrain = new Terrain(promenade.Depart);
        foreach (var geste in promenade.Gestes)
        {
            var reponse = await ComparerAsync(terrain, geste, recit);
            recit.AppendLine($"  {geste} -> {reponse}");
            foreach (var code in Codes(geste, reponse))
            {
                var cle = $"{geste.GetType().Name} {code}";
                rencontrees[cle] = rencontrees.GetValueOrDefault(cle) + 1;
            }
        }

        terrain.ToutLeMondeRevient();
        foreach (var suivi in ToutSuivre())
        {
            await ComparerAsync(terrain, suivi, recit);
        }

        if (await terrain.VerifierAsync() is { Count: > 0 } rompues)
        {
            throw new EcartException($"{recit}rompu : {string.Join(" ; ", rompues)}");
        }
    }

    /// <summary>What both say.</summary>
    private static async Task<string> ComparerAsync(Terrain terrain, IGeste geste, StringBuilder recit)
    {
        var (attendu, observe) = await terrain.FaireAsync(geste);
        if (attendu() != observe)
        {
            throw new EcartException($"{recit}  {geste}\nattendu :\n{attendu()}\nobservé :\n{observe}");
        }

        return observe;
    }

    /// <summary>Everything that anybody may see, and what he may not.</summary>
    private static IEnumerable<Suivre> ToutSuivre() =>
        from qui in Enum.GetValues<Qui>()
        where qui is not Qui.LActeur
        from type in Enum.GetValues<TypeSuivi>()
        from perimetre in Perimetres
        select new Suivre(qui, null, type, perimetre.Offre, perimetre.Structure, null, null, null, null, null);

    private static IEnumerable<string> Codes(IGeste geste, string reponse) =>
        geste is Suivre && reponse.Length > 2 ? ["lignes"] : UnCode().Matches(reponse).Select(c => c.Value);

    [GeneratedRegex(@"\b(?:OK|Fault|(?<!n° )[0-9]{2}(?=$|[,)]))")]
    private static partial Regex UnCode();

    /// <summary>The service and the model disagree; tells the walk so far.</summary>
    private sealed class EcartException(string recit) : Exception("\n" + recit);
}
