using System.Xml.Linq;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.DemanderCertificats;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Operations.DemanderCertificats;
using Pfcng.Ws.Tests.Contrats;

namespace Pfcng.Ws.Tests.Operations;

public sealed class DemanderCertificatsTests
{
    private static readonly Contrat LeContrat = Contrat.Charger();

    [Test, Category("§14.1")]
    public void Chaque_donnee_du_tableau_11_est_lue()
    {
        var lu = Lire(Messages.Lot(Messages.DemandeComplete(), Messages.Demande()));
        lu.Requete.Refus.Should().BeNull();
        lu.NonTraitees.Should().BeEmpty();
        var demande = lu.Requete.Valeur.Demandes[0];
        demande.Should().BeEquivalentTo(
            new DemandeCertificat(
                Offre.SERV, Usage.SMIME, "500000000028969/CPAT0002", "10B0039137", "899700027123", "CLIENT_WS_ROR", ["test.laboratoire.com", "a.officine.laboratoire.com"],
                "charles@ch-saint-anne.fr", "officine@laboratoire.com", "TUlJQw==", "gaetan@exemple.fr", "secretariat@exemple.fr"),
            o => o.WithStrictOrdering());
    }

    [Test, Category("§14.1")]
    public void Ce_qui_est_facultatif_et_absent_est_nul()
    {
        var demande = Lire(Messages.LotDe(1)).Requete.Valeur.Demandes[0];
        new[] { demande.IdNatTiers, demande.IdNatBeneficiaire, demande.Upn, demande.MailSujet }.Should().OnlyContain(e => e == null);
        demande.Fqdn.Should().BeEmpty();
    }

    [Test, Category("D4")]
    public void La_CSR_est_rendue_sans_armure_ni_fins_de_ligne() =>
        Lire(Messages.LotDe(1).Avec("CSR", "-----BEGIN CERTIFICATE REQUEST-----\nTUlJ\nQw==\n-----END CERTIFICATE REQUEST-----\n")).Requete.Valeur.Demandes[0].Csr
        .Should().Be("TUlJQw==");

    [Test, Category("D3")]
    public void Les_demandes_gardent_leur_ordre()
    {
        var lot = Messages.Lot([.. Enumerable.Range(0, 20).Select(i => Messages.Demande().Avec("nomApplicatif", $"n{i}"))]);
        Lire(lot).Requete.Valeur.Demandes.Select(d => d.NomApplicatif).Should().Equal(Enumerable.Range(0, 20).Select(i => $"n{i}"));
    }

    [TestCase(20, null)]
    [TestCase(21, "WSMG-00000023")]
    [TestCase(2_000, "WSMG-00000023")]
    [Category("§19")]
    [Category("D19"), Category("§14"), Category("§14.1"), Category("§19 23")]
    public void Lot_de_21_demandes_est_refuse(int nombre, string? code) => (Refus(Messages.LotDe(nombre))?.Code).Should().Be(code);

    [Test, Category("D16")]
    public void Le_nombre_de_demandes_passe_avant_le_nombre_de_FQDN_qui_passe_avant_les_valeurs()
    {
        var fausse = Messages.Demande().Avec("offre", "XX");
        var chargee = new XElement(fausse);
        chargee.Add(Enumerable.Repeat(0, 6).Select(_ => new XElement("FQDN", "*")));
        Refus(Messages.Lot([.. Enumerable.Repeat(chargee, 21)])).Should().Be(Catalogue.LotTropGrand);
        Refus(Messages.Lot(fausse, chargee)).Should().Be(Catalogue.TropDeFqdn);
        Refus(Messages.Lot(fausse, Messages.Demande())).Should().Be(Catalogue.ContenuNonValide("offre"));
    }

    [Test, Category("§19")]
    [Category("D16"), Category("§19 42")]
    public void Cinq_FQDN_sont_permis_et_six_refusent_le_lot()
    {
        var lot = Messages.LotDe(1);
        lot.Element("demandeCertificat")!.Add(Enumerable.Range(0, 5).Select(i => new XElement("FQDN", $"s{i}.exemple.fr")));
        Lire(lot).Requete.Valeur.Demandes[0].Fqdn.Should().HaveCount(5);
        lot.Element("demandeCertificat")!.AddFirst(new XElement("FQDN", "s5.exemple.fr"));
        Refus(lot).Should().Be(Catalogue.TropDeFqdn);
    }

