namespace Pfcng.Domain.Demandes;

/// <summary>What reading a CSR gives: its key, or a reason of RMT_ERR_001. Nothing else of it is used (D20).</summary>
/// <param name="ClePublique">SubjectPublicKeyInfo, DER; null when refused.</param>
/// <param name="Empreinte">SHA-256 of <paramref name="ClePublique"/>; null when refused.</param>
/// <param name="Raison">Why it is refused, or null.</param>
/// <param name="Detail">Exactly why, for the trace alone; null when it is accepted, or when the reason says all.</param>
public sealed record CsrLue(byte[]? ClePublique, byte[]? Empreinte, string? Raison, string? Detail = null);
