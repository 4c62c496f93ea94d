using System.Security.Cryptography;

namespace Pfcng.Ws.Traces;

/// <summary>
/// The trace numbers: thirteen small letters and digits by which one answer is found again in the log, in the trace files and in the evidence.
/// Eleven tell the microsecond, so that they sort by time and no two requests share one; two are drawn at each start, so that a clock put back
/// before a restart does not give the same ones again.
/// </summary>
internal static class NumeroDeTrace
{
    private const string Chiffres = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's: none is taken for another.
    private const int Bits = 5;
    private const int ChiffresDuTemps = 11;

    private static readonly string Tirage = RandomNumberGenerator.GetString(Chiffres, 2);
    private static long _dernier;

    /// <summary>A number that was never given.</summary>
    public static string Suivant()
    {
        long dernier, suivant;
        do
        {
            dernier = Interlocked.Read(ref _dernier);
            suivant = Math.Max(dernier + 1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000);
        }
        while (Interlocked.CompareExchange(ref _dernier, suivant, dernier) != dernier);
        return string.Create(ChiffresDuTemps + Tirage.Length, suivant, static (texte, nombre) =>
        {
            Tirage.CopyTo(texte[ChiffresDuTemps..]);
            for (var place = ChiffresDuTemps - 1; place >= 0; place--, nombre >>= Bits)
            {
                texte[place] = Chiffres[(int)(nombre & ((1 << Bits) - 1))];
            }
        });
    }
}
