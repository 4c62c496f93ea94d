using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pfcng.Charge;

/// <summary>
/// Many distinct RSA keys at little cost: every product of two primes of a small set. Such keys are worthless as secrets and perfect as load:
/// the platform sees a new public key each time.
/// </summary>
internal sealed class Cles
{
    private static readonly BigInteger Exposant = 65537;
    private readonly BigInteger[] _premiers;
    private int _suivante;

    public Cles(int combien)
    {
        // n primes give n(n-1)/2 keys.
        var nombre = (int)Math.Ceiling(Math.Sqrt(2.0 * combien)) + 2;
        _premiers = [.. Enumerable.Range(0, (nombre + 1) / 2).AsParallel().SelectMany(_ =>
        {
            using var rsa = RSA.Create(2048);
            var p = rsa.ExportParameters(true);
            return new[] { Lire(p.P!), Lire(p.Q!) };
        })];
    }

    /// <summary>A CSR of a key not given before, base 64. Not for two threads at once.</summary>
    public string Csr()
    {
        while (true)
        {
            var (i, j) = Paire(_suivante++);
            if (Cle(_premiers[i], _premiers[j]) is { } cle)
            {
                using (cle)
                {
                    return Convert.ToBase64String(new CertificateRequest("CN=charge", cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest());
                }
            }
        }
    }

    private static (int I, int J) Paire(int rang)
    {
        var i = 1;
        while (rang >= i)
        {
            rang -= i++;
        }

        return (i, rang);
    }

    private static RSA? Cle(BigInteger p, BigInteger q)
    {
        var module = p * q;
        if (p == q || module.GetBitLength() != 2048)
        {
            return null;
        }

        var d = Inverse(Exposant, (p - 1) * (q - 1));
        return RSA.Create(new RSAParameters
        {
            Modulus = Octets(module, 256),
            Exponent = [1, 0, 1],
            P = Octets(p, 128),
            Q = Octets(q, 128),
            D = Octets(d, 256),
            DP = Octets(d % (p - 1), 128),
            DQ = Octets(d % (q - 1), 128),
            InverseQ = Octets(Inverse(q, p), 128),
        });
    }

    private static BigInteger Inverse(BigInteger a, BigInteger n)
    {
        var (r, rSuivant, t, tSuivant) = (n, a % n, BigInteger.Zero, BigInteger.One);
        while (!rSuivant.IsZero)
        {
            var quotient = r / rSuivant;
            (t, tSuivant) = (tSuivant, t - (quotient * tSuivant));
            (r, rSuivant) = (rSuivant, r - (quotient * rSuivant));
        }

        return t.Sign < 0 ? t + n : t;
    }

    private static BigInteger Lire(byte[] octets) => new(octets, isUnsigned: true, isBigEndian: true);

    private static byte[] Octets(BigInteger valeur, int longueur)
    {
        var octets = new byte[longueur];
        var lus = valeur.ToByteArray(isUnsigned: true, isBigEndian: true);
        lus.CopyTo(octets, longueur - lus.Length);
        return octets;
    }
}
