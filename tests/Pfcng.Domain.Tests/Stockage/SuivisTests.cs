using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests.Stockage;

/// <summary>Whatever the filters that a client sends, one seek in one index gives the newest rows: no scan, no sort.</summary>
[TestFixture, Category("D31")]
internal sealed class SuivisTests
{
    private PlateformeDeTest _plateforme = null!;

    [OneTimeSetUp]
    public void Ouvrir() => _plateforme = PlateformeDeTest.Neuve();

    [OneTimeTearDown]
    public async Task Fermer() => await _plateforme.DisposeAsync();

    [TestCaseSource(nameof(Recherches))]
    public async Task Une_page_est_une_seule_descente_dans_un_index(Recherche recherche)
    {
        var plan = await _plateforme.Depot.LireAsync(c => Plan.De(c, Suivis.Sql(c.Dialecte, recherche)), default);

        plan.Should().NotContain(e => Regex.IsMatch(e, "SCAN (?!f$)|TEMP B-TREE|AUTOMATIC"), string.Join('\n', plan));
        plan[0].Should().StartWith(recherche.Type == TypeSuivi.DEMANDES_REVOCATION ? "SEARCH r USING " : "SEARCH d USING ");
        foreach (var colonne in Egalites(recherche))
        {
            plan[0].Should().MatchRegex($"[( ]{colonne}=\\?", plan[0]);
        }

        if (recherche.Jour is null)
        {
            plan[0].Should().NotContain("creation>");
        }
        else
        {
            plan[0].Should().Contain("creation>? AND creation<?");
        }
        plan.Skip(1).Where(p => p.StartsWith("SEARCH", StringComparison.Ordinal)).Should().AllSatisfy(e => e.Should().MatchRegex("numero=\\?|produit=\\?"));
    }

    [Test]
    public async Task A_t_on_une_demande_a_soi_se_sait_en_une_descente_par_index()
    {
        var plan = await _plateforme.Depot.LireAsync(c => Plan.De(c, Suivis.SqlADesDemandes(c.Dialecte)), default);

        var descentes = plan.Where(p => p.StartsWith("SEARCH", StringComparison.Ordinal)).ToList();
        descentes.Should().HaveCount(2, string.Join('\n', plan));
        descentes[0].Should().Contain("COVERING INDEX demande_par_acteur (monde=? AND acteur=? AND offre=? AND structure=?)");
        descentes[1].Should().Contain("COVERING INDEX demande_par_beneficiaire (monde=? AND beneficiaire=? AND offre=? AND structure=?)");
        plan.Should().NotContain(e => Regex.IsMatch(e, "SCAN d|TEMP B-TREE"), string.Join('\n', plan));
    }

    /// <summary>Every combination of tableau 19, and those that the rights add.</summary>
    private static IEnumerable<Recherche> Recherches() =>
        from type in Enum.GetValues<TypeSuivi>()
        from structure in new[] { "structure", null }
        from usage in new Usage?[] { null, Usage.SIGN }
        from lot in type == TypeSuivi.DEMANDES_CERTIFICAT ? new long?[] { null, 1 } : [null]
        from jour in new DateOnly?[] { null, new(2026, 3, 2) }
        from acteur in new[] { "acteur", null }
        from beneficiaire in new[] { "beneficiaire", null }
        where type != TypeSuivi.DEMANDES_CERTIFICAT || acteur is not null
        where structure is not null || acteur is not null || beneficiaire is not null
        select new Recherche(type, Monde.Test, structure is null ? Offre.PS : Offre.PRO, structure, usage, lot, jour, acteur, beneficiaire) { Soi = "acteur" };

    /// <summary>What the seek itself must use: all that can leave many rows.</summary>
    private static IEnumerable<string> Egalites(Recherche r) => r switch
    {
        { Lot: not null } => ["monde", "lot"],
        { Beneficiaire: not null } => ["monde", "beneficiaire", "offre", "structure"],
        { Acteur: not null } => ["monde", "acteur", "offre", "structure", .. UsageDe(r)],
        _ => ["monde", "offre", "structure", .. UsageDe(r)],
    };

    private static string[] UsageDe(Recherche r) => r.Usage is null ? [] : ["usage"];
}
