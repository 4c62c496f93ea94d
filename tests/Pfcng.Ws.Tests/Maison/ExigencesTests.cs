using System.Text.RegularExpressions;
using NUnit.Framework;
using Pfcng.Domain.Errors;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Maison;

/// <summary>docs/exigences.md and docs/decisions.md against the tests: no line without a test, no test that names a line which does not exist.</summary>
internal sealed partial class ExigencesTests
{
    /// <summary>Mail is not built yet.</summary>
    private static readonly string[] PlusTard = ["D38"];

    private static readonly string Decisions = File.ReadAllText(ArbreDesSources.Fichier("docs/decisions.md"));
    private static readonly string[] Exigences = File.ReadAllLines(ArbreDesSources.Fichier("docs/exigences.md"));

    private static readonly HashSet<string> Categories =
        [.. ArbreDesSources.Sources("tests").SelectMany(f => Categorie().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value)];

    private static readonly string Epreuves = string.Concat(
        ArbreDesSources.Sources("tests").Concat(Directory.EnumerateFiles(ArbreDesSources.Fichier("samples/soap"), "*.xml", SearchOption.AllDirectories)).Select(File.ReadAllText));

    [Test]
    public void Chaque_decision_a_un_test() =>
        Assert.That(Enumerable.Range(1, 40).Select(n => $"D{n}").Except(PlusTard).Where(d => !Categories.Contains(d)), Is.Empty);

    [Test]
    public void Chaque_ligne_construite_a_un_test() => Assert.That(
        from ligne in Exigences
        let cellules = ligne.Split('|', StringSplitOptions.TrimEntries)
        where cellules.Length > 6 && cellules[6] == "built" && !cellules[5].Split(' ').Any(Categories.Contains)
        select ligne,
        Is.Empty);

    [Test]
    public void Chaque_categorie_nomme_une_ligne_qui_existe() => Assert.That(Categories.Where(c => !Existe(c)), Is.Empty);

    [Test]
    public void Chaque_code_du_catalogue_a_sa_ligne_et_est_provoque() => Assert.That(
        from code in Catalogue.Lignes
        let ligne = $"| {code.Numero:D2} | «"
        where !Exigences.Any(e => e.StartsWith(ligne, StringComparison.Ordinal)) || !Epreuves.Contains(code.Code, StringComparison.Ordinal)
        select code.Code,
        Is.Empty);

    private static bool Existe(string categorie) => categorie switch
    {
        ['D', ..] when int.TryParse(categorie[1..], out _) => Decisions.Contains($"### {categorie} ", StringComparison.Ordinal),
        ['§', '1', '9', ' ', .. var code] => Exigences.Any(e => e.StartsWith($"| {code} |", StringComparison.Ordinal)),
        ['§', ..] => Exigences.Any(e => e.StartsWith($"| {categorie}", StringComparison.Ordinal) || e.StartsWith($"## {categorie}", StringComparison.Ordinal)),
        ['R', 'M', 'T', '_', 'E', 'R', 'R', '_', .. var numero] => Exigences.Any(e => e.StartsWith($"| {numero} |", StringComparison.Ordinal)),
        _ => categorie is "interop" or "exploitation" or "tableau 11" or "IHM §10",
    };

    [GeneratedRegex("Category\\(\"([^\"]+)\"\\)")]
    private static partial Regex Categorie();
}
