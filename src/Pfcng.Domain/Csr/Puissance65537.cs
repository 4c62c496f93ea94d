using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pfcng.Domain.Csr;

/// <summary>
/// s^65537 modulo n for a modulus of 2048 bits: the public operation of RSA (RFC 8017 §5.2.2), without taking a key into a library, which costs six
/// times the operation. Numbers come and go as 32 words of 64 bits, the low word first. Everything here is public: nothing is done in constant
/// time. Pure.
/// </summary>
internal static class Puissance65537
{
    /// <summary>Words of 64 bits in a number of 2048 bits.</summary>
    public const int Mots = 32;

    private const int BitsDUnMot = 64;

    /// <summary>Inside, numbers are written in base 2^28: the 160 products of digits that meet in a column hold together in 64 bits, and no carry is needed on the way.</summary>
    private const int BitsDUnChiffre = 28;
    private const ulong Masque = (1UL << BitsDUnChiffre) - 1;

    /// <summary>Digits of a number: whole vectors, and whole words too, as many as go up in Montgomery's form.</summary>
    private const int Chiffres = 80;
    private const int MotsDeLaForme = Chiffres * BitsDUnChiffre / BitsDUnMot;

    /// <summary>Digits of nought on each side of a number, so that it can be read shifted.</summary>
    private const int Marge = 4;
    private const int Place = Marge + Chiffres + Marge;

    /// <summary>Computes the power by 16 squarings and one product, in Montgomery's form.</summary>
    /// <param name="s">Below <paramref name="n"/>.</param>
    /// <param name="n">Odd, of exactly 2048 bits.</param>
    /// <param name="puissance">Receives s^65537 mod n, below <paramref name="n"/>.</param>
    public static void Elever(ReadOnlySpan<ulong> s, ReadOnlySpan<ulong> n, Span<ulong> puissance)
    {
        Span<ulong> nombres = stackalloc ulong[4 * Place];
        nombres.Clear();
        var x = nombres[..Place];
        var y = nombres[Place..(2 * Place)];
        var module = nombres[(2 * Place)..(3 * Place)];
        var aElever = nombres[(3 * Place)..];
        var facteur = OpposeDeLInverse(n[0]) & Masque;
        Chiffrer(n, module);
        Chiffrer(s, aElever);
        s.CopyTo(puissance);
        MettreEnForme(puissance, n);
        Chiffrer(puissance, x);
        for (var carre = 0; carre < 16; carre += 2)
        {
            Multiplier(x, x, module, facteur, y);
            Multiplier(y, y, module, facteur, x);
        }

        Multiplier(x, aElever, module, facteur, y);
        Dechiffrer(y, puissance);
        if (!EstInferieur(puissance, n))
        {
            Oter(puissance, n);
        }
    }

    private static void Chiffrer(ReadOnlySpan<ulong> mots, Span<ulong> chiffres)
    {
        for (var i = 0; i * BitsDUnChiffre < Mots * BitsDUnMot; i++)
        {
            var (mot, bit) = Math.DivRem(i * BitsDUnChiffre, BitsDUnMot);
            var suivant = mot + 1 < Mots ? mots[mot + 1] : 0;
            chiffres[Marge + i] = (ulong)(new UInt128(suivant, mots[mot]) >> bit) & Masque;
        }
    }

    private static void Dechiffrer(ReadOnlySpan<ulong> chiffres, Span<ulong> mots)
    {
        mots.Clear();
        for (var i = 0; i * BitsDUnChiffre < Mots * BitsDUnMot; i++)
        {
            var (mot, bit) = Math.DivRem(i * BitsDUnChiffre, BitsDUnMot);
            var place = (UInt128)chiffres[Marge + i] << bit;
            mots[mot] |= (ulong)place;
            if (mot + 1 < Mots)
            {
                mots[mot + 1] |= (ulong)(place >> BitsDUnMot);
            }
        }
    }

    /// <summary>-1/n modulo 2^64: each step of Newton doubles the bits that are right, 3 of which are for any odd number.</summary>
    private static ulong OpposeDeLInverse(ulong n)
    {
        var inverse = n;
        for (var bits = 3; bits < BitsDUnMot; bits *= 2)
        {
            inverse *= 2 - (n * inverse);
        }

        return 0 - inverse;
    }

