using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Contrats;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.DemanderCertificats;

[TestFixture, Category("tableau 11"), Category("D17")]
[Category("§14.1")]
public class PresenceTests
{
    private static IEnumerable<TestCaseData> Refusees()
    {
        yield return Cas("Usage que l’offre n’a pas", PourPs(Usage.SSL_SERV), 5, "Usage");
        yield return Cas("PRO sans structure", Pro() with { IdNatStruct = null }, 32);
        yield return Cas("ORG sans structure", Org() with { IdNatStruct = null }, 32);
        yield return Cas("SERV sans structure", SslServ() with { IdNatStruct = null }, 32);
        yield return Cas("PS avec structure", PourPs() with { IdNatStruct = Cabinet }, 5, "IdNatStruct");
        yield return Cas("PRO sans bénéficiaire", Pro() with { IdNatBeneficiaire = null }, 33);
        yield return Cas("PS avec bénéficiaire", PourPs() with { IdNatBeneficiaire = Claire.IdNat }, 5, "IdNatBeneficiaire");
        yield return Cas("ORG avec bénéficiaire", Org() with { IdNatBeneficiaire = Claire.IdNat }, 5, "IdNatBeneficiaire");
        yield return Cas("SSL_SERV sans FQDN", SslServ() with { Fqdn = [] }, 34);
        yield return Cas("SSL_SERV avec mailSujet", SslServ() with { MailSujet = "a@b.fr" }, 34);
        yield return Cas("ORG avec FQDN", Org() with { Fqdn = ["a.fr"] }, 5, "FQDN");
        yield return Cas("SERV SIGN avec FQDN", Serv() with { Fqdn = ["a.fr"] }, 5, "FQDN");
        yield return Cas("ORG sans nomApplicatif", Org() with { NomApplicatif = null }, 35);
        yield return Cas("SERV SIGN sans nomApplicatif", Serv() with { NomApplicatif = null }, 35);
        yield return Cas("SSL_SERV avec nomApplicatif", SslServ() with { NomApplicatif = "x" }, 5, "NomApplicatif");
        yield return Cas("PS avec nomApplicatif", PourPs() with { NomApplicatif = "x" }, 5, "NomApplicatif");
        yield return Cas("PS SIGN avec UPN", PourPs(Usage.SIGN) with { Upn = "a@b.fr" }, 36);
        yield return Cas("PRO CONF avec UPN", Pro(Usage.CONF) with { Upn = "a@b.fr" }, 36);
        yield return Cas("ORG avec UPN", Org() with { Upn = "a@b.fr" }, 36);
        yield return Cas("SERV avec UPN", Serv() with { Upn = "a@b.fr" }, 36);
        yield return Cas("SERV SIGN sans mailSujet", Serv() with { MailSujet = null }, 37, "« mailSujet » est obligatoire");
        yield return Cas("SERV S/MIME sans mailSujet", Serv(Usage.SMIME) with { MailSujet = null }, 37, "« mailSujet » est obligatoire");
        yield return Cas("ORG avec mailSujet", Org() with { MailSujet = "a@b.fr" }, 37, "Si offre ORG : « mailSujet » est interdit.");
        yield return Cas("PS AUTH avec mailSujet", PourPs() with { MailSujet = "a@b.fr" }, 5, "MailSujet");
        yield return Cas("PRO AUTH avec mailSujet", Pro(Usage.AUTH) with { MailSujet = "a@b.fr" }, 5, "MailSujet");
        yield return Cas("La première règle l’emporte", Pro() with { IdNatStruct = null, IdNatBeneficiaire = null }, 32);
    }

    [TestCaseSource(nameof(Refusees))]
    [Category("§19 32"), Category("§19 33"), Category("§19 34"), Category("§19 35"), Category("§19 36"), Category("§19 37")]
    public void Une_absence_ou_une_presence_interdite_est_refusee(DemandeCertificat demande, int code, string contient)
    {
        var refus = Presence.Verifier(demande);

        ((int?)refus?.Cause).Should().Be(code);
        refus!.Libelle.Should().Match($"*{contient}*");
    }

    [Test]
    [Category("§8")]
    public void Les_treize_produits_passent_avec_ce_que_leur_offre_demande()
    {
        using (new AssertionScope())
        {
            foreach (var type in TypeProduit.Tous)
            {
                var demande = type.Offre switch
                {
                    Offre.PS => PourPs(type.Usage),
                    Offre.PRO => Pro(type.Usage),
                    Offre.ORG => Org(type.Usage),
                    _ => type.Usage == Usage.SSL_SERV ? SslServ() : Serv(type.Usage),
                };
                Presence.Verifier(demande).Should().BeNull(type.ToString());
            }
        }
    }

    [Test]
    public void Ce_qui_est_facultatif_passe()
    {
        using (new AssertionScope())
        {
            Presence.Verifier(PourPs() with { Upn = "a@b.fr" }).Should().BeNull();
            Presence.Verifier(Pro(Usage.AUTH) with { Upn = "a@b.fr" }).Should().BeNull();
            Presence.Verifier(PourPs(Usage.SIGN) with { MailSujet = "a@b.fr" }).Should().BeNull();
            Presence.Verifier(Pro(Usage.CONF) with { MailSujet = null }).Should().BeNull();
        }
    }

    private static TestCaseData Cas(string nom, DemandeCertificat demande, int code, string contient = "") =>
        new TestCaseData(demande, code, contient).SetName(nom);
}
