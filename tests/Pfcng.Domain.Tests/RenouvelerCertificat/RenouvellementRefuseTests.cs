using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.RenouvelerCertificat;

/// <summary>Serial numbers are in every list: whoever renews the certificate of another learns nothing of it, and accuses nobody (D30).</summary>
[TestFixture, Category("§17.2"), Category("D30")]
public class RenouvellementRefuseTests
{
    private PlateformeDeTest _plateforme = null!;

    [SetUp]
    public void Ouvrir() => _plateforme = PlateformeDeTest.Neuve();

    [TearDown]
    public async Task Fermer() => await _plateforme.DisposeAsync();

    public static IEnumerable<TestCaseData> Certificats =>
    [
        new TestCaseData(Charles, Pro(), Offre.PRO, Hopital).SetArgDisplayNames("PRO_SIGN"),
        new TestCaseData(Charles, Pro(Usage.AUTH) with { Upn = "claire@ch-saint-anne.fr" }, Offre.PRO, Hopital).SetArgDisplayNames("PRO_AUTH"),
        new TestCaseData(Charles, PourPs(Usage.SIGN) with { MailSujet = "charles@exemple.fr" }, Offre.PS, null).SetArgDisplayNames("PS_SIGN"),
        new TestCaseData(Gaetan, SslServ(), Offre.SERV, Pharmacie).SetArgDisplayNames("SERV_SSL_SERV"),
        new TestCaseData(Gaetan, Serv(), Offre.SERV, Pharmacie).SetArgDisplayNames("SERV_SIGN"),
    ];

    [TestCaseSource(nameof(Certificats))]
    public async Task Un_etranger_n_ecrit_que_l_offre_l_usage_et_le_numero_renouvele(Personne porteur, DemandeCertificat demande, Offre offre, string? structure)
    {
        var numero = await _plateforme.ObtenirAsync(porteur, demande);

        (await Renouveler(Carole, numero)).Statut.Should().Be("WSMG-00000010");

        await EstSousSilence(numero, Carole, offre, demande.Usage, structure);
    }

    [Test, Category("D16")]
    public async Task Une_CSR_refusee_l_est_avant_le_droit_et_tait_aussi_le_certificat()
    {
        var numero = await _plateforme.ObtenirAsync(Gaetan, Serv());

        (await Renouveler(Carole, numero, "faux")).Statut.Should().Be("WSMG-00000009");

        await EstSousSilence(numero, Carole, Offre.SERV, Usage.SIGN, Pharmacie);
    }

    [Test, Category("D12")]
    public async Task Qui_nomme_le_porteur_comme_tiers_n_en_apprend_pas_plus()
    {
        var numero = await _plateforme.ObtenirAsync(Charles, PourPs(Usage.SIGN) with { MailSujet = "charles@exemple.fr" });

        (await Renouveler(Carole, numero, tiers: Charles.IdNat)).Statut.Should().Be("WSMG-00000010");

        await EstSousSilence(numero, Carole, Offre.PS, Usage.SIGN, null);
    }

    [Test, Category("D12")]
    public async Task Un_AdminASIP_pour_qui_n_est_pas_le_porteur_est_seul_a_voir_son_refus()
    {
        var numero = await _plateforme.ObtenirAsync(Charles, PourPs(Usage.SIGN) with { MailSujet = "charles@exemple.fr" });

        (await Renouveler(Vladimir, numero, tiers: Gaetan.IdNat)).Statut.Should().Be("WSMG-00000010");

        await EstSousSilence(numero, Vladimir, Offre.PS, Usage.SIGN, null);
    }

    [Test]
    public async Task Ce_qui_est_refuse_apres_le_droit_est_enregistre_en_entier()
    {
        var numero = await _plateforme.ObtenirAsync(Gaetan, Serv());

        (await Renouveler(Gaetan, numero)).Message.Should().Contain("Fin validité");

        var (demande, produit) = await Lire(numero + 1);
        (demande.IdNatStruct, produit.MailSujet, produit.RaisonSociale).Should().Be((Pharmacie, "contact@test.laboratoire.com", "PHARMACIE DE LA GARE ROUTIERE03913"));
    }

    private async Task EstSousSilence(long renouvele, Personne signataire, Offre offre, Usage usage, string? structure)
    {
        var (demande, produit) = await Lire(renouvele + 1);
        demande.Type.Should().Be(new TypeProduit(offre, usage));
        (demande.Acteur.IdNat, demande.Administrateur, demande.IdNatStruct, demande.IdNatBeneficiaire).Should().Be((signataire.IdNat, default(Identite), default(string), default(string)));
        produit.Should().BeEquivalentTo(Produit.Inconnu(EtatProduit.Annule));
        (await Valeur("SELECT renouvelle FROM produit WHERE numero = @numero", renouvele + 1)).Should().Be(renouvele);
        (await Valeur("SELECT sujet FROM produit WHERE numero = @numero", renouvele + 1)).Should().BeNull();
        (await Historique.ListerAsync(_plateforme.Depot, Monde.Test, renouvele + 1, default)).Select(l => (l.Acteur, l.Administrateur, l.Habilitations)).Should().AllSatisfy(e => e.Should().Be((new Identite(signataire.IdNat, signataire.Nom, signataire.Prenom).ToString(), default(string), default(string))));
        foreach (var autre in new[] { Carole, Charles, Gaetan, Claire, Denise, Vladimir }.Where(p => p != signataire))
        {
            foreach (var type in Enum.GetValues<TypeSuivi>())
            {
                (await Suivis(autre, type, offre, structure)).Should().NotContain($"{renouvele + 1}", $"{autre.Prenom} {type}");
            }
        }
    }

    private async Task<IEnumerable<string>> Suivis(Personne acteur, TypeSuivi type, Offre offre, string? structure) =>
        (await _plateforme.Suivre.TraiterAsync(Appel(acteur), new RequeteSuiviActivite(type, offre, null, null, null, null, structure, null, null), default))
        .Resultats.Select(r => r.Champs[0].Value);

    private async Task<(string Statut, string Message)> Renouveler(Personne acteur, long numero, string? csr = null, string? tiers = null)
    {
        var technique = (await Lire(numero)).Produit.Technique!;
        var reponse = await _plateforme.Renouveler.TraiterAsync(
            Appel(acteur), new(tiers, technique.Aki, technique.NumeroSerie, "informe@exemple.fr", csr ?? CsrNeuve(), "demandeur@exemple.fr"), default);
        return (reponse.Statut, reponse.Message);
    }

    private async Task<(Demande Demande, Produit Produit)> Lire(long numero) =>
        (await _plateforme.Depot.LireAsync(c => DepotDesDemandes.Lire(c, Monde.Test, numero), default))!.Value;

    private Task<object?> Valeur(string sql, long numero) => _plateforme.Depot.LireAsync(c => c.Valeur(sql, ("@numero", numero)), default);
}
