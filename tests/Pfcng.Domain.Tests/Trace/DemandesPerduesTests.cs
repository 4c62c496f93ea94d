using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Trace;

/// <summary>What a restored store keeps of the demandes that it has lost, in the hands of somebody who can write it.</summary>
[TestFixture, Category("D21"), Category("D37")]
public class DemandesPerduesTests
{
    private string _depot = "";

    [SetUp]
    public void Preparer() => _depot = Path.Combine(Directory.CreateTempSubdirectory("pfcng-perdues-").FullName, "pfcng.db");

    [TearDown]
    public void Ranger() => Directory.Delete(Path.GetDirectoryName(_depot)!, recursive: true);

    [TestCase("DELETE FROM cle_sans_demande", "n’est plus prise")]
    [TestCase("DELETE FROM cle_sans_demande WHERE numero = (SELECT min(numero) FROM cle_sans_demande)", "n’est plus prise")]
    [TestCase("UPDATE cle_sans_demande SET numero = numero + 100", "n’est plus prise")]
    [TestCase("DELETE FROM certificat_sans_demande", "n’est pas dans le dépôt")]
    [TestCase("UPDATE certificat_sans_demande SET numero = NULL", "pas tel qu’elle le dit")]
    public async Task Ce_que_laisse_une_demande_perdue_ne_s_efface_pas(string atteinte, string constat)
    {
        await using (await PlateformeDeTest.ReprendreAsync(_depot))
        {
        }

        File.Copy(_depot, _depot + ".copie");
        await using (var plateforme = await PlateformeDeTest.ReprendreAsync(_depot))
        {
            await plateforme.ObtenirAsync(Carole, Org());
            await plateforme.DemanderUneAsync(Carole, Org());
        }

        File.Move(_depot + ".copie", _depot, overwrite: true);
        await using var apres = await PlateformeDeTest.ReprendreAsync(_depot);
        (await VerifierAsync()).Should().BeNull();
        new Faussaire(Path.GetDirectoryName(_depot)!).Executer(atteinte);
        (await VerifierAsync()).Should().Contain(constat);

        async Task<string?> VerifierAsync() => (await Verification.VerifierAsync(apres.Depot, default, new() { Journal = apres.Depot.Journal })).Raison;
    }
}
