using System.Security.Cryptography;

namespace Pfcng.Domain.Disque;

/// <summary>
/// Files that are whole or absent, and that a power cut does not take away: written beside under another name, synchronised, renamed, and the
/// directory synchronised in its turn. Whatever the platform can't afford to lose outside its store goes through here, or through
/// <see cref="Registre"/>.
/// </summary>
public static class FichierDurable
{
    /// <summary>Owner only: 0600.</summary>
    public const UnixFileMode Prive = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Owner writes, everybody reads: 0644.</summary>
    public const UnixFileMode Public = Prive | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Ending of the name of a file that is being written.</summary>
    public const string Provisoire = ".tmp";

    private const int BlocDeCopie = 256 * 1024;
    private const int Epreuve = 4096;
    private const UnixFileMode DossierPrive = Prive | UnixFileMode.UserExecute;

    /// <summary>Replaces a file at once; a crash leaves the former one, and at most a <c>.tmp</c> that the next call overwrites.</summary>
    /// <param name="chemin">The file; its folder exists.</param>
    /// <param name="contenu">All of it.</param>
    /// <param name="mode">Its rights (Unix).</param>
    /// <exception cref="IOException">The disk did not take it: the former file may still be there, or the new one already.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public static void Ecrire(string chemin, ReadOnlySpan<byte> contenu, UnixFileMode mode)
    {
        var provisoire = chemin + Provisoire;
        File.Delete(provisoire);
        using (var flux = new FileStream(provisoire, Options(FileMode.CreateNew, mode)))
        {
            flux.Write(contenu);
            flux.Flush();
            Synchronisation.Fichier(flux.SafeFileHandle);
        }

        Renommer(provisoire, chemin);
    }

    /// <summary>Tells whether <see cref="Ecrire"/> would find its folder writable and some room; the file itself is not touched.</summary>
    /// <exception cref="IOException">The disk would not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public static void Eprouver(string chemin)
    {
        var provisoire = chemin + Provisoire;
        File.Delete(provisoire);
        try
        {
            using var flux = new FileStream(provisoire, Options(FileMode.CreateNew, Prive));
            flux.Write(new byte[Epreuve]);
            flux.Flush();
            Synchronisation.Fichier(flux.SafeFileHandle);
        }
        finally
        {
            File.Delete(provisoire);
        }
    }

    /// <summary>Copies a file whole, as <see cref="Ecrire"/> does, whatever its size; one that grows meanwhile is copied as far as it went at the start.</summary>
    /// <returns>Bytes copied, and their SHA-256.</returns>
    /// <exception cref="IOException">It can't be read, or the disk did not take the copy.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to read or to write there.</exception>
    public static (long Octets, byte[] Empreinte) Copier(string de, string vers, UnixFileMode mode)
    {
        using var condensat = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var provisoire = vers + Provisoire;
        File.Delete(provisoire);
        using var source = new FileStream(de, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var taille = source.Length;
        using (var flux = new FileStream(provisoire, Options(FileMode.CreateNew, mode)))
        {
            var bloc = new byte[BlocDeCopie];
            for (var reste = taille; reste > 0;)
            {
                var lus = source.Read(bloc, 0, (int)Math.Min(reste, bloc.Length));
                if (lus == 0)
                {
                    throw new IOException($"{de} a raccourci pendant sa copie.");
                }

                condensat.AppendData(bloc, 0, lus);
                flux.Write(bloc, 0, lus);
                reste -= lus;
            }

            flux.Flush();
            Synchronisation.Fichier(flux.SafeFileHandle);
        }

        Renommer(provisoire, vers);
        return (taille, condensat.GetHashAndReset());
    }

    /// <summary>Gives a file that is already synchronised its final name, whatever was there.</summary>
    /// <exception cref="IOException">It could not, or the disk did not keep it.</exception>
    public static void Renommer(string de, string vers)
    {
        File.Move(de, vers, overwrite: true);
        Synchronisation.Dossier(Parent(vers));
    }

    /// <summary>Makes a folder that its owner alone can enter (0700), when it is not there.</summary>
    /// <exception cref="IOException">The disk did not keep it.</exception>
    public static void CreerDossierPrive(string chemin) => CreerDossier(chemin, DossierPrive);

    /// <summary>Makes a folder that everybody can read (0755), when it is not there.</summary>
    /// <exception cref="IOException">The disk did not keep it.</exception>
    public static void CreerDossierPublic(string chemin) => CreerDossier(
        chemin, DossierPrive | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

    /// <summary>True when somebody else than the owner has a right on it. Windows keeps rights in inherited lists: always false there.</summary>
    public static bool OuvertAuxAutres(string chemin) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(chemin) & ~DossierPrive) != 0;

    /// <summary>How a file is opened so that it is born with its rights.</summary>
    internal static FileStreamOptions Options(FileMode creation, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = creation, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        return options;
    }

    /// <summary>The folder of a file.</summary>
    internal static string Parent(string chemin) => Path.GetDirectoryName(Path.GetFullPath(chemin))!;

    private static void CreerDossier(string chemin, UnixFileMode mode)
    {
        if (Directory.Exists(chemin))
        {
            return;
        }

        var parent = Parent(Path.TrimEndingDirectorySeparator(chemin));
        CreerDossier(parent, mode);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(chemin);
        }
        else
        {
            Directory.CreateDirectory(chemin, mode);
        }

        Synchronisation.Dossier(parent);
    }
}
