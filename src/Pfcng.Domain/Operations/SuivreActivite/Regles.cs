using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Habilitations;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Operations.SuivreActivite;

/// <summary>A tracking request before the rules.</summary>
/// <param name="Requete">As it was read.</param>
/// <param name="Signataire">Who signed.</param>
/// <param name="Signant">The signer in the directory, or null.</param>
/// <param name="Acteur">The actor in the directory: the signer, or the third party of an AdminASIP (D12); or null.</param>
/// <param name="Structure">The structure asked for in the directory, or null.</param>
/// <param name="Beneficiaire">The bearer asked for in the directory, or null.</param>
internal sealed record Dossier(
    RequeteSuiviActivite Requete, Signataire Signataire, Personne? Signant, Personne? Acteur, Structure? Structure, Personne? Beneficiaire);

/// <summary>Who may see what (guide WS §18's three bullets, §20 RMT_ERR_016; D12, D13, D15, D31): before any search. Pure: no clock, no store.</summary>
internal static class Regles
{
    /// <summary>The rules, in the order in which they are tried.</summary>
    public static IReadOnlyList<Regle<Dossier>> Toutes { get; } =
    [
        new("RMT_ERR_016, D12", d => Invalide(d.Signant is null || d.Acteur is null, Raisons.ActeurInconnu)),
        new("RMT_ERR_016", d => Invalide(d.Requete.IdNatStruct is not null && d.Structure is null, Raisons.StructureInconnue)),
        new("RMT_ERR_016", d => Invalide(d.Requete.IdNatBeneficiaire is not null && d.Beneficiaire is null, Raisons.BeneficiaireInconnu)),
        new("§8, D12", d => Invalide(d.Requete.IdNatTiers is not null && !d.Signant!.AdminAsip, Raisons.PasPourUnTiers)),
        new("§18.3, D31", d => Invalide(
            (d.Requete.Type == TypeSuivi.DEMANDES_CERTIFICAT || d.Requete.Offre == Offre.PS) && UnAutre(d, d.Requete.IdNatActeur), Raisons.BeneficiaireNonHabilite)),
        new("D31", d => Invalide(d.Requete.Offre == Offre.PS && UnAutre(d, d.Requete.IdNatBeneficiaire), Raisons.BeneficiaireNonHabilite)),
        new("§18, D13", d => d.Requete.Offre == Offre.PS ? Habilite(d) : null),
        new("§18, D15", d => d.Requete.Type == TypeSuivi.DEMANDES_CERTIFICAT || EnPorteur(d) ? null : Habilite(d)),
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
            && (d.Requete.IdNatBeneficiaire is not null || d.Acteur!.Rattachements.Contains(d.Requete.IdNatStruct!)),
        _ => false,
    };

    private static bool UnAutre(Dossier d, string? idNat) => idNat is not null && idNat != d.Acteur!.IdNat;

    private static Refus? Habilite(Dossier d) => Droit(d).Raison is { } raison ? Catalogue.SuiviNonValide(raison) : null;

    /// <summary>The right on the offer and the structure; no domain is checked again (D15).</summary>
    private static Droit Droit(Dossier d) => Droits.Verifier(d.Acteur!, new(d.Requete.Offre, d.Requete.IdNatStruct, null, []));

    private static Refus? Invalide(bool condition, string raison) => condition ? Catalogue.SuiviNonValide(raison) : null;
}
