using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Demandes;

/// <summary>Completes a valid demande from reference data: nothing of the subject comes from the CSR (D34). What is missing is 44 (D23).</summary>
internal static class Completion
{
    /// <summary>Title of those who have no profession of their own (D35).</summary>
    public const string TitreDuPersonnel = "Personnel santé ou social";

    /// <summary>The product, « Produit demandé »; what the directory lacks is null in it.</summary>
    public static Produit Completer(Dossier d) => new(
        EtatProduit.Demande,
        d.Structure?.RaisonSociale,
        d.Structure?.Departement,
        d.Beneficiaire is null ? null : Titre(d.Beneficiaire),
        d.Beneficiaire is { } b ? new Identite(b.IdNat, b.Nom, b.Prenom) : null,
        d.Demande.NomApplicatif,
        d.Demande.Fqdn,
        d.Demande.Upn,
        d.Demande.MailSujet,
        d.Csr.ClePublique,
        null,
        null)
    {
        Exercice = d.Beneficiaire?.Exercice ?? Exercice.Aucun,
    };

    /// <summary>44 when the subject can't be built, else null.</summary>
    public static Refus? Verifier(Dossier d)
    {
        var produit = Completer(d);
        return produit.Sujet(d.Demande.Offre, d.Demande.IdNatStruct) is not null
            ? null
            : Catalogue.CompletionImpossible(Raisons.Contrainte(
                d.Demande.IdNatStruct is not null && produit.Departement is null ? "Département" : "Titre", "absent de l’annuaire"));
    }

    private static string? Titre(Personne beneficiaire) =>
        beneficiaire.Type is TypePersonne.PE or TypePersonne.PA ? TitreDuPersonnel : beneficiaire.Titre;
}
