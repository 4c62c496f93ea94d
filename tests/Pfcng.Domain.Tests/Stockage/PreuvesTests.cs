using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.DemanderCertificats;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Stockage;

/// <summary>What the evidence of a message weighs: nobody makes the store grow by being refused (D19).</summary>
[TestFixture, Category("§14.2"), Category("D19")]
public class PreuvesTests
{
    private const int DixMebioctets = 10 * 1024 * 1024;

    private PlateformeDeTest _plateforme = null!;

    [SetUp]
    public void Ouvrir() => _plateforme = PlateformeDeTest.Neuve();

    [TearDown]
    public async Task Fermer() => await _plateforme.DisposeAsync();

    [TestCase(true), TestCase(false)]
    public async Task Quatre_lots_refuses_de_dix_mebioctets_ne_font_pas_grossir_le_depot(bool parLeurFqdn)
    {
        var refus = parLeurFqdn ? Catalogue.TropDeFqdn : Catalogue.ContenuNonValide("Offre");
        var vingt = Enumerable.Repeat(new DemandeNonTraitee(Offre.ORG, Usage.SIGN, Cabinet, null), 20).ToList();
        for (var n = 0; n < 4; n++)
        {
            await _plateforme.Demander.RefuserAsync(Appel(DixMebioctets), refus, vingt, default);
        }

        (await Compter("SELECT count(*) FROM demande WHERE etat = 'NonTraitee'")).Should().Be(80);
        (await Compter("SELECT count(*) FROM preuve WHERE length(signed_info) > 0 AND length(signature) > 0 AND length(condensat) = 32")).Should().Be(4);
        Octets().Should().BeLessThan(1024 * 1024);
    }

    [TestCase(Preuves.CorpsRefuseMaximal, true)]
    [TestCase(Preuves.CorpsRefuseMaximal + 1, false)]
    public async Task Un_lot_refuse_garde_son_Body_jusqu_a_64_Kio(int taille, bool garde)
    {
        await _plateforme.Demander.RefuserAsync(Appel(taille), Catalogue.TropDeFqdn, [new(Offre.ORG, Usage.SIGN, Cabinet, null)], default);

        (await Corps()).Should().Be(garde ? taille : (int?)null);
    }

    [Test, Category("D27")]
    public async Task Un_lot_accepte_en_partie_garde_toujours_son_Body()
    {
        var reponse = await _plateforme.Demander.TraiterAsync(Appel(DixMebioctets), Lot(Org() with { Csr = "faux" }, Org()), default);

        reponse.StatutLot.Should().Be("KO");
        (await Corps()).Should().Be(DixMebioctets);
    }

    [Test]
    public async Task Un_lot_dont_toutes_les_demandes_sont_refusees_est_un_lot_refuse()
    {
        await _plateforme.Demander.TraiterAsync(Appel(DixMebioctets), Lot(Org() with { Csr = "faux" }, Org() with { IdNatStruct = null }), default);

        (await Compter("SELECT count(*) FROM preuve")).Should().Be(1);
        (await Corps()).Should().BeNull();
    }

    private static Appel Appel(int corps)
    {
        var appel = ConstructeursDuDomaine.Appel(Carole);
        return appel with { Preuve = appel.Preuve! with { Corps = new byte[corps] } };
    }

    private async Task<int?> Corps() =>
        (int?)(long?)await _plateforme.Depot.LireAsync(c => c.Valeur("SELECT length(corps) FROM preuve"), default);

    private async Task<int> Compter(string requete) => (int)(long)(await _plateforme.Depot.LireAsync(c => c.Valeur(requete), default))!;

    /// <summary>The store with its journals.</summary>
    private long Octets() => new DirectoryInfo(Path.GetDirectoryName(_plateforme.Depot.Chemin)!).EnumerateFiles().Sum(f => f.Length);
}
