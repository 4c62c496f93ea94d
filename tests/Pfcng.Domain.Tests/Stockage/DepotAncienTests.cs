using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;

namespace Pfcng.Domain.Tests.Stockage;

/// <summary>What a store of version 4 said that is said no more, and what it held that is free now.</summary>
[TestFixture]
public class DepotAncienTests
{
    private DossierDeVersion4 _dossier = null!;
    private Depot _depot = null!;

    [OneTimeSetUp]
    public void Ouvrir()
    {
        _dossier = DossierDeVersion4.Ouvrir();
        _depot = Depot.Ouvrir(Path.Combine(_dossier.Racine, "pfcng.db"));
    }

    [OneTimeTearDown]
    public async Task Fermer()
    {
        await _depot.DisposeAsync();
        _dossier.Dispose();
    }

    [Test, Category("D30")]
    public async Task Un_renouvellement_refuse_avant_tout_droit_ne_dit_plus_rien_de_ce_qu_il_renouvelle()
    {
        var (monde, numero) = Cas("renouvellement-d-une-etrangere");
        var (demande, produit) = (await _depot.LireAsync(c => DepotDesDemandes.Lire(c, monde, numero), default))!.Value;

        demande.Should().BeEquivalentTo(new { IdNatStruct = default(string), IdNatBeneficiaire = default(string) });
        produit.Should().BeEquivalentTo(Produit.Inconnu(EtatProduit.Annule));
        demande.Etat.Should().Be(EtatDemande.Rejetee);
        (await CompterAsync("produit WHERE monde = @monde AND numero = @numero AND renouvelle IS NOT NULL AND sujet IS NULL", monde, numero)).Should().Be(1);
    }

    [Test, Category("D30")]
    public async Task Les_autres_demandes_disent_ce_qu_elles_disaient()
    {
        foreach (var (nom, d) in _dossier.Demandes.Where(d => d.Key != "renouvellement-d-une-etrangere"))
        {
            var lue = await _depot.LireAsync(c => DepotDesDemandes.Lire(c, d.Monde, d.Numero), default);
            (lue?.Demande.IdNatStruct).Should().Be(d.Structure, nom);
        }
    }

    [Test, Category("D21"), Category("D23")]
    public async Task Une_demande_44_rend_sa_cle_et_les_autres_la_gardent()
    {
        var (monde, numero) = Cas("non-traitee-44");
        (await CompterAsync("cle_publique WHERE monde = @monde AND numero = @numero", monde, numero)).Should().Be(0);
        (monde, numero) = Cas("active-org");
        (await CompterAsync("cle_publique WHERE monde = @monde AND numero = @numero", monde, numero)).Should().Be(1);
    }

    private (Monde Monde, long Numero) Cas(string nom) => (_dossier.Demandes[nom].Monde, _dossier.Demandes[nom].Numero);

    private Task<long> CompterAsync(string quoi, Monde monde, long numero) =>
        _depot.LireAsync(c => (long)c.Valeur("SELECT count(*) FROM " + quoi, ("@monde", monde.ToString()), ("@numero", numero))!, default);
}
