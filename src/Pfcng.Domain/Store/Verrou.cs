namespace Pfcng.Domain.Store;

/// <summary>
/// One process on a store: a file held beside the database for as long as the process lives. The system gives it back when the process is
/// killed, so nothing has to be cleaned by hand.
/// </summary>
internal sealed class Verrou : IDisposable
{
    private readonly FileStream _fichier;

    private Verrou(FileStream fichier) => _fichier = fichier;

    /// <summary>Takes the store, or refuses.</summary>
    /// <exception cref="StoreException">Another process holds it, or its directory can't be written.</exception>
    public static Verrou Prendre(string chemin)
    {
        try
        {
            return new(new FileStream(chemin + ".verrou", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreException($"Le dossier du dépôt {chemin} n’est pas accessible en écriture.", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new StoreException($"Le dossier du dépôt {chemin} n’existe pas.", e);
        }
        catch (IOException e)
        {
            throw new StoreException($"Le dépôt {chemin} est déjà ouvert par un autre processus.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _fichier.Dispose();
}
