using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Demandes;

/// <summary>One <c>demandeCertificat</c>. Values are right in themselves; whether the offer allows or wants them is for the rules (D17).</summary>
/// <param name="Offre">offre.</param>
/// <param name="Usage">usage; it may not belong to the offer.</param>
/// <param name="IdNatTiers">idNatTiers, or null (D12).</param>
/// <param name="IdNatStruct">idNatStruct, or null.</param>
/// <param name="IdNatBeneficiaire">idNatBeneficiaire, or null.</param>
/// <param name="NomApplicatif">nomApplicatif, or null.</param>
/// <param name="Fqdn">FQDN, 0 to 5.</param>
/// <param name="Upn">UPN, or null.</param>
/// <param name="MailSujet">mailSujet, or null.</param>
/// <param name="Csr">PKCS#10 in base 64, armour and blanks taken away; not decoded yet (its faults are 09, not 05).</param>
/// <param name="MailDemandeur">mailDemandeur.</param>
/// <param name="MailPersonneAInformer">mailPersonneAInformer.</param>
public sealed record DemandeCertificat(
    Offre Offre,
    Usage Usage,
    string? IdNatTiers,
    string? IdNatStruct,
    string? IdNatBeneficiaire,
    string? NomApplicatif,
    IReadOnlyList<string> Fqdn,
    string? Upn,
    string? MailSujet,
    string Csr,
    string MailDemandeur,
    string MailPersonneAInformer);
