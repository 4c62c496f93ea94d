using System.Security.Cryptography;
using Pfcng.Domain.Disque;

namespace Pfcng.Ca.Cles;

/// <summary>A random secret of 32 bytes in a file that its owner alone can read: the key of the revocation codes (D27) is one.</summary>
public static class SecretLocal
{
    private const int Octets = 32;

    /// <summary>Reads the secret, or makes it when the file is absent.</summary>
    /// <param name="chemin">The file.</param>
    /// <param name="connu">True when it has existed: it is not made again.</param>
    /// <exception cref="AutoriteInutilisableException">The file is not such a secret, or was lost.</exception>
    public static byte[] OuvrirOuCreer(string chemin, bool connu)
    {
        if (!File.Exists(chemin))
        {
            if (connu)
            {
                throw new AutoriteInutilisableException($"Le secret {chemin} manque, alors que le dépôt le connaît : remettez l’original.");
            }

            FichierDurable.Ecrire(chemin, RandomNumberGenerator.GetBytes(Octets), FichierDurable.Prive);
        }

        return File.ReadAllBytes(chemin) is { Length: Octets } secret
            ? secret
            : throw new AutoriteInutilisableException($"Le secret {chemin} ne fait pas {Octets} octets.");
    }
}
