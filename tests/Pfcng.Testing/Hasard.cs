using System.Security.Cryptography;
using NUnit.Framework;

namespace Pfcng.Testing;

/// <summary>
/// Where tests draw from: a seed that the test prints, so that a draw which failed can be made again with
/// <c>dotnet test … -- 'TestRunParameters.Parameter(name="graine",value="7")'</c>.
/// </summary>
public static class Hasard
{
    private static readonly ulong DeCePassage = (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>The seed, printed: the parameter « graine » of the run; without it the test's own, or one drawn for the whole run.</summary>
    /// <param name="propre">The test's own, where a draw must always meet the same things.</param>
    public static ulong Graine(ulong? propre = null)
    {
        var graine = TestContext.Parameters.Get("graine", propre ?? DeCePassage);
        TestContext.Out.WriteLine($"graine {graine}");
        return graine;
    }

    /// <summary>Draws from the seed of the run, which is printed.</summary>
    public static Random Tirer() => De(Graine());

    /// <summary>Draws from that seed, which the caller prints, or had from who did.</summary>
    public static Random De(ulong graine) => new((int)(graine % int.MaxValue));

    /// <summary>Bytes that were never given before (serial numbers, keys): nothing hangs on what they are, and no seed gives them again.</summary>
    public static byte[] OctetsNeufs(int combien) => RandomNumberGenerator.GetBytes(combien);
}
