using Pfcng.Domain.Demandes;

namespace Pfcng.Domain.Trace;

/// <summary>A message read again from its evidence, its signature verified again.</summary>
/// <param name="Defaut">Why it proves nothing, in French; null when it does, and the rest can be believed.</param>
/// <param name="IdNat">Who signed it, as the certificate says; null with a defect.</param>
/// <param name="Demandes">The demandes of a lot, with the keys of their CSRs; none for another operation, or a Body that is not kept.</param>
/// <param name="Renouvellement">The renewal; null for another operation.</param>
public sealed record MessageRelu(
    string? Defaut, string? IdNat, IReadOnlyList<DemandeRelue> Demandes, RenouvellementRelu? Renouvellement);

/// <summary>A demande of a lot, read again.</summary>
/// <param name="ClePublique">SubjectPublicKeyInfo of its CSR, DER.</param>
/// <param name="Demande">What was signed.</param>
public sealed record DemandeRelue(byte[] ClePublique, DemandeCertificat Demande);

/// <summary>A renewal, read again.</summary>
/// <param name="ClePublique">SubjectPublicKeyInfo of its CSR, DER.</param>
/// <param name="Aki">Of the certificate to renew, lower-case hexadecimal.</param>
/// <param name="NumeroSerie">Likewise.</param>
public sealed record RenouvellementRelu(byte[] ClePublique, string Aki, string NumeroSerie);
