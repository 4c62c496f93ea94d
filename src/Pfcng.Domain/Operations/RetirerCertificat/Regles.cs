using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Operations.RetirerCertificat;

/// <summary>A withdrawal before the rules; its demande was found in the signer's world (D11), else 27.</summary>
/// <param name="Canal">Through which channel it is asked.</param>
/// <param name="Intervenant">Who acts (D12).</param>
/// <param name="Demande">The demande of that number.</param>
/// <param name="Produit">Its product.</param>
/// <param name="Structure">The demande's structure in the directory, or null.</param>
/// <param name="Beneficiaire">The demande's bearer in the directory, or null.</param>
/// <param name="AuDelai">True when it can still be withdrawn: its delay is not past (D26), and no other bearer took its addresses since (D22).</param>
internal sealed record Dossier(
    Canal Canal,
    Intervenant Intervenant,
    Demande Demande,
    Produit Produit,
    Structure? Structure,
    Personne? Beneficiaire,
    bool AuDelai)
{
    /// <summary>The states.</summary>
    public Etats Etats => new(Demande.Etat, Produit.Etat);
}

/// <summary>The rules of a withdrawal (guide WS §15, §20 RMT_ERR_005), in the order of D26. Pure: no clock, no store.</summary>
internal static class Regles
{
    private const string Aucun = "aucun";

    /// <summary>The rules up to the right, in the order in which they are tried.</summary>
    public static IReadOnlyList<Regle<Dossier>> JusquAuDroit { get; } =
    [
        new("§19 31", d => d.Demande.Canal != d.Canal ? Catalogue.AutreCanal : null),
        new("§8, D12", d => Invalide(d.Intervenant.NommeUnTiersSansDroit, Raisons.PasPourUnTiers)),
        new("§15.4, §19 30", d => d.Intervenant.Identite.IdNat != d.Demande.Acteur.IdNat ? Catalogue.PasLActeur : null),
        new("RMT_ERR_005, D12", MemeAdministrateur),
        new("RMT_ERR_005", d => Invalide(d.Intervenant.EstInconnu, Raisons.ActeurInconnu)),
        new("RMT_ERR_005", d => Invalide(d.Demande.IdNatStruct is not null && d.Structure is null, Raisons.StructureInconnue)),
        new("RMT_ERR_005", d => Invalide(d.Demande.IdNatBeneficiaire is not null && d.Beneficiaire is null, Raisons.BeneficiaireInconnu)),
        new("§8, D13, D15", d => Droit(d).Raison is { } raison ? Catalogue.RetraitNonValide(raison) : null),
    ];

    /// <summary>The rules that come after the right.</summary>
    public static IReadOnlyList<Regle<Dossier>> ApresLeDroit { get; } =
    [
        new("RMT_ERR_005, D26", d => Invalide(!d.AuDelai || !CycleDeVie.Permet(Evenement.RetraitDemande, d.Etats), Raisons.PasARetirer)),
    ];

    /// <summary>The first refusal, and the right when it was established.</summary>
    public static Verdict Verifier(Dossier dossier) => JusquAuDroit.PremierRefus(dossier) is { } refus
        ? new(refus, null)
        : new(ApresLeDroit.PremierRefus(dossier), Droit(dossier));

    /// <summary>The actor's right, looked up afresh; he is in the directory.</summary>
    private static Droit Droit(Dossier d) => Droits.Verifier(d.Intervenant.Personne!, new(
        d.Demande.Type.Offre,
        d.Demande.IdNatStruct,
        d.Demande.Type.Offre == Offre.PRO ? d.Beneficiaire : null,
        Perimetre.DomainesDe(d.Demande.Type.Offre, d.Produit.Fqdn, d.Produit.Upn, d.Produit.MailSujet)));

    private static Refus? MemeAdministrateur(Dossier d)
    {
        var alors = d.Demande.Administrateur?.IdNat ?? Aucun;
        var maintenant = d.Intervenant.Administrateur?.IdNat ?? Aucun;
        return Invalide(alors != maintenant, Raisons.AutreAdministrateur(alors, maintenant));
    }

    private static Refus? Invalide(bool condition, string raison) => condition ? Catalogue.RetraitNonValide(raison) : null;
}
