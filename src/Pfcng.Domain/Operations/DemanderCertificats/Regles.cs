using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Habilitations;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Operations.DemanderCertificats;

/// <summary>
/// The business rules of one demande that <see cref="Presence"/> let pass (guide WS §14.4, §20 RMT_ERR_001 and 002), in the order of D16. Pure:
/// no clock, no store.
/// </summary>
internal static class Regles
{
    /// <summary>The rules, in the order in which they are tried.</summary>
    public static IReadOnlyList<Regle<Dossier>> Toutes { get; } =
    [
        new("RMT_ERR_001, D20", d => d.Csr.Raison is { } raison ? Catalogue.CsrRefusee(raison) : null),
        new("RMT_ERR_001, D21", ClePresenteeUneFois),
        new("RMT_ERR_002, D12", d => Invalide(d.Signant is null || d.Acteur is null, Raisons.ActeurInconnu)),
        new("RMT_ERR_002, D23", d => Absent(d, d.Demande.IdNatStruct is not null && d.Structure is null, Raisons.StructureInconnue)),
        new("RMT_ERR_002, D23", d => Absent(d, d.Demande.IdNatBeneficiaire is not null && d.Beneficiaire is null, Raisons.BeneficiaireInconnu)),
        new("§8, D12", d => Invalide(d.Demande.IdNatTiers is not null && !d.Signant!.AdminAsip, Raisons.PasPourUnTiers)),
        new("§8, D13, D14", d => Droit(d).Raison is { } raison ? Catalogue.DemandeNonValide(raison) : null),
        new("§8, D15", d => d.Ancien is { } ancien ? RenouvelerCertificat.Regles.SonPropreCertificat(ancien, d) : null),
        new("RMT_ERR_002, D23", d => Invalide(d.Parametres.ProduitsFermes.Contains((d.Signataire.Monde, d.Type)), Raisons.ProduitFerme)),
        new("§7.2, D22", AdresseProtegeeDUnSeulPorteur),
        new("RMT_ERR_002", CarteCoherente),
        new("RMT_ERR_002", FqdnSansDouble),
        new("D22", UpnDUnSeulPorteur),
        new("D22", UpnPsDansUnDomaineOuvert),
        new("§17, D30", d => d.Ancien is { } ancien ? RenouvelerCertificat.Regles.Verifier(ancien, d) : null),
    ];

    /// <summary>The first refusal, or null.</summary>
    public static Refus? Verifier(Dossier dossier) => Toutes.PremierRefus(dossier);

    /// <summary>The actor's right; he is in the directory.</summary>
    public static Droit Droit(Dossier d) => Droits.Verifier(d.Acteur!, new(
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
        var (carte, annuaire) = (d.Signataire, d.Signant!);
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

    /// <summary>Unknown to the directory: 10 for what the message names, 44 for what a renewal takes from the old demande (D23).</summary>
    private static Refus? Absent(Dossier d, bool condition, string raison) =>
        condition && d.Ancien is not null ? Catalogue.CompletionImpossible(raison) : Invalide(condition, raison);

    private static Refus? Invalide(bool condition, string raison) => condition ? Catalogue.DemandeNonValide(raison) : null;
}
