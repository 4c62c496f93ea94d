using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Maison;

/// <summary>One dialect of assertions: NUnit runs the tests, FluentAssertions says what they expect.</summary>
internal sealed partial class DialecteTests
{
    [Test]
    public void Les_essais_affirment_en_un_seul_dialecte()
    {
        // What made the data of an older program is kept as it was, and is not compiled.
        var fautifs = from fichier in ArbreDesSources.Sources("tests")
                      where !fichier.Replace('\\', '/').Contains("/Pfcng.Testing/donnees/", StringComparison.Ordinal)
                      from ligne in File.ReadLines(fichier).Index()
                      where ContrainteNUnit().IsMatch(ligne.Item)
                      select $"{fichier}:{ligne.Index + 1} {ligne.Item.Trim()}";

        fautifs.Should().BeEmpty("seuls Fail, Ignore, Pass et Assume restent à NUnit");
    }

    [TestCase("Assert", "That(x, Y)", true)]
    [TestCase("Assert", "Multiple(() =>", true)]
    [TestCase("await Assert", "ThrowsAsync<IOException>(f)", true)]
    [TestCase("CollectionAssert", "AreEqual(x, y)", true)]
    [TestCase("Assume", "That(x, Is.True)", true)]
    [TestCase("Assert", "Fail(raison)", false)]
    [TestCase("Assert", "Ignore(raison)", false)]
    [TestCase("Assert", "Pass(raison)", false)]
    [TestCase("Assume", "That(File.Exists(chemin))", false)]
    [TestCase("x", "Should().Be(1)", false)]
    public void L_autre_dialecte_se_reconnait(string sujet, string suite, bool refuse) => ContrainteNUnit().IsMatch($"{sujet}.{suite}").Should().Be(refuse);

    [GeneratedRegex(@"\b(String|Collection|File|Directory)?Assert\.(?!(Fail|Ignore|Pass)\b)|\bAssume\.That\(.*\b(Is|Has|Does)\.")]
    private static partial Regex ContrainteNUnit();
}
