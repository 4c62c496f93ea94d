using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.RevoquerCertificat;
using Pfcng.Domain.Tests.Acteurs;
using Pfcng.Ws.Contrats;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.RevoquerCertificat;

/// <summary>The pure rules, one change per test from a revocation that passes: CAROLE's ORG product, on 2 March 2026.</summary>
[TestFixture, Category("§16"), Category("RMT_ERR_011"), Category("D29")]
public class ReglesTests
{
    private const string Etat = "le produit n’est pas dans l’état « Produit actif » ou dans l’état « Produit retiré »";
    private const string Date = "Les contraintes sur les caractéristiques de la demande de révocation ne sont pas respectées : Date révocation";
    private const string Perimetre = "L’acteur n’est pas habilité sur le périmètre de la structure";

    private static readonly DateTimeOffset Maintenant = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Aujourdhui = new(2026, 3, 2);

    [Test]
    public void Une_revocation_immediate_d_un_produit_actif_passe() => Raison(Juste()).Should().BeNull();

    [TestCase(EtatDemande.Close, EtatProduit.Actif, true)]
    [TestCase(EtatDemande.Transmise, EtatProduit.Retire, true)]
    [TestCase(EtatDemande.Validee, EtatProduit.ARetirer, false)]
    [TestCase(EtatDemande.Transmise, EtatProduit.ARetirer, false)]
    [TestCase(EtatDemande.Annulee, EtatProduit.Annule, false)]
    [TestCase(EtatDemande.Close, EtatProduit.Revoque, false)]
    [TestCase(EtatDemande.Annulee, EtatProduit.Revoque, false)]
    [TestCase(EtatDemande.Close, EtatProduit.Expire, false)]
    [Category("§16.4")]
    public void Seul_un_produit_actif_ou_retire_se_revoque(EtatDemande demande, EtatProduit produit, bool passe)
    {
        var juste = Juste();

        var raison = Raison(juste with { Demande = juste.Demande with { Etat = demande }, Produit = juste.Produit with { Etat = produit } });

        if (passe)
        {
            raison.Should().BeNull();
        }
        else
        {
            raison.Should().EndWith(Etat[1..]);
        }
    }

    [Test]
    public void Un_certificat_dont_la_validite_a_fini_est_expire_sans_attendre_son_etat() =>
        Raison(Juste() with { Instant = Maintenant.AddYears(3).AddSeconds(1) }).Should().EndWith(Etat[1..]);

    [Test, Category("D13"), Category("D15")]
    public void L_administrateur_d_une_autre_structure_est_hors_perimetre() => Raison(Par(Gaetan, Juste())).Should().Be(Perimetre);

    [Test, Category("D15")]
    public void Une_habilitation_SERV_revoque_aussi_l_ORG_de_sa_structure_et_le_domaine_n_est_plus_verifie()
    {
        var serv = Juste(Offre.SERV, Usage.SSL_SERV, Pharmacie);
        Raison(Par(Gaetan, Juste(Offre.ORG, Usage.SIGN, Pharmacie))).Should().BeNull();
        Raison(Par(Gaetan, serv with { Produit = serv.Produit with { Fqdn = ["perdu.exemple.fr"] } })).Should().BeNull();
        Raison(Par(Carole, Juste(Offre.SERV, Usage.SSL_SERV, Cabinet))).Should().Contain("pour l’offre demandée");
    }

    [Test, Category("D15")]
    public void Le_porteur_revoque_ses_certificats_PS_et_PRO_et_l_administrateur_ceux_de_l_offre_PRO()
    {
        var ps = Juste(Offre.PS, Usage.AUTH, null, Claire.IdNat);
        var pro = Juste(Offre.PRO, Usage.SIGN, Hopital, Claire.IdNat);
        Raison(Par(Claire, ps)).Should().BeNull();
        Raison(Par(Claire, pro)).Should().BeNull();
        Raison(Par(Charles, pro)).Should().BeNull();
        Raison(Par(Charles, ps)).Should().Be("Le bénéficiaire n’est pas habilité pour l’offre demandée");
        Raison(Par(Carole, pro)).Should().Be(Perimetre);
    }

    [Test, Category("D12")]
    [Category("§16.1")]
    public void Seul_un_AdminASIP_agit_pour_un_tiers_et_avec_les_droits_du_tiers()
    {
        Raison(PourUnTiers(Vladimir, Carole)).Should().BeNull();
        Raison(PourUnTiers(Vladimir, Gaetan)).Should().Be(Perimetre);
        Raison(PourUnTiers(Charles, Carole)).Should().Be("L’acteur n’est pas habilité à agir pour un tiers");
        Raison(Juste() with { Intervenant = Intervenants.PourUnInconnu(Charles) }).Should().Be("L’acteur n’est pas habilité à agir pour un tiers", "qu’il existe ou non");
        Raison(Par(Vladimir, Juste())).Should().Be(Perimetre, "sans idNatTiers, l’AdminASIP n’a aucun droit à ce titre");
    }

    [Test]
    public void Un_acteur_absent_de_l_annuaire_est_refuse_avant_tout()
    {
        var juste = Juste();
        Raison(juste with { Intervenant = Intervenants.Inconnu(Carole), Produit = juste.Produit with { Etat = EtatProduit.Revoque } }).Should().Be("L’acteur n’existe pas dans l’annuaire");
        Raison(juste with { Intervenant = Intervenants.PourUnInconnu(Vladimir) }).Should().Be("L’acteur n’existe pas dans l’annuaire");
    }

