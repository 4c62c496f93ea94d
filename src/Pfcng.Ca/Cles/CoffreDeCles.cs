using System.Security.Cryptography;
using System.Text;
using Pfcng.Domain.Disque;

namespace Pfcng.Ca.Cles;

/// <summary>
/// Private keys of the authorities, one PKCS#8 PEM file each, 0600 in a 0700 folder: under the passphrase when there is one, which
/// production form demands (PBES2, AES-256-CBC, PBKDF2 with SHA-256). What it gives is an <see cref="RSA"/>, which is also what a key kept in an HSM gives.
/// </summary>
/// <param name="dossier">The folder of the keys, made when the first one is put in.</param>
/// <param name="phraseSecrete">The passphrase; null for plain files (demonstration only: nothing is left plain once there is one).</param>
internal sealed class CoffreDeCles(string dossier, string? phraseSecrete)
{
    private const string EnTeteChiffre = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

    /// <summary>OWASP's figure for PBKDF2-SHA256, about 0.2 s per key at start.</summary>
    private static readonly PbeParameters Chiffrement = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000);

    /// <summary>True when the key's file is there.</summary>
    public bool Contient(string nom) => File.Exists(Chemin(nom));

    /// <summary>Opens a key.</summary>
    /// <exception cref="AutoriteInutilisableException">Missing, readable by others, not in the form expected, or wrong passphrase.</exception>
    public RSA Ouvrir(string nom)
    {
        var chemin = Chemin(nom);
        if (!File.Exists(chemin))
        {
            throw new AutoriteInutilisableException($"La clé {chemin} manque.");
        }

        if (FichierDurable.OuvertAuxAutres(dossier))
        {
            throw new AutoriteInutilisableException($"Le dossier des clés {dossier} est ouvert à d’autres que son propriétaire (0700 attendu).");
        }

        if (FichierDurable.OuvertAuxAutres(chemin))
        {
            throw new AutoriteInutilisableException($"La clé {chemin} est lisible par d’autres que son propriétaire (0600 attendu).");
        }

        var pem = File.ReadAllText(chemin);
        var chiffree = pem.Contains(EnTeteChiffre, StringComparison.Ordinal);
        if (chiffree != phraseSecrete is not null)
        {
            throw new AutoriteInutilisableException(chiffree ? $"La clé {chemin} demande une phrase secrète." : $"La clé {chemin} n’est pas chiffrée, alors qu’une phrase secrète est donnée.");
        }

        return Lire(pem, chemin);
    }

    /// <summary>Stores a new key, whole or not at all.</summary>
    public void Deposer(string nom, RSA cle)
    {
        FichierDurable.CreerDossierPrive(dossier);
        var pem = phraseSecrete is null ? cle.ExportPkcs8PrivateKeyPem() : cle.ExportEncryptedPkcs8PrivateKeyPem(phraseSecrete, Chiffrement);
        FichierDurable.Ecrire(Chemin(nom), Encoding.ASCII.GetBytes(pem + "\n"), FichierDurable.Prive);
    }

    private RSA Lire(string pem, string chemin)
    {
        var cle = RSA.Create();
        try
        {
            if (phraseSecrete is null)
            {
                cle.ImportFromPem(pem);
            }
            else
            {
                cle.ImportFromEncryptedPem(pem, phraseSecrete);
            }

            return cle;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            cle.Dispose();
            throw new AutoriteInutilisableException(
                phraseSecrete is null ? $"La clé {chemin} est illisible." : $"La clé {chemin} ne s’ouvre pas : phrase secrète fausse, ou fichier abîmé.", e);
        }
    }

    private string Chemin(string nom) => Path.Combine(dossier, nom + ".key");
}
