using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pfcng.Domain.Modele;

/// <summary>
/// Keeps a codeRevocation so that whoever steals the store learns nothing of it (D27): HMAC under a key held elsewhere, then PBKDF2. The
/// key does most of the work; PBKDF2 is there for the day it leaks too, at about a millisecond each.
/// </summary>
/// <param name="cle">The key, 32 bytes, held outside the store.</param>
public sealed class CodeDeRevocation(byte[] cle)
{
    private const int Tours = 1_000;
    private const int Octets = 32;

    private readonly byte[] _cle = cle.Length == Octets ? cle : throw new ArgumentException("La clé des codes de révocation compte 32 octets.", nameof(cle));

    /// <summary>What the store keeps in the place of a code it has lost: no code is it, until the next withdrawal gives one.</summary>
    internal static string Perdu { get; } = $"{Tours}${new string('0', 32)}${Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Octets))}";

    /// <summary>What the store keeps: « tours$sel$empreinte », with a salt of its own.</summary>
    public string Proteger(string code)
    {
        var sel = RandomNumberGenerator.GetBytes(16);
        return string.Create(CultureInfo.InvariantCulture, $"{Tours}${Convert.ToHexStringLower(sel)}${Convert.ToHexStringLower(Deriver(code, sel, Tours))}");
    }

    /// <summary>True when that code is the one that was kept.</summary>
    public bool Verifier(string code, string garde)
    {
        var parties = garde.Split('$');
        var calcule = Deriver(code, Convert.FromHexString(parties[1]), int.Parse(parties[0], CultureInfo.InvariantCulture));
        return CryptographicOperations.FixedTimeEquals(calcule, Convert.FromHexString(parties[2]));
    }

    private byte[] Deriver(string code, byte[] sel, int tours) =>
        Rfc2898DeriveBytes.Pbkdf2(HMACSHA256.HashData(_cle, Encoding.UTF8.GetBytes(code)), sel, tours, HashAlgorithmName.SHA256, Octets);
}
