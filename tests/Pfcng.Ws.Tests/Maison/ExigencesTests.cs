using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Tests.Maison;

/// <summary>docs/exigences.md and docs/decisions.md against the tests: no line without a test, no test that names a line which does not exist.</summary>
internal sealed partial class ExigencesTests
{
    /// <summary>Mail is not built yet.</summary>
    private static readonly string[] PlusTard = ["D38"];

    private static readonly string Decisions = File.ReadAllText(ArbreDesSources.Fichier("docs/decisions.md"));
    private static readonly string[] Exigences = File.ReadAllLines(ArbreDesSources.Fichier("docs/exigences.md"));

    /// <summary>The categories of each test, its class's included.</summary>
    private static readonly IReadOnlyList<HashSet<string>> Essais = [.. ArbreDesSources.Sources("tests").SelectMany(f => LireEssais(File.ReadLines(f)))];

    private static readonly HashSet<string> Categories = [.. Essais.SelectMany(e => e)];

    private static readonly string Epreuves = string.Concat(
        ArbreDesSources.Sources("tests").Concat(Directory.EnumerateFiles(ArbreDesSources.Fichier("samples/soap"), "*.xml", SearchOption.AllDirectories)).Select(File.ReadAllText));

    [Test]
    public void Chaque_decision_a_un_test() =>
        Enumerable.Range(1, 40).Select(n => $"D{n}").Except(PlusTard).Where(d => !Categories.Contains(d)).Should().BeEmpty();

    /// <summary>One use of a decision anywhere is not enough: the same test carries the line's § and its decision.</summary>
    [Test]
    public void Chaque_ligne_construite_a_un_test_qui_porte_ensemble_son_paragraphe_et_sa_decision() =>
        (from ligne in Exigences
         let cellules = ligne.Split('|', StringSplitOptions.TrimEntries)
         where cellules.Length > 6 && cellules[6] == "built"
         let attendues = CategorieDeLigne().Matches(cellules[5]).Select(m => m.Value).ToLookup(c => c[0] == 'D')
         where !attendues[false].Any() || attendues[true].DefaultIfEmpty(attendues[false].FirstOrDefault("")).Any(d => !Essais.Any(e => e.Contains(d) && e.Overlaps(attendues[false])))
         select ligne)
        .Should().BeEmpty();

    [Test]
    public void Les_essais_sont_lus_avec_les_categories_de_leur_classe() =>
        LireEssais("""
            [Category("D1")]
            internal sealed class UneClasse
            {
                [TestCase(
                    "x"), Category("§1")]
                // Rien.
                [Category("D2")]
                public void Un() => Faire();

                [OneTimeSetUp]
                public void Preparer()

                [Test]
                public void Deux()
            """.Split('\n')).Select(e => string.Join(' ', e.Order(StringComparer.Ordinal)))
        .Should().Equal("D1 D2 §1", "D1");

    [Test]
    public void Chaque_categorie_nomme_une_ligne_qui_existe() => Categories.Where(c => !Existe(c)).Should().BeEmpty();

    [Test]
    public void Chaque_code_du_catalogue_a_sa_ligne_et_est_provoque() =>
        (from code in Tableau22.Lignes
         let ligne = $"| {code.Numero:D2} | «"
         where !Exigences.Any(e => e.StartsWith(ligne, StringComparison.Ordinal)) || !Epreuves.Contains(code.Code, StringComparison.Ordinal)
         select code.Code)
        .Should().BeEmpty();

    private static bool Existe(string categorie) => categorie switch
    {
        ['D', ..] when int.TryParse(categorie[1..], out _) => Decisions.Contains($"### {categorie} ", StringComparison.Ordinal),
        ['§', '1', '9', ' ', .. var code] => Exigences.Any(e => e.StartsWith($"| {code} |", StringComparison.Ordinal)),
        ['§', ..] => Exigences.Any(e => e.StartsWith($"| {categorie}", StringComparison.Ordinal) || e.StartsWith($"## {categorie}", StringComparison.Ordinal)),
        ['R', 'M', 'T', '_', 'E', 'R', 'R', '_', .. var numero] => Exigences.Any(e => e.StartsWith($"| {numero} |", StringComparison.Ordinal)),
        _ => categorie is "interop" or "exploitation" or "tableau 11" or "IHM §10",
    };

    private static IEnumerable<HashSet<string>> LireEssais(IEnumerable<string> lignes)
    {
        HashSet<string> classe = [];
        var attributs = "";
        foreach (var ligne in lignes.Select(l => l.Trim()))
        {
            if (!Declaration().IsMatch(ligne))
            {
                attributs = ligne.StartsWith('[') || (attributs.Length > 0 && !ligne.EndsWith(';')) ? attributs + ligne : "";
                continue;
            }

            HashSet<string> siennes = [.. Categorie().Matches(attributs).Select(m => m.Groups[1].Value)];
            if (ligne.Contains(" class ", StringComparison.Ordinal))
            {
                classe = siennes;
            }
            else if (Essai().IsMatch(attributs))
            {
                yield return [.. siennes, .. classe];
            }

            attributs = "";
        }
    }

    [GeneratedRegex("Category\\(\"([^\"]+)\"\\)")]
    private static partial Regex Categorie();

    [GeneratedRegex("\\b(Test|TestCase|TestCaseSource|Combinatorial)\\b")]
    private static partial Regex Essai();

    [GeneratedRegex("^(public|private|protected|internal) ")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"§[\d.]+( \d\d)?|D\d+|RMT_ERR_\d+")]
    private static partial Regex CategorieDeLigne();
}
