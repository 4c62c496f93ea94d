using System.Data.Common;
using Pfcng.Domain.Disque;

namespace Pfcng.Domain.Stockage;

/// <summary>A store copied while it is in use, and checked without being opened for writing.</summary>
public static class CopieDeDepot
{
    /// <summary>Copies one consistent snapshot of a store into a new file, beside the service that writes it or while it is stopped.</summary>
    /// <param name="chemin">The store.</param>
    /// <param name="vers">The copy; must not exist.</param>
    /// <exception cref="StoreException">There is no such store, or it can't be read or copied.</exception>
    /// <exception cref="IOException">The disk did not keep the copy.</exception>
    public static void Faire(string chemin, string vers) => Avec(chemin, connexion =>
    {
        try
        {
            Copier(connexion, vers);
        }
        catch (DbException e) when (connexion.Dialecte.EstUnDisquePlein(e))
        {
            throw new StoreException($"{vers} ne peut pas être écrit : le disque est plein.", e); // The store itself is only read.
        }

        return true;
    });

    /// <summary>Reads a store through, page by page, without changing it.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="StoreException">It is none of ours, of a newer version, or damaged.</exception>
    public static long Verifier(string chemin) => Avec(chemin, connexion =>
    {
        var version = Migration.Reconnaitre(connexion, chemin);
        return version == 0
            ? throw new StoreException($"Le dépôt {chemin} est vide.")
            : connexion.Dialecte.Defaut(connexion) is { } defaut ? throw new StoreException($"Le dépôt {chemin} est abîmé : {defaut}.") : version;
    });

    /// <summary>Copies what a connection sees.</summary>
    internal static void Copier(Connexion connexion, string vers)
    {
        Depot.CreerPourLeProprietaire(vers);
        connexion.Dialecte.Copier(connexion, vers);
        using var fichier = File.OpenHandle(vers, FileMode.Open, FileAccess.ReadWrite);
        Synchronisation.Fichier(fichier);
    }

    private static T Avec<T>(string chemin, Func<Connexion, T> faire)
    {
        if (!File.Exists(chemin))
        {
            throw new StoreException($"Il n’y a pas de dépôt {chemin}.");
        }

        try
        {
            using var connexion = Connexion.Ouvrir(chemin, lectureSeule: true);
            return faire(connexion);
        }
        catch (Exception e) when (e is DbException or UnauthorizedAccessException)
        {
            throw new StoreException($"Le dépôt {chemin} ne peut pas être lu ou copié : {e.Message}", e);
        }
    }
}
