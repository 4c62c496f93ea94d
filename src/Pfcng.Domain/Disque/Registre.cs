using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Pfcng.Domain.Disque;

/// <summary>
/// A file of lines that only grows, 0600. A line is there whole or not at all: what a crash or a full disk left of one is cut off. Not for
/// concurrent use; other processes may read it meanwhile.
/// </summary>
public sealed class Registre : IDisposable
{
    private const byte FinDeLigne = (byte)'\n';
    private readonly FileStream _flux;

    private Registre(FileStream flux) => _flux = flux;

    /// <summary>The file.</summary>
    public string Chemin => _flux.Name;

    /// <summary>Its size, bytes.</summary>
    public long Longueur => _flux.Length;

    /// <summary>Opens the file at its end, made when absent; cuts off a line without end.</summary>
    /// <exception cref="IOException">It can't be opened or cut, or the disk did not keep it.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public static Registre Ouvrir(string chemin)
    {
        var nouveau = !File.Exists(chemin);
        var options = FichierDurable.Options(FileMode.OpenOrCreate, FichierDurable.Prive);
        options.BufferSize = 0;
        var flux = new FileStream(chemin, options);
        try
        {
            var registre = new Registre(flux);
            registre.Couper(ChercherEnArriere(flux, flux.Length));
            if (nouveau)
            {
                Synchronisation.Dossier(FichierDurable.Parent(chemin));
            }

            return registre;
        }
        catch
        {
            flux.Dispose();
            throw;
        }
    }

    /// <summary>The whole lines of a file, oldest first; none when it is absent. A line that is being written is not among them.</summary>
    /// <param name="chemin">The file.</param>
    /// <param name="depuis">From which octet on: where a line ends.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    public static IEnumerable<string> Lire(string chemin, long depuis = 0)
    {
        if (!File.Exists(chemin))
        {
            yield break;
        }

        using var flux = OuvrirEnLecture(chemin);
        flux.Position = depuis;
        using var lecteur = new StreamReader(flux, new UTF8Encoding(false, throwOnInvalidBytes: false));
        string? precedente = null;
        while (lecteur.ReadLine() is { } ligne)
        {
            if (precedente is not null)
            {
                yield return precedente;
            }

            precedente = ligne;
        }

        if (precedente is not null && FinitParUneLigne(flux))
        {
            yield return precedente;
        }
    }

    /// <summary>The line whose line feed is just before that octet, without it; null when there is none.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static byte[]? LigneFinissantA(string chemin, long octets)
    {
        if (octets <= 0 || !File.Exists(chemin))
        {
            return null;
        }

        using var flux = OuvrirEnLecture(chemin);
        if (octets > flux.Length || ChercherEnArriere(flux, octets) != octets)
        {
            return null;
        }

        var debut = ChercherEnArriere(flux, octets - 1);
        var ligne = new byte[octets - 1 - debut];
        flux.Position = debut;
        flux.ReadExactly(ligne);
        return ligne;
    }

    /// <summary>Adds lines, all or none.</summary>
    /// <param name="lignes">UTF-8, each ending with a line feed.</param>
    /// <param name="durable">True: ends once the disk has them; false: once the system has them, which the end of the process does not undo.</param>
    /// <exception cref="IOException">The disk refuses: none is in the file, or none can be relied upon.</exception>
    public void Ajouter(ReadOnlySpan<byte> lignes, bool durable)
    {
        if (lignes.IsEmpty || lignes[^1] != FinDeLigne)
        {
            throw new ArgumentException("A line ends with a line feed.", nameof(lignes));
        }

        var avant = _flux.Length;
        try
        {
            _flux.Position = avant;
            _flux.Write(lignes);
        }
        catch
        {
            Couper(avant);
            throw;
        }

        if (durable)
        {
            Synchronisation.Fichier(_flux.SafeFileHandle);
        }
    }

    /// <summary>Ends once the disk has all of the file.</summary>
    /// <exception cref="IOException">It does not.</exception>
    public void Synchroniser() => Synchronisation.Fichier(_flux.SafeFileHandle);

    /// <summary>True when that handle is of this very file: by its name where the system tells it (Linux), else by its size and last writing.</summary>
    internal bool Est(SafeFileHandle autre) => OperatingSystem.IsLinux()
        ? NomDuSysteme(autre) == NomDuSysteme(_flux.SafeFileHandle)
        : RandomAccess.GetLength(autre) == _flux.Length && File.GetLastWriteTimeUtc(autre) == File.GetLastWriteTimeUtc(_flux.SafeFileHandle);

    /// <summary>A file that lost its name is « … (deleted) ».</summary>
    private static string? NomDuSysteme(SafeFileHandle fichier) => new FileInfo($"/proc/self/fd/{fichier.DangerousGetHandle()}").LinkTarget;

    /// <inheritdoc/>
    public void Dispose() => _flux.Dispose();

    private static bool FinitParUneLigne(FileStream flux)
    {
        flux.Position = flux.Length - 1;
        return flux.ReadByte() == FinDeLigne;
    }

    private void Couper(long longueur)
    {
        if (_flux.Length > longueur)
        {
            _flux.SetLength(longueur);
            Synchronisation.Fichier(_flux.SafeFileHandle);
        }
    }

    private static FileStream OuvrirEnLecture(string chemin) => new(chemin, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Where the last line that is whole before that octet ends; 0 when there is none.</summary>
    private static long ChercherEnArriere(FileStream flux, long avant)
    {
        Span<byte> bloc = stackalloc byte[4096];
        for (var fin = avant; fin > 0;)
        {
            var debut = Math.Max(0, fin - bloc.Length);
            var lu = bloc[..(int)(fin - debut)];
            flux.Position = debut;
            flux.ReadExactly(lu);
            var trouve = lu.LastIndexOf(FinDeLigne);
            if (trouve >= 0)
            {
                return debut + trouve + 1;
            }

            fin = debut;
        }

        return 0;
    }
}