    [Test, Category("§14.4")]
    public void L_adresse_du_demandeur_sans_com_refuse_le_lot_de_trois_demandes() =>
        Refus(Messages.Lot(Messages.Demande().Avec("mailDemandeur", "carole@exemple"), Messages.Demande(), Messages.Demande()))!.Libelle
        .Should().Be("Contenu de la demande non valide : MailDemandeur. Veuillez vérifier que les paramètres en entrée sont corrects et renouveler votre demande.");

    [Test, Category("D19")]
    public void Un_lot_refuse_pour_05_dit_les_demandes_dont_l_offre_et_l_usage_se_lisent()
    {
        var lu = Lire(Messages.Lot(
            Messages.Demande().Avec("mailDemandeur", "faux"),
            Messages.Demande().Avec("offre", "XX"),
            Messages.Demande().Avec("offre", "1"),
            Messages.Demande().Avec("usage", null),
            Messages.DemandeComplete().Avec("idNatStruct", Messages.Repete('9', 65)).Avec("idNatBeneficiaire", "")));
        lu.Requete.EstAccepte.Should().BeFalse();
        lu.NonTraitees.Should().Equal(new[]
        {
            new DemandeNonTraitee(Offre.ORG, Usage.AUTH_CLI, "499700027180006", null),
            new DemandeNonTraitee(Offre.SERV, Usage.SMIME, null, null),
        });
    }

    [Test, Category("D19")]
    public void Un_lot_refuse_pour_42_dit_ses_demandes_et_pour_23_aucune()
    {
        var chargee = Messages.Demande();
        chargee.Add(Enumerable.Repeat(0, 6).Select(_ => new XElement("FQDN", "a.fr")));
        Lire(Messages.Lot([.. Enumerable.Repeat(chargee, 20)])).NonTraitees.Should().HaveCount(20);
        Lecture.Lire(LeContrat, Messages.LotDe(21).Noeud()).Refus.Should().Be(Catalogue.LotTropGrand);
    }

    [Test, Category("§14.2.2")]
    public void La_reponse_d_un_lot_trop_grand_est_celle_du_guide() => ReponseEcrite.Verifier(
        s => Ecriture.EcrireRefus(s, Catalogue.LotTropGrand),
        """
        <ns3:reponseDemandeCertificats xmlns:ns3="http://www.pfcng.in.com/WS/"><indiceLot/><statutLot>WSMG-00000023</statutLot><message>Le lot ne peut pas contenir plus de 20 demandes. Veuillez renouveler votre demande.</message></ns3:reponseDemandeCertificats>
        """);

    [Test, Category("§14.2.2"), Category("D2")]
    [Category("§9.1")]
    public void La_reponse_d_un_lot_KO_est_celle_du_guide()
    {
        var refus = Catalogue.StructureObligatoire;
        Resultat<long, Refus>[] demandes = [refus, 59, 60, 61, 63];
        ReponseEcrite.Verifier(
            s => Ecriture.Repondre(new(1447682134768, demandes)).Ecrire(s),
            """
            <ns3:reponseDemandeCertificats xmlns:ns3="http://www.pfcng.in.com/WS/">
              <indiceLot>1447682134768</indiceLot>
              <statutLot>KO</statutLot>
              <message>Pour les offres PRO, ORG et SERV, « idNat_Struct » est obligatoire.</message>
              <demande>
                <statutDemande>WSMG-00000032</statutDemande>
                <message>Pour les offres PRO, ORG et SERV, « idNat_Struct » est obligatoire.</message>
              </demande>
              <demande><indiceDemande>59</indiceDemande><statutDemande>OK</statutDemande><message></message><indiceRetrait>59</indiceRetrait></demande>
              <demande><indiceDemande>60</indiceDemande><statutDemande>OK</statutDemande><message></message><indiceRetrait>60</indiceRetrait></demande>
              <demande><indiceDemande>61</indiceDemande><statutDemande>OK</statutDemande><message></message><indiceRetrait>61</indiceRetrait></demande>
              <demande><indiceDemande>63</indiceDemande><statutDemande>OK</statutDemande><message></message><indiceRetrait>63</indiceRetrait></demande>
            </ns3:reponseDemandeCertificats>
            """);
    }

    /// <summary>The refusal, whether or not its demandes are registered.</summary>
    private static Refus? Refus(XElement lot) => Lecture.Lire(LeContrat, lot.Noeud()) is var lu && lu.Donne(out var illisible, out var refus) ? illisible.Requete.Refus : refus;

    private static LotLu Lire(XElement lot) => Lecture.Lire(LeContrat, lot.Noeud()).Valeur;
}