    [TestCase(-1, false)]
    [TestCase(0, true)]
    [TestCase(1, true)]
    [TestCase(1095, true)]
    [TestCase(1096, true)]
    [TestCase(1097, false)]
    public void La_date_d_effet_va_d_aujourd_hui_a_la_fin_du_certificat(int jours, bool passe)
    {
        if (passe)
        {
            Raison(Pour(MotifRevocation.FIN_DACTIVITE, Aujourdhui.AddDays(jours))).Should().BeNull();
        }
        else
        {
            Raison(Pour(MotifRevocation.FIN_DACTIVITE, Aujourdhui.AddDays(jours))).Should().Be(Date);
        }
    }

    [TestCase(MotifRevocation.VOL, false)]
    [TestCase(MotifRevocation.PERTE, false)]
    [TestCase(MotifRevocation.FIN_DACTIVITE, true)]
    [TestCase(MotifRevocation.AUTRE, true)]
    public void Vol_et_perte_ne_se_different_pas(MotifRevocation motif, bool passe)
    {
        if (passe)
        {
            Raison(Pour(motif, Aujourdhui.AddDays(1))).Should().BeNull();
        }
        else
        {
            Raison(Pour(motif, Aujourdhui.AddDays(1))).Should().Be(Date);
        }
        Raison(Pour(motif, Aujourdhui)).Should().BeNull();
    }

    [TestCase(10, null, true)]
    [TestCase(10, 0, true)]
    [TestCase(10, 9, true)]
    [TestCase(10, 10, false)]
    [TestCase(10, 11, false)]
    [TestCase(0, null, true)]
    [TestCase(0, 0, true)]
    [TestCase(0, 1, false)]
    [TestCase(-1, 0, true)]
    public void Une_revocation_qui_attend_est_remplacee_par_une_immediate_toujours_et_par_une_differee_plus_proche(int attend, int? jours, bool passe)
    {
        var dossier = Pour(MotifRevocation.FIN_DACTIVITE, jours is { } j ? Aujourdhui.AddDays(j) : null) with { EnCours = QuiAttend(Aujourdhui.AddDays(attend)) };

        if (passe)
        {
            Raison(dossier).Should().BeNull();
        }
        else
        {
            Raison(dossier).Should().Be(Date);
        }
    }

    [Test, Category("D39")]
    public void Le_jour_est_celui_de_Paris()
    {
        var dossier = Pour(MotifRevocation.FIN_DACTIVITE, Aujourdhui) with { Instant = new(2026, 3, 2, 23, 30, 0, TimeSpan.Zero) };
        Raison(dossier).Should().Be(Date, "à Paris on est déjà le 3 mars");
        Raison(dossier with { Requete = dossier.Requete with { DateEffet = new(2026, 3, 3) } }).Should().BeNull();
        (dossier with { Requete = dossier.Requete with { DateEffet = new(2026, 3, 3) } }).Differee.Should().BeFalse();
    }

    [TestCase("2026-03-02", "2026-03-02T00:00:00Z")]
    [TestCase("2026-07-01", "2026-06-30T23:00:00Z")]
    [TestCase("2026-03-29", "2026-03-29T00:00:00Z")]
    [TestCase("2026-10-25", "2026-10-24T23:00:00Z")]
    public void Les_differees_sont_pour_une_heure_du_matin_a_Paris(string jour, string instant) =>
        DemandeRevocation.HeureDuJour(DateOnly.Parse(jour, System.Globalization.CultureInfo.InvariantCulture))
        .Should().Be(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

    private static string? Raison(Dossier dossier)
    {
        var libelle = Regles.Verifier(dossier).Refus?.Libelle;
        const string avant = "Échec lors de l’enregistrement de la demande de révocation : ";
        const string apres = ". Veuillez vérifier et renouveler votre demande.";
        if (libelle is not null)
        {
            libelle.Should().StartWith(avant).And.EndWith(apres);
        }

        return libelle?[avant.Length..^apres.Length];
    }

    private static Dossier Par(Personne personne, Dossier d) => d with { Intervenant = Intervenants.De(personne) };

    private static Dossier PourUnTiers(Personne signant, Personne tiers) => Juste() with { Intervenant = Intervenants.De(signant, tiers) };

    private static Dossier Pour(MotifRevocation motif, DateOnly? date) => Juste() with { Requete = Requete() with { Motif = motif, DateEffet = date } };

    private static RequeteRevocationCertificat Requete() =>
        new(null, new('a', 40), new('1', 32), MotifRevocation.FIN_DACTIVITE, null, null, "demandeur@exemple.fr", "informe@exemple.fr");

    private static DemandeRevocation QuiAttend(DateOnly date) => new(
        Monde.Test, 2, 1, Canal.WS, new(Carole.IdNat, Carole.Nom, Carole.Prenom), null, "a@exemple.fr", "b@exemple.fr", MotifRevocation.FIN_DACTIVITE, null,
        Maintenant.AddDays(-5), date, DemandeRevocation.HeureDuJour(date), null, EtatRevocation.Validee);

    private static Dossier Juste(Offre offre = Offre.ORG, Usage usage = Usage.AUTH_CLI, string? structure = Cabinet, string? porteur = null) => new(
        Requete(),
        Intervenants.De(Carole),
        new(Monde.Test, 1, 1, Canal.WS, new(offre, usage), structure, porteur, new(Carole.IdNat, Carole.Nom, Carole.Prenom), null, "a@exemple.fr", "b@exemple.fr", Maintenant, EtatDemande.Close, null),
        new(
            EtatProduit.Actif, "CABINET", "Paris (75)", null, null, "SAMU 75", [], null, null, [1],
            new EnregistrementTechnique(Monde.Test, new(offre, usage), new('1', 32), new('a', 40), "CN=AC", [1]),
            new CertificatEmis([1], Maintenant, Maintenant.AddYears(3))),
        null,
        Maintenant);
}
