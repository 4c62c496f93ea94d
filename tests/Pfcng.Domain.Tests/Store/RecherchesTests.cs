using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests.Store;

/// <summary>What is searched on millions of rows goes straight to an index, newest first, without sorting.</summary>
[TestFixture, Category("D31")]
public class RecherchesTests
{
    [TestCase("demande WHERE monde = 'Test' AND offre = 'SERV' AND structure = 'x' ORDER BY numero DESC LIMIT 501", "demande_par_structure")]
    [TestCase("demande WHERE monde = 'Test' AND acteur = 'x' AND offre = 'PS' ORDER BY numero DESC LIMIT 501", "demande_par_acteur")]
    [TestCase("demande WHERE monde = 'Test' AND beneficiaire = 'x' AND offre = 'PRO' ORDER BY numero DESC LIMIT 501", "demande_par_beneficiaire")]
    [TestCase("demande WHERE monde = 'Test' AND lot = 1 ORDER BY numero DESC LIMIT 501", "demande_par_lot")]
    [TestCase("produit WHERE aki = 'x' AND numero_serie = 'x'", "sqlite_autoindex_produit")]
    [TestCase("historique WHERE monde = 'Test' AND demande = 1 ORDER BY numero", "historique_par_demande")]
    [TestCase("preuve WHERE empreinte = x'00' AND reponse IS NOT NULL ORDER BY id DESC LIMIT 1", "preuve_par_message")]
    [TestCase("demande d JOIN produit p ON p.monde = d.monde AND p.numero = d.numero WHERE d.monde = 'Test' AND d.numero = 1", "PRIMARY KEY")]
    [TestCase("demande_revocation WHERE monde = 'Test' AND offre = 'SERV' AND structure = 'x' ORDER BY numero DESC LIMIT 501", "revocation_par_structure")]
    [TestCase("demande_revocation WHERE monde = 'Test' AND acteur = 'x' AND offre = 'PS' ORDER BY numero DESC LIMIT 501", "revocation_par_acteur")]
    [TestCase("demande_revocation WHERE monde = 'Test' AND beneficiaire = 'x' AND offre = 'PRO' ORDER BY numero DESC LIMIT 501", "revocation_par_beneficiaire")]
    [TestCase("demande_revocation WHERE monde = 'Test' AND produit = 1 AND etat <> 'NonTraitee'", "revocation_par_produit")]
    [TestCase("demande_revocation WHERE etat IN ('Enregistree', 'Validee') AND echeance <= 1 ORDER BY echeance", "revocation_a_executer")]
    public async Task Une_recherche_va_droit_a_son_index(string recherche, string index)
    {
        await using var plateforme = PlateformeDeTest.Neuve();

        var plan = string.Join('\n', await plateforme.Depot.LireAsync(c => c.Lister("EXPLAIN QUERY PLAN SELECT * FROM " + recherche, l => l.GetString(3)), default));

        Assert.That(plan, Does.Contain(index).And.Not.Contain("SCAN").And.Not.Contain("TEMP B-TREE"));
    }
}
