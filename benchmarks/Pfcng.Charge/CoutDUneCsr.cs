using System.Diagnostics;
using System.Security.Cryptography;
using Pfcng.Domain.Csr;

namespace Pfcng.Charge;

/// <summary>What a CSR costs, part by part, on one core: the best of many short series, which a busy machine hardly moves.</summary>
internal static class CoutDUneCsr
{
    private const int Series = 400;
    private const int Fois = 20;

    public static void Mesurer()
    {
        using var cle = RSA.Create(2048);
        var (publique, contenu) = (cle.ExportParameters(false), RandomNumberGenerator.GetBytes(400));
        var signature = cle.SignData(contenu, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var csr = new Cles(1).Csr();
        Console.WriteLine(FormattableString.Invariant($"signature RSA-4096 {SignatureDeReference.Mesurer() * 1000:F0} µs"));
        Dire("CSR entière", () => DemandePkcs10.Lire(csr, out _, out _));
        Dire("lecture seule", () => DemandePkcs10.LireCle(csr));
        Dire("preuve de possession", () => PreuveDePossession.EstJuste(contenu, publique.Modulus, signature));
        Dire("preuve de possession, .NET", () =>
        {
            using var rsa = RSA.Create(publique);
            rsa.VerifyData(contenu, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        });
        Dire("clés faibles", () => CleFaible.Defaut(publique.Modulus));
    }

    private static void Dire(string nom, Action travail)
    {
        var (meilleur, avant) = (double.MaxValue, GC.GetAllocatedBytesForCurrentThread());
        for (var serie = 0; serie < Series; serie++)
        {
            var debut = Stopwatch.GetTimestamp();
            for (var i = 0; i < Fois; i++)
            {
                travail();
            }

            meilleur = Math.Min(meilleur, Stopwatch.GetElapsedTime(debut).TotalMicroseconds / Fois);
        }

        var octets = (GC.GetAllocatedBytesForCurrentThread() - avant) / (Series * Fois);
        Console.WriteLine(FormattableString.Invariant($"{nom,-28} {meilleur,7:F1} µs {octets,8} octets alloués"));
    }
}
