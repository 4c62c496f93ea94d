using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pfcng.Domain.Disque;

/// <summary>
/// Asks the disk to keep what was written, and looks at its answer. .NET's own flush throws nothing when fsync fails (EIO, ENOSPC, EDQUOT), and
/// never synchronises a directory: a file that was just renamed may be gone after a power cut.
/// </summary>
public static class Synchronisation
{
    private const string Echec = "Le disque n’a pas gardé ce qui lui a été écrit";
    private const int Interrompu = 4; // EINTR
    private const int Invalide = 22; // EINVAL
    private const int FullFsync = 51; // F_FULLFSYNC, macOS

    /// <summary>What can't be made durable on this system, in French, for the start-up line; null when everything can.</summary>
    public static string? Reserve => OperatingSystem.IsWindows()
        ? "sous Windows, un fichier remplacé juste avant une coupure de courant peut redevenir l’ancien"
        : null;

    /// <summary>Ends once the disk has the file's bytes.</summary>
    /// <exception cref="IOException">It does not: what was written since the last success may be lost.</exception>
    public static void Fichier(SafeFileHandle fichier)
    {
        ArgumentNullException.ThrowIfNull(fichier);
        if (OperatingSystem.IsWindows())
        {
            Exiger(FlushFileBuffers(fichier));
        }
        else if (!OperatingSystem.IsMacOS() || fcntl(fichier, FullFsync) != 0)
        {
            Exiger(Fsync(fichier) == 0);
        }
    }

    /// <summary>Ends once the disk has the directory's entries: files made, renamed or removed in it. Does nothing on Windows (<see cref="Reserve"/>).</summary>
    /// <exception cref="IOException">It does not, or there is no such directory.</exception>
    public static void Dossier(string chemin)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var dossier = new SafeFileHandle(open(chemin, 0), ownsHandle: true);
        Exiger(!dossier.IsInvalid);
        Exiger(Fsync(dossier) == 0 || Marshal.GetLastPInvokeError() == Invalide); // Some network file systems have no such call for a directory.
    }

    private static int Fsync(SafeFileHandle fichier)
    {
        int resultat;
        do
        {
            resultat = fsync(fichier);
        }
        while (resultat != 0 && Marshal.GetLastPInvokeError() == Interrompu);
        return resultat;
    }

    private static void Exiger(bool reussi)
    {
        if (!reussi)
        {
            var code = Marshal.GetLastPInvokeError();
            throw new IOException($"{Echec} : {Marshal.GetPInvokeErrorMessage(code)} ({code}).");
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(SafeHandle fichier);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fcntl(SafeHandle fichier, int commande);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string chemin, int options);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool FlushFileBuffers(SafeHandle fichier);
}
