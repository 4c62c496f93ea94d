using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Maison;

/// <summary>House rules that matter, read from the sources.</summary>
internal sealed partial class RegleDeLaMaisonTests
{
    [Test]
    public void Le_SQL_n_est_que_dans_Store() =>
        Fautifs("src", Sql(), f => !f.Contains("/Pfcng.Domain/Stockage/", StringComparison.Ordinal)).Should().BeEmpty();

    [Test]
    public void Un_code_du_guide_n_est_ecrit_que_dans_le_catalogue() =>
        Fautifs("src", Code(), f => !f.EndsWith("/Erreurs/Catalogue.cs", StringComparison.Ordinal)).Should().BeEmpty();

    [Test]
    public void Un_identifiant_d_objet_n_est_ecrit_que_dans_la_liste() =>
        Fautifs("src", IdentifiantDObjet(), f => !f.EndsWith("/Modele/Oids.cs", StringComparison.Ordinal)).Should().BeEmpty();

    [Test]
    public void Un_fichier_tient_en_trois_cents_lignes() =>
        ArbreDesSources.Sources("src").Where(f => File.ReadLines(f).Count() > 300).Should().BeEmpty();

    private static IEnumerable<string> Fautifs(string dossier, Regex motif, Func<string, bool> concerne) =>
        from fichier in ArbreDesSources.Sources(dossier)
        where concerne(fichier.Replace('\\', '/'))
        from ligne in File.ReadLines(fichier).Index()
        where !ligne.Item.TrimStart().StartsWith("//", StringComparison.Ordinal) && motif.IsMatch(ligne.Item)
        select $"{fichier}:{ligne.Index + 1} {ligne.Item.Trim()}";

    [GeneratedRegex(@"\b(SELECT .+ FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE|PRAGMA )\b")]
    private static partial Regex Sql();

    [GeneratedRegex(@"WSMG-\d{8}")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![\d.])[0-2](\.\d+){3,}")]
    private static partial Regex IdentifiantDObjet();
}
