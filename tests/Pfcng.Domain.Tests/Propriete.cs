using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests;

/// <summary>A property of what is drawn, from a seed that is printed (<see cref="Hasard"/>).</summary>
internal static class Propriete
{
    /// <param name="fois">How many draws.</param>
    /// <param name="propriete">Holds of a source of hazard, each time another.</param>
    public static void Verifier(int fois, Func<Random, bool> propriete) =>
        Verifier(fois, Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), n => propriete(Hasard.De((ulong)n)));

    /// <param name="fois">How many draws.</param>
    /// <param name="tirage">What is drawn.</param>
    /// <param name="propriete">Holds of each.</param>
    /// <param name="graine">The test's own seed, where it must always meet the same things.</param>
    public static void Verifier<T>(int fois, Arbitrary<T> tirage, Func<T, bool> propriete, ulong? graine = null) => Prop.ForAll(tirage, propriete)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(fois).WithReplay(FSharpOption<Replay>.Some(new(new Rnd(Hasard.Graine(graine)), FSharpOption<int>.None))));
}
