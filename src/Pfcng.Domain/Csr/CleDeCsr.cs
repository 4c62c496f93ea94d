namespace Pfcng.Domain.Csr;

/// <summary>What is kept of a CSR that was accepted: its public key, nothing else (D20).</summary>
/// <param name="ClePublique">SubjectPublicKeyInfo, DER, always written the same way: the same key gives the same bytes.</param>
/// <param name="Empreinte">SHA-256 of <paramref name="ClePublique"/>, 64 lower-case hexadecimal digits: what makes a key unique (D21).</param>
public sealed record CleDeCsr(byte[] ClePublique, string Empreinte);
