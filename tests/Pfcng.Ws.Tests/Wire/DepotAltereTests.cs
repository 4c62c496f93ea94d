using System.Globalization;
using System.Security.Cryptography;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Autorites;
using Pfcng.Testing;
using static Pfcng.Ws.Tests.Wire.Obtention;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>
/// Who can write the store puts a key, a name or a domain of his own in a demande that waits: the authority signs nothing, nothing is delivered,
/// nothing moves (D37). « refait »: he also makes the last row say what he wrote, and computes the chain again.
/// </summary>
[Category("§15"), Category("D37"), Category("D26")]
internal sealed class DepotAltereTests
{
    private const string Pharmacie = "10B0039137";

    private AutoriteDetournee _autorite = null!;
    private ServiceDeTest _service = null!;
    private Faussaire _faussaire = null!;
    private int _signatures;

    [OneTimeSetUp]
    public async Task Demarrer()
    {
        _service = await ServiceDeTest.DemarrerAsync(autorite: a => _autorite = new(a)
        {
            AvantRetrait = _ =>
            {
                _signatures++;
                return Task.CompletedTask;
            },
        });
        _faussaire = new(_service.Dossier);
    }

    [OneTimeTearDown]
    public async Task Arreter() => await _service.DisposeAsync();

    [TestCase("produit SET cle_publique = {0}", false, "les tables ne disent plus")]
    [TestCase("produit SET cle_publique = {0}", true, "la clé n’est celle d’aucune CSR du message signé")]
    [TestCase("produit SET nom_applicatif = 'Autre'", true, "nomApplicatif")]
    [TestCase("produit SET raison_sociale = 'AUTRE'", true, "raison sociale")]
    [TestCase("produit SET departement = 'Rhône (69)'", true, "département")]
    [TestCase("demande SET usage = 'CONF'", true, "offre et usage")]
    [TestCase("demande SET structure = '10B0039137'", true, "idNatStruct")]
    public Task Une_demande_ORG_changee_dans_le_depot_n_est_pas_signee(string changement, bool refait, string motif) =>
        NestPasSigneeAsync(Carole, csr => Requetes.OrgAuthCli("Application", csr), changement, refait, motif);

    [TestCase("produit_fqdn SET fqdn = 'www.autre.fr'", "FQDN")]
    [TestCase("produit SET nom_applicatif = 'www.autre.fr'", "nomApplicatif")]
    public Task Une_demande_de_serveur_changee_dans_le_depot_n_est_pas_signee(string changement, string motif) => NestPasSigneeAsync(
        Gaetan, csr => Requetes.Demande("SERV", "SSL_SERV", csr, ("idNatStruct", Pharmacie), ("FQDN", "test.laboratoire.com")), changement, true, motif);

    [TestCase("produit SET mail_sujet = 'autre@test.laboratoire.com'", "mailSujet")]
    public Task Une_adresse_changee_dans_le_depot_n_est_pas_signee(string changement, string motif) => NestPasSigneeAsync(
        Gaetan,
        csr => Requetes.Demande("SERV", "SIGN", csr, ("idNatStruct", Pharmacie), ("nomApplicatif", "Service"), ("mailSujet", $"m{Guid.NewGuid():N}@test.laboratoire.com")),
        changement, true, motif);

    [TestCase("demande SET beneficiaire = '899700027222'", "idNatBeneficiaire")]
    [TestCase("produit SET beneficiaire_nom = 'AUTRE'", "nom, prénom")]
    [TestCase("produit SET titre = 'Médecin'", "titre")]
    [TestCase("produit SET profession = 10", "exercice")]
    [TestCase("produit SET upn = 'autre@exemple.fr'", "UPN")]
    public Task Un_porteur_change_dans_le_depot_n_est_pas_signe(string changement, string motif) =>
        NestPasSigneeAsync(Carole, csr => Requetes.Demande("PS", "AUTH", csr), changement, true, motif);

    [Test]
    public async Task Un_Body_remplace_avec_la_cle_n_est_pas_cru()
    {
        var indice = await DemanderAsync(Carole, csr => Requetes.OrgAuthCli("Application", csr));
        var corps = System.Text.Encoding.UTF8.GetString(_faussaire.Lire<byte[]>($"SELECT corps FROM preuve WHERE id = (SELECT preuve FROM demande WHERE numero = {indice})"));
        var autre = System.Text.Encoding.UTF8.GetBytes(corps.Replace(">Application<", ">Autre<", StringComparison.Ordinal));
        _faussaire.Executer($"UPDATE produit SET nom_applicatif = 'Autre' WHERE numero = {indice}; UPDATE preuve SET corps = x'{Convert.ToHexString(autre)}', "
            + $"condensat = x'{Convert.ToHexString(SHA256.HashData(autre))}' WHERE id = (SELECT preuve FROM demande WHERE numero = {indice})");
        _faussaire.RelierLesPreuves();
        _faussaire.ToutRefaire();

        await RefuseAsync(indice, Carole, "l’empreinte du Body n’est pas celle qui est signée");
    }

