using System.Globalization;
using System.Xml;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Model;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Ws.Contract;
using Pfcng.Ws.Xml;

namespace Pfcng.Ws.Operations.SuivreActivite;

/// <summary>requeteSuiviActivite → <see cref="RequeteSuiviActivite"/> (guide WS §18.1, tableau 19).</summary>
internal static class Lecture
{
    /// <summary>Reads a tracking request, or refuses it with 05, which has no complement here (§18.3, D18).</summary>
    public static Lu<RequeteSuiviActivite> Lire(Contrat contrat, XmlElement requete, Effort? effort = null) =>
        contrat.Lire(requete, effort).Valeur is { } contenu && Suivi(contenu) is var suivi && RespecteLeTableau19(suivi)
            ? suivi
            : Catalogue.ContenuNonValide(null);

    private static RequeteSuiviActivite Suivi(Contenu r) => new(
        Type: Enum.Parse<TypeSuivi>(r.Valeur("typeDemande")),
        Offre: Enum.Parse<Offre>(r.Valeur("offre")),
        Usage: Libelles.LireUsage(r.Facultatif("usage"), out var usage) ? usage : null,
        IndiceLot: r.Facultatif("indiceLot") is { } indice ? Indice(indice) : null,
        DateCreation: r.Facultatif("dateCreationDemande") is { } date ? DateCivile.Lire(date) : null,
        IdNatBeneficiaire: r.Facultatif("idNatBeneficiaire"),
        IdNatStruct: r.Facultatif("idNatStruct"),
        IdNatActeur: r.Facultatif("idNatActeur"),
        IdNatTiers: r.Facultatif("idNatTiers"));

    private static bool RespecteLeTableau19(RequeteSuiviActivite r) =>
        (r.IndiceLot is null || r.Type == TypeSuivi.DEMANDES_CERTIFICAT)
        && (r.IdNatBeneficiaire is null || r.Offre is Offre.PS or Offre.PRO)
        && (r.IdNatStruct is null) == (r.Offre == Offre.PS)
        && (r.Usage is not { } usage || new TypeProduit(r.Offre, usage).Existe);

    /// <summary>Up to 150 digits are well written; an index that big is no lot's, and must be searched in vain (07).</summary>
    private static long Indice(string chiffres) => long.TryParse(chiffres, NumberStyles.None, CultureInfo.InvariantCulture, out var indice) ? indice : long.MaxValue;
}
