using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pfcng.Domain.Disque;

namespace Pfcng.Ws.Demonstration;

/// <summary>
/// A folder of certificates and keys as tools read them: <c>nom.crt</c>, <c>nom.key</c> in PEM, <c>nom.p12</c>. What holds a private key is its
/// owner's alone (0600, in a 0700 folder).
/// </summary>
/// <param name="chemin">The folder.</param>
/// <param name="phraseSecrete">Passphrase of the .key and password of the .p12; null: the keys are in clear, the .p12 under <see cref="MotDePasse"/>.</param>
internal sealed class RepertoireDeCles(string chemin, string? phraseSecrete = null)
{
    /// <summary>Password of the .p12 of the demonstration: no secret.</summary>
    public const string MotDePasse = "demonstration";

    private const string EnTeteChiffre = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

    private static readonly string[] Extensions = ["key", "p12", "crt"];
    private static readonly PbeParameters Chiffrement = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000);

    /// <summary>
    /// True when those certificates are there whole, with no key in clear where there is a passphrase: the .crt is written last, and a full disk
    /// leaves empty files.
    /// </summary>
    public bool Contient(IEnumerable<string> noms) => noms.All(n =>
        Extensions.All(e => new FileInfo(Fichier(n, e)) is { Exists: true, Length: > 0 })
        && (phraseSecrete is null || File.ReadLines(Fichier(n, "key")).FirstOrDefault() == EnTeteChiffre));

    /// <summary>The certificate with its key.</summary>
    /// <exception cref="DemarrageImpossibleException">The files are damaged.</exception>
    public X509Certificate2 Ouvrir(string nom)
    {
        try
        {
            return phraseSecrete is null
                ? X509Certificate2.CreateFromPemFile(Fichier(nom, "crt"), Fichier(nom, "key"))
                : X509Certificate2.CreateFromEncryptedPemFile(Fichier(nom, "crt"), phraseSecrete, Fichier(nom, "key"));
        }
        catch (CryptographicException e)
        {
            throw new DemarrageImpossibleException($"{Fichier(nom, "crt")} ou sa clé est abîmé : effacez le dossier {chemin}, il sera refait au prochain démarrage.", e);
        }
    }

    /// <summary>Stores certificates with their keys, under those names.</summary>
    public void Deposer(IReadOnlyList<string> noms, IReadOnlyList<X509Certificate2> certificats)
    {
        FichierDurable.CreerDossierPrive(chemin);
        foreach (var (nom, certificat) in noms.Zip(certificats))
        {
            using (certificat)
            using (var cle = certificat.GetRSAPrivateKey()!)
            {
                var pem = phraseSecrete is null ? cle.ExportPkcs8PrivateKeyPem() : cle.ExportEncryptedPkcs8PrivateKeyPem(phraseSecrete, Chiffrement);
                FichierDurable.Ecrire(Fichier(nom, "key"), Encoding.ASCII.GetBytes(pem + "\n"), FichierDurable.Prive);
                FichierDurable.Ecrire(
                    Fichier(nom, "p12"), certificat.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, phraseSecrete ?? MotDePasse), FichierDurable.Prive);
                FichierDurable.Ecrire(Fichier(nom, "crt"), Encoding.ASCII.GetBytes(certificat.ExportCertificatePem() + "\n"), FichierDurable.Public);
            }
        }
    }

    /// <summary>Takes back from others the rights that an older version left them on the keys below a folder, and on the folders.</summary>
    public static void Fermer(string racine)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(racine))
        {
            return;
        }

        foreach (var dossier in Directory.EnumerateDirectories(racine, "*", SearchOption.AllDirectories).Prepend(racine).Where(FichierDurable.OuvertAuxAutres))
        {
            File.SetUnixFileMode(dossier, FichierDurable.Prive | UnixFileMode.UserExecute);
        }

        foreach (var cle in Directory.EnumerateFiles(racine, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".key" or ".p12" && FichierDurable.OuvertAuxAutres(f)))
        {
            File.SetUnixFileMode(cle, FichierDurable.Prive);
        }
    }

    private string Fichier(string nom, string extension) => Path.Combine(chemin, $"{nom}.{extension}");
}
