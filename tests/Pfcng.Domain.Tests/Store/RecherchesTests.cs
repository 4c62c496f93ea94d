using NUnit.Framework;
using Pfcng.Domain.Store;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests.Store;

/// <summary>What is searched on millions of rows goes straight to an index; those of tracking are in <see cref="SuivisTests"/>.</summary>
[TestFixture, Category("D25"), Category("D37")]
public class RecherchesTests
{
    [TestCase("produit WHERE aki = 'x' AND numero_serie = 'x'", "sqlite_autoindex_produit")]
    [TestCase("historique WHERE monde = 'Test' AND demande = 1 ORDER BY numero", "historique_par_demande")]
    [TestCase("preuve WHERE empreinte = x'00' AND reponse IS NOT NULL ORDER BY id DESC LIMIT 1", "preuve_par_message")]
    [TestCase("demande d JOIN produit p ON p.monde = d.monde AND p.numero = d.numero WHERE d.monde = 'Test' AND d.numero = 1", "PRIMARY KEY")]
    [TestCase("demande_revocation WHERE monde = 'Test' AND produit = 1 AND etat <> 'NonTraitee'", "revocation_par_produit")]
    [TestCase("demande_revocation WHERE etat IN ('Enregistree', 'Validee') AND echeance <= 1", "revocation_a_executer")]
    public async Task Une_recherche_va_droit_a_son_index(string recherche, string index)
    {
        await using var plateforme = PlateformeDeTest.Neuve();

        var plan = string.Join('\n', await plateforme.Depot.LireAsync(c => c.Lister("EXPLAIN QUERY PLAN SELECT * FROM " + recherche, l => l.GetString(3)), default));

        Assert.That(plan, Does.Contain(index).And.Not.Contain("SCAN").And.Not.Contain("TEMP B-TREE"));
    }

    [Test, Category("D29")]
    public async Task Les_revocations_a_executer_ne_parcourent_que_ce_qui_attend()
    {
        await using var plateforme = PlateformeDeTest.Neuve();

        var plan = await plateforme.Depot.LireAsync(c => c.Lister("EXPLAIN QUERY PLAN " + Revocations.SqlDues, l => l.GetString(3)), default);

        Assert.That(plan, Has.Some.Contains("INDEX revocation_a_executer (echeance<?)").And.Some.Contains("INDEX revocation_datee"));
        Assert.That(plan, Has.None.Match("^SCAN demande_revocation$"));
    }
}
