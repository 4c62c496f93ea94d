using Pfcng.Domain.Model;

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

/// <summary>Tableau 20: the answer to a tracking request.</summary>
/// <param name="Statut">« OK » or a code.</param>
/// <param name="Avertissement">The warning of §18.2 when the answer was cut at 500, or null.</param>
/// <param name="Resultats">0 to 500 lines, newest first.</param>
/// <param name="Erreur">The label when <paramref name="Statut"/> is a code: the one <c>resultat/erreur</c>.</param>
public sealed record ReponseSuiviActivite(string Statut, string? Avertissement, IReadOnlyList<Resultat> Resultats, string? Erreur);

/// <summary>
/// One line of tableau 21, as pairs (element, value) in the table's order. An empty value is an empty element (« Vide »); a field of another
/// column is not in the list (D31).
/// </summary>
/// <param name="Champs">Element names and their text.</param>
public sealed record Resultat(IReadOnlyList<KeyValuePair<string, string>> Champs);
