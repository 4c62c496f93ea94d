using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.RevoquerCertificat;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Operations.RevoquerCertificat;
using Pfcng.Ws.Tests.Contrats;

namespace Pfcng.Ws.Tests.Operations;

public sealed class RevoquerCertificatTests
{
    private static readonly Contrat LeContrat = Contrat.Charger();

    [Test, Category("§16.1")]
    public void Chaque_donnee_du_tableau_15_est_lue() =>
        Lecture.Lire(LeContrat, Messages.Revocation().Avec("idNatTiers", "1").Noeud()).Valeur
        .Should().BeEquivalentTo(new RequeteRevocationCertificat("1", "d7fbfa", "1234567890", MotifRevocation.AUTRE, "Cabinet fermé", new DateOnly(2026, 12, 1), "carole@exemple.fr", "secretariat@exemple.fr"));

    [TestCase("2026-12-01+14:00")]
    [TestCase("2026-12-01Z")]
    [TestCase("\n2026-12-01-12:00 ")]
    [Category("D4")]
    public void Le_fuseau_d_une_date_est_ignore(string date) =>
        Lecture.Lire(LeContrat, Messages.Revocation().Avec("dateEffet", date).Noeud()).Valeur!.DateEffet.Should().Be(new DateOnly(2026, 12, 1));

    [Test, Category("D29")]
    public void Sans_date_d_effet_la_revocation_est_immediate() =>
        Lecture.Lire(LeContrat, Messages.Revocation().Avec("dateEffet", null).Noeud()).Valeur!.DateEffet.Should().BeNull();

    [TestCase("AUTRE", "x", true)]
    [TestCase("AUTRE", null, false)]
    [TestCase("VOL", "x", false)]
    [TestCase("PERTE", "x", false)]
    [TestCase("FIN_DACTIVITE", "x", false)]
    [TestCase("VOL", null, true)]
    [Category("D29")]
    public void La_description_va_avec_le_motif_AUTRE_et_lui_seul(string motif, string? description, bool juste) =>
        Lecture.Lire(LeContrat, Messages.Revocation().Avec("motif", motif).Avec("autreDescription", description).Noeud()).Refus
        .Should().Be(juste ? null : Catalogue.ContenuNonValide("AutreDescription"));

    [Test, Category("§16.2")]
    public void Une_revocation_acceptee_a_un_message_vide() => ReponseEcrite.Verifier(
        s => Ecriture.Repondre(null!).Ecrire(s),
        "<ns3:reponseRevocationCertificat xmlns:ns3='http://www.pfcng.in.com/WS/'><statut>OK</statut><message/></ns3:reponseRevocationCertificat>");

    [Test, Category("§16.4")]
    public void Une_revocation_refusee_porte_son_code() => ReponseEcrite.Verifier(
        s => Ecriture.EcrireRefus(s, Catalogue.CertificatIntrouvable),
        "<ns3:reponseRevocationCertificat xmlns:ns3='http://www.pfcng.in.com/WS/'><statut>WSMG-00000008</statut><message>Erreur lors la recherche de certificat. Veuillez vérifier et renouveler votre demande.</message></ns3:reponseRevocationCertificat>");
}
