using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Ws.Operations.SuivreActivite;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.SuivreActivite;

/// <summary>A SERV product of GAETAN, withdrawn and active, unless a test says otherwise.</summary>
[TestFixture, Category("§18.2"), Category("D31")]
public class Tableau21Tests
{
    private const string Retires = "numeroSerie dnAutorite";
    private static readonly DateTimeOffset Creation = new(2026, 3, 2, 23, 30, 15, TimeSpan.Zero);
    private static readonly DateTimeOffset Fin = new(2029, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly LigneSuivie Ligne = new(
        new(Monde.Test, 59, 1447682134768, Canal.WS, new(Offre.SERV, Usage.SMIME), Pharmacie, null, Personne("8997", "PHARMOFFICE", "GAETAN"),
            Personne("3000", "ASSIST", "VLADIMIR"), "gaetan@exemple.fr", "informe@exemple.fr", Creation, EtatDemande.Close, null),
        new(EtatProduit.Actif, "PHARMACIE", null, "Service 15-1", "contact@test.laboratoire.com", "CN=Service 15-1, C=FR", "0a1b", "CN=TEST AC, C=FR", Creation, Fin, null),
        RevocationEnCours: false,
        Revocation: null);

    private static readonly DemandeRevocation Revocation = new(
        Monde.Test, 77, 59, Canal.IHM, Personne("8999", "AUTRE", "MANDATAIRE"), null, "autre@exemple.fr", "info@exemple.fr", MotifRevocation.AUTRE, "Fin d’essai",
        new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero), new(2026, 6, 15), default, null, EtatRevocation.Validee);

    [TestCase(
        TypeSuivi.DEMANDES_CERTIFICAT,
        "numero canal creationDate offre usage idNatStruct raisonSociale idNatAdministrateur nomAdministrateur prenomAdministrateur idNatBeneficiaire nomBeneficiaire "
        + "prenomBeneficiaire idNatActeur nomActeur prenomActeur etat emailActeur emailNotification dateExpiration numeroSerie dnAutorite dnSujet domaines nomApplicatif eMailSujet")]
    [TestCase(
        TypeSuivi.PRODUITS,
        "numero canal dateDebutValidite dateFinValidite offre usage idNatStruct raisonSociale idNatAdministrateur nomAdministrateur prenomAdministrateur idNatBeneficiaire "
        + "nomBeneficiaire prenomBeneficiaire idNatActeur nomActeur prenomActeur etat numeroSerie dnAutorite dnSujet domaines nomApplicatif eMailSujet")]
    [TestCase(
        TypeSuivi.DEMANDES_REVOCATION,
        "numero canal creationDate offre usage idNatStruct raisonSociale idNatAdministrateur nomAdministrateur prenomAdministrateur idNatBeneficiaire nomBeneficiaire "
        + "prenomBeneficiaire idNatActeur nomActeur prenomActeur etat emailActeur emailNotification dateRevocation motifRevocation motifAutre numeroSerie dnAutorite dnSujet "
        + "domaines nomApplicatif eMailSujet")]
    public void Chaque_colonne_a_tous_ses_champs_dans_l_ordre_du_tableau_et_aucun_autre(TypeSuivi type, string champs) =>
        string.Join(' ', Decrire(type, Ligne with { Revocation = Revocation }).Select(c => c.Key)).Should().Be(champs);

    [TestCase("numero", "59")]
    [TestCase("canal", "WS")]
    [TestCase("creationDate", "2026-03-03T00:30:15+01:00")]
    [TestCase("offre", "SERV")]
    [TestCase("usage", "S/MIME")]
    [TestCase("idNatStruct", Pharmacie)]
    [TestCase("raisonSociale", "PHARMACIE")]
    [TestCase("idNatAdministrateur", "3000")]
    [TestCase("nomAdministrateur", "ASSIST")]
    [TestCase("prenomAdministrateur", "VLADIMIR")]
    [TestCase("idNatBeneficiaire", "")]
    [TestCase("idNatActeur", "8997")]
    [TestCase("nomActeur", "PHARMOFFICE")]
    [TestCase("prenomActeur", "GAETAN")]
    [TestCase("etat", "Demande close")]
    [TestCase("emailActeur", "gaetan@exemple.fr")]
    [TestCase("emailNotification", "informe@exemple.fr")]
    [TestCase("dateExpiration", "")]
    [TestCase("numeroSerie", "0a1b")]
    [TestCase("dnAutorite", "CN=TEST AC, C=FR")]
    [TestCase("dnSujet", "CN=Service 15-1, C=FR")]
    [TestCase("domaines", "")]
    [TestCase("nomApplicatif", "Service 15-1")]
    [TestCase("eMailSujet", "contact@test.laboratoire.com")]
    public void Le_suivi_des_demandes_de_certificat(string champ, string valeur) => Montre(TypeSuivi.DEMANDES_CERTIFICAT, Ligne, champ, valeur);

    [TestCase("numero", "59")]
    [TestCase("etat", "Produit actif")]
    [TestCase("dateDebutValidite", "2026-03-03T00:30:15+01:00")]
    [TestCase("dateFinValidite", "2029-07-01T14:00:00+02:00")]
    [Category("D34")]
    public void Le_suivi_des_produits(string champ, string valeur) => Montre(TypeSuivi.PRODUITS, Ligne, champ, valeur);

