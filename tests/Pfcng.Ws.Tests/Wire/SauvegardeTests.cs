using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Disque;
using Pfcng.Testing;
using Pfcng.Ws.Message;
using Pfcng.Ws.Sauvegarde;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>A backup made while the service works is whole, is checked without being touched, and comes back without undoing what followed it.</summary>
[Category("exploitation"), Category("D29")]
internal sealed class SauvegardeTests
{
    private string _dossier = null!;
    private string _sauvegarde = null!;

    [SetUp]
    public async Task Preparer()
    {
        _dossier = await ServiceDeTest.NouveauDossierAsync();
        _sauvegarde = Path.Combine(Directory.CreateTempSubdirectory("pfcng-sauvegarde-").FullName, "hier");
    }

    [TearDown]
    public void Effacer()
    {
        Directory.Delete(_dossier, recursive: true);
        Directory.Delete(Path.GetDirectoryName(_sauvegarde)!, recursive: true);
    }

    [Test]
    public async Task Une_sauvegarde_faite_en_marche_se_verifie_et_se_remet_ailleurs()
    {
        string indice;
        using (var service = await ServiceEnProcessus.DemarrerAsync(_dossier))
        {
            indice = await DemanderAsync(service);
            var (code, sortie, erreurs) = await PfcngAsync("sauvegarder", _sauvegarde, "--avec-cles");
            code.Should().Be(0, erreurs);
            sortie.Should().ContainAll("copiés dans", "clés privées comprises");
            var refus = await PfcngAsync("restaurer", _sauvegarde);
            refus.Code.Should().Be(1);
            refus.Erreurs.Should().Contain("déjà ouvert par un autre processus");
        }

        var (juste, bilan, _) = await PfcngAsync("restaurer", _sauvegarde, "--verifier");
        juste.Should().Be(0);
        bilan.Should().Contain("tous justes");

        Directory.Delete(_dossier, recursive: true);
        (await PfcngAsync("restaurer", _sauvegarde)).Code.Should().Be(0);
        await using var restaure = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
        var retrait = await restaure.AppelerAsync(Requetes.Retrait(indice), Acteurs.Carole);
        retrait.Element("statut")!.Value.Should().Be("OK");
    }

    [Test]
    public async Task Sans_les_cles_rien_de_secret_n_est_dans_la_sauvegarde()
    {
        (await PfcngAsync("sauvegarder", _sauvegarde)).Code.Should().Be(0);

        var fichiers = Directory.EnumerateFiles(_sauvegarde, "*", SearchOption.AllDirectories).ToList();
        fichiers.Should().NotContain(e => e.EndsWith(".key", StringComparison.Ordinal)).And.NotContain(e => e.EndsWith(".cle", StringComparison.Ordinal)).And.NotContain(e => e.EndsWith(".p12", StringComparison.Ordinal));
        fichiers.Where(f => File.ReadAllText(f).Contains("PRIVATE KEY", StringComparison.Ordinal)).Should().BeEmpty();
        fichiers.Where(FichierDurable.OuvertAuxAutres).Should().BeEmpty();
    }

    [Test]
    public void Une_sauvegarde_qui_n_aboutit_pas_ne_laisse_rien_et_se_recommence()
    {
        var lien = Path.Combine(_dossier, "listes", "perdue.crl");
        File.CreateSymbolicLink(lien, lien + ".nulle-part");
        FluentActions.Invoking(() => Sauvegarder.Faire(_dossier, _sauvegarde, avecCles: false, _ => { })).Should().Throw<IOException>();
        Directory.EnumerateFileSystemEntries(_sauvegarde).Should().BeEmpty();

        File.Delete(lien);
        Sauvegarder.Faire(_dossier, _sauvegarde, avecCles: false, _ => { }).Fichiers.Should().NotBeEmpty();
    }

