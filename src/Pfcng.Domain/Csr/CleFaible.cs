using System.Numerics;

namespace Pfcng.Domain.Csr;

/// <summary>
/// RSA moduli that are easy to factor (D20): a small factor, two close primes, or the shape of ROCA (CVE-2017-15361). The lists of Debian's weak
/// keys (CVE-2008-0166) are not embedded: Debian 12 no longer packages them (openssl-blacklist). Pure.
/// </summary>
internal static class CleFaible
{
    public const string PetitFacteur = "clé faible : le module a un petit facteur";
    public const string Roca = "clé faible : ROCA (CVE-2017-15361)";
    public const string Proches = "clé faible : les deux nombres premiers sont trop proches";

    /// <summary>Last prime of the published fingerprint of ROCA, which begins with 3.</summary>
    private const int DernierDeRoca = 167;

    /// <summary>For each prime of that fingerprint, its remainders that are powers of 65537.</summary>
    private static readonly bool[][] PuissancesRoca = [.. PetitsPremiers.Premiers.Where(p => p <= DernierDeRoca).Select(Puissances)];

    /// <summary>Why the modulus must be refused, in French; null when nothing is known against it.</summary>
    /// <param name="module">Odd, 256 bytes, the high one first and not nought.</param>
    public static string? Defaut(ReadOnlySpan<byte> module)
    {
        Span<int> restes = stackalloc int[PetitsPremiers.Premiers.Length];
        PetitsPremiers.Diviser(module, restes);
        return restes.Contains(0) ? PetitFacteur
            : EstRoca(restes) ? Roca
            : PremiersProches.Factorisent(new BigInteger(module, isUnsigned: true, isBigEndian: true)) ? Proches
            : null;
    }

    /// <summary>
    /// Keys of the faulty library have primes k·M + (65537^a mod M), M a product of the first primes: modulo each of them, the modulus is a power
    /// of 65537 (Nemec and others, « The Return of Coppersmith's Attack », 2017). An ordinary one passes with a chance below 2^-27.
    /// </summary>
    private static bool EstRoca(ReadOnlySpan<int> restes)
    {
        for (var i = 0; i < PuissancesRoca.Length; i++)
        {
            if (!PuissancesRoca[i][restes[i]])
            {
                return false;
            }
        }

        return true;
    }

    private static bool[] Puissances(int premier)
    {
        var puissances = new bool[premier];
        for (var p = 1; !puissances[p]; p = p * (65537 % premier) % premier)
        {
            puissances[p] = true;
        }

        return puissances;
    }
}
