using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Autorites;

/// <summary>
/// PFCNG-IGC as the domain sees it: the authority that registers a product, signs its certificate, and revokes it. Two steps for a withdrawal
/// (guide WS §20, RMT_ERR_003 to 007), so that nothing is signed before the intent is recorded (D26). An implementation that can't be
/// reached throws <see cref="AutoriteInaccessibleException"/>; one that refuses throws <see cref="AutoriteErreurException"/>.
/// </summary>
public interface IAutorite
{
    /// <summary>Technical registration: builds what will be signed and checks it against the product's row (D35). Uses no key.</summary>
    Task<EnregistrementTechnique> EnregistrerAsync(DemandeTechnique demande, CancellationToken annulation);

    /// <summary>Technical withdrawal: signs what was registered. The same registration gives the same certificate, byte for byte, however often.</summary>
    Task<CertificatEmis> RetirerAsync(EnregistrementTechnique enregistrement, CancellationToken annulation);

    /// <summary>
    /// Revokes a certificate and publishes the CRL that shows it before the task ends (D29); calls that come together share one CRL. Revoking
    /// again the same serial number changes nothing.
    /// </summary>
    Task RevoquerAsync(RevocationTechnique revocation, CancellationToken annulation);
}

/// <summary>What the authority must know to make a certificate.</summary>
/// <param name="Monde">Its world, hence the issuing authority.</param>
/// <param name="Produit">The product's row.</param>
/// <param name="Sujet">The subject, from reference data (D34).</param>
/// <param name="ClePublique">SubjectPublicKeyInfo, DER, taken from the CSR.</param>
/// <param name="Fqdn">DNS names of SERV SSL_SERV, the first one being the CN; else empty.</param>
/// <param name="Upn">UPN of an AUTH product, or null.</param>
/// <param name="MailSujet">Protected address of a SIGN, CONF or S/MIME product, or null.</param>
/// <param name="Debut">Start of the validity (whole seconds, UTC), the authority's own at the earliest; it lasts 3 years (D28).</param>
public sealed record DemandeTechnique(
    Monde Monde,
    TypeProduit Produit,
    Sujet Sujet,
    byte[] ClePublique,
    IReadOnlyList<string> Fqdn,
    string? Upn,
    string? MailSujet,
    DateTimeOffset Debut)
{
    /// <summary>How long before its issuance a certificate is valid already: for peers whose clock is late, and for ours when it is put back a little.</summary>
    public static readonly TimeSpan MargeDeDebut = TimeSpan.FromMinutes(5);

    /// <summary>Profession and speciality of the bearer of a PS or PRO product, as far as they are known.</summary>
    public Exercice Exercice { get; init; } = Exercice.Aucun;
}

/// <summary>A certificate to revoke.</summary>
/// <param name="Monde">Its world.</param>
/// <param name="Aki">Key identifier of its authority, as in <see cref="EnregistrementTechnique.Aki"/>.</param>
/// <param name="NumeroSerie">Serial number, as in <see cref="EnregistrementTechnique.NumeroSerie"/>.</param>
/// <param name="Date">Date of the revocation, as the CRL's entry shows it.</param>
public sealed record RevocationTechnique(Monde Monde, string Aki, string NumeroSerie, DateTimeOffset Date);

/// <summary>The authority can't be reached, or does not answer in time (RMT_ERR_003, 006, 012): trying again later makes sense.</summary>
public sealed class AutoriteInaccessibleException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The authority answers with an error (RMT_ERR_004, 007, 013): trying again is useless.</summary>
public sealed class AutoriteErreurException(string message, Exception? cause = null) : Exception(message, cause);
