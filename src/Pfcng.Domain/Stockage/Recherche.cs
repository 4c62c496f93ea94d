using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>What to search: every filter that is given, in « ET » (§18.2), those of the rights included (D31). Null: no filter.</summary>
/// <param name="Type">Which objects.</param>
/// <param name="Monde">The signer's world (D11).</param>
/// <param name="Offre">Offer.</param>
/// <param name="Structure">Structure; null for PS, and only for PS.</param>
/// <param name="Usage">Usage.</param>
/// <param name="Lot">indiceLot.</param>
/// <param name="Jour">Day of creation, in Paris (D39).</param>
/// <param name="Acteur">Actor of the demande, or of the revocation when these are what is searched.</param>
/// <param name="Beneficiaire">Bearer.</param>
internal sealed record Recherche(
    TypeSuivi Type, Monde Monde, Offre Offre, string? Structure, Usage? Usage, long? Lot, DateOnly? Jour, string? Acteur, string? Beneficiaire)
{
    /// <summary>Who searches: the one who sees, among the products, those of his own demandes that were refused before any right (D30).</summary>
    public required string Soi { get; init; }
}

/// <summary>A product as tracking shows it: without its octets.</summary>
/// <param name="Etat">State in the store.</param>
/// <param name="RaisonSociale">Name of the structure, or null.</param>
/// <param name="Beneficiaire">The bearer, or null.</param>
/// <param name="NomApplicatif">Application name, or null.</param>
/// <param name="MailSujet">Protected address, or null.</param>
/// <param name="Sujet">Text DN (D34), or null.</param>
/// <param name="NumeroSerie">Serial number, from its technical registration on.</param>
/// <param name="DnAutorite">Text DN of the authority, likewise.</param>
/// <param name="Debut">notBefore, once withdrawn.</param>
/// <param name="Fin">notAfter, likewise.</param>
/// <param name="Domaines">FQDN separated by a space, or null.</param>
public sealed record ProduitSuivi(
    EtatProduit Etat,
    string? RaisonSociale,
    Identite? Beneficiaire,
    string? NomApplicatif,
    string? MailSujet,
    string? Sujet,
    string? NumeroSerie,
    string? DnAutorite,
    DateTimeOffset? Debut,
    DateTimeOffset? Fin,
    string? Domaines);

/// <summary>One row of tracking.</summary>
/// <param name="Demande">The demande.</param>
/// <param name="Produit">Its product.</param>
/// <param name="RevocationEnCours">True when a demande de révocation of the product is enregistrée, validée or close (D31).</param>
/// <param name="Revocation">The demande de révocation that the row is about; null for the other two kinds.</param>
public sealed record LigneSuivie(Demande Demande, ProduitSuivi Produit, bool RevocationEnCours, DemandeRevocation? Revocation);
