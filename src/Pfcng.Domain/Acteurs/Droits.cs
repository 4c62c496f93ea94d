using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Acteurs;

/// <summary>What somebody wants to ask or to withdraw.</summary>
/// <param name="Offre">Offer.</param>
/// <param name="IdNatStruct">The structure; null for PS.</param>
/// <param name="Beneficiaire">The bearer of a PRO product; null else.</param>
/// <param name="Domaines">Domains that must be habilitated: the FQDN, or the domain of mailSujet or UPN (D14, D22).</param>
internal sealed record Perimetre(Offre Offre, string? IdNatStruct, Personne? Beneficiaire, IReadOnlyList<string> Domaines)
{
    /// <summary>The domains of a product: FQDN, then those of its addresses, for the offers that have domains.</summary>
    public static IReadOnlyList<string> DomainesDe(Offre offre, IReadOnlyList<string> fqdn, string? upn, string? mailSujet) =>
        offre is Offre.PRO or Offre.SERV
            ? [.. fqdn, .. new[] { upn, mailSujet }.OfType<string>().Select(a => a[(a.LastIndexOf('@') + 1)..])]
            : [];
}

/// <summary>The answer of <see cref="Droits"/>: the habilitation used, or why there is none.</summary>
/// <param name="Type">In what quality the actor acts.</param>
/// <param name="Habilitation">The habilitation used, as the history keeps it (D37); null when refused.</param>
/// <param name="Raison">One of D13's texts; null when allowed.</param>
internal sealed record Droit(TypeActeur Type, string? Habilitation, string? Raison);

/// <summary>Who may ask for what (guide WS §8, tableaux 5 and 6; D12–D15). Pure.</summary>
internal static class Droits
{
    /// <summary>In what quality somebody asks for an offer, as long as nothing more is known of him: for himself (PS), or for a structure.</summary>
    public static TypeActeur Qualite(Offre offre) => offre == Offre.PS ? TypeActeur.Beneficiaire : TypeActeur.Mandataire;

    /// <summary>The right of an actor of the directory on a perimeter.</summary>
    public static Droit Verifier(Personne acteur, Perimetre perimetre) => perimetre.Offre == Offre.PS
        ? PourLuiMeme(acteur)
        : EnAdministrateurTechnique(acteur, perimetre);

    /// <summary>The right to revoke or to track a product that exists: its bearer's (PS, PRO), or a technical administrator's; no domain is checked again (D15).</summary>
    /// <param name="acteur">The actor, in the directory.</param>
    /// <param name="offre">Offer of the product.</param>
    /// <param name="idNatStruct">Its structure; null for PS.</param>
    /// <param name="idNatPorteur">Its bearer; null for ORG and SERV.</param>
    public static Droit SurUnProduit(Personne acteur, Offre offre, string? idNatStruct, string? idNatPorteur)
    {
        if (acteur.IdNat == idNatPorteur)
        {
            return new(TypeActeur.Beneficiaire, $"Porteur {offre}", null);
        }

        var droit = offre == Offre.PS
            ? new(TypeActeur.Beneficiaire, null, Raisons.BeneficiaireNonHabilite)
            : EnAdministrateurTechnique(acteur, new(offre, idNatStruct, null, []));
        return droit.Raison is not null && EstPorteurDe(acteur, offre, idNatStruct) ? droit with { Raison = Raisons.BeneficiaireNonHabilite } : droit;
    }

    /// <summary>True for who may bear PRO products of that structure (tableau 5, « structure de rattachement »): his own alone are his to revoke or track.</summary>
    public static bool EstPorteurDe(Personne acteur, Offre offre, string? idNatStruct) =>
        offre == Offre.PRO && idNatStruct is not null && acteur.Rattachements.Contains(idNatStruct);

    private static Droit PourLuiMeme(Personne acteur) => acteur.Type is TypePersonne.PS or TypePersonne.PF
        ? new(TypeActeur.Beneficiaire, $"Demandeur {acteur.Type} à titre personnel", null)
        : new(TypeActeur.Beneficiaire, null, Raisons.BeneficiaireNonHabilite);

    private static Droit EnAdministrateurTechnique(Personne acteur, Perimetre perimetre)
    {
        var surLaStructure = acteur.Habilitations.Where(h => h.IdNatStruct == perimetre.IdNatStruct).ToList();
        var utilisables = surLaStructure.Where(h => Donne(h.Offre, perimetre.Offre)).ToList();
        if (utilisables.Count == 0)
        {
            return Refuse(
                acteur.IdNat == perimetre.Beneficiaire?.IdNat ? Raisons.BeneficiaireNonHabilite
                : surLaStructure.Count == 0 ? Raisons.HorsPerimetre
                : Raisons.OffreNonHabilitee);
        }

        if (perimetre.Beneficiaire is { } beneficiaire && !beneficiaire.Rattachements.Contains(perimetre.IdNatStruct!))
        {
            return Refuse(Raisons.BeneficiaireNonHabilite);
        }

        var formes = utilisables.SelectMany(h => h.Domaines.Select(d => (Texte: d, Forme: FormeDeDomaine.Lire(h.Offre, d)))).ToList();
        var employees = perimetre.Domaines.Select(d => formes.FirstOrDefault(f => f.Forme?.Couvre(d) == true).Texte).ToList<string?>();
        var manquant = employees.IndexOf(null);
        return manquant >= 0
            ? Refuse(Raisons.DomaineNonHabilite(perimetre.Domaines[manquant]))
            : new(TypeActeur.Mandataire, Texte(utilisables[0].Offre, perimetre.IdNatStruct!, employees), null);
    }

    /// <summary>SERV gives ORG on the same structure (§8).</summary>
    private static bool Donne(Offre habilitation, Offre demandee) =>
        habilitation == demandee || (habilitation == Offre.SERV && demandee == Offre.ORG);

    private static Droit Refuse(string raison) => new(TypeActeur.Mandataire, null, raison);

    private static string Texte(Offre offre, string structure, IEnumerable<string?> formes) =>
        string.Join(' ', new[] { "Administrateur technique", offre.ToString(), structure }.Concat(formes.Distinct()));
}
