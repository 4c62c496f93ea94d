using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using static Pfcng.Ws.Tests.Wire.Obtention;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>An older copy of <c>pfcng.db</c> put back beside the lists and the journal that the service wrote since: nothing is undone.</summary>
[Category("D24"), Category("D26"), Category("D29")]
internal sealed class DepotAncienTests
{
    private string _dossier = "";

    private string Base => Path.Combine(_dossier, "pfcng.db");

    [SetUp]
    public async Task Preparer() => _dossier = await ServiceDeTest.NouveauDossierAsync();

    [TearDown]
    public void Ranger() => Directory.Delete(_dossier, recursive: true);

    [Test]
    public async Task Un_certificat_revoque_le_reste_et_ne_se_renouvelle_pas()
    {
        X509Certificate2 certificat;
        await using (var service = await DemarrerAsync())
        {
            certificat = await service.ObtenirAsync();
        }

        Copier();
        await using (var service = await DemarrerAsync())
        {
            (await service.RevoquerAsync(certificat)).Statut.Should().Be("OK");
        }

        Restaurer();
        await using var apres = await DemarrerAsync();
        apres.Etape.Confiance.Repris.Dire("pfcng.db").Single().Texte.Should().Contain("1 révocation rétablie");
        (await apres.RevoquerAsync(certificat)).Statut.Should().Be("WSMG-00000012");
        var renouvellement = await apres.AppelerAsync(Requetes.Renouvellement(certificat), Carole);
        renouvellement.Element("statut")!.Value.Should().Be("WSMG-00000010");
        (await apres.ListeAsync()).Contient(certificat).Should().BeTrue();
        certificat.Dispose();
    }

    [Test]
    public async Task Une_demande_ne_donne_pas_un_second_certificat_et_le_premier_se_revoque()
    {
        using var cle = ClesDeTest.Neuve();
        string indice, pem;
        await using (var service = await DemarrerAsync())
        {
            indice = await DemanderAsync(service, cle);
        }

        Copier();
        await using (var service = await DemarrerAsync())
        {
            pem = (await service.AppelerAsync(Requetes.Retrait(indice), Carole)).Element("certificat")!.Value;
        }

        Restaurer();
        await using var apres = await DemarrerAsync();
        (await apres.AppelerAsync(Requetes.Retrait(indice), Carole)).Element("statut")!.Value.Should().Be("WSMG-00000011", "actif, comme avant");
        using var certificat = X509Certificate2.CreateFromPem(pem);
        (await apres.CertificatGardeAsync(indice)).Should().Equal(certificat.RawData);
        (await apres.RevoquerAsync(certificat)).Statut.Should().Be("OK");
        (await apres.ListeAsync()).Contient(certificat).Should().BeTrue();
    }

    [Test, Category("D21")]
    public async Task Ni_numero_ni_cle_ne_servent_deux_fois_et_le_certificat_perdu_se_revoque_par_l_exploitant()
    {
        Copier();
        using var cle = ClesDeTest.Neuve();
        string perdue, indiceLot;
        X509Certificate2 certificat;
        await using (var service = await DemarrerAsync())
        {
            using (await service.ObtenirAsync())
            {
            }

            var lot = await service.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli("Application", Requetes.Csr(cle))), Carole);
            (perdue, indiceLot) = (lot.Element("demande")!.Element("indiceRetrait")!.Value, lot.Element("indiceLot")!.Value);
            certificat = X509Certificate2.CreateFromPem((await service.AppelerAsync(Requetes.Retrait(perdue), Carole)).Element("certificat")!.Value);
        }

        Restaurer();
        await using var apres = await DemarrerAsync();
        var refus = await apres.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli("Application", Requetes.Csr(cle))), Carole);
        refus.Element("demande")!.Element("statutDemande")!.Value.Should().Be("WSMG-00000009");
        var nouveau = await apres.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli()), Carole);
        long.Parse(nouveau.Element("demande")!.Element("indiceRetrait")!.Value, null).Should().BeGreaterThan(long.Parse(perdue, null));
        long.Parse(nouveau.Element("indiceLot")!.Value, null).Should().BeGreaterThan(long.Parse(indiceLot, null));

        (await apres.RevoquerAsync(certificat)).Statut.Should().Be("WSMG-00000008", "sa demande est perdue");
        var (code, sortie, erreurs) = await ServiceEnProcessus.ExecuterAsync(
            ["revoquer", "--aki", apres.Autorites[Organisations].Aki, "--serie", certificat.SerialNumber, "--motif", "demande perdue", $"--Pfcng:DataDirectory={_dossier}"]);
        code.Should().Be(0, erreurs);
        sortie.Should().ContainAll("la liste publiée le montre", "aucune demande");
        (await apres.ListeAsync()).Contient(certificat).Should().BeTrue();
        certificat.Dispose();
    }

    [Test, Category("D36")]
    public async Task Le_numero_des_listes_ne_revient_pas_quand_depot_et_listes_sont_anciens()
    {
        await using (await DemarrerAsync())
        {
        }

        Copier();
        var listes = Path.Combine(_dossier, "listes", $"{Organisations.Fichier}.crl");
        File.Copy(listes, listes + ".copie");
        System.Numerics.BigInteger avant;
        await using (var service = await DemarrerAsync())
        {
            using var certificat = await service.ObtenirAsync();
            await service.RevoquerAsync(certificat);
            avant = (await service.ListeAsync()).Numero!.Value;
        }

        Restaurer();
        File.Move(listes + ".copie", listes, overwrite: true);
        await using var apres = await DemarrerAsync();
        var liste = await apres.ListeAsync();
        liste.Numero!.Value.Should().BeGreaterThan(avant);
        liste.Nombre.Should().Be(1, "le journal a rendu la révocation");
    }

    private Task<ServiceDeTest> DemarrerAsync() => ServiceDeTest.DemarrerAsync(dossier: _dossier);

    private static async Task<string> DemanderAsync(ServiceDeTest service, RSA cle)
    {
        var lot = await service.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli("Application", Requetes.Csr(cle))), Carole);
        return lot.Element("demande")!.Element("indiceRetrait")!.Value;
    }

    private void Copier() => File.Copy(Base, Base + ".copie");

    private void Restaurer() => File.Move(Base + ".copie", Base, overwrite: true);
}