    [Test, Category("§17"), Category("D30")]
    public async Task Un_renouvellement_change_dans_le_depot_n_est_pas_signe()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Renouvellement:JoursAvantExpiration", "2000")]);
        var faussaire = new Faussaire(service.Dossier);
        using var ancien = await service.ObtenirAsync();
        var demande = await service.AppelerAsync(Requetes.Renouvellement(ancien), Carole);
        var indice = demande.Element("indiceRetrait")!.Value;
        faussaire.Executer($"UPDATE produit SET nom_applicatif = 'Autre' WHERE numero = {indice}");
        faussaire.ToutRefaire();

        (await service.AppelerAsync(Requetes.Retrait(indice), Carole)).Name.LocalName.Should().Be("Fault");
        string.Join('\n', service.Trace).Should().Contain("nomApplicatif : autre que ce qui a été signé");

        faussaire.Executer($"UPDATE produit SET nom_applicatif = 'Application' WHERE numero = {indice}");
        faussaire.ToutRefaire();
        (await service.AppelerAsync(Requetes.Retrait(indice), Carole)).Element("statut")!.Value.Should().Be("OK");
    }

    [Test]
    public async Task Ce_qui_etait_a_signer_change_apres_l_enregistrement_n_est_pas_signe()
    {
        var avant = _autorite.AvantRetrait;
        _autorite.AvantRetrait = _ => throw new AutoriteInaccessibleException("coupée par le test");
        var indice = await DemanderAsync(Carole, csr => Requetes.OrgAuthCli("Application", csr));
        (await _service.AppelerAsync(Requetes.Retrait(indice), Carole)).Element("statut")!.Value.Should().Be("WSMG-00000015");
        _autorite.AvantRetrait = avant;
        var autre = await DemanderAsync(Carole, csr => Requetes.OrgAuthCli("Application", csr));
        await _service.AppelerAsync(Requetes.Retrait(autre), Carole);
        _faussaire.Executer($"UPDATE produit SET a_certifier = (SELECT a_certifier FROM produit WHERE numero = {autre}) WHERE numero = {indice}");

        await RefuseAsync(indice, Carole, "ce qui est à signer n’est pas ce que l’autorité a enregistré");
    }

    private async Task NestPasSigneeAsync(string idNat, Func<string, string> demande, string changement, bool refait, string motif)
    {
        using var cle = ClesDeTest.Neuve();
        var indice = await DemanderAsync(idNat, demande);
        _faussaire.Executer("UPDATE " + string.Format(CultureInfo.InvariantCulture, changement, $"x'{Convert.ToHexString(cle.ExportSubjectPublicKeyInfo())}'") + $" WHERE numero = {indice}");
        if (refait)
        {
            _faussaire.ToutRefaire();
        }

        await RefuseAsync(indice, idNat, motif);
    }

    private async Task<string> DemanderAsync(string idNat, Func<string, string> demande)
    {
        var lot = await _service.AppelerAsync(Requetes.Lot(demande(Requetes.Csr())), idNat);
        return lot.Element("demande")!.Element("indiceRetrait")?.Value ?? throw new InvalidOperationException(lot.ToString());
    }

    private async Task RefuseAsync(string indice, string idNat, string motif)
    {
        var (etats, signatures) = (await _service.EtatsAsync(indice), _signatures);

        var reponse = await _service.AppelerAsync(Requetes.Retrait(indice), idNat);

        reponse.Name.LocalName.Should().Be("Fault", reponse.ToString());
        reponse.ToString().Should().Contain("Server", "le client n’apprend rien").And.NotContain("altéré", "le client n’apprend rien");
        _signatures.Should().Be(signatures, "l’autorité n’a pas été appelée");
        (await _service.EtatsAsync(indice)).Should().Be(etats, "rien ne bouge");
        _service.Trace.Last(l => l.Contains("dépôt altéré", StringComparison.Ordinal)).Should().ContainAll($"demande {indice} (Test)", motif);
    }
}
