using Pfcng.Domain.Model;
using Pfcng.Domain.Operations.DemanderCertificats;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Domain.Store;

namespace Pfcng.Domain.Operations.RetirerCertificat;

/// <summary>A message read again from its evidence, its signature verified again.</summary>
/// <param name="Defaut">Why it proves nothing, in French; null when it does, and the rest can be believed.</param>
/// <param name="IdNat">Who signed it, as the certificate says; null with a defect.</param>
/// <param name="Demandes">The demandes of a lot, with the keys of their CSRs; none for another operation, or a Body that is not kept.</param>
/// <param name="Renouvellement">The renewal and the key of its CSR; null for another operation.</param>
public sealed record MessageRelu(
    string? Defaut, string? IdNat, IReadOnlyList<DemandeRelue> Demandes, (byte[] ClePublique, RequeteRenouvellementCertificat Requete)? Renouvellement);

/// <summary>A demande of a lot, read again.</summary>
/// <param name="ClePublique">SubjectPublicKeyInfo of its CSR, DER.</param>
/// <param name="Demande">What was signed.</param>
public sealed record DemandeRelue(byte[] ClePublique, DemandeCertificat Demande);

/// <summary>A certificate of ours read again, its authority's signature verified again.</summary>
/// <param name="Aki">Key identifier of its authority, lower-case hexadecimal.</param>
/// <param name="NumeroSerie">Its serial number, 32 lower-case hexadecimal digits.</param>
/// <param name="Structure">OU of its subject, or null.</param>
/// <param name="Cn">CN of its subject.</param>
/// <param name="Fqdn">Its DNS names.</param>
/// <param name="Upn">Its UPN, or null.</param>
/// <param name="MailSujet">Its address, or null.</param>
public sealed record CertificatRelu(string Aki, string NumeroSerie, string? Structure, string Cn, IReadOnlyList<string> Fqdn, string? Upn, string? MailSujet);

/// <summary>How evidence is read again: the domain knows neither XML signatures nor X.509.</summary>
/// <param name="Message">Verifies and reads the evidence of a message, with the very reader of the door.</param>
/// <param name="Certificat">Reads a certificate of that world and product, DER; null when its authority did not sign it, or it is of another product.</param>
public sealed record Relecture(Func<PreuveGardee, MessageRelu> Message, Func<Monde, TypeProduit, byte[], CertificatRelu?> Certificat);
