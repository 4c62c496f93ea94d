using System.Globalization;
using System.Text.RegularExpressions;
using Pfcng.Domain.Disque;

namespace Pfcng.Domain.Stockage;

/// <summary>A numbered step of the schema: the file Migrations/(engine)/nnnn_name.sql.</summary>
/// <param name="Version">Its number: 1, 2, 3…, written in the store.</param>
/// <param name="Sql">Its text.</param>
internal sealed partial record Migration(int Version, string Sql)
{
    /// <summary>The steps this program knows, in order.</summary>
    public static IReadOnlyList<Migration> Toutes { get; } = Charger(Dialecte.DuDepot.Migrations);

    /// <summary>Brings a database to the last version, after a copy of it when it is not new.</summary>
    /// <exception cref="StoreException">It is of a newer version, is not ours, or is empty where it can't be.</exception>
    public static void Appliquer(Connexion connexion, string chemin, IReadOnlyList<Migration> migrations, Vestiges? vestiges)
    {
        var derniere = migrations[^1].Version;
        var version = Reconnaitre(connexion, chemin, derniere);
        if (version == 0)
        {
            vestiges?.ExigerAucun(chemin);
        }

        if (version > 0 && version < derniere)
        {
            Sauvegarder(connexion, chemin, version);
        }

        foreach (var migration in migrations.Where(m => m.Version > version))
        {
            migration.Appliquer(connexion);
        }
    }

    /// <summary>Checks that a database can be read as it is.</summary>
    /// <exception cref="StoreException">It is of another version, or is not ours.</exception>
    public static void Exiger(Connexion connexion, string chemin)
    {
        if (Reconnaitre(connexion, chemin) < Toutes[^1].Version)
        {
            throw new StoreException($"Le dépôt {chemin} est d’une version ancienne : le service la mettra à jour à son démarrage.");
        }
    }

    /// <summary>The version of a database of ours, 0 when it is empty.</summary>
    /// <exception cref="StoreException">It is of a newer version, or is not ours.</exception>
    public static long Reconnaitre(Connexion connexion, string chemin) => Reconnaitre(connexion, chemin, Toutes[^1].Version);

    private static long Reconnaitre(Connexion connexion, string chemin, int derniere)
    {
        var version = connexion.Dialecte.Version(connexion) ?? throw new StoreException($"Le fichier {chemin} n’est pas un dépôt Pfcng.");
        return version <= derniere
            ? version
            : throw new StoreException($"Le dépôt {chemin} est en version {version}, ce programme s’arrête à la version {derniere} : installez un programme plus récent.");
    }

    private void Appliquer(Connexion connexion)
    {
        connexion.Executer(connexion.Dialecte.DebutDEcriture);
        connexion.ExecuterScript($"{Sql};\n{connexion.Dialecte.EcrireVersion(Version)}");
        connexion.Executer("COMMIT");
    }

    private static void Sauvegarder(Connexion connexion, string chemin, long version)
    {
        var copie = string.Create(CultureInfo.InvariantCulture, $"{chemin}.version-{version}.sauvegarde");
        var enCours = copie + ".encours";
        File.Delete(enCours);
        CopieDeDepot.Copier(connexion, enCours);
        FichierDurable.Renommer(enCours, copie);
    }

    private static Migration[] Charger(string moteur)
    {
        var assemblage = typeof(Migration).Assembly;
        return [.. assemblage.GetManifestResourceNames()
            .Select(n => (Nom: n, Trouve: NomDeFichier().Match(n)))
            .Where(n => n.Trouve.Success && n.Trouve.Groups["moteur"].Value == moteur)
            .Select(n => new Migration(int.Parse(n.Trouve.Groups["version"].Value, CultureInfo.InvariantCulture), Lire(n.Nom)))
            .OrderBy(m => m.Version)];

        string Lire(string nom)
        {
            using var texte = new StreamReader(assemblage.GetManifestResourceStream(nom)!);
            return texte.ReadToEnd();
        }
    }

    [GeneratedRegex(@"\.Migrations\.(?<moteur>\w+)\.(?<version>\d{4})_\w+\.sql$")]
    private static partial Regex NomDeFichier();
}
