using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Operations.SuivreActivite;
using Pfcng.Ws.Tests.Contrats;

namespace Pfcng.Ws.Tests.Operations;

public sealed class SuivreActiviteTests
{
    private const string Tableau21 =
        "numero canal creationDate dateDebutValidite dateFinValidite offre usage idNatStruct raisonSociale idNatAdministrateur nomAdministrateur prenomAdministrateur "
        + "idNatBeneficiaire nomBeneficiaire prenomBeneficiaire idNatActeur nomActeur prenomActeur etat emailActeur emailNotification dateExpiration dateRevocation "
        + "motifRevocation motifAutre numeroSerie dnAutorite dnSujet domaines nomApplicatif eMailSujet";

    private static readonly Contrat LeContrat = Contrat.Charger();

    [Test, Category("§18.1")]
    public void Chaque_donnee_du_tableau_19_est_lue() =>
        Lire("idNatTiers", "1").Valeur
        .Should().BeEquivalentTo(new RequeteSuiviActivite(TypeSuivi.DEMANDES_CERTIFICAT, Offre.PRO, Usage.SIGN, 1447682134768, new DateOnly(2015, 11, 16), "899700027123", "1750140014", "899700027123", "1"));

    [TestCase("indiceLot", "12A")]
    [TestCase("typeDemande", "PRODUIT")]
    [TestCase("typeDemande", "PRODUITS", Description = "with an indiceLot")]
    [TestCase("typeDemande", "DEMANDES_REVOCATION", Description = "with an indiceLot")]
    [TestCase("offre", "PS", Description = "with an idNatStruct")]
    [TestCase("offre", "ORG", Description = "with an idNatBeneficiaire")]
    [TestCase("offre", "SERV", Description = "with an idNatBeneficiaire")]
    [TestCase("idNatStruct", null)]
    [TestCase("usage", "AUTH_CLI", Description = "not of PRO")]
    [TestCase("inconnu", "1")]
    [Category("§18.3")]
    public void Une_demande_de_suivi_fausse_est_refusee_sans_complement(string nom, string? valeur)
    {
        var refus = Lire(nom, valeur).Refus;
        (refus?.Code).Should().Be("WSMG-00000005");
        refus!.Libelle.Should().Be("Contenu de la demande non valide. Veuillez vérifier que les paramètres en entrée sont corrects et renouveler votre demande.");
    }

    [TestCase("PS", false, true)]
    [TestCase("PRO", true, true)]
    [TestCase("ORG", true, false)]
    [TestCase("SERV", true, false)]
    [Category("D31")]
    public void Les_identifiants_presents_dependent_de_l_offre(string offre, bool structure, bool beneficiaire)
    {
        var suivi = Messages.Suivi().Avec("usage", "SIGN").Avec("offre", offre);
        suivi = structure ? suivi : suivi.Avec("idNatStruct", null);
        suivi = beneficiaire ? suivi : suivi.Avec("idNatBeneficiaire", null);
        Lecture.Lire(LeContrat, suivi.Noeud()).Refus.Should().BeNull();
    }

    [Test, Category("D31")]
    public void Un_indice_de_lot_plus_grand_que_tout_lot_est_bien_ecrit() =>
        Lire("indiceLot", Messages.Repete('9', 150)).Valeur!.IndiceLot.Should().Be(long.MaxValue);

    [Test, Category("§18.2")]
    public void La_reponse_porte_l_avertissement_avant_les_resultats() => ReponseEcrite.Verifier(
        s => Ecriture.Ecrire(s, "OK", "MESSAGE : …", [[new("numero", "59"), new("domaines", ""), new("eMailSujet", "a@b.fr")], [new("numero", "60")]]),
        """
        <ns3:reponseSuiviActivite xmlns:ns3="http://www.pfcng.in.com/WS/">
          <statut>OK</statut>
          <avertissement>MESSAGE : …</avertissement>
          <resultat><numero>59</numero><domaines/><eMailSujet>a@b.fr</eMailSujet></resultat>
          <resultat><numero>60</numero></resultat>
        </ns3:reponseSuiviActivite>
        """);

    [Test, Category("§18.2")]
    public void Les_champs_du_tableau_21_dans_son_ordre_et_500_resultats_sont_du_contrat()
    {
        KeyValuePair<string, string>[] resultat = [.. Tableau21.Split(' ').Select(n => KeyValuePair.Create(n, "x"))];
        var ecrit = Messages.Ecrit(s => Ecriture.Ecrire(s, "OK", null, Enumerable.Repeat(resultat, 500)));
        Schema.Fautes(ecrit).Should().BeEmpty();
        ecrit.Elements("resultat").First().Elements().Count().Should().Be(31);
    }

    [Test, Category("D31")]
    public void Un_suivi_refuse_porte_son_code_et_une_erreur() => ReponseEcrite.Verifier(
        s => Ecriture.EcrireRefus(s, Catalogue.SuiviNonValide(Raisons.BeneficiaireNonHabilite)),
        """
        <ns3:reponseSuiviActivite xmlns:ns3="http://www.pfcng.in.com/WS/">
          <statut>WSMG-00000043</statut>
          <resultat><erreur>Erreur lors de la vérification de la validité de la demande de suivi : Le bénéficiaire n’est pas habilité pour l’offre demandée.</erreur></resultat>
        </ns3:reponseSuiviActivite>
        """);

    private static Resultat<RequeteSuiviActivite, Refus> Lire(string nom, string? valeur) => Lecture.Lire(LeContrat, Messages.Suivi().Avec(nom, valeur).Noeud());
}
