using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;

namespace Pfcng.Domain.Operations.RetirerCertificat;

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
