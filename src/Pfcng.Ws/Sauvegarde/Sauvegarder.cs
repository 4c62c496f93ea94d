using System.Reflection;
using System.Security.Cryptography;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Stockage;

namespace Pfcng.Ws.Sauvegarde;

/// <summary>
/// Copies a data folder while the service runs, or while it is stopped. The store first: what is copied after it, lists and registers, can only
/// be ahead of it, which a restore repairs; never behind.
/// </summary>
internal static class Sauvegarder
{
    /// <summary>Makes a backup.</summary>
    /// <param name="racine">The data folder.</param>
    /// <param name="vers">A folder that is absent or empty.</param>
    /// <param name="avecCles">Also the private keys: whoever takes such a backup can sign.</param>
    /// <param name="progres">Told each file.</param>
    /// <exception cref="DemarrageImpossibleException">The folder holds something, or the store can't be copied.</exception>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public static Manifeste Faire(string racine, string vers, bool avecCles, Action<FichierSauvegarde> progres)
    {
        var instant = TimeProvider.System.GetUtcNow();
        Preparer(racine, vers);
        try
        {
            return Copier(racine, vers, avecCles, instant, progres);
        }
        catch
        {
            Vider(vers); // It was empty: what is in it is what was being copied.
            throw;
        }
    }

    private static Manifeste Copier(string racine, string vers, bool avecCles, DateTimeOffset instant, Action<FichierSauvegarde> progres)
    {
        var fichiers = new List<FichierSauvegarde>();
        Ajouter(CopierLeDepot(racine, vers));
        foreach (var nom in ContenuDeSauvegarde.Lister(racine, avecCles))
        {
            var (octets, empreinte) = FichierDurable.Copier(Path.Combine(racine, nom), ContenuDeSauvegarde.Preparer(vers, nom), FichierDurable.Prive);
            Ajouter(new(nom, octets, Convert.ToHexStringLower(empreinte)));
        }

        var version = typeof(Sauvegarder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        var manifeste = new Manifeste(version, instant, File.ReadAllText(Path.Combine(racine, ContenuDeSauvegarde.Forme)).Trim(), avecCles, fichiers);
        manifeste.Ecrire(vers);
        return manifeste;

        void Ajouter(FichierSauvegarde fichier)
        {
            fichiers.Add(fichier);
            progres(fichier);
        }
    }

    private static void Preparer(string racine, string vers)
    {
        var relatif = Path.GetRelativePath(Reel(racine), Reel(vers));
        if (!Path.IsPathRooted(relatif) && relatif.Split(Path.DirectorySeparatorChar)[0] != "..")
        {
            throw new DemarrageImpossibleException($"{vers} est dans le dossier de données {racine} : une sauvegarde se perdrait avec lui.");
        }

        if (File.Exists(vers) || (Directory.Exists(vers) && Directory.EnumerateFileSystemEntries(vers).Any()))
        {
            throw new DemarrageImpossibleException($"{vers} existe et n’est pas un dossier vide : une sauvegarde n’en recouvre pas une autre.");
        }

        FichierDurable.CreerDossierPrive(vers);
    }

    /// <summary>A folder without its links; what is not there yet is below what is.</summary>
    private static string Reel(string dossier)
    {
        var entier = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dossier));
        var reel = Path.GetDirectoryName(entier) is { } parent ? Path.Combine(Reel(parent), Path.GetFileName(entier)) : entier;
        return Directory.Exists(reel) && Directory.ResolveLinkTarget(reel, returnFinalTarget: true) is { } vise ? Reel(vise.FullName) : reel;
    }

    private static void Vider(string vers)
    {
        try
        {
            foreach (var dossier in Directory.EnumerateDirectories(vers))
            {
                Directory.Delete(dossier, recursive: true);
            }

            foreach (var fichier in Directory.EnumerateFiles(vers))
            {
                File.Delete(fichier);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What stopped the copy is told, not this.
        }
    }

    private static FichierSauvegarde CopierLeDepot(string racine, string vers)
    {
        var copie = Path.Combine(vers, ContenuDeSauvegarde.Depot);
        try
        {
            CopieDeDepot.Faire(Path.Combine(racine, ContenuDeSauvegarde.Depot), copie);
        }
        catch (StoreException e)
        {
            throw new DemarrageImpossibleException(e.Message, e);
        }

        using var flux = File.OpenRead(copie);
        return new(ContenuDeSauvegarde.Depot, flux.Length, Convert.ToHexStringLower(SHA256.HashData(flux)));
    }
}
