using System.Globalization;
using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Operations.SuivreActivite;

/// <summary>requeteSuiviActivite → <see cref="RequeteSuiviActivite"/> (guide WS §18.1, tableau 19).</summary>
internal static class Lecture
{
    /// <summary>Reads a tracking request, or refuses it with 05, which has no complement here (§18.3, D18).</summary>
    public static Resultat<RequeteSuiviActivite, Refus> Lire(Contrat contrat, XmlElement requete, Effort? effort = null)
    {
        return !contrat.Lire(requete, effort).Donne(out var contenu, out var refus) ? Refuser(refus.RaisonPrecise)
            : Suivi(contenu) is var suivi && Ecart(suivi) is { } ecart ? Refuser($"{ecart} : présence contraire au tableau 19")
            : suivi;
    }

    private static Refus Refuser(string raison) => Catalogue.ContenuNonValide(null) with { Detail = raison };

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

    /// <summary>The element that tableau 19 wants or forbids there, or null.</summary>
    private static string? Ecart(RequeteSuiviActivite r) =>
        r.IndiceLot is not null && r.Type != TypeSuivi.DEMANDES_CERTIFICAT ? "indiceLot"
        : r.IdNatBeneficiaire is not null && r.Offre is not (Offre.PS or Offre.PRO) ? "idNatBeneficiaire"
        : (r.IdNatStruct is null) != (r.Offre == Offre.PS) ? "idNatStruct"
        : r.Usage is { } usage && !new TypeProduit(r.Offre, usage).Existe ? "usage"
        : null;

    /// <summary>Up to 150 digits are well written; an index that big is no lot's, and must be searched in vain (07).</summary>
    private static long Indice(string chiffres) => long.TryParse(chiffres, NumberStyles.None, CultureInfo.InvariantCulture, out var indice) ? indice : long.MaxValue;
}
