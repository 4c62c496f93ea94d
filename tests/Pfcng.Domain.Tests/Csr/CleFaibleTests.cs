using System.Numerics;
using System.Security.Cryptography;
using NUnit.Framework;
using Pfcng.Domain.Csr;

namespace Pfcng.Domain.Tests.Csr;

[Category("D20")]
public class CleFaibleTests
{
    [TestCase(3)]
    [TestCase(5)]
    [TestCase(751)]
    [TestCase(1499)]
    public void Un_petit_facteur_se_trouve(int facteur) => Assert.That(CleFaible.APetitFacteur(ClesFaibles.APetitFacteur(facteur)), Is.True);

    [Test]
    public void Des_premiers_proches_se_trouvent_et_rien_d_autre_n_est_dit_d_eux()
    {
        using var cle = ClesFaibles.APremiersProches();
        var module = Module(cle);

        Assert.That(CleFaible.APremiersProches(module), Is.True);
        Assert.That(CleFaible.EstRoca(module), Is.False);
        Assert.That(CleFaible.APetitFacteur(module), Is.False);
    }

    [Test]
    public void La_forme_de_ROCA_se_reconnait()
    {
        using var cle = ClesFaibles.Roca();

        Assert.That(CleFaible.EstRoca(Module(cle)), Is.True);
    }

    [Test]
    public void Des_cles_ordinaires_passent()
    {
        for (var i = 0; i < 10; i++)
        {
            using var cle = RSA.Create(2048);
            Assert.That(CleFaible.Defaut(Module(cle)), Is.Null);
        }
    }

    [Test]
    public void Le_carre_d_un_nombre_est_un_produit_de_deux_nombres_proches()
    {
        var p = (BigInteger.One << 1023) + 12345;

        Assert.That(CleFaible.APremiersProches(p * p), Is.True);
    }

    private static BigInteger Module(RSA cle) => new(cle.ExportParameters(false).Modulus, isUnsigned: true, isBigEndian: true);
}