    [TestCase(""), TestCase("sauve"), TestCase("listes/a/b")]
    public void Une_sauvegarde_dans_le_dossier_de_donnees_est_refusee(string dedans)
    {
        var lien = Path.Combine(Path.GetDirectoryName(_sauvegarde)!, "lien");
        Directory.CreateSymbolicLink(lien, _dossier);
        foreach (var racine in new[] { _dossier, lien })
        {
            FluentActions.Invoking(() => Sauvegarder.Faire(_dossier, Path.Combine(racine, dedans), avecCles: false, _ => { }))
                .Should().ThrowExactly<DemarrageImpossibleException>().Which.Message.Should().Contain("est dans le dossier de données");
        }

        Directory.Exists(Path.Combine(_dossier, "sauve")).Should().BeFalse();
    }

    [TestCase("pfcng.db"), TestCase("listes/ACI-EL-ORG-TEST.crl"), TestCase("manifeste.json")]
    public async Task Une_sauvegarde_abimee_ou_incomplete_est_nommee_et_ne_remplace_rien(string fichier)
    {
        (await PfcngAsync("sauvegarder", _sauvegarde)).Code.Should().Be(0);
        var avant = await File.ReadAllBytesAsync(Path.Combine(_dossier, "pfcng.db"));
        var chemin = Path.Combine(_sauvegarde, fichier);
        var octets = await File.ReadAllBytesAsync(chemin);
        octets[fichier == "manifeste.json" ? 0 : octets.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(chemin, octets);
        await RefuserAsync(fichier);
        File.Delete(chemin);
        await RefuserAsync(fichier);

        (await File.ReadAllBytesAsync(Path.Combine(_dossier, "pfcng.db"))).Should().Equal(avant);

        async Task RefuserAsync(string nom)
        {
            foreach (var ligne in new[] { new[] { "restaurer", _sauvegarde, "--verifier" }, ["restaurer", _sauvegarde] })
            {
                var (code, _, erreurs) = await PfcngAsync(ligne);
                code.Should().Be(1);
                erreurs.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Should().StartWith("pfcng : ").And.Contain(nom);
            }
        }
    }

    [Test]
    public async Task Une_sauvegarde_n_en_recouvre_pas_une_autre()
    {
        Directory.CreateDirectory(_sauvegarde);
        await File.WriteAllTextAsync(Path.Combine(_sauvegarde, "x"), "x");

        (await PfcngAsync("sauvegarder", _sauvegarde)).Erreurs.Should().Contain("n’en recouvre pas une autre");
        (await PfcngAsync("sauvegarder")).Erreurs.Should().Contain("sauvegarder : il manque <dossier>");
        (await PfcngAsync("restaurer", Path.Combine(_sauvegarde, "absente"))).Erreurs.Should().Contain("n’est pas une sauvegarde entière");
    }

    [Test]
    public async Task Une_restauration_garde_les_listes_plus_recentes_et_met_de_cote_le_depot_present()
    {
        (await PfcngAsync("sauvegarder", _sauvegarde)).Code.Should().Be(0);
        byte[] liste;
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier))
        {
            using var certificat = await service.ObtenirAsync();
            (await service.RevoquerAsync(certificat)).Statut.Should().Be("OK");
            liste = await service.OctetsDeLaListeAsync();
        }

