namespace Pfcng.Domain.Modele;

/// <summary>Another demande that has taken the key (D21).</summary>
/// <param name="Numero">Its number.</param>
/// <param name="Acteur">« PRÉNOM NOM » of its actor.</param>
/// <param name="BeneficiaireOuStructure">« PRÉNOM NOM » of its bearer, or its structure's name.</param>
/// <param name="Date">Day of its creation, in Paris (D39).</param>
internal sealed record CleConnue(long Numero, string Acteur, string BeneficiaireOuStructure, DateOnly Date);

/// <summary>A living product that holds an address (D22).</summary>
/// <param name="Porteur">Its bearer, a person or a structure.</param>
/// <param name="Numero">Its number.</param>
internal sealed record AdresseConnue(string Porteur, long Numero);

/// <summary>What the store knows about the keys and addresses of a lot: one snapshot. Keys of fingerprints are upper-case hexadecimal, addresses lower-case.</summary>
internal sealed record Connus(
    IReadOnlyDictionary<string, CleConnue> Cles,
    IReadOnlyDictionary<string, AdresseConnue> Mails,
    IReadOnlyDictionary<string, AdresseConnue> Upn);

/// <summary>What a demande would take for itself alone (D21, D22).</summary>
/// <param name="EmpreinteCle">Fingerprint of its key; null when its CSR is refused.</param>
/// <param name="Mail">Protected address, or null.</param>
/// <param name="Upn">UPN, or null.</param>
internal sealed record PrisesDemandees(byte[]? EmpreinteCle, string? Mail, string? Upn);
