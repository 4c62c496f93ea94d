using System.Text.Json.Serialization;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Operations.DemanderCertificats;

/// <summary>A lot as it was read: 1 to 20 demandes, every value right in itself (guide WS §14.1, tableau 11, D17).</summary>
/// <param name="Demandes">In the order of the message.</param>
public sealed record RequeteDemandeCertificats(IReadOnlyList<DemandeCertificat> Demandes);

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

/// <summary>What could be read of a demande of a refused lot (05, 42): enough to register it as « non traitée » (§14.2, D19).</summary>
/// <param name="Offre">offre.</param>
/// <param name="Usage">usage.</param>
/// <param name="IdNatStruct">idNatStruct when it could be read, 64 characters at most.</param>
/// <param name="IdNatBeneficiaire">idNatBeneficiaire, likewise.</param>
public sealed record DemandeNonTraitee(Offre Offre, Usage Usage, string? IdNatStruct, string? IdNatBeneficiaire);

/// <summary>Tableau 12: the acknowledgement of a lot.</summary>
/// <param name="IndiceLot">Index of the lot; empty when the whole lot is refused.</param>
/// <param name="StatutLot">« OK », « KO », or the code that refuses the whole lot.</param>
/// <param name="Message">Empty, the lot's label, or the label of the first demande in error.</param>
/// <param name="Demandes">One per demande, in the order of the request; none when the whole lot is refused.</param>
public sealed record ReponseDemandeCertificats(string IndiceLot, string StatutLot, string Message, IReadOnlyList<ReponseDemande> Demandes);

/// <summary>The answer to one demande (tableau 12).</summary>
/// <param name="IndiceDemande">Number of the demande, and of its withdrawal (D24); null when it is in error.</param>
/// <param name="StatutDemande">« OK » or a code.</param>
/// <param name="Message">Empty or the label.</param>
public sealed record ReponseDemande(long? IndiceDemande, string StatutDemande, string Message)
{
    /// <summary>What the trace must know beyond the message, or null: neither sent, nor kept with the answer (D37).</summary>
    [JsonIgnore]
    public string? Detail { get; init; }
}
