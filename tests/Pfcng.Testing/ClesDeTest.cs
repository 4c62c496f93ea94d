using System.Numerics;
using System.Security.Cryptography;

namespace Pfcng.Testing;

/// <summary>
/// RSA keys of 2048 bits that are all different and cost next to nothing: primes, which cost tenths of a second each, are shared between them. Two
/// such keys betray each other to who looks for a common factor; no secret hangs on them.
/// </summary>
public static class ClesDeTest
{
    private static readonly Lock Verrou = new();
    private static readonly List<BigInteger> Premiers = [];
    private static readonly Queue<(BigInteger P, BigInteger Q)> Paires = [];

    /// <summary>A key that was never given before in this process. Dispose of it.</summary>
    public static RSA Neuve()
    {
        (BigInteger P, BigInteger Q) paire;
        lock (Verrou)
        {
            while (!Paires.TryDequeue(out paire))
            {
                Fournir();
            }
        }

        return Composer(paire.P, paire.Q);
    }

    /// <summary>The key of two primes of 1024 bits, whose product has 2048; the public exponent is 65537.</summary>
    public static RSA Composer(BigInteger p, BigInteger q)
    {
        var d = Inverse(65537, (p - 1) * (q - 1));
        return RSA.Create(new RSAParameters
        {
            Modulus = Octets(p * q, 256),
            Exponent = [1, 0, 1],
            P = Octets(p, 128),
            Q = Octets(q, 128),
            D = Octets(d, 256),
            DP = Octets(d % (p - 1), 128),
            DQ = Octets(d % (q - 1), 128),
            InverseQ = Octets(Inverse(q, p), 128),
        });
    }

    /// <summary>Two more primes, and the pairs that they make with all the others.</summary>
    private static void Fournir()
    {
        using var cle = RSA.Create(2048);
        var secret = cle.ExportParameters(includePrivateParameters: true);
        foreach (var octets in new[] { secret.P!, secret.Q! })
        {
            var premier = new BigInteger(octets, isUnsigned: true, isBigEndian: true);
            Premiers.ForEach(autre => Paires.Enqueue((autre, premier)));
            Premiers.Add(premier);
        }
    }

    private static byte[] Octets(BigInteger n, int longueur)
    {
        var octets = n.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[longueur - octets.Length], .. octets];
    }

    private static BigInteger Inverse(BigInteger a, BigInteger module)
    {
        var (r0, r1, s0, s1) = (module, a % module, BigInteger.Zero, BigInteger.One);
        while (!r1.IsZero)
        {
            var q = r0 / r1;
            (r0, r1, s0, s1) = (r1, r0 - (q * r1), s1, s0 - (q * s1));
        }

        return ((s0 % module) + module) % module;
    }
}
