using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Acteurs;

/// <summary>
/// What the history says of each refused operation: who acted, by what habilitation, for whom. Nobody is said to have acted who did not (D12); the
/// habilitation is the one that was used. suivreActivite changes nothing, hence writes nothing.
/// </summary>
[TestFixture, Category("§8"), Category("D12"), Category("D37"), Category("IHM §10")]
public class HistoriqueDesRefusTests
{
    private const string Nulle = "899700099999";
    private const string DeCarole = "PHARMACH0002713 CAROLE (899700027131)";
    private const string DeGaetan = "PHARMOFFICE RPPS-ADELI GAETAN (899700027222)";
    private const string DeVladimir = "ASSIST-CS039210002 VLADIMIR (300000000039210/CPAT0001)";
    private const string Habilitee = "Administrateur technique ORG 499700027180006";

    private PlateformeDeTest _plateforme = null!;

    /// <summary>What is asked of CAROLE's ORG product.</summary>
    public enum Operation
    {
        Demander,
        Renouveler,
        Retirer,
        Revoquer,
    }

    [SetUp]
    public void Ouvrir() => _plateforme = PlateformeDeTest.Neuve();

    [TearDown]
    public async Task Fermer() => await _plateforme.DisposeAsync();

    [TestCase(Operation.Demander, null, "10", $"Mandataire | {DeGaetan} | - | -")]
    [TestCase(Operation.Renouveler, null, "10", $"Mandataire | {DeGaetan} | - | -")]
    [TestCase(Operation.Retirer, null, "30", $"Mandataire | {DeGaetan} | - | -")]
    [TestCase(Operation.Revoquer, null, "12", $"Mandataire | {DeGaetan} | - | -")]
    public Task Un_etranger_agit_seul_et_sans_habilitation(Operation operation, string? tiers, string code, string attendu) =>
        Refuser(operation, Gaetan, tiers, code, attendu);

    [TestCase(Operation.Demander, "10")]
    [TestCase(Operation.Renouveler, "10")]
    [TestCase(Operation.Retirer, "11")]
    [TestCase(Operation.Revoquer, "12")]
    public async Task Qui_nomme_un_tiers_sans_etre_AdminASIP_reste_lui_meme_que_le_tiers_existe_ou_non(Operation operation, string code)
    {
        var attendu = $"Mandataire | {DeGaetan} | - | -";
        var connu = await Refuser(operation, Gaetan, Carole.IdNat, code, attendu);
        await Fermer();
        Ouvrir();
        var inconnu = await Refuser(operation, Gaetan, Nulle, code, attendu);

        inconnu.Should().Be(connu).And.Contain("L’acteur n’est pas habilité à agir pour un tiers");
    }

    [TestCase(Operation.Demander, "10", $"Mandataire | ({Nulle}) | - | {DeVladimir}")]
    [TestCase(Operation.Renouveler, "10", $"Mandataire | {DeVladimir} | - | -")]
    [TestCase(Operation.Retirer, "30", $"Mandataire | ({Nulle}) | - | {DeVladimir}")]
    [TestCase(Operation.Revoquer, "12", $"Mandataire | ({Nulle}) | - | {DeVladimir}")]
    public Task Un_AdminASIP_qui_nomme_un_inconnu(Operation operation, string code, string attendu) => Refuser(operation, Vladimir, Nulle, code, attendu);

    [TestCase(Operation.Demander, "10", $"Mandataire | {DeGaetan} | - | {DeVladimir}")]
    [TestCase(Operation.Renouveler, "10", $"Mandataire | {DeVladimir} | - | -")]
    [TestCase(Operation.Retirer, "30", $"Mandataire | {DeGaetan} | - | {DeVladimir}")]
    [TestCase(Operation.Revoquer, "12", $"Mandataire | {DeGaetan} | - | {DeVladimir}")]
    public Task Un_AdminASIP_pour_un_tiers_qui_n_a_pas_le_droit(Operation operation, string code, string attendu) =>
        Refuser(operation, Vladimir, Gaetan.IdNat, code, attendu);

    [TestCase(Operation.Demander, "10")]
    [TestCase(Operation.Renouveler, "10")]
    [TestCase(Operation.Retirer, "30")]
    [TestCase(Operation.Revoquer, "12")]
    public Task Un_AdminASIP_sans_tiers_n_a_aucun_droit_a_ce_titre(Operation operation, string code) =>
        Refuser(operation, Vladimir, null, code, $"Mandataire | {DeVladimir} | - | -");

    [TestCase(Operation.Demander, "10")]
    [TestCase(Operation.Renouveler, "10")]
    [TestCase(Operation.Retirer, "11")]
    [TestCase(Operation.Revoquer, "12")]
    public Task Un_signataire_absent_de_l_annuaire_est_celui_que_dit_sa_carte(Operation operation, string code) =>
        Refuser(operation, Carole, null, code, $"Mandataire | {DeCarole} | - | -", () => _plateforme.Annuaire.Oublier(Carole.IdNat));

