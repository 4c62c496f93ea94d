using System.Numerics;

namespace Pfcng.Domain.Csr;

/// <summary>Fermat's factoring of a modulus whose two primes are close: n = a² − b², with a just above the root of n. Pure.</summary>
internal static class PremiersProches
{
    /// <summary>Finds p and q in as many steps when they differ by less than about 2^517 (2048 bits).</summary>
    private const int Pas = 100;

    /// <summary>Half of the sieves' primes each, so that a table stays in the fastest memory: one number in 35 is a square modulo the first, in 12 modulo the second.</summary>
    private static readonly bool[][] Cribles = [Carres(64 * 9 * 5 * 7), Carres(11 * 13 * 17 * 19)];

    private static readonly int Modulo = Cribles[0].Length * Cribles[1].Length;

    /// <summary>Whether it factors so. Small remainders tell nearly all non-squares without computing a² − n.</summary>
    /// <param name="module">Odd, 2048 bits.</param>
    public static bool Factorisent(BigInteger module)
    {
        var a = Racine(module, out var exacte);
        if (exacte)
        {
            return true;
        }

        var (reste, moduleReduit) = ((long)(a % Modulo), (long)(module % Modulo));
        for (var pas = 1; pas <= Pas; pas++)
        {
            var difference = ((reste + pas) * (reste + pas)) + Modulo - moduleReduit;
            if (Cribles[0][difference % Cribles[0].Length] && Cribles[1][difference % Cribles[1].Length] && EstCarre(BigInteger.Pow(a + pas, 2) - module))
            {
                return true;
            }
        }

        return false;
    }

    private static bool[] Carres(int module)
    {
        var carres = new bool[module];
        for (long i = 0; i < module; i++)
        {
            carres[i * i % module] = true;
        }

        return carres;
    }

    private static bool EstCarre(BigInteger n)
    {
        Racine(n, out var exacte);
        return exacte;
    }

    /// <summary>Greatest integer whose square is not above n: half of its bits from the root of n's high half, the others by one step of Newton.</summary>
    private static BigInteger Racine(BigInteger n, out bool exacte)
    {
        var bits = (int)n.GetBitLength();
        var racine = bits <= 100 ? (BigInteger)Math.Sqrt((double)n) + 1 : Newton(n, Racine(n >> (bits / 4 * 2), out _) << (bits / 4));
        var carre = racine * racine;
        while (carre > n)
        {
            racine--;
            carre = racine * racine;
        }

        exacte = carre == n;
        return racine;
    }

    /// <summary>Never below the root, whatever it starts from.</summary>
    private static BigInteger Newton(BigInteger n, BigInteger depart) => (depart + (n / depart)) >> 1;
}
