using System.Numerics;

namespace Pfcng.Domain.Csr;

/// <summary>Fermat's factoring of a modulus whose two primes are close: n = a² − b², with a just above the root of n. Pure.</summary>
internal static class PremiersProches
{
    /// <summary>Finds p and q in as many steps when they differ by less than about 2^517 (2048 bits).</summary>
    private const int Pas = 100;

    /// <summary>2⁶ · 3² · 5 · 7 · 11, then the four next primes: one number in 800 is a square modulo both.</summary>
    private static readonly bool[][] Cribles = [Carres(64 * 3465), Carres(13 * 17 * 19 * 23)];

    /// <summary>Whether it factors so. Small remainders tell nearly all non-squares without computing a² − n.</summary>
    /// <param name="module">Odd, 2048 bits.</param>
    public static bool Factorisent(BigInteger module)
    {
        var a = RacineParExces(module);
        Span<bool> possibles = stackalloc bool[Pas];
        possibles.Fill(true);
        foreach (var crible in Cribles)
            Cribler(possibles, crible, (long)(module % crible.Length), (long)(a % crible.Length));

        for (var pas = possibles.IndexOf(true); pas >= 0; pas = possibles.IndexOf(true))
        {
            if (EstCarre(BigInteger.Pow(a + pas, 2) - module))
                return true;

            possibles[pas] = false;
        }

        return false;
    }

    private static void Cribler(Span<bool> possibles, bool[] crible, long module, long a)
    {
        for (var pas = 0; pas < possibles.Length; pas++)
        {
            var reste = (((a + pas) * (a + pas)) - module) % crible.Length;
            possibles[pas] &= crible[reste < 0 ? reste + crible.Length : reste];
        }
    }

    private static bool[] Carres(int module)
    {
        var carres = new bool[module];
        for (long i = 0; i < module; i++)
            carres[i * i % module] = true;

        return carres;
    }

    private static bool EstCarre(BigInteger n)
    {
        var racine = Racine(n);
        return racine * racine == n;
    }

    private static BigInteger RacineParExces(BigInteger n)
    {
        var racine = Racine(n);
        return racine * racine == n ? racine : racine + 1;
    }

    /// <summary>Greatest integer whose square is not above n: half of its bits from the root of n's high half, the others by one step of Newton.</summary>
    private static BigInteger Racine(BigInteger n)
    {
        var bits = (int)n.GetBitLength();
        var racine = bits <= 100 ? (BigInteger)Math.Sqrt((double)n) + 1 : Newton(n, Racine(n >> (bits / 4 * 2)) << (bits / 4));
        while (racine * racine > n)
            racine--;

        return racine;
    }

    /// <summary>Never below the root, whatever it starts from.</summary>
    private static BigInteger Newton(BigInteger n, BigInteger depart) => (depart + (n / depart)) >> 1;
}