    [TestCase(Operation.Demander, "10")]
    [TestCase(Operation.Renouveler, "10")]
    [TestCase(Operation.Retirer, "11")]
    [TestCase(Operation.Revoquer, "12")]
    public Task Ce_qui_est_refuse_apres_le_droit_dit_l_habilitation_employee(Operation operation, string code) =>
        Refuser(operation, Carole, null, code, $"Mandataire | {DeCarole} | {Habilitee} | -", () => Contrarier(operation));

    [TestCase(Operation.Demander, "10", $"Mandataire | {DeCarole} | {Habilitee} | {DeVladimir}")]
    [TestCase(Operation.Renouveler, "10", $"Mandataire | {DeCarole} | {Habilitee} | {DeVladimir}")]
    [TestCase(Operation.Retirer, "11", $"Mandataire | {DeCarole} | - | {DeVladimir}")]
    [TestCase(Operation.Revoquer, "12", $"Mandataire | {DeCarole} | {Habilitee} | {DeVladimir}")]
    public Task Un_AdminASIP_pour_un_tiers_qui_a_le_droit(Operation operation, string code, string attendu) =>
        Refuser(operation, Vladimir, Carole.IdNat, code, attendu, () => Contrarier(operation));

    [TestCase(Operation.Demander)]
    [TestCase(Operation.Renouveler)]
    public Task Une_CSR_refusee_l_est_avant_que_le_droit_ne_soit_employe(Operation operation) =>
        Refuser(operation, Carole, null, "09", $"Mandataire | {DeCarole} | - | -", csr: "faux");

    /// <summary>What makes a demande that has every right be refused: a closed product, a past delay.</summary>
    private void Contrarier(Operation operation)
    {
        if (operation is Operation.Retirer)
        {
            _plateforme.Horloge.Avancer(TimeSpan.FromDays(11));
        }

        _plateforme.Parametres = _plateforme.Parametres with { ProduitsFermes = new HashSet<(Monde, TypeProduit)> { (Monde.Test, new(Offre.ORG, Usage.AUTH_CLI)) } };
    }

    /// <summary>Does it, and compares the history's last row; gives the answer's message.</summary>
    private async Task<string> Refuser(Operation operation, Personne signataire, string? tiers, string code, string attendu, Action? avant = null, string? csr = null)
    {
        var numero = operation is Operation.Retirer ? await _plateforme.DemanderUneAsync(Carole, Org()) : await _plateforme.ObtenirAsync(Carole, Org());
        avant?.Invoke();
        var (statut, message) = await Faire(operation, numero, Appel(signataire), tiers, csr ?? CsrNeuve());

        statut.Should().Be("WSMG-000000" + code);
        var ligne = (await Historique.ListerAsync(_plateforme.Depot, Monde.Test, operation is Operation.Demander or Operation.Renouveler ? numero + 1 : numero, default))[^1];
        $"{ligne.TypeActeur} | {ligne.Acteur} | {ligne.Habilitations ?? "-"} | {ligne.Administrateur ?? "-"}".Should().Be(attendu, ligne.CodeAction);
        ligne.HabilitationsAdministrateur.Should().Be(ligne.Administrateur is null ? null : "AdminASIP");
        ligne.Complement.Should().Be("WSMG-000000" + code);
        return message;
    }

    private async Task<(string Statut, string Message)> Faire(Operation operation, long numero, Appel appel, string? tiers, string csr)
    {
        var technique = (await _plateforme.Depot.LireAsync(c => DepotDesDemandes.Lire(c, Monde.Test, numero), default))!.Value.Produit.Technique;
        switch (operation)
        {
            case Operation.Demander:
                var lot = await _plateforme.Demander.TraiterAsync(appel, Lot(Org() with { IdNatTiers = tiers, Csr = csr }), default);
                return (lot.Demandes[0].StatutDemande, lot.Demandes[0].Message);
            case Operation.Renouveler:
                var renouvellement = await _plateforme.Renouveler.TraiterAsync(
                    appel, new(tiers, technique!.Aki, technique.NumeroSerie, "informe@exemple.fr", csr, "demandeur@exemple.fr"), default);
                return (renouvellement.Statut, renouvellement.Message);
            case Operation.Retirer:
                await using (var retrait = await _plateforme.Retirer.TraiterAsync(appel, new(tiers, $"{numero}", "code"), default))
                {
                    return (retrait.Reponse.Statut, retrait.Reponse.Message);
                }

            default:
                var revocation = await _plateforme.Revoquer.TraiterAsync(
                    appel,
                    new(tiers, technique!.Aki, technique.NumeroSerie, MotifRevocation.FIN_DACTIVITE, null, new(2020, 1, 1), "demandeur@exemple.fr", "informe@exemple.fr"),
                    default);
                return (revocation.Statut, revocation.Message);
        }
    }
}
