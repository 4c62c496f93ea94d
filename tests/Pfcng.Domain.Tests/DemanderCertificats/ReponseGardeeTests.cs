using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Erreurs;
using Pfcng.Ws.Contrats;

namespace Pfcng.Domain.Tests.DemanderCertificats;

/// <summary>An answer is given again to the very message that got it (D25), even when an older version kept it.</summary>
[TestFixture, Category("D25")]
public class ReponseGardeeTests
{
    [Test]
    public void Une_reponse_gardee_se_relit_la_meme()
    {
        var lot = new LotCree(1447682134768, [59, Catalogue.CsrRefusee(Raisons.SignatureDeLaCsr), Catalogue.StructureObligatoire, Catalogue.MailSujetInterdit, 60]);

        var relu = ReponseGardee.Lire(ReponseGardee.Ecrire(lot));

        relu.Indice.Should().Be(lot.Indice);
        relu.Demandes.Should().Equal(lot.Demandes);
    }

    [Test]
    public void Un_renouvellement_n_a_pas_d_indice_de_lot() =>
        ReponseGardee.Lire(ReponseGardee.Ecrire(new(null, [59]))).Indice.Should().BeNull();

    [Test]
    public void La_reponse_d_une_version_plus_ancienne_est_redite_mot_pour_mot()
    {
        var relu = ReponseGardee.Lire(
            """
            {"IndiceLot":"1447682134768","StatutLot":"KO","Message":"Un libellé.","Demandes":[{"IndiceDemande":59,"StatutDemande":"OK","Message":""},{"IndiceDemande":null,"StatutDemande":"WSMG-00000009","Message":"Un libellé."}]}
            """);

        relu.Indice.Should().Be(1447682134768);
        relu.Demandes[0].Valeur.Should().Be(59);
        (relu.Demandes[1].Refus!.Code, relu.Demandes[1].Refus!.Libelle).Should().Be(("WSMG-00000009", "Un libellé."));
    }
}
