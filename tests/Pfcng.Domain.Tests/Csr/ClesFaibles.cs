using System.Numerics;
using System.Security.Cryptography;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests.Csr;

/// <summary>Weak RSA keys, built from their public descriptions.</summary>
internal static class ClesFaibles
{
    private static readonly BigInteger E = 65537;

    /// <summary>Two primes that follow each other.</summary>
    public static RSA APremiersProches()
    {
        var p = PremierApres(Nombre(Hasard.Tirer(), 1024) | (BigInteger.One << 1023) | (BigInteger.One << 1022) | 1, 2);
        return ClesDeTest.Composer(p, PremierApres(p + 2, 2));
    }

    /// <summary>Primes k·M + (65537^a mod M), M being the product of the first 126 primes (keys of 2048 bits).</summary>
    public static RSA Roca()
    {
        var m = Premiers(126).Aggregate(BigInteger.One, (produit, p) => produit * p);
        var hasard = Hasard.Tirer();
        return ClesDeTest.Composer(PremierRoca(m, hasard), PremierRoca(m, hasard));
    }

    /// <summary>An odd number of 2048 bits with a small factor.</summary>
    public static BigInteger APetitFacteur(int facteur)
    {
        var n = (BigInteger.One << 2047) + Nombre(Hasard.Tirer(), 2046);
        n -= n % facteur;
        return n.IsEven ? n + facteur : n;
    }

    private static BigInteger PremierRoca(BigInteger m, Random hasard)
    {
        while (true)
        {
            var k = ((BigInteger.One << 1024) / m) - 1 - Nombre(hasard, (int)((BigInteger.One << 1020) / m).GetBitLength());
            var p = (k * m) + BigInteger.ModPow(E, Nombre(hasard, 64), m);
            if (EstPremier(p))
            {
                return p;
            }
        }
    }

    private static BigInteger PremierApres(BigInteger depart, int pas)
    {
        var n = depart;
        while (!EstPremier(n))
        {
            n += pas;
        }

        return n;
    }

    /// <summary>Fermat to two bases: enough for numbers drawn at random.</summary>
    private static bool EstPremier(BigInteger n) =>
        Premiers(200).All(p => !(n % p).IsZero) && BigInteger.ModPow(2, n - 1, n).IsOne && BigInteger.ModPow(3, n - 1, n).IsOne;

    private static IEnumerable<int> Premiers(int combien) =>
        Enumerable.Range(2, 2000).Where(n => Enumerable.Range(2, Math.Max(0, (int)Math.Sqrt(n) - 1)).All(d => n % d != 0)).Take(combien);

    private static BigInteger Nombre(Random hasard, int bits)
    {
        var octets = new byte[(bits + 7) / 8];
        hasard.NextBytes(octets);
        return new BigInteger(octets, isUnsigned: true) & ((BigInteger.One << bits) - 1);
    }
}
