using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using NUnit.Framework;
using Pfcng.Domain.Model;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Marche;

/// <summary>
/// Random walks of random actors through the five operations, against <see cref="Modele"/>: every answer, then every tracked state. Another seed:
/// <c>dotnet test … -- TestRunParameters.Parameter\(name=\"graine\",value=\"7\"\)</c>, and « promenades » for more of them.
/// </summary>
[TestFixture, Category("§18.2"), Category("D15"), Category("D16"), Category("D22"), Category("D25"), Category("D26"), Category("D29"), Category("D30"), Category("D31")]
public class MarcheTests
{
    private static readonly (Offre Offre, string? Structure)[] Perimetres =
    [
        (Offre.PS, null), (Offre.PRO, Hopital), (Offre.PRO, Pharmacie), (Offre.ORG, Cabinet), (Offre.ORG, Pharmacie), (Offre.ORG, Hopital),
        (Offre.ORG, Gens.SansDepartement), (Offre.SERV, Pharmacie), (Offre.SERV, Cabinet),
    ];

    [Test]
    public void Quoi_que_fassent_les_acteurs_chaque_reponse_et_chaque_etat_suivi_sont_ceux_du_guide()
    {
        var graine = ulong.Parse(TestContext.Parameters.Get("graine", "20180515"));
        var promenades = TestContext.Parameters.Get("promenades", 100);
        TestContext.Out.WriteLine($"graine {graine}, {promenades} promenades");
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(promenades)
            .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(graine), FSharpOption<int>.None)));

        Prop.ForAll(Tirages.Promenades, p => SePromenerAsync(p).GetAwaiter().GetResult()).Check(config);
    }

    private static async Task SePromenerAsync(Promenade promenade)
    {
        var recit = new StringBuilder();
        await using var terrain = new Terrain(promenade.Depart);
        foreach (var geste in promenade.Gestes)
        {
            recit.AppendLine($"  {geste} -> {await ComparerAsync(terrain, geste, recit)}");
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

    /// <summary>The service and the model disagree; tells the walk so far.</summary>
    private sealed class EcartException(string recit) : Exception("\n" + recit);
}
