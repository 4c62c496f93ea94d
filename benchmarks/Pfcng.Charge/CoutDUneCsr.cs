using System.Security.Cryptography;
using Pfcng.Domain.Csr;

namespace Pfcng.Charge;

/// <summary>What a CSR costs, part by part, on one core: the best of many short series, which a busy machine hardly moves.</summary>
internal static class CoutDUneCsr
{
    public static void Mesurer()
    {
        using var cle = RSA.Create(2048);
        var (publique, contenu) = (cle.ExportParameters(false), RandomNumberGenerator.GetBytes(400));
        var signature = cle.SignData(contenu, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var csr = new Cles(1).Csr();
        Console.WriteLine(FormattableString.Invariant($"signature RSA-4096 {SignatureDeReference.Mesurer() * 1000:F0} µs"));
        Serie.Dire("CSR entière", () => DemandePkcs10.Lire(csr, out _, out _));
        Serie.Dire("lecture seule", () => DemandePkcs10.LireCle(csr));
        Serie.Dire("preuve de possession", () => PreuveDePossession.EstJuste(contenu, publique.Modulus, signature));
        Serie.Dire("preuve de possession, .NET", () =>
        {
            using var rsa = RSA.Create(publique);
            rsa.VerifyData(contenu, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        });
        Serie.Dire("clés faibles", () => CleFaible.Defaut(publique.Modulus));
    }
}
