using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pfcng.Domain.Stockage;

/// <summary>
/// One process on a store, for as long as it lives: the system gives the lock back when the process is killed, so nothing has to be cleaned by
/// hand. It is held on a file beside the database and, where a file that is held can be deleted (Unix), on the folder too, which stays.
/// </summary>
internal sealed class Verrou : IDisposable
{
    private const int Exclusif = 2; // LOCK_EX
    private const int SansAttendre = 4; // LOCK_NB
    private const int RefusDePartage = 32; // ERROR_SHARING_VIOLATION, Windows

    private readonly SafeFileHandle? _dossier;
    private readonly FileStream _fichier;

    private Verrou(SafeFileHandle? dossier, FileStream fichier) => (_dossier, _fichier) = (dossier, fichier);

    private static int Retenu => OperatingSystem.IsWindows() ? RefusDePartage : OperatingSystem.IsMacOS() ? 35 : 11; // EWOULDBLOCK

    private static int EnLectureSansHeritage => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000; // O_RDONLY | O_CLOEXEC

    /// <summary>Takes a store, or refuses.</summary>
    /// <param name="chemin">The database file.</param>
    /// <exception cref="StoreException">Another process holds it, or its folder can't be written.</exception>
    public static Verrou Prendre(string chemin)
    {
        var dossier = OperatingSystem.IsWindows() ? null : PrendreDossier(chemin);
        try
        {
            return new(dossier, PrendreFichier(chemin));
        }
        catch
        {
            dossier?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _fichier.Dispose();
        _dossier?.Dispose();
    }

    private static SafeFileHandle PrendreDossier(string chemin)
    {
        var dossier = new SafeFileHandle(open(Path.GetDirectoryName(Path.GetFullPath(chemin))!, EnLectureSansHeritage), ownsHandle: true);
        if (!dossier.IsInvalid && flock(dossier, Exclusif | SansAttendre) == 0)
        {
            return dossier;
        }

        var retenu = !dossier.IsInvalid && Marshal.GetLastPInvokeError() == Retenu;
        dossier.Dispose();
        throw retenu ? DejaOuvert(chemin) : Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(chemin))) ? SansAcces(chemin) : Inexistant(chemin);
    }

    private static FileStream PrendreFichier(string chemin)
    {
        try
        {
            return new(chemin + ".verrou", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw SansAcces(chemin, e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw Inexistant(chemin, e);
        }
        catch (IOException e)
        {
            throw (e.HResult & 0xFFFF) == Retenu ? DejaOuvert(chemin, e) : SansAcces(chemin, e); // A disk that is read-only, or full.
        }
    }

    private static StoreException SansAcces(string chemin, Exception? cause = null) => new($"Le dossier du dépôt {chemin} n’est pas accessible en écriture.", cause);

    private static StoreException Inexistant(string chemin, Exception? cause = null) => new($"Le dossier du dépôt {chemin} n’existe pas.", cause);

    private static StoreOccupeException DejaOuvert(string chemin, Exception? cause = null) => new($"Le dépôt {chemin} est déjà ouvert par un autre processus : arrêtez-le d’abord.", cause);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string chemin, int options);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int flock(SafeHandle poignee, int operation);
}
