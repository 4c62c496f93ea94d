using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Operations.RevoquerCertificat;

/// <summary>Tableau 15: the revocation of one certificate (guide WS §16.1).</summary>
/// <param name="IdNatTiers">idNatTiers, or null (D12).</param>
/// <param name="Aki">Lower-case hexadecimal, blanks and colons taken away (D4).</param>
/// <param name="NumeroSerie">Likewise.</param>
/// <param name="Motif">motif.</param>
/// <param name="AutreDescription">autreDescription: present exactly when the reason is AUTRE.</param>
/// <param name="DateEffet">dateEffet, or null: at once (D29).</param>
/// <param name="MailDemandeur">mailDemandeur.</param>
/// <param name="MailPersonneAInformer">mailPersonneAInformer.</param>
public sealed record RequeteRevocationCertificat(
    string? IdNatTiers,
    string Aki,
    string NumeroSerie,
    MotifRevocation Motif,
    string? AutreDescription,
    DateOnly? DateEffet,
    string MailDemandeur,
    string MailPersonneAInformer);
