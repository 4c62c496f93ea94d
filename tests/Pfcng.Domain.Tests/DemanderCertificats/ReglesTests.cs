using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Tests.Acteurs;
using Pfcng.Ws.Contrats;
using static Pfcng.Testing.ConstructeursDuDomaine;
using Regles = Pfcng.Domain.Demandes.Regles;

namespace Pfcng.Domain.Tests.DemanderCertificats;

[TestFixture, Category("D16")]
public class ReglesTests
{
    private static readonly Structure UneStructure = new(Cabinet, "CABINET", "Paris (75)");

    [Test]
    public void Une_demande_valide_passe_toutes_les_regles()
    {
        using (new AssertionScope())
        {
            Examiner(Dossier(Org(), Carole)).Should().BeNull();
            Examiner(Dossier(SslServ(), Gaetan)).Should().BeNull();
            Examiner(Dossier(Pro(), Charles)).Should().BeNull();
            Examiner(Dossier(PourPs(), Carole)).Should().BeNull();
        }
    }

    [Test, Category("RMT_ERR_001")]
    public void Une_csr_refusee_l_est_avant_tout_le_reste()
    {
        var dossier = Dossier(Org(), Carole) with { Csr = new(null, null, Raisons.SignatureDeLaCsr), Intervenant = Intervenants.Inconnu(Carole) };

        Refuse(dossier, 9, "Échec lors de la validation de CSR : La signature de la CSR est incorrecte. Veuillez essayer de nouveau avec un autre fichier CSR.");
    }

    [Test, Category("D21"), Category("§17.4")]
    public void Une_cle_deja_presentee_est_refusee_avec_le_texte_du_guide() => Refuse(
        Dossier(Org(), Carole) with { Cle = new(783, "PATRICK MANIPCH0440", "PATRICK MANIPCH0440", new(2015, 10, 21)) },
        9,
        "La clé publique pour cette CSR a déjà été présentée pour une autre demande (783, PATRICK MANIPCH0440, PATRICK MANIPCH0440, 21/10/2015). Veuillez");

    [Test, Category("RMT_ERR_002")]
    public void Un_acteur_inconnu_est_refuse() =>
        Refuse(Dossier(Org(), Carole) with { Intervenant = Intervenants.Inconnu(Carole) }, 10, Raisons.ActeurInconnu);

    [Test, Category("RMT_ERR_002")]
    public void Une_structure_inconnue_est_refusee() => Refuse(Dossier(Org(), Carole) with { Structure = null }, 10, Raisons.StructureInconnue);

    [Test, Category("RMT_ERR_002")]
    public void Un_beneficiaire_inconnu_est_refuse() => Refuse(Dossier(Pro(), Charles) with { Beneficiaire = null }, 10, Raisons.BeneficiaireInconnu);

    [Test, Category("D12")]
    public void Seul_un_AdminASIP_agit_pour_un_tiers_qu_il_existe_ou_non()
    {
        using (new AssertionScope())
        {
            Refuse(Dossier(Org(), Gaetan, tiers: Carole), 10, "L’acteur n’est pas habilité à agir pour un tiers.");
            Refuse(Dossier(Org(), Gaetan) with { Intervenant = Intervenants.PourUnInconnu(Gaetan) }, 10, "L’acteur n’est pas habilité à agir pour un tiers.");
            Refuse(Dossier(Org(), Vladimir) with { Intervenant = Intervenants.PourUnInconnu(Vladimir) }, 10, Raisons.ActeurInconnu);
        }
    }

    [Test, Category("D12")]
    public void Un_AdminASIP_agit_avec_les_droits_du_tiers()
    {
        using (new AssertionScope())
        {
            Examiner(Dossier(Org(), Vladimir, tiers: Carole)).Should().BeNull();
            Examiner(Dossier(PourPs(), Vladimir, tiers: Carole)).Should().BeNull();
            Refuse(Dossier(Org(), Vladimir), 10, "périmètre de la structure");
        }
    }

    [Test, Category("§14.4"), Category("D18")]
    [Category("D13"), Category("§19 10")]
    public void Le_libelle_de_10_est_celui_de_la_table_22_sans_point_double() =>
        (Examiner(Dossier(Org() with { IdNatStruct = Pharmacie }, Carole))?.Libelle)
        .Should().Be("Échec lors de la validation de demande de certificat. La demande n’est pas valide pour la raison suivante L’acteur n’est pas habilité sur le périmètre de la structure. Veuillez vérifier et renouveler votre demande.");

    [Test, Category("D23")]
    public void Un_produit_ferme_est_refuse() => Refuse(
        Dossier(Org(), Carole) with { Parametres = ToutOuvert with { ProduitsFermes = new HashSet<(Monde, TypeProduit)> { (Monde.Test, new(Offre.ORG, Usage.AUTH_CLI)) } } },
        10,
        "Le type de produit n’est pas ouvert à la commande");

    [Test, Category("D23")]
    public void Un_produit_ferme_en_production_reste_ouvert_en_test() =>
        Examiner(Dossier(Org(), Carole) with { Parametres = ToutOuvert with { ProduitsFermes = new HashSet<(Monde, TypeProduit)> { (Monde.Production, new(Offre.ORG, Usage.AUTH_CLI)) } } })
        .Should().BeNull();

