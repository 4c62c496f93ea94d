using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pfcng.Domain.Csr;

/// <summary>
/// The proof of possession of a CSR (D20; RFC 2986 §4.2): RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §8.2.2), key of 2048 bits, exponent 65537. Used
/// there alone: messages, cards and lists are verified by .NET. Pure.
/// </summary>
internal static class PreuveDePossession
{
    /// <summary>Bytes of the modulus, and of a signature.</summary>
    public const int Taille = Puissance65537.Mots * sizeof(ulong);

    /// <summary>DigestInfo of SHA-256, without the digest (RFC 8017 §9.2, note 1).</summary>
    private static ReadOnlySpan<byte> PrefixeSha256 => [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

    /// <summary>Whether the signature of those bytes is the key's.</summary>
    /// <param name="contenu">What was signed.</param>
    /// <param name="module">The key's modulus, 256 bytes, the high one first; neither even nor below 2^2047, else nothing verifies.</param>
    /// <param name="signature">Any bytes.</param>
    public static bool EstJuste(ReadOnlySpan<byte> contenu, ReadOnlySpan<byte> module, ReadOnlySpan<byte> signature)
    {
        if (module.Length != Taille || signature.Length != Taille || module[0] < 0x80 || (module[^1] & 1) == 0)
        {
            return false;
        }

        Span<ulong> n = stackalloc ulong[Puissance65537.Mots];
        Span<ulong> s = stackalloc ulong[Puissance65537.Mots];
        Lire(module, n);
        Lire(signature, s);
        if (!Puissance65537.EstInferieur(s, n))
        {
            return false;
        }

        Span<ulong> obtenu = stackalloc ulong[Puissance65537.Mots];
        Puissance65537.Elever(s, n, obtenu);
        Span<ulong> attendu = stackalloc ulong[Puissance65537.Mots];
        Encoder(contenu, attendu);
        return obtenu.SequenceEqual(attendu);
    }

    /// <summary>The only encoded message that counts, made whole (RFC 8017 §9.2): nothing of what was received is parsed.</summary>
    private static void Encoder(ReadOnlySpan<byte> contenu, Span<ulong> message)
    {
        Span<byte> octets = stackalloc byte[Taille];
        var fin = octets[^(PrefixeSha256.Length + SHA256.HashSizeInBytes)..];
        octets.Fill(0xff);
        (octets[0], octets[1], octets[^(fin.Length + 1)]) = (0, 1, 0);
        PrefixeSha256.CopyTo(fin);
        SHA256.HashData(contenu, fin[PrefixeSha256.Length..]);
        Lire(octets, message);
    }

    private static void Lire(ReadOnlySpan<byte> octets, Span<ulong> nombre)
    {
        for (var i = 0; i < nombre.Length; i++)
        {
            nombre[^(i + 1)] = BinaryPrimitives.ReadUInt64BigEndian(octets[(i * sizeof(ulong))..]);
        }
    }
}
