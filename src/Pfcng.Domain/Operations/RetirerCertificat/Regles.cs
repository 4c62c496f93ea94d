using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Habilitations;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Operations.RetirerCertificat;

/// <summary>A withdrawal before the rules.</summary>
/// <param name="IdNatTiers">idNatTiers, or null (D12).</param>
/// <param name="Signataire">Who signed.</param>
/// <param name="Demande">The demande of that number in the signer's world (D11), or null.</param>
/// <param name="Produit">Its product, or null.</param>
/// <param name="Signant">The signer in the directory, or null.</param>
/// <param name="Acteur">The signer or the third party in the directory, or null.</param>
/// <param name="Structure">The demande's structure in the directory, or null.</param>
/// <param name="Beneficiaire">The demande's bearer in the directory, or null.</param>
internal sealed record Dossier(
    string? IdNatTiers,
    Signataire Signataire,
    Demande? Demande,
    Produit? Produit,
    Personne? Signant,
    Personne? Acteur,
    Structure? Structure,
    Personne? Beneficiaire)
{
    /// <summary>The states, when the demande exists.</summary>
    public Etats Etats => new(Demande!.Etat, Produit!.Etat);
}

/// <summary>The rules of a withdrawal (guide WS §15, §20 RMT_ERR_005), in the order of D26. Pure: no clock, no store.</summary>
internal static class Regles
{
    private const string Aucun = "aucun";

    /// <summary>The rules, in the order in which they are tried.</summary>
    public static IReadOnlyList<Regle<Dossier>> Toutes { get; } =
    [
        new("§19 27, D11", d => d.Demande is null ? Catalogue.IndiceDeRetraitInconnu : null),
        new("§19 31", d => d.Demande!.Canal != Canal.WS ? Catalogue.AutreCanal : null),
        new("§8, D12", d => Invalide(d.IdNatTiers is not null && d.Signant is not { AdminAsip: true }, Raisons.PasPourUnTiers)),
        new("§15.4, §19 30", d => (d.IdNatTiers ?? d.Signataire.IdNat) != d.Demande!.Acteur.IdNat ? Catalogue.PasLActeur : null),
        new("RMT_ERR_005, D12", MemeAdministrateur),
        new("RMT_ERR_005", d => Invalide(d.Signant is null || d.Acteur is null, Raisons.ActeurInconnu)),
        new("RMT_ERR_005", d => Invalide(d.Demande!.IdNatStruct is not null && d.Structure is null, Raisons.StructureInconnue)),
        new("RMT_ERR_005", d => Invalide(d.Demande!.IdNatBeneficiaire is not null && d.Beneficiaire is null, Raisons.BeneficiaireInconnu)),
        new("§8, D13, D15", d => Droit(d).Raison is { } raison ? Catalogue.RetraitNonValide(raison) : null),
        new("RMT_ERR_005, D26", d => Invalide(!CycleDeVie.Permet(Evenement.RetraitDemande, d.Etats), Raisons.PasARetirer)),
    ];

    /// <summary>The first refusal, or null.</summary>
    public static Refus? Verifier(Dossier dossier) => Toutes.PremierRefus(dossier);

    /// <summary>The actor's right, looked up afresh; he is in the directory.</summary>
    public static Droit Droit(Dossier d) => Droits.Verifier(d.Acteur!, new(
        d.Demande!.Type.Offre,
        d.Demande.IdNatStruct,
        d.Demande.Type.Offre == Offre.PRO ? d.Beneficiaire : null,
        Perimetre.DomainesDe(d.Demande.Type.Offre, d.Produit!.Fqdn, d.Produit.Upn, d.Produit.MailSujet)));

    private static Refus? MemeAdministrateur(Dossier d)
    {
        var alors = d.Demande!.Administrateur?.IdNat ?? Aucun;
        var maintenant = d.IdNatTiers is null ? Aucun : d.Signataire.IdNat;
        return Invalide(alors != maintenant, Raisons.AutreAdministrateur(alors, maintenant));
    }

    private static Refus? Invalide(bool condition, string raison) => condition ? Catalogue.RetraitNonValide(raison) : null;
}
