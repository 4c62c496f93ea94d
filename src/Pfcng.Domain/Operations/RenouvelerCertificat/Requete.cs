namespace Pfcng.Domain.Operations.RenouvelerCertificat;

/// <summary>Tableau 17: the renewal of one certificate (guide WS §17.1).</summary>
/// <param name="IdNatTiers">idNatTiers, or null (D12).</param>
/// <param name="Aki">Lower-case hexadecimal, blanks and colons taken away (D4).</param>
/// <param name="NumeroSerie">Likewise.</param>
/// <param name="MailPersonneAInformer">mailPersonneAInformer.</param>
/// <param name="Csr">PKCS#10 in base 64, armour and blanks taken away; not decoded yet.</param>
/// <param name="MailDemandeur">mailDemandeur.</param>
public sealed record RequeteRenouvellementCertificat(
    string? IdNatTiers, string Aki, string NumeroSerie, string MailPersonneAInformer, string Csr, string MailDemandeur);
