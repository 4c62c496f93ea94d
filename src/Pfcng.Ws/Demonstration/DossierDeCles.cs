using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ws.Configuration;

namespace Pfcng.Ws.Demonstration;

/// <summary>A folder of certificates and keys as tools read them: <c>nom.crt</c> and <c>nom.key</c> in clear PEM, <c>nom.p12</c>.</summary>
/// <param name="chemin">The folder.</param>
internal sealed class DossierDeCles(string chemin)
{
    /// <summary>Password of every .p12 of the demonstration: no secret.</summary>
    public const string MotDePasse = "demonstration";

    private static readonly string[] Extensions = ["key", "p12", "crt"];

    /// <summary>True when those certificates are there whole: the .crt is written last, and a full disk leaves empty files.</summary>
    public bool Contient(IEnumerable<string> noms) => noms.All(n => Extensions.All(e => new FileInfo(Fichier(n, e)) is { Exists: true, Length: > 0 }));

    /// <summary>The certificate with its key.</summary>
    /// <exception cref="DemarrageImpossibleException">The files are damaged.</exception>
    public X509Certificate2 Ouvrir(string nom)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(Fichier(nom, "crt"), Fichier(nom, "key"));
        }
        catch (CryptographicException e)
        {
            throw new DemarrageImpossibleException($"{Fichier(nom, "crt")} ou sa clé est abîmé : effacez le dossier {chemin}, il sera refait au prochain démarrage.", e);
        }
    }

    /// <summary>Stores certificates with their keys, under those names.</summary>
    public void Deposer(IReadOnlyList<string> noms, IReadOnlyList<X509Certificate2> certificats)
    {
        Directory.CreateDirectory(chemin);
        foreach (var (nom, certificat) in noms.Zip(certificats))
        {
            using (certificat)
            using (var cle = certificat.GetRSAPrivateKey()!)
            {
                File.WriteAllText(Fichier(nom, "key"), cle.ExportPkcs8PrivateKeyPem() + "\n");
                File.WriteAllBytes(Fichier(nom, "p12"), certificat.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, MotDePasse));
                File.WriteAllText(Fichier(nom, "crt"), certificat.ExportCertificatePem() + "\n");
            }
        }
    }

    private string Fichier(string nom, string extension) => Path.Combine(chemin, $"{nom}.{extension}");
}
