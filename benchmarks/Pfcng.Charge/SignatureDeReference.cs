using System.Security.Cryptography;

namespace Pfcng.Charge;

/// <summary>What one RSA-4096 signature costs a core of this machine now: the unit in which the processor time of a lot and of a withdrawal is told.</summary>
internal static class SignatureDeReference
{
    private const int Signatures = 200;

    private static readonly RSA Cle = RSA.Create(4096);

    /// <summary>Processor time of a signature, in ms, on this one thread, while the measured service does nothing.</summary>
    public static double Mesurer()
    {
        var condensat = new byte[32];
        Cle.SignHash(condensat, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var moi = new Processus(Environment.ProcessId);
        var avant = moi.SecondesProcesseur();
        for (var i = 0; i < Signatures; i++)
        {
            Cle.SignHash(condensat, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        return (moi.SecondesProcesseur() - avant) * 1000 / Signatures;
    }
}
