using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Operations.RetirerCertificat;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Operations.RetirerCertificat;
using Pfcng.Ws.Tests.Contrats;

namespace Pfcng.Ws.Tests.Operations;

public sealed class RetirerCertificatTests
{
    private static readonly Contrat LeContrat = Contrat.Charger();

    [Test, Category("§15.1")]
    public void Chaque_donnee_du_tableau_13_est_lue()
    {
        Lecture.Lire(LeContrat, Messages.Retrait().Noeud()).Valeur.Should().BeEquivalentTo(new RequeteRetraitCertificat(null, "59", "Un code, secret"));
        Lecture.Lire(LeContrat, Messages.Retrait().Avec("idNatTiers", "1").Noeud()).Valeur!.IdNatTiers.Should().Be("1");
    }

    [Test, Category("D17")]
    public void Un_code_de_revocation_vide_est_refuse() =>
        Lecture.Lire(LeContrat, Messages.Retrait().Avec("codeRevocation", "").Noeud()).Refus.Should().Be(Catalogue.ContenuNonValide("CodeRevocation"));

    [Test, Category("§15.2")]
    public void La_reponse_porte_le_certificat() => ReponseEcrite.Verifier(
        s => Ecriture.Ecrire(s, "OK", "", "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n"),
        "<ns3:reponseRetraitCertificat xmlns:ns3='http://www.pfcng.in.com/WS/'><statut>OK</statut><message/><certificat>-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n</certificat></ns3:reponseRetraitCertificat>");

    [Test, Category("§15.4")]
    public void Un_retrait_refuse_n_a_pas_de_certificat() => ReponseEcrite.Verifier(
        s => Ecriture.EcrireRefus(s, Catalogue.PasLActeur),
        "<ns3:reponseRetraitCertificat xmlns:ns3='http://www.pfcng.in.com/WS/'><statut>WSMG-00000030</statut><message>Vous n’êtes pas l’acteur de la demande de certificat logiciel. Votre demande est refusée.</message></ns3:reponseRetraitCertificat>");
}
