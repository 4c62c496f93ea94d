using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Ws.Tests.Maison;

/// <summary>What the documentation lists is what the code has.</summary>
internal sealed partial class DocumentationTests
{
    [Test]
    public void Chaque_test_que_nomment_les_menaces_existe()
    {
        var classes = ArbreDesSources.Sources("tests").Select(File.ReadAllText).SelectMany(s => Classe().Matches(s).Select(m => (Nom: m.Groups[1].Value, Source: s))).ToLookup(c => c.Nom, c => c.Source);
        var nommes = File.ReadLines(ArbreDesSources.Fichier("docs/menaces.md")).Select(l => l.Split('|')).Where(c => c.Length > 4).SelectMany(c => Essai().Matches(c[3])).ToList();
        nommes.Should().NotBeEmpty();
        nommes.Where(n => !classes[n.Groups[1].Value].Any(s => s.Contains($" {n.Groups[2].Value}(", StringComparison.Ordinal))).Select(n => n.Value).Should().BeEmpty();
    }

    [Test]
    public void Le_README_donne_chaque_reglage_avec_son_defaut()
    {
        var attendu = string.Concat(Reglages.Tous.Select(r => $"| `{Reglage.Section}:{r.Nom}` | {(r.Defaut.Length == 0 ? "" : $"`{r.Defaut}`")} | {r.Role} |\n"));
        var readme = File.ReadAllText(ArbreDesSources.Fichier("README.md"));
        var lu = readme.Split("<!-- reglages -->\n")[1].Split("<!-- /reglages -->")[0];
        lu.Should().Be("| name | default | role |\n|---|---|---|\n" + attendu);
    }

    [Test]
    public void La_premiere_commande_du_README_travaille_dans_le_dossier_de_qui_la_tape()
    {
        Outils.Exiger("dotnet");
        var ici = ArbreDesSources.Fichier("samples");

        var (_, sortie, erreurs) = Outils.Lancer("dotnet", ["msbuild", ArbreDesSources.Fichier("src/Pfcng.Ws"), "-getProperty:RunWorkingDirectory"], dossier: ici);

        Path.TrimEndingDirectorySeparator(sortie.Trim()).Should().Be(ici, erreurs);
    }

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Classe();

    [GeneratedRegex(@"`(\w+)\.(\w+)`")]
    private static partial Regex Essai();
}
