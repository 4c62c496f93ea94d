using System.Buffers.Binary;

namespace Pfcng.Domain.Csr;

/// <summary>
/// The remainders of a modulus by all small primes. Primes are taken in groups; the remainder by a group's product is that of the sum of the modulus'
/// words, each times the power of 2^32 that it counts for: 64 small products a group, and no division but of that sum. Pure.
/// </summary>
internal static class PetitsPremiers
{
    /// <summary>Beyond: not searched for.</summary>
    private const int Borne = 1500;

    /// <summary>A group's product stays below: 64 products of a word of 32 bits and of a remainder then hold in 64 bits.</summary>
    private const int BorneDUnGroupe = 1 << 26;

    private const int Mots = PreuveDePossession.Taille / sizeof(uint);

    private static readonly Groupe[] Groupes = [.. Grouper()];

    /// <summary>The primes from 3, in order.</summary>
    public static int[] Premiers { get; } = [.. Groupes.SelectMany(g => g.Premiers)];

    /// <summary>Writes the remainder of the modulus by each of <see cref="Premiers"/>.</summary>
    /// <param name="module">256 bytes, the high one first.</param>
    /// <param name="restes">As many as there are primes.</param>
    public static void Diviser(ReadOnlySpan<byte> module, Span<int> restes)
    {
        Span<uint> mots = stackalloc uint[Mots];
        for (var i = 0; i < Mots; i++)
        {
            mots[i] = BinaryPrimitives.ReadUInt32BigEndian(module[(i * sizeof(uint))..]);
        }

        var rang = 0;
        foreach (var groupe in Groupes)
        {
            var reste = (uint)(Somme(mots, groupe.Puissances) % groupe.Produit);
            foreach (var premier in groupe.Premiers)
            {
                restes[rang++] = (int)(reste % (uint)premier);
            }
        }
    }

    private static ulong Somme(ReadOnlySpan<uint> mots, ReadOnlySpan<uint> puissances)
    {
        var somme = 0UL;
        for (var i = 0; i < mots.Length; i++)
        {
            somme += (ulong)mots[i] * puissances[i];
        }

        return somme;
    }

    private static IEnumerable<Groupe> Grouper()
    {
        var groupe = new List<int>();
        var produit = 1L;
        foreach (var premier in Enumerable.Range(3, Borne - 3).Where(EstPremier))
        {
            if (produit * premier >= BorneDUnGroupe)
            {
                yield return new([.. groupe], (uint)produit);
                (groupe, produit) = ([], 1);
            }

            groupe.Add(premier);
            produit *= premier;
        }

        yield return new([.. groupe], (uint)produit);
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

    /// <summary>A few primes, and the remainders by their product of the powers of 2^32, the highest first.</summary>
    private sealed class Groupe(int[] premiers, uint produit)
    {
        public int[] Premiers { get; } = premiers;

        public uint Produit { get; } = produit;

        public uint[] Puissances { get; } = Calculer(produit);

        private static uint[] Calculer(uint produit)
        {
            var puissances = new uint[Mots];
            var puissance = 1UL;
            for (var i = Mots - 1; i >= 0; i--)
            {
                puissances[i] = (uint)puissance;
                puissance = (puissance << 32) % produit;
            }

            return puissances;
        }
    }
}
