using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Demandes;

/// <summary>
/// What an offer and its usage want, allow or forbid (guide WS tableau 11; D17): 32 to 37 where §19 has the code, else 05 with the element's
/// name. They come first (D16): a demande they refuse is not registered (D19). Pure.
/// </summary>
internal static class Presence
{
    /// <summary>The rules, in the order in which they are tried.</summary>
    public static IReadOnlyList<Regle<DemandeCertificat>> Regles { get; } =
    [
        new("tableau 7", d => Refuser(!new TypeProduit(d.Offre, d.Usage).Existe, Catalogue.ContenuNonValide("usage"))),
        new("§19 32", d => Refuser(d.Offre != Offre.PS && d.IdNatStruct is null, Catalogue.StructureObligatoire)),
        new("tableau 11", d => Refuser(d.Offre == Offre.PS && d.IdNatStruct is not null, Catalogue.ContenuNonValide("idNatStruct"))),
        new("§19 33", d => Refuser(d.Offre == Offre.PRO && d.IdNatBeneficiaire is null, Catalogue.BeneficiaireObligatoire)),
        new("tableau 11", d => Refuser(d.Offre != Offre.PRO && d.IdNatBeneficiaire is not null, Catalogue.ContenuNonValide("idNatBeneficiaire"))),
        new("§19 34", d => Refuser(EstSslServeur(d) && (d.Fqdn.Count == 0 || d.MailSujet is not null), Catalogue.FqdnObligatoireSansMailSujet)),
        new("tableau 11", d => Refuser(!EstSslServeur(d) && d.Fqdn.Count > 0, Catalogue.ContenuNonValide("FQDN"))),
        new("§19 35", d => Refuser(EstApplicatif(d) && d.NomApplicatif is null, Catalogue.NomApplicatifObligatoire)),
        new("tableau 11", d => Refuser(!EstApplicatif(d) && d.NomApplicatif is not null, Catalogue.ContenuNonValide("nomApplicatif"))),
        new("§19 36", d => Refuser(d.Usage != Usage.AUTH && d.Upn is not null, Catalogue.UpnInterdit)),
        new("§19 37", d => Refuser(d.Offre == Offre.SERV && !EstSslServeur(d) && d.MailSujet is null, Catalogue.MailSujetObligatoire)),
        new("§19 37", d => Refuser(d.Offre == Offre.ORG && d.MailSujet is not null, Catalogue.MailSujetInterdit)),
        new("tableau 11", d => Refuser(d.Usage == Usage.AUTH && d.MailSujet is not null, Catalogue.ContenuNonValide("mailSujet"))),
    ];

    /// <summary>The first refusal, or null.</summary>
    public static Refus? Verifier(DemandeCertificat demande) => Regles.PremierRefus(demande);

    private static bool EstSslServeur(DemandeCertificat d) => d is { Offre: Offre.SERV, Usage: Usage.SSL_SERV };

    private static bool EstApplicatif(DemandeCertificat d) => d.Offre == Offre.ORG || (d.Offre == Offre.SERV && !EstSslServeur(d));

    private static Refus? Refuser(bool condition, Refus refus) => condition ? refus : null;
}
