using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Modele;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.RenouvelerCertificat;

/// <summary>Quoted local parts were accepted once: a data folder may hold some.</summary>
[TestFixture, Category("D4"), Category("D30")]
internal sealed class AdresseAncienneTests
{
    private static IEnumerable<TestCaseData> Anciennes =>
    [
        new TestCaseData(Serv(Usage.SMIME) with { MailSujet = "\"bob\"@test.laboratoire.com" }, "Mail sujet").SetArgDisplayNames("mailSujet"),
        new TestCaseData(Pro(Usage.AUTH) with { Upn = "\"bob\"@ch-saint-anne.fr" }, "UPN").SetArgDisplayNames("UPN"),
    ];

    [TestCaseSource(nameof(Anciennes))]
    public async Task Une_adresse_entre_guillemets_d_un_ancien_certificat_ne_se_renouvelle_pas(DemandeCertificat demande, string attribut)
    {
        await using var plateforme = PlateformeDeTest.Neuve();
        var acteur = demande.Offre == Offre.SERV ? Gaetan : Charles;
        await plateforme.ObtenirAsync(acteur, demande);
        plateforme.Horloge.Avancer(TimeSpan.FromDays(3 * 365));

        var reponse = await plateforme.Renouveler.TraiterAsync(
            Appel(acteur), new(null, new('a', 40), plateforme.Autorite.Signes.Last(), "informe@exemple.fr", CsrNeuve(), "demandeur@exemple.fr"), default);

        (reponse.Statut, reponse.Message.Contains($"ne sont pas respectées : {attribut}", StringComparison.Ordinal)).Should().Be(("WSMG-00000010", true), reponse.Message);
    }
}