    [Test, Category("§7.2"), Category("D22")]
    public void Une_adresse_protegee_n_a_qu_un_porteur()
    {
        using (new AssertionScope())
        {
            Refuse(Dossier(Pro(), Charles) with { Mail = new("personne 899700000000", 12) }, 10, "pour un autre produit 12 en cours de validité");
            Refuse(Dossier(Pro(), Charles) with { Mail = new($"structure {Claire.IdNat}", 12) }, 10, "pour un autre produit 12");
            Examiner(Dossier(Pro(Usage.CONF), Charles) with { Mail = new($"personne {Claire.IdNat}", 12) }).Should().BeNull();
            Examiner(Dossier(Serv(), Gaetan) with { Mail = new($"structure {Pharmacie}", 12) }).Should().BeNull();
        }
    }

    [Test, Category("RMT_ERR_002")]
    public void La_carte_qui_contredit_l_annuaire_est_refusee()
    {
        using (new AssertionScope())
        {
            var (dossier, carte) = (Dossier(Org(), Carole), Carte(Carole));
            Dossier AvecLaCarte(Signataire autre) => dossier with { Intervenant = Intervenants.De(Carole, autre) };
            Refuse(AvecLaCarte(carte with { Nom = "DUPONT" }), 10, "Nom DUPONT de la carte incohérente avec Nom PHARMACH0002713");
            Refuse(AvecLaCarte(carte with { Prenom = "ANNE" }), 10, "Prénom ANNE de la carte incohérente avec Prénom CAROLE");
            Refuse(AvecLaCarte(carte with { Type = TypePersonne.PA }), 10, "Type PA de la carte incohérente avec Type PS");
            Examiner(AvecLaCarte(carte with { Nom = "", Prenom = "", Type = null })).Should().BeNull();
        }
    }

    [Test, Category("RMT_ERR_002")]
    public void Accents_casse_et_traits_d_union_ne_font_pas_une_incoherence()
    {
        var helene = Ps("899700099999", "Lefèvre-Cœur", "Hélène", "Médecin");
        var dossier = Dossier(PourPs(), helene) with
        {
            Intervenant = Intervenants.De(helene, new Signataire(Monde.Test, helene.IdNat, "LEFEVRE COEUR", "HELENE", TypePersonne.PS)),
        };

        Examiner(dossier).Should().BeNull();
    }

    [Test, Category("RMT_ERR_002")]
    public void Un_FQDN_en_double_est_refuse() =>
        Refuse(Dossier(SslServ() with { Fqdn = ["test.laboratoire.com", "TEST.laboratoire.com"] }, Gaetan), 10, "FQDN en double");

    [Test, Category("D22")]
    [Category("§14.1")]
    public void Un_UPN_n_a_qu_un_porteur() =>
        Refuse(Dossier(PourPs() with { Upn = "c@x.fr" }, Carole) with { Upn = new("personne autre", 7) }, 10, "UPN déjà renseigné pour un autre porteur, produit 7");

    [Test, Category("D22")]
    public void Un_reglage_ferme_les_domaines_de_l_UPN_de_l_offre_PS()
    {
        using (new AssertionScope())
        {
            var parametres = ToutOuvert with { DomainesUpnPs = new HashSet<string> { "mssante.fr" } };
            Refuse(Dossier(PourPs() with { Upn = "c@x.fr" }, Carole) with { Parametres = parametres }, 10, "UPN hors des domaines ouverts à l’offre PS");
            Examiner(Dossier(PourPs() with { Upn = "c@MSSANTE.fr" }, Carole) with { Parametres = parametres }).Should().BeNull();
        }
    }

    [Test, Category("D23")]
    public void Un_titre_ou_un_departement_absent_fait_echouer_la_completion()
    {
        using (new AssertionScope())
        {
            (Completer(Dossier(PourPs(), Carole with { Titre = null }))?.Libelle).Should().Contain("Titre absent de l’annuaire");
            (Completer(Dossier(Org(), Carole) with { Structure = UneStructure with { Departement = null } })?.Code).Should().Be("WSMG-00000044");
            Completer(Dossier(Org(), Carole)).Should().BeNull();
        }
    }

    [Test, Category("D35")]
    public void Le_titre_d_un_PA_ou_d_un_PE_est_celui_du_personnel()
    {
        var dossier = Dossier(Pro() with { IdNatBeneficiaire = Denise.IdNat }, Charles) with { Beneficiaire = Denise with { Rattachements = [Hopital] } };

        Completion.Completer(dossier).Titre.Should().Be("Personnel santé ou social");
    }

    private static Refus? Completer(Dossier d) => Completion.Verifier(d);

    private static Refus? Examiner(Dossier d) => Regles.Verifier(d).Refus;

    private static void Refuse(Dossier dossier, int code, string contient)
    {
        var refus = Examiner(dossier);
        ((int?)refus?.Cause).Should().Be(code);
        (refus?.Libelle).Should().Contain(contient.TrimEnd('.'));
    }

    private static Dossier Dossier(DemandeCertificat demande, Personne signant, Personne? tiers = null) => new(
        demande,
        LireCsr(demande.Csr),
        Intervenants.De(signant, tiers),
        UneStructure,
        demande.Offre == Offre.PS ? tiers ?? signant : demande.Offre == Offre.PRO ? Claire : null,
        ToutOuvert);
}
