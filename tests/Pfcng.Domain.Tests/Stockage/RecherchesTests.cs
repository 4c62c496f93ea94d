using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Stockage;

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

        var plan = string.Join('\n', await plateforme.Depot.LireAsync(c => Plan.De(c, "SELECT * FROM " + recherche), default));

        plan.Should().Contain(index).And.NotContainAny("SCAN", "TEMP B-TREE");
    }

    [Test, Category("D29")]
    public async Task Les_revocations_a_executer_ne_parcourent_que_ce_qui_attend()
    {
        await using var plateforme = PlateformeDeTest.Neuve();

        var plan = await plateforme.Depot.LireAsync(c => Plan.De(c, Revocations.SqlDues(c.Dialecte)), default);

        plan.Should().Contain(e => e.Contains("INDEX revocation_a_executer (echeance<?)", StringComparison.Ordinal)).And.Contain(e => e.Contains("INDEX revocation_datee", StringComparison.Ordinal));
        plan.Should().NotContain(e => Regex.IsMatch(e, "^SCAN demande_revocation$"));
    }

    /// <summary>
    /// A walk through the table is in none of the texts that a day of work sends to the store. « monde » alone is no descent either: half of the
    /// table has the same one.
    /// </summary>
    [Test]
    public async Task Rien_de_ce_que_font_les_cinq_operations_ne_parcourt_une_table()
    {
        await using var plateforme = PlateformeDeTest.Neuve();
        await FaireLesCinqOperationsAsync(plateforme);

        List<string> textes = [.. await plateforme.Depot.LireAsync(Textes, default), .. await plateforme.Depot.EcrireAsync(Textes)];
        var parcours = await plateforme.Depot.LireAsync(c => textes.Distinct().SelectMany(t => Parcours(c, t)).ToList(), default);

        textes.Should().HaveCountGreaterThan(25);
        parcours.Should().BeEmpty();
    }

    private static async Task FaireLesCinqOperationsAsync(PlateformeDeTest plateforme)
    {
        var revoque = await plateforme.ObtenirAsync(Gaetan, Serv(Usage.SMIME));
        await plateforme.DemanderUneAsync(Charles, Pro(Usage.AUTH));
        await plateforme.ObtenirAsync(Gaetan, Serv(Usage.SIGN));
        await plateforme.RevoquerAsync(Gaetan, revoque);
        await plateforme.Suivre.TraiterAsync(
            Appel(Gaetan), new RequeteSuiviActivite(TypeSuivi.PRODUITS, Offre.SERV, null, null, null, null, Pharmacie, null, null), default);
        plateforme.Horloge.Avancer(TimeSpan.FromDays(3 * 365));
        var renouvellement = await plateforme.Renouveler.TraiterAsync(
            Appel(Gaetan), new(null, new('a', 40), plateforme.Autorite.Signes.Last(), "informe@exemple.fr", CsrNeuve(), "demandeur@exemple.fr"), default);
        renouvellement.Statut.Should().Be("OK");
        await using var retrait = await plateforme.RetirerAsync(Gaetan, renouvellement.IndiceRetrait!.Value);
        await retrait.AccuserAsync(transmise: true);
    }

    /// <summary>What a connection has prepared so far. An insertion walks through nothing: what its plan shows is for deferred foreign keys.</summary>
    private static List<string> Textes(Connexion connexion) =>
        [.. ((IDictionary)typeof(Connexion).GetField("_commandes", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(connexion)!)
            .Keys.Cast<string>().Where(t => Regex.IsMatch(t, "^\\s*(SELECT|UPDATE|DELETE)"))];

    private static IEnumerable<string> Parcours(Connexion connexion, string texte)
    {
        var parametres = Regex.Matches(texte, @"@\w+").Select(m => (m.Value, (object?)1)).Distinct().ToArray();
        return Plan.De(connexion, texte, parametres)
            .Where(p => !texte.EndsWith("ORDER BY numero DESC LIMIT 1", StringComparison.Ordinal) || !p.StartsWith("SCAN", StringComparison.Ordinal))
            .Where(p => Regex.IsMatch(p, @"^SCAN (?!f$|CONSTANT ROW|compteur|sqlite_master)|USING (COVERING )?INDEX \w+ \(monde=\?\)$"))
            .Select(p => $"{p} : {texte}");
    }
}
