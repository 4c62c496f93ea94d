namespace Pfcng.Domain.Csr;

/// <summary>
/// s^65537 modulo n for a modulus of 2048 bits: the public operation of RSA (RFC 8017 §5.2.2), without taking a key into a library, which costs ten
/// times the operation. Numbers are 32 words of 64 bits, the low word first. Everything here is public: nothing is done in constant time. Pure.
/// </summary>
internal static class Puissance65537
{
    /// <summary>Words of 64 bits in a number of 2048 bits.</summary>
    public const int Mots = 32;

    /// <summary>Computes the power by 16 squarings and one product, in Montgomery's form.</summary>
    /// <param name="s">Below <paramref name="n"/>.</param>
    /// <param name="n">Odd, of exactly 2048 bits.</param>
    /// <param name="puissance">Receives s^65537 mod n, below <paramref name="n"/>.</param>
    public static void Elever(ReadOnlySpan<ulong> s, ReadOnlySpan<ulong> n, Span<ulong> puissance)
    {
        var facteur = OpposeDeLInverse(n[0]);
        Span<ulong> x = stackalloc ulong[Mots];
        Span<ulong> y = stackalloc ulong[Mots];
        s.CopyTo(x);
        MettreEnForme(x, n);
        for (var carre = 0; carre < 16; carre += 2)
        {
            Multiplier(x, x, n, facteur, y);
            Multiplier(y, y, n, facteur, x);
        }

        Multiplier(x, s, n, facteur, puissance);
    }

    /// <summary>-1/n modulo 2^64: each step of Newton doubles the bits that are right, 3 of which are for any odd number.</summary>
    private static ulong OpposeDeLInverse(ulong n)
    {
        var inverse = n;
        for (var bits = 3; bits < 64; bits *= 2)
            inverse *= 2 - (n * inverse);

        return 0 - inverse;
    }

    /// <summary>x · 2^2048 mod n, a word at a time: the quotient is told from the two high words, at most 3 too small.</summary>
    private static void MettreEnForme(Span<ulong> x, ReadOnlySpan<ulong> n)
    {
        var diviseur = (UInt128)n[Mots - 1] + 1;
        for (var mot = 0; mot < Mots; mot++)
        {
            var quotient = (ulong)(new UInt128(x[Mots - 1], x[Mots - 2]) / diviseur);
            var haut = DecalerEtOter(x, quotient, n);
            while (haut != 0 || !EstInferieur(x, n))
                haut -= Oter(x, n);
        }
    }

    /// <summary>x · 2^64 - quotient · n; gives the word above x.</summary>
    private static ulong DecalerEtOter(Span<ulong> x, ulong quotient, ReadOnlySpan<ulong> n)
    {
        var (retenue, precedent) = (0UL, 0UL);
        for (var i = 0; i < Mots; i++)
        {
            var haut = Math.BigMul(quotient, n[i], out var bas);
            bas += retenue;
            retenue = haut + (bas < retenue ? 1UL : 0);
            var reste = precedent - bas;
            retenue += precedent < bas ? 1UL : 0;
            precedent = x[i];
            x[i] = reste;
        }

        return precedent - retenue;
    }

    /// <summary>
    /// a · b / 2^2048 mod n (Montgomery): for each word of b, the multiple of n that makes the low word nought is added, and the sum goes down by a
    /// word. The two products of a step go side by side, each with its own carry; written out, they stay in registers.
    /// </summary>
    private static void Multiplier(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ReadOnlySpan<ulong> n, ulong facteur, Span<ulong> t)
    {
        a = a[..Mots];
        n = n[..Mots];
        t = t[..Mots];
        t.Clear();
        var haut = 0UL;
        foreach (var motDeB in b[..Mots])
        {
            var q = ((a[0] * motDeB) + t[0]) * facteur;
            var (deA, deN) = (0UL, 0UL);
            for (var j = 0; j < Mots; j++)
            {
                var fort = Math.BigMul(a[j], motDeB, out var faible);
                faible += t[j];
                fort += faible < t[j] ? 1UL : 0;
                faible += deA;
                deA = fort + (faible < deA ? 1UL : 0);

                fort = Math.BigMul(q, n[j], out var multiple);
                multiple += faible;
                fort += multiple < faible ? 1UL : 0;
                multiple += deN;
                deN = fort + (multiple < deN ? 1UL : 0);
                t[Math.Max(j, 1) - 1] = multiple;
            }

            var somme = (UInt128)deA + deN + haut;
            t[Mots - 1] = (ulong)somme;
            haut = (ulong)(somme >> 64);
        }

        if (haut != 0 || !EstInferieur(t, n))
            Oter(t, n);
    }

    /// <summary>x - n; gives 1 when that is below nought.</summary>
    private static ulong Oter(Span<ulong> x, ReadOnlySpan<ulong> n)
    {
        var emprunt = 0UL;
        for (var i = 0; i < Mots; i++)
        {
            var difference = x[i] - n[i];
            var suivant = (x[i] < n[i] ? 1UL : 0) | (difference < emprunt ? 1UL : 0);
            x[i] = difference - emprunt;
            emprunt = suivant;
        }

        return emprunt;
    }

    /// <summary>Whether x is below n.</summary>
    public static bool EstInferieur(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> n)
    {
        for (var i = Mots - 1; i >= 0; i--)
        {
            if (x[i] != n[i])
                return x[i] < n[i];
        }

        return false;
    }
}
