using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Operations.SuivreActivite;

/// <summary>A tracking request before the rules.</summary>
/// <param name="Requete">As it was read.</param>
/// <param name="Intervenant">Who acts (D12).</param>
/// <param name="Structure">The structure asked for in the directory, or null.</param>
/// <param name="Beneficiaire">The bearer asked for in the directory, or null.</param>
/// <param name="ADesDemandes">True when the actor asked for, or bears, something of that offer and structure; looked for in DEMANDES_CERTIFICAT alone (D31).</param>
internal sealed record Dossier(
    RequeteSuiviActivite Requete, Intervenant Intervenant, Structure? Structure, Personne? Beneficiaire, bool ADesDemandes);

/// <summary>Who may see what (guide WS §18's three bullets, §20 RMT_ERR_016; D12, D13, D15, D31): before any search. Pure: no clock, no store.</summary>
internal static class Regles
{
    /// <summary>The rules, in the order in which they are tried.</summary>
    public static IReadOnlyList<Regle<Dossier>> Toutes { get; } =
    [
        new("RMT_ERR_016, D12", d => Invalide(d.Intervenant.EstInconnu, Raisons.ActeurInconnu)),
        new("RMT_ERR_016", d => Invalide(d.Requete.IdNatStruct is not null && d.Structure is null, Raisons.StructureInconnue)),
        new("RMT_ERR_016", d => Invalide(d.Requete.IdNatBeneficiaire is not null && d.Beneficiaire is null, Raisons.BeneficiaireInconnu)),
        new("§8, D12", d => Invalide(d.Intervenant.NommeUnTiersSansDroit, Raisons.PasPourUnTiers)),
        new("§18.3, D31", d => Invalide(
            (d.Requete.Type == TypeSuivi.DEMANDES_CERTIFICAT || d.Requete.Offre == Offre.PS) && UnAutre(d, d.Requete.IdNatActeur), Raisons.BeneficiaireNonHabilite)),
        new("D31", d => Invalide(d.Requete.Offre == Offre.PS && UnAutre(d, d.Requete.IdNatBeneficiaire), Raisons.BeneficiaireNonHabilite)),
        new("§18, D13, D15, D31", d => ADroit(d) ? null : Catalogue.SuiviNonValide(Droit(d).Raison!)),
    ];

    /// <summary>The first refusal, or null.</summary>
    public static Refus? Verifier(Dossier dossier) => Toutes.PremierRefus(dossier);

    /// <summary>
    /// True when the actor sees products and revocations as a bearer, hence his own alone: always in PS; in PRO, when he is not the structure's
    /// technical administrator and is attached to it, or names himself: who has left can still follow what he bears, as he can revoke it (D15).
    /// </summary>
    public static bool EnPorteur(Dossier d) => d.Requete.Offre switch
    {
        Offre.PS => true,
        Offre.PRO => Droit(d).Raison is not null && !UnAutre(d, d.Requete.IdNatBeneficiaire)
            && (d.Requete.IdNatBeneficiaire is not null || Droits.EstPorteurDe(Acteur(d), d.Requete.Offre, d.Requete.IdNatStruct)),
        _ => false,
    };

    /// <summary>The search that a tracking request allows, once <see cref="Verifier"/> let it pass.</summary>
    public static Recherche Chercher(Dossier d)
    {
        var (requete, soi) = (d.Requete, Acteur(d).IdNat);
        var mesDemandes = requete.Type == TypeSuivi.DEMANDES_CERTIFICAT;
        return new(
            requete.Type,
            d.Intervenant.Signataire.Monde,
            requete.Offre,
            requete.IdNatStruct,
            requete.Usage,
            requete.IndiceLot,
            requete.DateCreation,
            mesDemandes ? soi : requete.IdNatActeur,
            !mesDemandes && EnPorteur(d) ? soi : requete.IdNatBeneficiaire)
        {
            Soi = soi,
        };
    }

    private static bool UnAutre(Dossier d, string? idNat) => idNat is not null && idNat != Acteur(d).IdNat;

    /// <summary>The actor, who is in the directory.</summary>
    private static Personne Acteur(Dossier d) => d.Intervenant.Personne!;

    /// <summary>By habilitation; or as a bearer in PRO; or, for one's own demandes, because there are some or one may bear some.</summary>
    private static bool ADroit(Dossier d) => Droit(d).Raison is null
        || (d.Requete.Type == TypeSuivi.DEMANDES_CERTIFICAT
            ? d.ADesDemandes || Droits.EstPorteurDe(Acteur(d), d.Requete.Offre, d.Requete.IdNatStruct)
            : d.Requete.Offre == Offre.PRO && EnPorteur(d));

    /// <summary>The right on the offer and the structure, of PS for oneself; no domain is checked again (D15).</summary>
    private static Droit Droit(Dossier d) => d.Requete.Offre == Offre.PS
        ? Droits.Verifier(Acteur(d), new(Offre.PS, null, null, []))
        : Droits.SurUnProduit(Acteur(d), d.Requete.Offre, d.Requete.IdNatStruct, idNatPorteur: null);

    private static Refus? Invalide(bool condition, string raison) => condition ? Catalogue.SuiviNonValide(raison) : null;
}
