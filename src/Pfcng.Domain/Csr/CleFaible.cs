using System.Numerics;

namespace Pfcng.Domain.Csr;

/// <summary>
/// RSA moduli that are easy to factor (D20): a small factor, two close primes, or the shape of ROCA (CVE-2017-15361). The lists of Debian's weak
/// keys (CVE-2008-0166) are not embedded: no maintained distribution carries them any more.
/// </summary>
internal static class CleFaible
{
    /// <summary>Bound of the small factors: their product stays of the size of a modulus, so that one gcd finds them all.</summary>
    private const int BorneDesFacteurs = 1500;

    /// <summary>Fermat finds p and q in as many steps when they differ by less than about 2^517 (2048 bits).</summary>
    private const int PasDeFermat = 100;

    private static readonly int[] Premiers = [.. Enumerable.Range(3, BorneDesFacteurs - 3).Where(EstPremier)];
    private static readonly BigInteger ProduitDesPremiers = Produit(Premiers);

    /// <summary>Primes of the published fingerprint of ROCA, and for each the powers of 65537, one bit per residue.</summary>
    private static readonly int[] PremiersRoca = [.. Premiers.Where(p => p <= 167)];
    private static readonly BigInteger ProduitRoca = Produit(PremiersRoca);
    private static readonly bool[][] PuissancesRoca = [.. PremiersRoca.Select(Puissances)];

    private static readonly bool[] Carres256 = Carres(256);
    private static readonly bool[] Carres45045 = Carres(45045); // 3² · 5 · 7 · 11 · 13

    /// <summary>True when the modulus must be refused.</summary>
    /// <param name="module">Odd, 2048 bits.</param>
    public static bool Est(BigInteger module) => APetitFacteur(module) || EstRoca(module) || APremiersProches(module);

    internal static bool APetitFacteur(BigInteger module) => !BigInteger.GreatestCommonDivisor(module % ProduitDesPremiers, ProduitDesPremiers).IsOne;

    /// <summary>
    /// Keys of the faulty library have primes k·M + (65537^a mod M), M a product of the first primes: modulo each of them, the modulus is a power
    /// of 65537 (Nemec and others, « The Return of Coppersmith's Attack », 2017). An ordinary one passes with a chance below 2^-27.
    /// </summary>
    internal static bool EstRoca(BigInteger module)
    {
        var reste = module % ProduitRoca;
        for (var i = 0; i < PremiersRoca.Length; i++)
        {
            if (!PuissancesRoca[i][(int)(reste % PremiersRoca[i])])
                return false;
        }

        return true;
    }

    /// <summary>Fermat: n = a² − b² with a just above the root of n.</summary>
    internal static bool APremiersProches(BigInteger module)
    {
        var a = Racine(module);
        if (a * a < module)
            a++;

        var carre = (a * a) - module;
        for (var pas = 0; pas < PasDeFermat; pas++)
        {
            if (EstCarre(carre))
                return true;

            carre += (a << 1) + 1;
            a++;
        }

        return false;
    }

    private static bool EstCarre(BigInteger n)
    {
        // Squares have 44 residues modulo 256 and few modulo these primes: one number in some hundreds needs its root.
        if (!Carres256[(int)(n & 0xFF)] || !Carres45045[(int)(n % 45045)])
            return false;

        var racine = Racine(n);
        return racine * racine == n;
    }

    private static bool[] Carres(int module)
    {
        var carres = new bool[module];
        for (long i = 0; i < module; i++)
            carres[i * i % module] = true;

        return carres;
    }

    /// <summary>Integer square root, rounded down: Newton from above.</summary>
    private static BigInteger Racine(BigInteger n)
    {
        if (n.IsZero)
            return n;

        var x = BigInteger.One << (int)((n.GetBitLength() + 1) / 2);
        while (true)
        {
            var y = (x + (n / x)) >> 1;
            if (y >= x)
                return x;

            x = y;
        }
    }

    private static bool[] Puissances(int premier)
    {
        var puissances = new bool[premier];
        for (var p = 1; !puissances[p]; p = p * (65537 % premier) % premier)
            puissances[p] = true;

        return puissances;
    }

    private static bool EstPremier(int n)
    {
        for (var d = 2; d * d <= n; d++)
        {
            if (n % d == 0)
                return false;
        }

        return true;
    }

    private static BigInteger Produit(IEnumerable<int> nombres) => nombres.Aggregate(BigInteger.One, (p, n) => p * n);
}
