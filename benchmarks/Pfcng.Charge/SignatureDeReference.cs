using System.Security.Cryptography;

namespace Pfcng.Charge;

/// <summary>What one RSA-4096 signature costs a core of this machine now: the unit in which the processor time of a lot and of a withdrawal is told.</summary>
internal static class SignatureDeReference
{
    private const int Signatures = 200;

    private static readonly RSA Cle = RSA.Create(4096);
    private static readonly byte[] Condensat = new byte[32];

    /// <summary>Processor time of a signature, in ms, on this one thread.</summary>
    public static double Mesurer() => Mesure.UnCoeur(Signatures, () => Cle.SignHash(Condensat, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
}