    /// <summary>x · 2^2240 mod n, a word at a time: the quotient is told from the two high words, at most 3 too small.</summary>
    private static void MettreEnForme(Span<ulong> x, ReadOnlySpan<ulong> n)
    {
        var diviseur = (UInt128)n[Mots - 1] + 1;
        for (var mot = 0; mot < MotsDeLaForme; mot++)
        {
            var quotient = (ulong)(new UInt128(x[Mots - 1], x[Mots - 2]) / diviseur);
            var haut = DecalerEtOter(x, quotient, n);
            while (haut != 0 || !EstInferieur(x, n))
            {
                haut -= Oter(x, n);
            }
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
    /// a · b / 2^2240 mod n (Montgomery), below 2n when a and b are. Four digits of b at a time: the four multiples of n that make the four low
    /// digits of the sum nought are found first, one after the other; then all goes in at once, and the sum goes down by four digits.
    /// </summary>
    private static void Multiplier(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ReadOnlySpan<ulong> n, ulong facteur, Span<ulong> produit)
    {
        Span<ulong> somme = stackalloc ulong[Chiffres + Marge];
        somme.Clear();
        var (a0, a1, a2, a3) = (a[Marge], a[Marge + 1], a[Marge + 2], a[Marge + 3]);
        var (n0, n1, n2, n3) = (n[Marge], n[Marge + 1], n[Marge + 2], n[Marge + 3]);
        var retenue = 0UL;
        for (var i = Marge; i < Marge + Chiffres; i += 4)
        {
            var (b0, b1, b2, b3) = (b[i], b[i + 1], b[i + 2], b[i + 3]);
            var q0 = Annuler(somme[0] + (a0 * b0), n0, facteur, ref retenue);
            var q1 = Annuler(somme[1] + (a1 * b0) + (a0 * b1) + (n1 * q0), n0, facteur, ref retenue);
            var q2 = Annuler(somme[2] + (a2 * b0) + (a1 * b1) + (a0 * b2) + (n2 * q0) + (n1 * q1), n0, facteur, ref retenue);
            var q3 = Annuler(somme[3] + (a3 * b0) + (a2 * b1) + (a1 * b2) + (a0 * b3) + (n3 * q0) + (n2 * q1) + (n1 * q2), n0, facteur, ref retenue);
            AjouterEtDescendre(a, Vector256.Create(b0, b1, b2, b3), n, Vector256.Create(q0, q1, q2, q3), somme);
        }

        for (var i = 0; i < Chiffres; i++)
        {
            retenue += somme[i];
            produit[Marge + i] = retenue & Masque;
            retenue >>= BitsDUnChiffre;
        }
    }

    /// <summary>The multiple of n that makes a column nought modulo 2^28; what is left of the column goes to the next one.</summary>
    private static ulong Annuler(ulong colonne, ulong n0, ulong facteur, ref ulong retenue)
    {
        colonne += retenue;
        var q = (colonne * facteur) & Masque;
        retenue = (colonne + (n0 * q)) >> BitsDUnChiffre;
        return q;
    }

    /// <summary>Adds a · b + n · q, of which b and q are four digits, beyond the four columns that are done; these leave the sum.</summary>
    private static void AjouterEtDescendre(ReadOnlySpan<ulong> a, Vector256<ulong> b, ReadOnlySpan<ulong> n, Vector256<ulong> q, Span<ulong> somme)
    {
        var (b0, b1, b2, b3) = (Vector256.Create(b[0]), Vector256.Create(b[1]), Vector256.Create(b[2]), Vector256.Create(b[3]));
        var (q0, q1, q2, q3) = (Vector256.Create(q[0]), Vector256.Create(q[1]), Vector256.Create(q[2]), Vector256.Create(q[3]));
        ref var deA = ref MemoryMarshal.GetReference(a[..Place]);
        ref var deN = ref MemoryMarshal.GetReference(n[..Place]);
        ref var deS = ref MemoryMarshal.GetReference(somme[..(Chiffres + Marge)]);
        for (nuint j = 4; j <= Chiffres; j += 4)
        {
            var premiers = Fois(ref deA, j + 4, b0) + Fois(ref deN, j + 4, q0) + Fois(ref deA, j + 3, b1) + Fois(ref deN, j + 3, q1);
            var derniers = Fois(ref deA, j + 2, b2) + Fois(ref deN, j + 2, q2) + Fois(ref deA, j + 1, b3) + Fois(ref deN, j + 1, q3);
            (Vector256.LoadUnsafe(ref deS, j) + premiers + derniers).StoreUnsafe(ref deS, j - 4);
        }
    }

    /// <summary>Four digits of a number, from that place of its span on, times a digit: products of 32 bits by 32, which the processor does four at once.</summary>
    private static Vector256<ulong> Fois(ref ulong nombre, nuint place, Vector256<ulong> chiffre)
    {
        var quatre = Vector256.LoadUnsafe(ref nombre, place);
        return Avx2.IsSupported ? Avx2.Multiply(quatre.AsUInt32(), chiffre.AsUInt32()) : quatre * chiffre;
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
            {
                return x[i] < n[i];
            }
        }

        return false;
    }
}