    [TestCase("numero", "77")]
    [TestCase("canal", "IHM")]
    [TestCase("creationDate", "2026-06-01T10:00:00+02:00")]
    [TestCase("etat", "Demande validée")]
    [TestCase("idNatActeur", "8999")]
    [TestCase("nomActeur", "AUTRE")]
    [TestCase("idNatAdministrateur", "")]
    [TestCase("emailActeur", "autre@exemple.fr")]
    [TestCase("emailNotification", "info@exemple.fr")]
    [TestCase("dateRevocation", "2026-06-15")]
    [TestCase("motifRevocation", "AUTRE")]
    [TestCase("motifAutre", "Fin d’essai")]
    [TestCase("offre", "SERV")]
    [TestCase("numeroSerie", "0a1b")]
    public void Le_suivi_des_demandes_de_revocation(string champ, string valeur) =>
        Montre(TypeSuivi.DEMANDES_REVOCATION, Ligne with { Revocation = Revocation, RevocationEnCours = true }, champ, valeur);

    [Test]
    public void La_date_de_revocation_est_vide_quand_la_demande_n_est_pas_traitee() =>
        Montre(TypeSuivi.DEMANDES_REVOCATION, Ligne with { Revocation = Revocation with { Etat = EtatRevocation.NonTraitee } }, "dateRevocation", "");

    [Test]
    public void La_fin_de_validite_est_vide_avec_une_revocation_en_cours_ou_avant_le_retrait()
    {
        Montre(TypeSuivi.PRODUITS, Ligne with { RevocationEnCours = true }, "dateFinValidite", "");
        Montre(TypeSuivi.PRODUITS, AvecProduit(p => p with { Etat = EtatProduit.ARetirer, Debut = null, Fin = null }), "dateFinValidite", "");
    }

    [Test, Category("D39")]
    public void La_date_d_expiration_est_la_validation_plus_le_delai_en_jours_de_Paris_tant_que_rien_n_est_retire()
    {
        var aRetirer = AvecProduit(p => p with { Etat = EtatProduit.ARetirer });
        Montre(TypeSuivi.DEMANDES_CERTIFICAT, aRetirer, "dateExpiration", "2026-03-13");
        Montre(TypeSuivi.DEMANDES_CERTIFICAT, aRetirer with { RevocationEnCours = true }, "dateExpiration", "");
        Montre(TypeSuivi.DEMANDES_CERTIFICAT, aRetirer with { Demande = aRetirer.Demande with { Refus = Cause.DemandeNonValide } }, "dateExpiration", "");
    }

    [TestCase(EtatProduit.Demande, false)]
    [TestCase(EtatProduit.ARetirer, false)]
    [TestCase(EtatProduit.Annule, false)]
    [TestCase(EtatProduit.Retire, true)]
    [TestCase(EtatProduit.Actif, true)]
    [TestCase(EtatProduit.Revoque, true)]
    [TestCase(EtatProduit.Expire, true)]
    [Category("D40")]
    public void Le_numero_de_serie_et_l_autorite_sont_vides_pour_demande_a_retirer_et_annule(EtatProduit etat, bool presents)
    {
        foreach (var champ in Retires.Split(' '))
        {
            if (presents)
            {
                Valeur(TypeSuivi.PRODUITS, AvecProduit(p => p with { Etat = etat }), champ).Should().NotBeNullOrEmpty();
            }
            else
            {
                Valeur(TypeSuivi.PRODUITS, AvecProduit(p => p with { Etat = etat }), champ).Should().BeEmpty();
            }
        }
    }

    [Test]
    public void Un_produit_actif_dont_la_fin_est_passee_est_expire()
    {
        Montre(TypeSuivi.PRODUITS, Ligne, "etat", "Produit actif", Fin);
        Montre(TypeSuivi.PRODUITS, Ligne, "etat", "Produit expiré", Fin.AddSeconds(1));
        Montre(TypeSuivi.PRODUITS, AvecProduit(p => p with { Etat = EtatProduit.Revoque }), "etat", "Produit révoqué", Fin.AddSeconds(1));
    }

    private static LigneSuivie AvecProduit(Func<ProduitSuivi, ProduitSuivi> changer) => Ligne with { Produit = changer(Ligne.Produit) };

    private static Identite Personne(string idNat, string nom, string prenom) => new(idNat, nom, prenom);

    private static IReadOnlyList<KeyValuePair<string, string>> Decrire(TypeSuivi type, LigneSuivie ligne, DateTimeOffset? instant = null) =>
        new Tableau21(new(10)).Decrire(type, ligne, instant ?? Creation);

    private static string Valeur(TypeSuivi type, LigneSuivie ligne, string champ, DateTimeOffset? instant = null) =>
        Decrire(type, ligne, instant).Single(c => c.Key == champ).Value;

    private static void Montre(TypeSuivi type, LigneSuivie ligne, string champ, string valeur, DateTimeOffset? instant = null) =>
        Valeur(type, ligne, champ, instant).Should().Be(valeur);
}
