using System.Numerics;
using System.Security.Cryptography;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Csr;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests.Csr;

[Category("D20")]
public class CleFaibleTests
{
    [TestCase(3)]
    [TestCase(5)]
    [TestCase(751)]
    [TestCase(1499)]
    public void Un_petit_facteur_se_trouve(int facteur) => Defaut(ClesFaibles.APetitFacteur(facteur)).Should().Be(CleFaible.PetitFacteur);

    [Test]
    public void Chaque_petit_nombre_premier_se_trouve()
    {
        foreach (var premier in PetitsPremiers.Premiers)
        {
            Defaut(ClesFaibles.APetitFacteur(premier)).Should().Be(CleFaible.PetitFacteur, $"{premier}");
        }

        PetitsPremiers.Premiers.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.HaveCount(238);
    }

    [Test]
    public void Des_premiers_proches_se_trouvent_et_rien_d_autre_n_est_dit_d_eux()
    {
        using var cle = ClesFaibles.APremiersProches();

        Defaut(Module(cle)).Should().Be(CleFaible.Proches);
    }

    [Test]
    public void La_forme_de_ROCA_se_reconnait()
    {
        using var cle = ClesFaibles.Roca();

        Defaut(Module(cle)).Should().Be(CleFaible.Roca);
    }

    [Test]
    public void Des_cles_ordinaires_passent()
    {
        for (var i = 0; i < 10; i++)
        {
            using var cle = ClesDeTest.Neuve();
            Defaut(Module(cle)).Should().BeNull();
        }
    }

    [Test]
    public void Le_carre_d_un_nombre_est_un_produit_de_deux_nombres_proches()
    {
        var p = (BigInteger.One << 1023) + 12345;

        PremiersProches.Factorisent(p * p).Should().BeTrue();
    }

    /// <summary>Any number, numbers of the form of ROCA, squares and products of two numbers more or less close, small factors or not.</summary>
    [Test]
    public void Le_verdict_est_celui_du_calcul_en_grands_entiers()
    {
        var verdicts = new List<string?>();
        Propriete.Verifier(1500, hasard =>
        {
            var module = Tirer(hasard);
            verdicts.Add(Defaut(module));
            return verdicts[^1] == CleFaibleParBigInteger.Defaut(module);
        });

        verdicts.Distinct().Should().BeEquivalentTo(new[] { null, CleFaible.PetitFacteur, CleFaible.Roca, CleFaible.Proches }, "each of them was met");
    }

    private static BigInteger Tirer(Random hasard) => hasard.Next(4) switch
    {
        0 => SansPetitFacteur(Nombre(hasard, 2048)),
        1 => ProduitDe(hasard, ecart: 517 + hasard.Next(-60, 60)),
        2 => Pow65537(hasard),
        _ => Nombre(hasard, 2048),
    };

    /// <summary>p·q with q above p by so many bits, neither with a small factor.</summary>
    private static BigInteger ProduitDe(Random hasard, int ecart)
    {
        var p = SansPetitFacteur(Nombre(hasard, 1024) | (BigInteger.One << 1022));
        return p * SansPetitFacteur(p + Nombre(hasard, ecart) + 1) is var n && n.GetBitLength() == 2048 ? n : p * p;
    }

    /// <summary>A number that is a power of 65537 modulo the primes of ROCA.</summary>
    private static BigInteger Pow65537(Random hasard)
    {
        var produit = 2 * PetitsPremiers.Premiers.Where(p => p <= 167).Aggregate(BigInteger.One, (m, p) => m * p);
        var reste = BigInteger.ModPow(65537, hasard.Next(), produit);
        var n = (Nombre(hasard, 2048) / produit * produit) + reste;
        while (n.GetBitLength() < 2048 || CleFaibleParBigInteger.APetitFacteur(n))
        {
            n += produit;
        }

        return n;
    }

    private static BigInteger SansPetitFacteur(BigInteger n)
    {
        while (CleFaibleParBigInteger.APetitFacteur(n))
        {
            n += 2;
        }

        return n;
    }

    /// <summary>Odd, of so many bits.</summary>
    private static BigInteger Nombre(Random hasard, int bits)
    {
        var octets = new byte[(bits + 7) / 8];
        hasard.NextBytes(octets);
        return (new BigInteger(octets, isUnsigned: true) & ((BigInteger.One << bits) - 1)) | (BigInteger.One << (bits - 1)) | 1;
    }

    private static string? Defaut(BigInteger module) => CleFaible.Defaut(module.ToByteArray(isUnsigned: true, isBigEndian: true));

    private static BigInteger Module(RSA cle) => new(cle.ExportParameters(false).Modulus, isUnsigned: true, isBigEndian: true);
}
