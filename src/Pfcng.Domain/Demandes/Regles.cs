using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Demandes;

/// <summary>
/// The business rules of one demande that <see cref="Presence"/> let pass (guide WS §14.4, §20 RMT_ERR_001 and 002), in the order of D16. Pure:
/// no clock, no store.
/// </summary>
internal static class Regles
{
    /// <summary>The rules up to the right and, of a renewal, the ownership of the old certificate: before them, nothing is said of it (D30).</summary>
    public static IReadOnlyList<Regle<Dossier>> JusquAuDroit { get; } =
    [
        new("RMT_ERR_001, D20", d => d.Csr.Raison is { } raison ? Catalogue.CsrRefusee(raison) with { Detail = d.Csr.Detail } : null),
        new("RMT_ERR_001, D21", ClePresenteeUneFois),
        new("RMT_ERR_002, D12", d => Invalide(d.Intervenant.EstInconnu, Raisons.ActeurInconnu)),
        new("RMT_ERR_002", d => Invalide(d.Ancien is null && SansStructure(d), Raisons.StructureInconnue)),
        new("RMT_ERR_002", d => Invalide(d.Ancien is null && SansBeneficiaire(d), Raisons.BeneficiaireInconnu)),
        new("§8, D12", d => Invalide(d.Intervenant.NommeUnTiersSansDroit, Raisons.PasPourUnTiers)),
        new("§8, D13, D14", d => Droit(d).Raison is { } raison ? Catalogue.DemandeNonValide(raison) : null),
        new("§8, D15", d => d.Ancien?.Droit(d)),
    ];

    /// <summary>The rules that come after the right.</summary>
    public static IReadOnlyList<Regle<Dossier>> ApresLeDroit { get; } =
    [
        new("RMT_ERR_002, D23", d => Invalide(d.Parametres.ProduitsFermes.Contains((d.Intervenant.Signataire.Monde, d.Type)), Raisons.ProduitFerme)),
        new("§7.2, D22", AdresseProtegeeDUnSeulPorteur),
        new("RMT_ERR_002", CarteCoherente),
        new("RMT_ERR_002", FqdnSansDouble),
        new("D22", UpnDUnSeulPorteur),
        new("D22", UpnPsDansUnDomaineOuvert),
        new("§17, D30", d => d.Ancien?.Contraintes(d)),
    ];

    /// <summary>
    /// What is tried once every other rule has passed: the demande is valid, and can't be completed (44, D23). A structure or a bearer that a
    /// demande names is looked for before; that of a renewal comes from the old demande.
    /// </summary>
    public static IReadOnlyList<Regle<Dossier>> DeLaCompletion { get; } =
    [
        new("§17.2, D23", d => Incomplete(SansStructure(d), Raisons.StructureInconnue)),
        new("§17.2, D23", d => Incomplete(SansBeneficiaire(d), Raisons.BeneficiaireInconnu)),
        new("§19 44, D23", Completion.Verifier),
    ];

    /// <summary>The first refusal, and the right when it was established.</summary>
    public static Verdict Verifier(Dossier dossier) => JusquAuDroit.PremierRefus(dossier) is { } refus
        ? new(refus, null)
        : new(ApresLeDroit.PremierRefus(dossier) ?? DeLaCompletion.PremierRefus(dossier), Droit(dossier));

    /// <summary>The actor's right; he is in the directory. A bearer who has left it is not judged: that comes with the completion.</summary>
    private static Droit Droit(Dossier d) => Droits.Verifier(d.Intervenant.Personne!, new(
        d.Demande.Offre,
        d.Demande.IdNatStruct,
        d.Demande.Offre == Offre.PRO ? d.Beneficiaire : null,
        Perimetre.DomainesDe(d.Demande.Offre, d.Demande.Fqdn, d.Demande.Upn, d.Demande.MailSujet)));

    private static Refus? ClePresenteeUneFois(Dossier d) => d.Cle is { } cle
        ? Catalogue.CsrRefusee(Raisons.CleDejaPresentee(cle.Numero, cle.Acteur, cle.BeneficiaireOuStructure, cle.Date))
        : null;

    private static Refus? AdresseProtegeeDUnSeulPorteur(Dossier d) =>
        Invalide(d.Mail is not null && d.Mail.Porteur != d.Porteur, Raisons.AdresseDejaRenseignee(d.Mail?.Numero ?? 0));

    private static Refus? CarteCoherente(Dossier d)
    {
        var (carte, annuaire) = (d.Intervenant.Signataire, d.Intervenant.Signant!);
        var ecart =
            carte.Type is { } type && type != annuaire.Type ? ($"Type {type} de la carte", $"Type {annuaire.Type}")
            : !MemeNom(carte.Nom, annuaire.Nom) ? ($"Nom {carte.Nom} de la carte", $"Nom {annuaire.Nom}")
            : !MemeNom(carte.Prenom, annuaire.Prenom) ? ($"Prénom {carte.Prenom} de la carte", $"Prénom {annuaire.Prenom}")
            : default((string, string)?);
        return ecart is var (donnee, reference) ? Catalogue.DemandeNonValide(Raisons.Incoherence(donnee, reference)) : null;
    }

    /// <summary>A card of a person without a name says nothing of it.</summary>
    private static bool MemeNom(string carte, string annuaire) => carte.Length == 0 || NomCompare.Reduire(carte) == NomCompare.Reduire(annuaire);

    private static Refus? FqdnSansDouble(Dossier d) => Invalide(
        d.Demande.Fqdn.Distinct(StringComparer.OrdinalIgnoreCase).Count() < d.Demande.Fqdn.Count, Raisons.Contrainte("FQDN", "en double"));

    private static Refus? UpnDUnSeulPorteur(Dossier d) => Invalide(
        d.Upn is not null && d.Upn.Porteur != d.Porteur, Raisons.Contrainte("UPN", $"déjà renseigné pour un autre porteur, produit {d.Upn?.Numero}"));

    private static Refus? UpnPsDansUnDomaineOuvert(Dossier d) => Invalide(
        d is { Demande: { Offre: Offre.PS, Upn: { } upn }, Parametres.DomainesUpnPs: { } ouverts }
            && !ouverts.Contains(upn[(upn.LastIndexOf('@') + 1)..].ToLowerInvariant()),
        Raisons.Contrainte("UPN", "hors des domaines ouverts à l’offre PS"));

    private static bool SansStructure(Dossier d) => d.Demande.IdNatStruct is not null && d.Structure is null;

    private static bool SansBeneficiaire(Dossier d) => d.Demande.IdNatBeneficiaire is not null && d.Beneficiaire is null;

    private static Refus? Incomplete(bool condition, string raison) => condition ? Catalogue.CompletionImpossible(raison) : null;

    private static Refus? Invalide(bool condition, string raison) => condition ? Catalogue.DemandeNonValide(raison) : null;
}
