using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Operations.RenouvelerCertificat;
using Pfcng.Ws.Tests.Contrats;

namespace Pfcng.Ws.Tests.Operations;

public sealed class RenouvelerCertificatTests
{
    private static readonly Contrat LeContrat = Contrat.Charger();

    [Test, Category("§17.1")]
    public void Chaque_donnee_du_tableau_17_est_lue() =>
        Lecture.Lire(LeContrat, Messages.Renouvellement().Avec("CSR", "TUlJ\nQw==").Avec("idNatTiers", "1").Noeud()).Valeur
        .Should().BeEquivalentTo(new RequeteRenouvellementCertificat("1", "d7fbfa", "1234567890", "secretariat@exemple.fr", "TUlJQw==", "carole@exemple.fr"));

    [Test, Category("D3")]
    public void La_gamme_n_est_pas_du_renouvellement() =>
        Lecture.Lire(LeContrat, Messages.Renouvellement().Avec("gamme", "EL").Noeud()).Refus.Should().Be(Catalogue.ContenuNonValide("Gamme"));

    [Test, Category("§17.2")]
    public void La_reponse_porte_l_indice_de_retrait() => ReponseEcrite.Verifier(
        s => Ecriture.Repondre(783).Ecrire(s),
        "<ns3:reponseRenouvellementCertificat xmlns:ns3='http://www.pfcng.in.com/WS/'><indiceRetrait>783</indiceRetrait><statut>OK</statut><message/></ns3:reponseRenouvellementCertificat>");

    [Test, Category("§17.4")]
    public void Un_renouvellement_refuse_n_a_pas_d_indice() => ReponseEcrite.Verifier(
        s => Ecriture.EcrireRefus(s, Catalogue.SignatureInvalide),
        "<ns3:reponseRenouvellementCertificat xmlns:ns3='http://www.pfcng.in.com/WS/'><statut>WSMG-00000002</statut><message>Signature invalide. Veuillez renouveler votre demande.</message></ns3:reponseRenouvellementCertificat>");
}
