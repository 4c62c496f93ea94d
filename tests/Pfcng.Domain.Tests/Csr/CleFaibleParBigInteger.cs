using System.Numerics;

namespace Pfcng.Domain.Tests.Csr;

/// <summary>The search for weak keys as its sources write it, on large integers alone: what <see cref="Domain.Csr.CleFaible"/> is held against.</summary>
internal static class CleFaibleParBigInteger
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

    /// <summary>2⁶ · 3² · 5 · 7 · 11: one residue in 64 is a square's.</summary>
    private const int Crible = 64 * 3465;
    private static readonly bool[] Carres = CarresModulo(Crible);

    /// <summary>Why the modulus must be refused, in French; null when nothing is known against it.</summary>
    /// <param name="module">Odd, 2048 bits.</param>
    public static string? Defaut(BigInteger module) =>
        APetitFacteur(module) ? "clé faible : le module a un petit facteur"
        : EstRoca(module) ? "clé faible : ROCA (CVE-2017-15361)"
        : APremiersProches(module) ? "clé faible : les deux nombres premiers sont trop proches"
        : null;

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
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Fermat: n = a² − b², with a just above the root of n. Small residues tell most non-squares without computing a² − n.</summary>
    internal static bool APremiersProches(BigInteger module)
    {
        var a = RacineParExces(module);
        var (moduleReduit, aReduit) = ((long)(module % Crible), (long)(a % Crible));
        for (var pas = 0; pas < PasDeFermat; pas++)
        {
            var reste = (((aReduit + pas) * (aReduit + pas)) - moduleReduit) % Crible;
            if (Carres[reste < 0 ? reste + Crible : reste] && EstCarre(BigInteger.Pow(a + pas, 2) - module))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EstCarre(BigInteger n)
    {
        var racine = RacineParExces(n);
        return racine * racine == n;
    }

    /// <summary>Smallest integer whose square is not below n: Newton from above, starting with what a double can tell (about 50 bits).</summary>
    private static BigInteger RacineParExces(BigInteger n)
    {
        if (n < 2)
        {
            return n;
        }

        var decalage = Math.Max(0, (int)n.GetBitLength() - 1000) & ~1;
        var x = ((BigInteger)(Math.Sqrt((double)(n >> decalage)) * (1 + 1e-14)) + 2) << (decalage / 2);
        while (true)
        {
            var y = (x + (n / x)) >> 1;
            if (y >= x)
            {
                return x * x < n ? x + 1 : x;
            }

            x = y;
        }
    }

    private static bool[] CarresModulo(int module)
    {
        var carres = new bool[module];
        for (long i = 0; i < module; i++)
        {
            carres[i * i % module] = true;
        }

        return carres;
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

    private static bool EstPremier(int n)
    {
        for (var d = 2; d * d <= n; d++)
        {
            if (n % d == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static BigInteger Produit(IEnumerable<int> nombres) => nombres.Aggregate(BigInteger.One, (p, n) => p * n);
}
