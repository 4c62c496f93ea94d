using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Maison;

/// <summary>What no test does: owe its outcome to a clock, or to a draw that can't be made again.</summary>
internal sealed partial class EssaisTests
{
    [Test]
    public void Aucun_essai_n_est_chronometre_et_aucun_n_attend_un_delai() =>
        Fautifs(Temps(), "Attente.cs", "Purete.cs").Should().BeEmpty("ce qui vient s’attend par Attente, ce qui coûte se compte, ce qui dure se mesure dans benchmarks/");

    [TestCase("var montre = ", "Stopwatch.StartNew();", true)]
    [TestCase("var duree = ", "Stopwatch.GetElapsedTime(debut);", true)]
    [TestCase("var avant = ", "Environment.TickCount64;", true)]
    [TestCase("var avant = ", "Environment.CpuUsage.TotalTime;", true)]
    [TestCase("await ", "Task.Delay(200);", true)]
    [TestCase("await Task.WhenAny(a, ", "Task.Delay(1))", true)]
    [TestCase("Thread", ".Sleep(1);", true)]
    [TestCase("[Test, ", "MaxTime(1)]", true)]
    [TestCase("execution.", "Should().CompleteWithinAsync(1.Seconds())", true)]
    [TestCase("return ", "Task.Delay(Timeout.Infinite);", false)]
    [TestCase("await ", "tache.WaitAsync(TimeSpan.FromSeconds(30));", false)]
    public void Un_chronometre_se_reconnait(string debut, string suite, bool refuse) => Temps().IsMatch(debut + suite).Should().Be(refuse);

    [Test]
    public void Aucun_essai_ne_tire_au_hasard_sans_dire_sa_graine() =>
        Fautifs(Tirage(), "Hasard.cs", "Propriete.cs").Should().BeEmpty("ce qui se tire vient de Hasard, ou de Propriete qui y puise");

    [TestCase("var hasard = ", "new Random(3);", true)]
    [TestCase("Random", ".Shared.Next()", true)]
    [TestCase("Random hasard = ", "new(3);", true)]
    [TestCase("RandomNumberGenerator", ".GetBytes(16)", true)]
    [TestCase("Prop.ForAll(x, y)", ".Check(config);", true)]
    [TestCase("y.", "QuickCheck();", true)]
    [TestCase("public ", "void Tirer(Random hasard)", false)]
    public void Un_tirage_se_reconnait(string debut, string suite, bool refuse) => Tirage().IsMatch(debut + suite).Should().Be(refuse);

    [Test]
    public void Aucun_essai_ne_cherche_lui_meme_les_premiers_d_une_cle() =>
        Fautifs(Cle(), "ClesDeTest.cs").Should().BeEmpty("ClesDeTest.Neuve en donne de 2 048 bits cent fois plus vite");

    /// <summary>The lines that do it, but in what is made for it, and in this file; what made the data of an older program is not compiled.</summary>
    private static IEnumerable<string> Fautifs(Regex motif, params string[] permis) =>
        from fichier in ArbreDesSources.Sources("tests").Select(f => f.Replace('\\', '/'))
        where !fichier.Contains("/Pfcng.Testing/donnees/", StringComparison.Ordinal) && !permis.Contains(Path.GetFileName(fichier)) && Path.GetFileName(fichier) != $"{nameof(EssaisTests)}.cs"
        from ligne in File.ReadLines(fichier).Index()
        where motif.IsMatch(ligne.Item)
        select $"{fichier}:{ligne.Index + 1} {ligne.Item.Trim()}";

    [GeneratedRegex(@"\bStopwatch\b|\.TickCount|\bCpuUsage\b|TotalProcessorTime|Task\.Delay\((?!Timeout\.Infinite)|Thread\.Sleep|\b(MaxTime|Timeout)\(|CompleteWithin|ExecutionTime")]
    private static partial Regex Temps();

    [GeneratedRegex(@"\bnew Random\(|\bRandom \w+ = new\(|\bRandom\.Shared|RandomNumberGenerator\.|\.(Quick|Verbose)?Check(ThrowOnFailure)?\(")]
    private static partial Regex Tirage();

    [GeneratedRegex(@"\bRSA\.Create\(2_?048\)")]
    private static partial Regex Cle();
}
