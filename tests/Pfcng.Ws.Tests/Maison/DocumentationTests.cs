using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Configuration;

namespace Pfcng.Ws.Tests.Maison;

/// <summary>What the documentation lists is what the code has.</summary>
internal sealed class DocumentationTests
{
    [Test]
    public void Le_README_donne_chaque_reglage_avec_son_defaut()
    {
        var attendu = string.Concat(Reglage.Tous.Select(r => $"| `{Reglage.Section}:{r.Nom}` | {(r.Defaut.Length == 0 ? "" : $"`{r.Defaut}`")} | {r.Role} |\n"));
        var readme = File.ReadAllText(ArbreDesSources.Fichier("README.md"));
        var lu = readme.Split("<!-- reglages -->\n")[1].Split("<!-- /reglages -->")[0];
        Assert.That(lu, Is.EqualTo("| name | default | role |\n|---|---|---|\n" + attendu));
    }

    [Test]
    public void La_premiere_commande_du_README_travaille_dans_le_dossier_de_qui_la_tape()
    {
        Outils.Exiger("dotnet");
        var ici = ArbreDesSources.Fichier("samples");

        var (_, sortie, erreurs) = Outils.Lancer("dotnet", ["msbuild", ArbreDesSources.Fichier("src/Pfcng.Ws"), "-getProperty:RunWorkingDirectory"], dossier: ici);

        Assert.That(Path.TrimEndingDirectorySeparator(sortie.Trim()), Is.EqualTo(ici), erreurs);
    }
}
