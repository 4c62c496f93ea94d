using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Erreurs;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;

namespace Pfcng.Domain.Tests.Erreurs;

/// <summary>The catalogue is the guide's tableau 22: same codes, same words, same columns (tableau-22.txt is the guide's, not ours).</summary>
[TestFixture, Category("§19"), Category("D18")]
public partial class CatalogueTests
{
    private static readonly Dictionary<string, Colonnes> Sigles = new()
    {
        ["L"] = Colonnes.DemandeLot,
        ["U"] = Colonnes.DemandeUnitaire,
        ["Re"] = Colonnes.Retrait,
        ["Rv"] = Colonnes.Revocation,
        ["Rn"] = Colonnes.Renouvellement,
        ["S"] = Colonnes.Suivi,
    };

    private static readonly (int Numero, Colonnes Colonnes, string Intitule)[] Guide =
    [
        .. File.ReadLines(ArbreDesSources.Fichier("tests/Pfcng.Domain.Tests/Erreurs/tableau-22.txt")).Select(l => l.Split(';', 3)).Select(c =>
            (int.Parse(c[0]), c[1].Split(' ').Select(s => Sigles[s]).Aggregate((a, b) => a | b), c[2])),
    ];

    [Test]
    public void Le_catalogue_a_les_codes_du_guide_et_aucun_autre() =>
        Tableau22.Lignes.Select(l => l.Numero).Order().Should().Equal(Guide.Select(g => g.Numero));

    [Test]
    public void Chaque_code_a_les_colonnes_du_guide() =>
        Tableau22.Lignes.OrderBy(l => l.Numero).Select(l => (l.Numero, l.Colonnes)).Should().Equal(Guide.Select(g => (g.Numero, g.Colonnes)));

    [Test]
    public void Chaque_libelle_est_celui_du_guide() =>
        Tableau22.Lignes.OrderBy(l => l.Numero).Select(l => Sans(l.Intitule)).Should().Equal(Guide.Select(Attendu));

    [Test]
    public void Le_37_dit_la_puce_qui_s_applique() =>
        Guide.Single(g => g.Numero == 37).Intitule.Split(" / ")
        .Should().Equal(Catalogue.MailSujetObligatoire.Libelle.TrimEnd('.'), Catalogue.MailSujetInterdit.Libelle.TrimEnd('.'));

    /// <summary>32 to 37 end with the stop of the only printed answer; 37's first bullet stands for it; 38 has its cause for a label (D18, D32).</summary>
    private static string Attendu((int Numero, Colonnes Colonnes, string Intitule) ligne) => ligne.Numero switch
    {
        37 => ligne.Intitule.Split(" / ")[0] + ".",
        >= 32 and < 37 => ligne.Intitule + ".",
        38 => Sans(Catalogue.TransmissionInterrompue.Libelle),
        _ => Sans(ligne.Intitule),
    };

    /// <summary>The variable parts are named at length in the guide.</summary>
    private static string Sans(string intitule) => Variable().Replace(intitule, "<>");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Variable();
}
