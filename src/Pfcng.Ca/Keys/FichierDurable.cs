namespace Pfcng.Ca.Keys;

/// <summary>Files that are whole or absent: written beside under another name, flushed to the disk, then renamed.</summary>
internal static class FichierDurable
{
    /// <summary>Owner only: 0600.</summary>
    public const UnixFileMode Prive = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Owner writes, everybody reads: 0644.</summary>
    public const UnixFileMode Public = Prive | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode DossierPrive = Prive | UnixFileMode.UserExecute;

    /// <summary>Replaces a file at once; a crash leaves the former one, and at most a <c>.tmp</c> that the next call overwrites.</summary>
    public static void Ecrire(string chemin, ReadOnlySpan<byte> contenu, UnixFileMode mode)
    {
        var provisoire = chemin + ".tmp";
        File.Delete(provisoire);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;

        using (var flux = new FileStream(provisoire, options))
        {
            flux.Write(contenu);
            flux.Flush(flushToDisk: true);
        }

        File.Move(provisoire, chemin, overwrite: true);
    }

    /// <summary>Makes a folder that its owner alone can enter (0700), when it is not there.</summary>
    public static void CreerDossierPrive(string chemin)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(chemin);
        else
            Directory.CreateDirectory(chemin, DossierPrive);
    }

    /// <summary>True when somebody else than the owner has a right on it. Windows keeps rights in inherited lists: always false there.</summary>
    public static bool OuvertAuxAutres(string chemin) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(chemin) & ~DossierPrive) != 0;
}
