namespace Pfcng.Domain.Modele;

/// <summary>The guide's own words for the values of the model; what is stored, sent and shown comes from here.</summary>
public static class Libelles
{
    /// <summary>« 1 ligne », « 2 lignes »: in French nought is singular too.</summary>
    public static string Compter(long nombre, string un, string plusieurs) => $"{nombre} {(nombre < 2 ? un : plusieurs)}";

    /// <summary>The code of the contract: the member's name, but « S/MIME ».</summary>
    public static string Code(this Usage usage) => usage == Usage.SMIME ? "S/MIME" : usage.ToString();

    /// <summary>Reads the code of the contract; false for anything else, letter case included.</summary>
    public static bool LireUsage(string? code, out Usage usage)
    {
        foreach (var u in Enum.GetValues<Usage>())
        {
            if (u.Code() == code)
            {
                usage = u;
                return true;
            }
        }

        usage = default;
        return false;
    }

    /// <summary>« Demande validée » and the like (D31).</summary>
    public static string Libelle(this EtatDemande etat) => etat switch
    {
        EtatDemande.Enregistree => "Demande enregistrée",
        EtatDemande.Validee => "Demande validée",
        EtatDemande.Transmise => "Demande transmise",
        EtatDemande.Close => "Demande close",
        EtatDemande.Rejetee => "Demande rejetée",
        EtatDemande.NonTraitee => "Demande non traitée",
        EtatDemande.Annulee => "Demande annulée",
        _ => throw new ArgumentOutOfRangeException(nameof(etat)),
    };

    /// <summary>« Produit à retirer » and the like (D31).</summary>
    public static string Libelle(this EtatProduit etat) => etat switch
    {
        EtatProduit.Demande => "Produit demandé",
        EtatProduit.ARetirer => "Produit à retirer",
        EtatProduit.Retire => "Produit retiré",
        EtatProduit.Actif => "Produit actif",
        EtatProduit.Revoque => "Produit révoqué",
        EtatProduit.Annule => "Produit annulé",
        EtatProduit.Expire => "Produit expiré",
        _ => throw new ArgumentOutOfRangeException(nameof(etat)),
    };

    /// <summary>« Demande enregistrée », « Demande validée », « Demande close », « Demande non traitée » (IHM §10.3).</summary>
    public static string Libelle(this EtatRevocation etat) => etat switch
    {
        EtatRevocation.Enregistree => "Demande enregistrée",
        EtatRevocation.Validee => "Demande validée",
        EtatRevocation.Close => "Demande close",
        EtatRevocation.NonTraitee => "Demande non traitée",
        _ => throw new ArgumentOutOfRangeException(nameof(etat)),
    };

    /// <summary>« Mandataire », « Bénéficiaire », « PFCNG-MG » (IHM §10).</summary>
    public static string Libelle(this TypeActeur type) => type switch
    {
        TypeActeur.Mandataire => "Mandataire",
        TypeActeur.Beneficiaire => "Bénéficiaire",
        TypeActeur.Plateforme => "PFCNG-MG",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
