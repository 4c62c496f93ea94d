using System.Numerics;
using System.Security.Cryptography;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Csr;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests.Csr;

/// <summary>Our verification of RSA-2048 says what .NET's says, of every signature that either could take for another.</summary>
[Category("D20")]
public class PreuveDePossessionTests
{
    private static readonly byte[] Contenu = "ce que la clé a signé"u8.ToArray();
    private static readonly byte[] DigestInfo = Convert.FromHexString("3031300d060960864801650304020105000420");

    private RSA _cle = null!;
    private RSA _autre = null!;
    private byte[] _juste = null!;

    [OneTimeSetUp]
    public void Preparer()
    {
        (_cle, _autre) = (ClesDeTest.Neuve(), ClesDeTest.Neuve());
        _juste = _cle.SignData(Contenu, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    [OneTimeTearDown]
    public void Ranger()
    {
        _cle.Dispose();
        _autre.Dispose();
    }

    [Test]
    public void La_signature_de_la_cle_est_juste()
    {
        Verdict(_cle, Contenu, _juste).Should().BeTrue();
        Verdict(_cle, Contenu, Signer(Message(Condensat()))).Should().BeTrue("the raw signature of these tests is the real one");
        Verdict(_cle, [], _cle.SignData([], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)).Should().BeTrue();
    }

    [Test]
    public void Une_autre_cle_ou_un_autre_contenu_est_refuse()
    {
        Verdict(_autre, Contenu, _juste).Should().BeFalse();
        Verdict(_cle, [.. Contenu, 0], _juste).Should().BeFalse();
        Verdict(_cle, Contenu.AsSpan(1).ToArray(), _juste).Should().BeFalse();
        Verdict(_cle, Contenu, _cle.SignData(Contenu, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)).Should().BeFalse();
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(255)]
    public void Une_signature_trop_courte_est_refusee(int octets) => Verdict(_cle, Contenu, _juste[..octets]).Should().BeFalse();

    [Test]
    public void Une_signature_trop_longue_est_refusee()
    {
        Verdict(_cle, Contenu, [0, .. _juste]).Should().BeFalse();
        Verdict(_cle, Contenu, [.. _juste, 0]).Should().BeFalse();
        Verdict(_cle, Contenu, [.. _juste, .. _juste]).Should().BeFalse();
    }

    [Test]
    public void Une_signature_qui_commence_par_zero_se_verifie_entiere_et_non_coupee()
    {
        var (rang, signature) = (0, _juste);
        while (signature[0] != 0)
        {
            signature = _cle.SignData(BitConverter.GetBytes(++rang), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        Verdict(_cle, BitConverter.GetBytes(rang), signature).Should().BeTrue();
        Verdict(_cle, BitConverter.GetBytes(rang), signature[1..]).Should().BeFalse();
        Verdict(_cle, BitConverter.GetBytes(rang), [.. signature.AsSpan(1), 0]).Should().BeFalse();
    }

    [Test]
    public void Un_nombre_hors_du_module_ou_de_son_bord_est_refuse()
    {
        var (n, s) = (Module(_cle), Entier(_juste));
        foreach (var nombre in new[] { BigInteger.Zero, BigInteger.One, n - 1, n, n + 1, n - s, (BigInteger.One << 2048) - 1, BigInteger.One << 2047 })
        {
            Verdict(_cle, Contenu, Octets(nombre)).Should().BeFalse(nombre.ToString("x"));
        }
    }

    [Test]
    public void La_meme_classe_au_dessus_du_module_est_refusee()
    {
        var (rang, s) = (-1, BigInteger.Zero);
        do
        {
            s = Entier(_cle.SignData(BitConverter.GetBytes(++rang), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
        while ((s + Module(_cle)).GetBitLength() > 2048);

        Verdict(_cle, BitConverter.GetBytes(rang), Octets(s)).Should().BeTrue();
        Verdict(_cle, BitConverter.GetBytes(rang), Octets(s + Module(_cle))).Should().BeFalse();
    }

    [Test]
    public void Chaque_octet_du_message_compte()
    {
        foreach (var i in Enumerable.Range(0, PreuveDePossession.Taille).Where(i => i is < 4 or 100 or > 200))
        {
            var message = Message(Condensat());
            message[i] ^= 1;
            Verdict(_cle, Contenu, Signer(message)).Should().BeFalse($"byte {i}");
        }
    }

    [TestCaseSource(nameof(AutresMessages))]
    public void Un_autre_message_que_le_seul_attendu_est_refuse(string quoi, byte[] message) =>
        Verdict(_cle, Contenu, Signer(message)).Should().BeFalse(quoi);

    [Test]
    public void Un_module_d_une_autre_forme_ne_verifie_rien()
    {
        var module = _cle.ExportParameters(false).Modulus!;
        PreuveDePossession.EstJuste(Contenu, module.AsSpan(1), _juste).Should().BeFalse();
        PreuveDePossession.EstJuste(Contenu, [0, .. module], _juste).Should().BeFalse();
        PreuveDePossession.EstJuste(Contenu, [0, .. module.AsSpan(1)], _juste).Should().BeFalse();
        PreuveDePossession.EstJuste(Contenu, [.. module.AsSpan(0, 255), (byte)(module[^1] & 0xfe)], _juste).Should().BeFalse();
        PreuveDePossession.EstJuste(Contenu, [], _juste).Should().BeFalse();
    }

    /// <summary>Moduli at the edges of the arithmetic: high or low words all ones or all noughts. They have no key; the power is compared by itself.</summary>
    [Test]
    public void La_puissance_est_juste_aux_bords_des_mots()
    {
        var hautBit = BigInteger.One << 2047;
        var plein = (BigInteger.One << 2048) - 1;
        BigInteger[] modules = [hautBit + 1, hautBit + 3, plein, plein - 2, plein - (BigInteger.One << 64) + 2, hautBit + (BigInteger.One << 1984) - 1, plein - (BigInteger.One << 1984)];
        foreach (var n in modules)
        {
            foreach (var s in new[] { BigInteger.Zero, 1, 2, n - 1, n - 2, n >> 1, (n >> 1) + 1, n - (BigInteger.One << 1984), (BigInteger.One << 1984) - 1, hautBit - 1 })
            {
                Puissance(s, n).Should().Be(BigInteger.ModPow(s, 65537, n), $"{s:x} mod {n:x}");
            }
        }
    }

    [Test]
    public void La_puissance_est_celle_de_BigInteger_quels_que_soient_les_nombres() => Propriete.Verifier(500, hasard =>
    {
        var n = Entier(Octets(hasard)) | (BigInteger.One << 2047) | 1;
        var s = Entier(Octets(hasard)) % n;
        return Puissance(s, n) == BigInteger.ModPow(s, 65537, n);
    });

    [Test]
    public void Le_verdict_est_celui_de_NET_quelle_que_soit_la_corruption()
    {
        var justes = 0;
        Propriete.Verifier(2000, hasard =>
        {
            var contenu = new byte[hasard.Next(600)];
            hasard.NextBytes(contenu);
            var cle = hasard.Next(2) == 0 ? _cle : _autre;
            var signature = Corrompre(cle.SignData(contenu, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), hasard);
            justes += Verdict(cle, contenu, signature) ? 1 : 0;
            return true;
        });
        justes.Should().BeInRange(200, 1000, "some are left as they are");
    }

    private static IEnumerable<TestCaseData> AutresMessages()
    {
        var condensat = SHA256.HashData(Contenu);
        yield return Cas("no NULL in DigestInfo", Message([.. Convert.FromHexString("302f300b06096086480165030402010420"), .. condensat]));
        yield return Cas("SHA-1's OID", Message([.. Convert.FromHexString("302d300906052b0e03021a05000420"), .. condensat]));
        yield return Cas("SHA-1", Message([.. Convert.FromHexString("3021300906052b0e03021a05000414"), .. SHA1.HashData(Contenu)]));
        yield return Cas("SHA-384's OID", Message([.. Convert.FromHexString("3031300d060960864801650304020205000420"), .. condensat]));
        yield return Cas("SHA-512", Message([.. Convert.FromHexString("3051300d060960864801650304020305000440"), .. SHA512.HashData(Contenu)]));
        yield return Cas("the digest alone", Message(condensat));
        yield return Cas("BER length of the sequence", Message([.. Convert.FromHexString("308131300d060960864801650304020105000420"), .. condensat]));
        yield return Cas("BER length of the digest", Message([.. Convert.FromHexString("3032300d06096086480165030402010500048120"), .. condensat]));
        yield return Cas("something after the digest", Message([.. DigestInfo, .. condensat, 0]));
        yield return Cas("something in the sequence after the digest", Message([.. Convert.FromHexString("3033300d060960864801650304020105000420"), .. condensat, 5, 0]));
        yield return Cas("parameters that are not NULL", Message([.. Convert.FromHexString("3033300f0609608648016503040201040200000420"), .. condensat]));
        yield return Cas("a digest cut", Message([.. Convert.FromHexString("3030300d06096086480165030402010500041f"), .. condensat.AsSpan(1)]));
        yield return Cas("no digest", Message(Convert.FromHexString("3011300d060960864801650304020105000400")));
        yield return Cas("shorter padding, garbage after", [0, 1, .. Enumerable.Repeat((byte)0xff, 8), 0, .. DigestInfo, .. condensat, .. new byte[PreuveDePossession.Taille - 11 - 51]]);
        yield return Cas("no padding, garbage after", [0, 1, 0, .. DigestInfo, .. condensat, .. new byte[PreuveDePossession.Taille - 3 - 51]]);
        yield return Cas("block type 2", [0, 2, .. Message([.. DigestInfo, .. condensat]).AsSpan(2)]);
        yield return Cas("block type 0", [0, 0, .. Message([.. DigestInfo, .. condensat]).AsSpan(2)]);
        yield return Cas("padding of noughts", [0, 1, .. new byte[PreuveDePossession.Taille - 2 - 51], .. DigestInfo, .. condensat]);
        yield return Cas("a nought within the padding", [0, 1, .. Enumerable.Repeat((byte)0xff, 100), 0, .. Message([.. DigestInfo, .. condensat]).AsSpan(103)]);
        yield return Cas("no separator", [0, 1, .. Enumerable.Repeat((byte)0xff, PreuveDePossession.Taille - 2 - 51), .. DigestInfo, .. condensat]);
        yield return Cas("moved left by a byte", [1, .. Message([.. DigestInfo, .. condensat]).AsSpan(2), 0]);
        yield return Cas("no message", new byte[PreuveDePossession.Taille]);
    }

    private static TestCaseData Cas(string quoi, byte[] message) => new TestCaseData(quoi, message).SetArgDisplayNames(quoi);

    /// <summary>Both verdicts, which must be one.</summary>
    private static bool Verdict(RSA cle, byte[] contenu, byte[] signature)
    {
        var notre = PreuveDePossession.EstJuste(contenu, cle.ExportParameters(false).Modulus, signature);
        notre.Should().Be(cle.VerifyData(contenu, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), ".NET says otherwise");
        return notre;
    }

    private static byte[] Corrompre(byte[] signature, Random hasard)
    {
        var rang = hasard.Next(signature.Length);
        switch (hasard.Next(6))
        {
            case 0: return signature;
            case 1: signature[rang] ^= (byte)(1 << hasard.Next(8)); return signature;
            case 2: return signature[rang..];
            case 3: return [.. signature, .. signature.AsSpan(0, rang)];
            case 4: signature.AsSpan(rang).Fill(0xff); return signature;
            default: signature.AsSpan(0, rang + 1).Clear(); return signature;
        }
    }

    private static byte[] Condensat() => [.. DigestInfo, .. SHA256.HashData(Contenu)];

    /// <summary>EMSA-PKCS1-v1_5 around those bytes, whatever they are.</summary>
    private static byte[] Message(byte[] fin) => [0, 1, .. Enumerable.Repeat((byte)0xff, PreuveDePossession.Taille - 3 - fin.Length), 0, .. fin];

    /// <summary>The key's power of a message that no library would sign, by its two primes (RFC 8017 §5.1.2).</summary>
    private byte[] Signer(byte[] message)
    {
        var cle = _cle.ExportParameters(true);
        var (p, q, m) = (Entier(cle.P!), Entier(cle.Q!), Entier(message));
        var (parP, parQ) = (BigInteger.ModPow(m, Entier(cle.DP!), p), BigInteger.ModPow(m, Entier(cle.DQ!), q));
        return Octets(parQ + ((parP - parQ + (p * q)) * Entier(cle.InverseQ!) % p * q));
    }

    private static BigInteger Puissance(BigInteger s, BigInteger n)
    {
        var puissance = new ulong[Puissance65537.Mots];
        Puissance65537.Elever(Mots(s), Mots(n), puissance);
        return puissance.Reverse().Aggregate(BigInteger.Zero, (p, mot) => (p << 64) + mot);
    }

    private static ulong[] Mots(BigInteger n) => [.. Enumerable.Range(0, Puissance65537.Mots).Select(i => (ulong)((n >> (64 * i)) & ulong.MaxValue))];

    private static BigInteger Module(RSA cle) => Entier(cle.ExportParameters(false).Modulus!);

    private static BigInteger Entier(byte[] octets) => new(octets, isUnsigned: true, isBigEndian: true);

    private static byte[] Octets(Random hasard)
    {
        var octets = new byte[PreuveDePossession.Taille];
        hasard.NextBytes(octets);
        return octets;
    }

    private static byte[] Octets(BigInteger n)
    {
        var octets = n.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[PreuveDePossession.Taille - octets.Length], .. octets];
    }
}
