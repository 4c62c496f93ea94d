namespace Pfcng.Domain.Modele;

/// <summary>What a demande asks for, completed from reference data; later its certificate (tables.md §3, tableau 21, objects Pr).</summary>
/// <param name="Etat">Its state.</param>
/// <param name="RaisonSociale">Name of the structure; null for PS.</param>
/// <param name="Departement">« Paris (75) »; null for PS.</param>
/// <param name="Titre">Profession of the bearer; null for ORG and SERV.</param>
/// <param name="Beneficiaire">The bearer; null for ORG and SERV.</param>
/// <param name="NomApplicatif">Application name of ORG and SERV (but SSL_SERV), else null.</param>
/// <param name="Fqdn">Names of SSL_SERV, the first one being the CN; else empty.</param>
/// <param name="Upn">UPN, or null.</param>
/// <param name="MailSujet">Protected address, or null.</param>
/// <param name="ClePublique">SubjectPublicKeyInfo, DER; null when the CSR was refused or not read.</param>
/// <param name="Technique">What the authority registered, from the first commit of a withdrawal on (D26); else null.</param>
/// <param name="Certificat">The certificate, from the second commit on; else null.</param>
public sealed record Produit(
    EtatProduit Etat,
    string? RaisonSociale,
    string? Departement,
    string? Titre,
    Identite? Beneficiaire,
    string? NomApplicatif,
    IReadOnlyList<string> Fqdn,
    string? Upn,
    string? MailSujet,
    byte[]? ClePublique,
    EnregistrementTechnique? Technique,
    CertificatEmis? Certificat)
{
    /// <summary>A product of which nothing is known, or may be told: of a refused lot (D19), of a renewal refused before any right (D30).</summary>
    public static Produit Inconnu(EtatProduit etat) => new(etat, null, null, null, null, null, [], null, null, null, null, null);

    /// <summary>Profession and speciality of the bearer at the demande; nothing for ORG and SERV.</summary>
    public Exercice Exercice { get; init; } = Exercice.Aucun;

    /// <summary>The subject (D34), or null as long as a datum it needs is missing. Nothing of it comes from the CSR.</summary>
    /// <param name="offre">Offer of the demande.</param>
    /// <param name="idNatStruct">Structure of the demande; null for PS.</param>
    public Sujet? Sujet(Offre offre, string? idNatStruct) => (offre, this) switch
    {
        (Offre.PS, { Titre: { } titre, Beneficiaire: { } b }) => Modele.Sujet.Personne(titre, b.IdNat, b.Nom, b.Prenom),
        (Offre.PRO, { Titre: { } titre, Beneficiaire: { } b, Departement: { } departement, RaisonSociale: { } raison }) =>
            Modele.Sujet.PersonneDeStructure(departement, raison, idNatStruct!, titre, b.IdNat, b.Nom, b.Prenom),
        (Offre.ORG or Offre.SERV, { Departement: { } departement, RaisonSociale: { } raison }) =>
            Modele.Sujet.Organisation(departement, raison, idNatStruct!, NomApplicatif ?? Fqdn[0]),
        _ => null,
    };
}
