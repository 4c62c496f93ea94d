using Pfcng.Domain.Disque;

namespace Pfcng.Ws.Sauvegarde;

/// <summary>Which files of a data folder a backup holds beside the store, and with which rights they come back.</summary>
internal static class ContenuDeSauvegarde
{
    /// <summary>The store, copied by its own means.</summary>
    public const string Depot = "pfcng.db";

    /// <summary>Mark of the form.</summary>
    public const string Forme = "forme";

    /// <summary>Ending of the registers, which only grow.</summary>
    public const string Registre = ".journal";

    /// <summary>Ending of the revocation lists, whose number only grows.</summary>
    public const string Liste = ".crl";

    private const string Autorites = "autorites/";
    private const string Certificats = Autorites + "certificats/";

    private static readonly string[] Dossiers = ["listes/", Certificats, "confiance/"];
    private static readonly string[] Fichiers = [Forme, "annuaire.json", "demo/annuaire.json"];

    /// <summary>The files, by their name below the folder.</summary>
    /// <param name="racine">The data folder.</param>
    /// <param name="avecCles">Also the private keys.</param>
    public static IEnumerable<string> Lister(string racine, bool avecCles) =>
        from chemin in Directory.EnumerateFiles(racine, "*", SearchOption.AllDirectories)
        let nom = Path.GetRelativePath(racine, chemin).Replace('\\', '/')
        where !nom.EndsWith(FichierDurable.Provisoire, StringComparison.Ordinal)
            && (Fichiers.Contains(nom)
                || (nom.EndsWith(Registre, StringComparison.Ordinal) && !nom.Contains('/', StringComparison.Ordinal))
                || Dossiers.Any(d => nom.StartsWith(d, StringComparison.Ordinal))
                || (avecCles && nom.StartsWith(Autorites, StringComparison.Ordinal)))
        orderby nom
        select nom;

    /// <summary>Lists and certificates are public, the rest is its owner's.</summary>
    public static UnixFileMode Mode(string nom) =>
        nom.StartsWith("listes/", StringComparison.Ordinal) || nom.StartsWith(Certificats, StringComparison.Ordinal) ? FichierDurable.Public : FichierDurable.Prive;

    /// <summary>The folder of a file, made when absent, with its rights.</summary>
    public static string Preparer(string racine, string nom)
    {
        var chemin = Path.Combine(racine, nom);
        var dossier = Path.GetDirectoryName(chemin)!;
        if (Mode(nom) == FichierDurable.Public)
        {
            FichierDurable.CreerDossierPublic(dossier);
        }
        else
        {
            FichierDurable.CreerDossierPrive(dossier);
        }

        return chemin;
    }
}
