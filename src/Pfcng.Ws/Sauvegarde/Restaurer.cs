using System.Globalization;
using System.Security.Cryptography;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Stockage;
using Pfcng.Ws.Donnees;

namespace Pfcng.Ws.Sauvegarde;

/// <summary>
/// Puts a backup back in a data folder whose service is stopped. What is in the folder and only grows (registers, lists) is kept when it is ahead
/// of the backup's: the next start gives the older store what it misses from it (D24, D26, D29). The store that was there is put aside, never erased.
/// </summary>
internal static class Restaurer
{
    private static readonly string[] Compagnons = ["-wal", "-shm", ""];

    /// <summary>Checks a backup without writing anything: its files, then its store, page by page.</summary>
    /// <exception cref="DemarrageImpossibleException">It is not whole.</exception>
    public static Manifeste Verifier(string sauvegarde, Action<FichierSauvegarde> progres)
    {
        var manifeste = Manifeste.Verifier(sauvegarde, progres);
        if (manifeste.Fichiers.All(f => f.Nom != ContenuDeSauvegarde.Depot))
        {
            throw new DemarrageImpossibleException($"{sauvegarde} n’a pas de dépôt {ContenuDeSauvegarde.Depot}.");
        }

        Expliquer(() => CopieDeDepot.Verifier(Path.Combine(sauvegarde, ContenuDeSauvegarde.Depot)));
        return manifeste;
    }

    /// <summary>Restores.</summary>
    /// <param name="sauvegarde">The backup.</param>
    /// <param name="racine">The data folder, made when absent.</param>
    /// <param name="progres">Told each file that is found right in the backup.</param>
    /// <returns>Where the store that was there is now, or null.</returns>
    /// <exception cref="DemarrageImpossibleException">The backup is not whole, the service runs, or the folder is not of the same platform.</exception>
    /// <exception cref="IOException">The disk did not take it: calling again goes on, and until then no service starts there, unless its store is as it was and nothing else came.</exception>
    public static string? Faire(string sauvegarde, string racine, Action<FichierSauvegarde> progres)
    {
        var depot = Path.Combine(racine, ContenuDeSauvegarde.Depot);
        ExigerUnServiceArrete(depot);
        ExigerLaForme(racine, Manifeste.Lire(sauvegarde));
        var manifeste = Verifier(sauvegarde, progres);
        FichierDurable.CreerDossierPrive(racine);
        using var reserve = Expliquer(() => Depot.Reserver(depot));
        var aPrendre = manifeste.Fichiers.Where(f => f.Nom != ContenuDeSauvegarde.Depot && EstAPrendre(sauvegarde, racine, f.Nom)).ToList();
        var venant = depot + RepertoireDeDonnees.EnRestauration;
        Apporter(Path.Combine(sauvegarde, ContenuDeSauvegarde.Depot), venant, depot);
        foreach (var fichier in aPrendre)
        {
            FichierDurable.Copier(Path.Combine(sauvegarde, fichier.Nom), ContenuDeSauvegarde.Preparer(racine, fichier.Nom), ContenuDeSauvegarde.Mode(fichier.Nom));
        }

        var aCote = MettreDeCote(depot);
        FichierDurable.Renommer(venant, depot);
        return aCote;
    }

    /// <summary>Before the files are read and told one by one, as if something came of it.</summary>
    private static void ExigerUnServiceArrete(string depot)
    {
        if (File.Exists(depot))
        {
            Expliquer(() => Depot.Reserver(depot)).Dispose();
        }
    }

    private static void ExigerLaForme(string racine, Manifeste manifeste)
    {
        var marque = Path.Combine(racine, ContenuDeSauvegarde.Forme);
        if (File.Exists(marque) && File.ReadAllText(marque).Trim() is { Length: > 0 } forme && forme != manifeste.Forme)
        {
            throw new DemarrageImpossibleException($"Le dossier de données {racine} est en forme « {forme} », la sauvegarde en « {manifeste.Forme} ».");
        }
    }

