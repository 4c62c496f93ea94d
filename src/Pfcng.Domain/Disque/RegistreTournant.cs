using System.Globalization;

namespace Pfcng.Domain.Disque;

/// <summary>
/// Lines that are kept for a time and within a size: <see cref="Registre"/> files of which the full ones are set aside as
/// <c>nom-aaaammjjThhmmss.fffZ.jsonl</c> and end up deleted. Opened when it is needed, and again when its file was taken away: what failed
/// once may work the next time. Not for concurrent use.
/// </summary>
/// <param name="chemin">The file that is written, <c>….jsonl</c>; its folder exists.</param>
/// <param name="garde">How much is kept, and how long.</param>
/// <param name="horloge">The clock.</param>
public sealed class RegistreTournant(string chemin, GardeDuRegistre garde, TimeProvider horloge) : IDisposable
{
    private const string Horodatage = "yyyyMMdd'T'HHmmss'.'fff'Z'";

    private Registre? _registre;
    private long _periode;

    /// <summary>Adds lines, all or none; they are the system's when it ends, the disk's after <see cref="Synchroniser"/>.</summary>
    /// <param name="lignes">UTF-8, each ending with a line feed.</param>
    /// <exception cref="IOException">They are not there.</exception>
    public void Ajouter(ReadOnlySpan<byte> lignes)
    {
        try
        {
            Ouvrir();
            if (_registre!.Longueur > 0 && (_registre.Longueur + lignes.Length > garde.Taille || Periode(horloge.GetUtcNow()) != _periode))
            {
                Tourner();
            }

            _registre.Ajouter(lignes, durable: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Fermer();
            throw new IOException($"{chemin} ne peut pas être écrit : {e.Message}", e);
        }
    }

    /// <summary>Opens the file when it is not; nothing is written.</summary>
    /// <exception cref="IOException">It can't be opened.</exception>
    public void Ouvrir()
    {
        if (_registre is not null && EstEncoreLa(_registre))
        {
            return;
        }

        Fermer();
        try
        {
            var derniere = File.GetLastWriteTimeUtc(chemin);
            _registre = Registre.Ouvrir(chemin);
            _periode = Periode(_registre.Longueur > 0 ? new DateTimeOffset(derniere) : horloge.GetUtcNow());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"{chemin} ne peut pas être ouvert : {e.Message}", e);
        }
    }

    /// <summary>Has the disk keep what was added.</summary>
    /// <exception cref="IOException">It does not.</exception>
    public void Synchroniser()
    {
        try
        {
            _registre?.Synchroniser();
        }
        catch (IOException)
        {
            Fermer();
            throw;
        }
    }

    /// <summary>Deletes the files set aside that are too old or too many; one that can't be deleted waits for the next time.</summary>
    public void Purger()
    {
        var (dossier, nom) = (Path.GetDirectoryName(chemin)!, Path.GetFileNameWithoutExtension(chemin));
        var trop = Directory.Exists(dossier)
            ? Directory.EnumerateFiles(dossier, $"{nom}-*.jsonl").OrderDescending(StringComparer.Ordinal).Where((f, rang) => rang >= garde.Fichiers - 1 || EstPasse(f, nom)).ToList()
            : [];
        foreach (var fichier in trop)
        {
            try
            {
                File.Delete(fichier);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not a reason to lose new lines.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Fermer();

    /// <summary>True while the path leads to the file that is open, and not to another that took its place.</summary>
    private bool EstEncoreLa(Registre registre)
    {
        try
        {
            using var present = File.OpenHandle(chemin, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return registre.Est(present);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }

    private void Fermer()
    {
        _registre?.Dispose();
        _registre = null;
    }

    /// <summary>Days are cut in as many periods as files can be set aside, so that a file of few lines ends too.</summary>
    private long Periode(DateTimeOffset instant) =>
        instant.ToUnixTimeSeconds() / (long)TimeSpan.FromDays(Math.Max(1, garde.Jours / Math.Max(1, garde.Fichiers - 1))).TotalSeconds;

    private void Tourner()
    {
        _registre!.Synchroniser();
        Fermer();
        var instant = horloge.GetUtcNow();
        while (File.Exists(MisDeCote(instant)))
        {
            instant += TimeSpan.FromMilliseconds(1);
        }

        FichierDurable.Renommer(chemin, MisDeCote(instant));
        Purger();
        Ouvrir();
    }

    private string MisDeCote(DateTimeOffset instant) =>
        $"{chemin[..^Path.GetExtension(chemin).Length]}-{instant.UtcDateTime.ToString(Horodatage, CultureInfo.InvariantCulture)}.jsonl";

    /// <summary>The name says when its last line was not written yet: older than the days kept, all of it is.</summary>
    private bool EstPasse(string fichier, string nom) =>
        DateTime.TryParseExact(
            Path.GetFileNameWithoutExtension(fichier)[(nom.Length + 1)..], Horodatage, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var fin)
        && horloge.GetUtcNow().UtcDateTime - fin > TimeSpan.FromDays(garde.Jours);
}
