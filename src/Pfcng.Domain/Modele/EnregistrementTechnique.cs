namespace Pfcng.Domain.Modele;

/// <summary>A registered certificate, not signed yet: stored before it is signed, so that a crash can only make the same one (D26).</summary>
/// <param name="Monde">Its world.</param>
/// <param name="Produit">Its product.</param>
/// <param name="NumeroSerie">Serial number, 32 lower-case hexadecimal digits (D28, D40).</param>
/// <param name="Aki">Key identifier of the issuing authority, 40 lower-case hexadecimal digits (D40).</param>
/// <param name="DnAutorite">Text name of the issuing authority (D34).</param>
/// <param name="ACertifier">TBSCertificate, DER.</param>
public sealed record EnregistrementTechnique(
    Monde Monde, TypeProduit Produit, string NumeroSerie, string Aki, string DnAutorite, byte[] ACertifier);

/// <summary>A signed certificate, read again and checked.</summary>
/// <param name="Der">The certificate, DER.</param>
/// <param name="Debut">notBefore.</param>
/// <param name="Fin">notAfter.</param>
public sealed record CertificatEmis(byte[] Der, DateTimeOffset Debut, DateTimeOffset Fin);