    /// <summary>
    /// The store first, beside its place. When that fails in a folder that has one, nothing was touched and nothing is left; in a folder that has none,
    /// what came stays, so that no start makes a new world there.
    /// </summary>
    private static void Apporter(string sauve, string venant, string depot)
    {
        var intact = File.Exists(depot);
        try
        {
            FichierDurable.Copier(sauve, venant, FichierDurable.Prive);
        }
        catch (Exception e) when (intact && e is IOException or UnauthorizedAccessException)
        {
            File.Delete(venant + FichierDurable.Provisoire);
            throw;
        }
    }

    private static bool EstAPrendre(string sauvegarde, string racine, string nom)
    {
        var (sauve, present) = (Path.Combine(sauvegarde, nom), Path.Combine(racine, nom));
        if (!File.Exists(present))
        {
            return true;
        }

        return Path.GetExtension(nom) switch
        {
            ContenuDeSauvegarde.Registre => EstPlusLong(sauve, present),
            ContenuDeSauvegarde.Liste => Numero(sauve) > Numero(present),
            _ when nom.StartsWith("autorites/", StringComparison.Ordinal) => ExigerLeMeme(sauve, present),
            _ => false,
        };
    }

    /// <summary>Two registers of one platform begin alike; the longer one knows more.</summary>
    private static bool EstPlusLong(string sauve, string present)
    {
        using var a = File.OpenRead(sauve);
        using var b = File.OpenRead(present);
        var commun = Math.Min(a.Length, b.Length);
        if (!Empreinte(a, commun).AsSpan().SequenceEqual(Empreinte(b, commun)))
        {
            throw new DemarrageImpossibleException($"{present} et {sauve} ne sont pas le même registre : restaurez dans un dossier vide, ou mettez le premier à l’abri.");
        }

        return a.Length > b.Length;
    }

    private static bool ExigerLeMeme(string sauve, string present)
    {
        using var a = File.OpenRead(sauve);
        using var b = File.OpenRead(present);
        return a.Length == b.Length && Empreinte(a, a.Length).AsSpan().SequenceEqual(Empreinte(b, b.Length))
            ? false
            : throw new DemarrageImpossibleException($"{present} n’est pas celui de la sauvegarde : ce n’est pas la même plateforme.");
    }

    private static byte[] Empreinte(Stream flux, long octets)
    {
        using var condensat = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bloc = new byte[64 * 1024];
        for (var reste = octets; reste > 0;)
        {
            var lus = flux.Read(bloc, 0, (int)Math.Min(reste, bloc.Length));
            condensat.AppendData(bloc, 0, lus);
            reste -= lus > 0 ? lus : throw new EndOfStreamException();
        }

        return condensat.GetHashAndReset();
    }

    /// <summary>cRLNumber of a list; a file that is none is worth nothing.</summary>
    private static System.Numerics.BigInteger Numero(string chemin)
    {
        try
        {
            return ListeDeRevocation.Lire(File.ReadAllBytes(chemin)).Numero ?? System.Numerics.BigInteger.MinusOne;
        }
        catch (CryptographicException)
        {
            return System.Numerics.BigInteger.MinusOne;
        }
    }

    /// <summary>The store and its two companions, which SQLite finds by their name.</summary>
    private static string? MettreDeCote(string depot)
    {
        if (!File.Exists(depot))
        {
            return null;
        }

        var aCote = string.Create(CultureInfo.InvariantCulture, $"{depot}.avant-restauration-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}");
        foreach (var suffixe in Compagnons.Where(s => File.Exists(depot + s)))
        {
            FichierDurable.Renommer(depot + suffixe, aCote + suffixe);
        }

        return aCote;
    }

    private static T Expliquer<T>(Func<T> faire)
    {
        try
        {
            return faire();
        }
        catch (StoreException e)
        {
            throw new DemarrageImpossibleException(e.Message, e);
        }
    }
}