        var (code, sortie, erreurs) = await PfcngAsync("restaurer", _sauvegarde);
        code.Should().Be(0, erreurs);
        sortie.Should().Contain(".avant-restauration-");
        (await File.ReadAllBytesAsync(Path.Combine(_dossier, "listes", $"{Obtention.Organisations.Fichier}.crl"))).Should().Equal(liste);
        Directory.GetFiles(_dossier, "pfcng.db.avant-restauration-*").Should().HaveCount(1);
    }

    [Test]
    public async Task Une_restauration_que_le_service_empeche_ne_liste_rien()
    {
        (await PfcngAsync("sauvegarder", _sauvegarde)).Code.Should().Be(0);
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);

        var (code, sortie, erreurs) = await PfcngAsync("restaurer", _sauvegarde);

        (code, sortie).Should().Be((1, ""));
        erreurs.TrimEnd().Should().StartWith("pfcng : ").And.Contain("autre processus").And.NotContain("\n");
    }

    [Test]
    public async Task Une_restauration_coupee_refuse_le_demarrage_jusqu_a_ce_qu_elle_soit_finie()
    {
        (await PfcngAsync("sauvegarder", _sauvegarde, "--avec-cles")).Code.Should().Be(0);
        Directory.Delete(_dossier, recursive: true);
        await EchouerAsync();
        var laisse = Directory.GetFileSystemEntries(_dossier);

        (await FluentActions.Awaiting(() => ServiceDeTest.DemarrerAsync(dossier: _dossier)).Should().ThrowExactlyAsync<DemarrageImpossibleException>())
            .Which.Message.Should().ContainAll(_dossier, "relancez « pfcng restaurer »").And.NotContain("\n");
        Directory.GetFileSystemEntries(_dossier).Should().BeEquivalentTo(laisse, "aucun monde neuf n’y est fait");

        var (code, _, erreurs) = await PfcngAsync("restaurer", _sauvegarde);
        code.Should().Be(0, erreurs);
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
    }

    [Test]
    public async Task Une_restauration_qui_echoue_d_emblee_laisse_le_depot_present_servir()
    {
        (await PfcngAsync("sauvegarder", _sauvegarde)).Code.Should().Be(0);
        var avant = await File.ReadAllBytesAsync(Path.Combine(_dossier, "pfcng.db"));
        await EchouerAsync();

        Directory.GetFileSystemEntries(_dossier, "pfcng.db.restauration*").Should().BeEmpty();
        (await File.ReadAllBytesAsync(Path.Combine(_dossier, "pfcng.db"))).Should().Equal(avant);
        await using var service = await ServiceDeTest.DemarrerAsync(dossier: _dossier);
    }

    /// <summary>A restore that can bring the store beside its place, and not give it its name there.</summary>
    private async Task EchouerAsync()
    {
        var obstacle = Path.Combine(_dossier, "pfcng.db.restauration");
        Directory.CreateDirectory(obstacle);
        var (code, _, erreurs) = await PfcngAsync("restaurer", _sauvegarde);
        code.Should().Be(1);
        erreurs.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Should().StartWith("pfcng : ");
        Directory.Delete(obstacle);
    }

    [Test]
    public void Un_manifeste_ne_fait_pas_sortir_du_dossier()
    {
        foreach (var nom in new[] { "../ailleurs", "/etc/passwd", "a/../../b", "a//b", "" })
        {
            Directory.CreateDirectory(_sauvegarde);
            new Manifeste("1", default, "demonstration", false, [new(nom, 0, "")]).Ecrire(_sauvegarde);
            FluentActions.Invoking(() => Restaurer.Verifier(_sauvegarde, _ => { })).Should().ThrowExactly<DemarrageImpossibleException>(nom).Which.Message.Should().Contain("illisible", nom);
        }
    }

    private Task<(int Code, string Sortie, string Erreurs)> PfcngAsync(params string[] verbe) =>
        ServiceEnProcessus.ExecuterAsync([.. verbe, $"--Pfcng:DataDirectory={_dossier}"]);

    private static async Task<string> DemanderAsync(ServiceEnProcessus service)
    {
        using var client = service.Client(service.Carte(Acteurs.Carole, "auth"));
        using var signature = service.Carte(Acteurs.Carole, "sign");
        using var cle = ClesDeTest.Neuve();
        var lot = Requetes.Lot(Requetes.OrgAuthCli("Application", Requetes.Csr(cle)));
        using var reponse = await ServiceDeTest.EnvoyerAsync(client, new(service.Https, "/ws-apt"), Signeur.Signer(lot, signature));
        return ServiceDeTest.Corps(await reponse.Content.ReadAsStringAsync()).Element("demande")!.Element("indiceRetrait")!.Value;
    }
}
