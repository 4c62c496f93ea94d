using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pfcng.Domain.Disque;

namespace Pfcng.Testing;

/// <summary>
/// A data folder made by the program of version 4 of the store (commit c3be7e0), unpacked in a folder of its own, and what is in it: demandes in
/// every state, revocations done, replaced and waiting, both worlds. Its history ends on a clock three years ahead of the day it was made: give
/// <see cref="Horloge"/> to whoever opens it, or <see cref="Decalage"/> to a process. How it was made: <c>donnees/FabriqueDeVersion4.cs</c>.
/// </summary>
public sealed class DossierDeVersion4 : IDisposable
{
    private const string Archive = "donnees/version-4.zip";

    private static readonly JsonSerializerOptions Lecture = new() { PropertyNameCaseInsensitive = true, Converters = { new JsonStringEnumConverter() } };

    private DossierDeVersion4(string racine, Contenu contenu)
    {
        Racine = racine;
        Demandes = contenu.Demandes;
        Revocations = contenu.Revocations;
        Lignes = contenu.Lignes;
        Instant = contenu.Instant;
        Horloge = new(contenu.Instant.AddMinutes(1));
    }

    /// <summary>The data folder.</summary>
    public string Racine { get; }

    /// <summary>The moment the old program stopped, on its own clock.</summary>
    public DateTimeOffset Instant { get; }

    /// <summary>A clock one minute later, for a service in this process.</summary>
    public HorlogeManuelle Horloge { get; }

    /// <summary>Value of <c>Pfcng:Demonstration:Decalage</c> that puts a service of its own process on that clock, one minute later or so.</summary>
    public string Decalage => $"{Instant.AddMinutes(1) - DateTimeOffset.UtcNow:c}";

    /// <summary>Rows of its history.</summary>
    public int Lignes { get; }

    /// <summary>What its demandes are, by name of case: <c>validee</c>, <c>transmise</c>, <c>non-traitee-44</c>…</summary>
    public IReadOnlyDictionary<string, DemandeAncienne> Demandes { get; }

    /// <summary>What its demandes de révocation are, by name of case.</summary>
    public IReadOnlyDictionary<string, RevocationAncienne> Revocations { get; }

    /// <summary>A signed lot of CAROLE whose demandes are still « validée », as it was sent, and the answer it got (D25).</summary>
    public (byte[] Message, string Reponse) Rejouable => (Octets("rejouable-message.xml"), System.Text.Encoding.UTF8.GetString(Octets("rejouable-reponse.xml")));

    /// <summary>Unpacks it.</summary>
    /// <param name="tue">True: the store as <c>kill -9</c> leaves it, its WAL not folded back.</param>
    /// <param name="cartesDorigine">True: with the cards and servers' certificates of that day, which last three years. False: the demonstration makes new ones at its start.</param>
    public static DossierDeVersion4 Ouvrir(bool tue = false, bool cartesDorigine = false)
    {
        var racine = Directory.CreateTempSubdirectory("pfcng-version-4-").FullName;
        using var zip = ZipFile.OpenRead(ArbreDesSources.Fichier("tests/Pfcng.Testing/" + Archive));
        foreach (var entree in zip.Entries)
        {
            var (dossier, chemin) = Partager(entree.FullName);
            var estDuDepot = chemin.StartsWith("pfcng.db", StringComparison.Ordinal) && !chemin.EndsWith(".verrou", StringComparison.Ordinal);
            if (dossier == "tue" ? tue : dossier == "donnees" && !(tue && estDuDepot) && (cartesDorigine || !EstUneCarte(chemin)))
            {
                Extraire(entree, Path.Combine(racine, chemin));
            }
        }

        return new(racine, JsonSerializer.Deserialize<Contenu>(Octets("attendu.json"), Lecture)!);
    }

    /// <summary>Unpacks its authorities alone, keys and certificates, in a folder that has none: fourteen keys of 4096 bits that need not be made again.</summary>
    public static void ExtraireLesAutorites(string racine)
    {
        FichierDurable.CreerDossierPrive(Path.Combine(racine, "autorites"));
        using var zip = ZipFile.OpenRead(ArbreDesSources.Fichier("tests/Pfcng.Testing/" + Archive));
        foreach (var entree in zip.Entries)
        {
            var (dossier, chemin) = Partager(entree.FullName);
            if (dossier == "donnees" && (chemin.StartsWith("autorites/cles/", StringComparison.Ordinal) || chemin.StartsWith("autorites/certificats/", StringComparison.Ordinal)))
            {
                Extraire(entree, Path.Combine(racine, chemin));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Racine, recursive: true);

    private static (string Dossier, string Chemin) Partager(string nom) => nom.IndexOf('/', StringComparison.Ordinal) is var i and > 0 ? (nom[..i], nom[(i + 1)..]) : ("", nom);

    private static bool EstUneCarte(string chemin) =>
        chemin.StartsWith("demo/cartes", StringComparison.Ordinal) || chemin.StartsWith("demo/serveurs", StringComparison.Ordinal);

    /// <summary>Its owner alone can read what comes out, as the program made it.</summary>
    private static void Extraire(ZipArchiveEntry entree, string vers)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(vers)!);
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(vers)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var flux = new FileStream(vers, options);
        using var contenu = entree.Open();
        contenu.CopyTo(flux);
    }

    private static byte[] Octets(string nom)
    {
        using var zip = ZipFile.OpenRead(ArbreDesSources.Fichier("tests/Pfcng.Testing/" + Archive));
        using var flux = zip.GetEntry(nom)!.Open();
        using var octets = new MemoryStream();
        flux.CopyTo(octets);
        return octets.ToArray();
    }

    private sealed record Contenu(
        DateTimeOffset Instant, int Lignes, Dictionary<string, DemandeAncienne> Demandes, Dictionary<string, RevocationAncienne> Revocations);
}
