using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using NUnit.Framework;

namespace Pfcng.Domain.Tests.Csr;

/// <summary>A property of drawn numbers. The seed of the draw is printed; the parameter « graine » of the run plays it again.</summary>
internal static class Propriete
{
    /// <param name="fois">How many numbers.</param>
    /// <param name="propriete">Holds of a source of hazard, each time another.</param>
    public static void Verifier(int fois, Func<Random, bool> propriete)
    {
        var graine = TestContext.Parameters.Get("graine", (ulong)RandomNumberGenerator.GetInt32(int.MaxValue));
        TestContext.Out.WriteLine($"graine {graine}");
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), n => propriete(new Random(n)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(fois).WithReplay(FSharpOption<Replay>.Some(new(new Rnd(graine), FSharpOption<int>.None))));
    }
}
