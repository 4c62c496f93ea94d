using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Operations.SuivreActivite;

/// <summary>Tableau 19: a tracking request; its presence rules have been checked (05, D31).</summary>
/// <param name="Type">typeDemande.</param>
/// <param name="Offre">offre.</param>
/// <param name="Usage">usage, a filter when given.</param>
/// <param name="IndiceLot">indiceLot, DEMANDES_CERTIFICAT only.</param>
/// <param name="DateCreation">dateCreationDemande, a day in Paris (D39).</param>
/// <param name="IdNatBeneficiaire">idNatBeneficiaire, PS and PRO only.</param>
/// <param name="IdNatStruct">idNatStruct, always and only for PRO, SERV, ORG.</param>
/// <param name="IdNatActeur">idNatActeur.</param>
/// <param name="IdNatTiers">idNatTiers (D12).</param>
public sealed record RequeteSuiviActivite(
    TypeSuivi Type,
    Offre Offre,
    Usage? Usage,
    long? IndiceLot,
    DateOnly? DateCreation,
    string? IdNatBeneficiaire,
    string? IdNatStruct,
    string? IdNatActeur,
    string? IdNatTiers);

/// <summary>What a tracking found.</summary>
/// <param name="Type">What was searched.</param>
/// <param name="Tronquee">True when there is more than is given (§18.2).</param>
/// <param name="Lignes">1 to <see cref="SuivreActiviteHandler.Maximum"/> rows, newest first.</param>
/// <param name="Instant">Now: a product whose validity has ended is « Produit expiré ».</param>
public sealed record Activite(TypeSuivi Type, bool Tronquee, IReadOnlyList<LigneSuivie> Lignes, DateTimeOffset Instant);
