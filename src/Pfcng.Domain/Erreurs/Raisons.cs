namespace Pfcng.Domain.Erreurs;

/// <summary>The reasons of §20, letter for letter (tables.md §5), and the habilitation errors, which the guide leaves open (D13).</summary>
public static class Raisons
{
    /// <summary>RMT_ERR_001.</summary>
    public const string SignatureDeLaCsr = "La signature de la CSR est incorrecte.";

    /// <summary>RMT_ERR_001, ours from the guide's words (D20).</summary>
    public const string CsrNonConforme = "La CSR n’est pas conforme (PKCS#10).";

    /// <summary>RMT_ERR_002, 005, 011, 016.</summary>
    public const string ActeurInconnu = "L’acteur n’existe pas dans l’annuaire";

    /// <summary>RMT_ERR_002, 005, 016.</summary>
    public const string BeneficiaireInconnu = "Le bénéficiaire n’existe pas dans l’annuaire";

    /// <summary>RMT_ERR_002, 005, 016.</summary>
    public const string StructureInconnue = "La structure n’existe pas dans l’annuaire";

    /// <summary>RMT_ERR_002.</summary>
    public const string ProduitFerme = "Le type de produit n’est pas ouvert à la commande.";

    /// <summary>RMT_ERR_005.</summary>
    public const string PasARetirer = "Le produit n’est pas dans l’état « Produit à retirer ».";

    /// <summary>RMT_ERR_011.</summary>
    public const string NiActifNiRetire = "Le produit n’est pas dans l’état « Produit actif » ou dans l’état « Produit retiré ».";

    /// <summary>D13 (a).</summary>
    public const string HorsPerimetre = "L’acteur n’est pas habilité sur le périmètre de la structure.";

    /// <summary>D13 (b).</summary>
    public const string BeneficiaireNonHabilite = "Le bénéficiaire n’est pas habilité pour l’offre demandée.";

    /// <summary>D13 (c), ours.</summary>
    public const string OffreNonHabilitee = "L’acteur n’est pas habilité pour l’offre demandée.";

    /// <summary>D13 (e), ours.</summary>
    public const string PasPourUnTiers = "L’acteur n’est pas habilité à agir pour un tiers.";

    /// <summary>D13 (d), ours.</summary>
    public static string DomaineNonHabilite(string domaine) => $"L’acteur n’est pas habilité sur le domaine {domaine}.";

    /// <summary>RMT_ERR_001: the key already serves another demande (§17.4, D21).</summary>
    public static string CleDejaPresentee(long numero, string acteur, string beneficiaireOuStructure, DateOnly date) =>
        $"La clé publique pour cette CSR a déjà été présentée pour une autre demande ({numero}, {acteur}, {beneficiaireOuStructure}, {date:dd/MM/yyyy}).";

    /// <summary>RMT_ERR_002: protected e-mail of another bearer (D22).</summary>
    public static string AdresseDejaRenseignee(long numeroProduit) =>
        $"L’adresse de messagerie protégée est déjà renseignée pour un autre produit {numeroProduit} en cours de validité et contenant un autre DN (certificat de personne physique) ou un autre idNatStruct (certificat d’organisation).";

    /// <summary>RMT_ERR_002: the demande contradicts the directory.</summary>
    public static string Incoherence(string donnee, string reference) =>
        $"Les paramètres de la demande et du produit ne sont pas cohérents avec les données contenues dans le référentiel identité : {donnee} incohérente avec {reference}.";

    /// <summary>RMT_ERR_002: a constraint on an attribute.</summary>
    public static string Contrainte(string attribut, string contrainte) =>
        $"Les contraintes sur les caractéristiques de la demande ou du produit ne sont pas respectées : {attribut} {contrainte}.";

    /// <summary>RMT_ERR_011: a constraint on the revocation.</summary>
    public static string ContrainteDeRevocation(string attribut) =>
        $"Les contraintes sur les caractéristiques de la demande de révocation ne sont pas respectées : {attribut}.";

    /// <summary>RMT_ERR_005: another administrator withdraws, or none.</summary>
    public static string AutreAdministrateur(string idNatDemande, string idNatRetrait) =>
        $"L’administrateur ASIP ayant effectué la demande ({idNatDemande}) doit être le même au retrait ({idNatRetrait})";
}
