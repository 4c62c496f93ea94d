using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>
/// What suivreActivite reads: the newest rows that pass every filter, by one seek in one index, named so that SQLite can't choose another; a page
/// costs the same whatever the number of products. What the index leaves to filter is a lot's rows or a bearer's, never a structure's.
/// </summary>
internal static class Suivis
{
    /// <summary>
    /// What was refused before its right was known holds nothing of the directory, the structure's name first: whoever signs can write such rows
    /// under any structure and bearer, so that they are their actor's alone (D30).
    /// </summary>
    private const string ASoiOuDeDroit = "(d.code_refus IS NULL OR p.raison_sociale IS NOT NULL OR d.acteur = @soi)";

    /// <summary>The newest rows.</summary>
    /// <param name="connexion">Any.</param>
    /// <param name="recherche">What to search.</param>
    /// <param name="maximum">How many at most.</param>
    public static List<LigneSuivie> Lister(Connexion connexion, Recherche recherche, int maximum)
    {
        var dialecte = connexion.Dialecte;
        (string, object?)[] parametres =
        [
            ("@monde", recherche.Monde.ToString()),
            ("@offre", recherche.Offre.ToString()),
            ("@structure", recherche.Structure),
            ("@usage", recherche.Usage?.ToString()),
            ("@lot", recherche.Lot),
            ("@acteur", recherche.Acteur),
            ("@beneficiaire", recherche.Beneficiaire),
            ("@debut", recherche.Jour is { } jour ? CalendrierParis.Debut(jour).Ms() : null),
            ("@fin", recherche.Jour is { } veille ? CalendrierParis.Debut(veille.AddDays(1)).Ms() : null),
            ("@soi", recherche.Soi),
            ("@maximum", maximum),
        ];
        return recherche.Type == TypeSuivi.DEMANDES_REVOCATION
            ? connexion.Lister<LigneDeDemande, LigneDeProduitSuivi, LigneDeRevocation>(Sql(dialecte, recherche), parametres).ConvertAll(l => Lire(l.Item1, l.Item2, l.Item3))
            : connexion.Lister<LigneDeDemande, LigneDeProduitSuivi, LigneDePresence>(Sql(dialecte, recherche), parametres).ConvertAll(l => Lire(l.Item1, l.Item2, l.Item3));
    }

    /// <summary>True when somebody is the actor or the bearer of a demande of that offer and structure, whatever became of it: at most one seek for each (D31).</summary>
    public static bool ADesDemandes(Connexion connexion, Monde monde, string personne, Offre offre, string? structure) => connexion.Valeur(
        SqlADesDemandes(connexion.Dialecte),
        ("@monde", monde.ToString()),
        ("@personne", personne),
        ("@offre", offre.ToString()),
        ("@structure", structure)) is not null;

    /// <summary>The text of <see cref="ADesDemandes"/>; a structure is null in PS, which « IS NOT DISTINCT FROM » compares too.</summary>
    internal static string SqlADesDemandes(Dialecte dialecte) =>
        $"""
        SELECT 1 FROM demande d {dialecte.ParIndex("demande_par_acteur")}
        WHERE d.monde = @monde AND d.acteur = @personne AND d.offre = @offre AND d.structure IS NOT DISTINCT FROM @structure
        UNION ALL
        SELECT 1 FROM demande d {dialecte.ParIndex("demande_par_beneficiaire")}
        WHERE d.monde = @monde AND d.beneficiaire = @personne AND d.offre = @offre AND d.structure IS NOT DISTINCT FROM @structure
        LIMIT 1
        """;

    /// <summary>The text of a search: its filters, and the index that serves them.</summary>
    internal static string Sql(Dialecte dialecte, Recherche recherche)
    {
        var (texte, o) = recherche.Type == TypeSuivi.DEMANDES_REVOCATION ? (DesRevocations(dialecte, recherche), "r") : (DesDemandes(dialecte, recherche), "d");
        string?[] filtres =
        [
            $"{o}.monde = @monde AND {o}.offre = @offre",
            recherche.Structure is null ? $"{o}.structure IS NULL" : $"{o}.structure = @structure",
            recherche.Usage is null ? null : $"{o}.usage = @usage",
            recherche.Lot is null ? null : $"{o}.lot = @lot",
            recherche.Acteur is null ? null : $"{o}.acteur = @acteur",
            recherche.Beneficiaire is null ? null : $"{o}.beneficiaire = @beneficiaire",
            recherche.Jour is null ? null : $"{o}.creation >= @debut AND {o}.creation < @fin",
            recherche.Type == TypeSuivi.PRODUITS ? ASoiOuDeDroit : null,
        ];
        return $"{texte}\nWHERE {string.Join(" AND ", filtres.OfType<string>())}\nORDER BY {o}.creation DESC, {o}.numero DESC LIMIT @maximum";
    }

    private static string DesDemandes(Dialecte dialecte, Recherche recherche) =>
        $"""
        SELECT {LigneDeDemande.Colonnes}, {LigneDeProduitSuivi.Colonnes}, r.numero AS revocation_en_cours
        FROM demande d {dialecte.ParIndex("demande_par_" + Index(recherche))} {dialecte.PuisJoindre} produit p ON p.numero = d.numero AND p.monde = d.monde
        LEFT JOIN demande_revocation r {dialecte.ParIndex("revocation_par_produit")} ON r.monde = d.monde AND r.produit = d.numero AND r.etat <> 'NonTraitee'
        """;

    private static string DesRevocations(Dialecte dialecte, Recherche recherche) =>
        $"""
        SELECT {LigneDeDemande.Colonnes}, {LigneDeProduitSuivi.Colonnes}, {LigneDeRevocation.Colonnes}
        FROM demande_revocation r {dialecte.ParIndex("revocation_par_" + Index(recherche))} {dialecte.PuisJoindre} demande d ON d.numero = r.produit AND d.monde = r.monde
        {dialecte.PuisJoindre} produit p ON p.numero = r.produit AND p.monde = r.monde
        """;

    private static string Index(Recherche recherche) => recherche switch
    {
        { Lot: not null } => "lot",
        { Beneficiaire: not null } => "beneficiaire",
        { Acteur: not null } => recherche.Usage is null ? "acteur" : "acteur_et_usage",
        _ => recherche.Usage is null ? "structure" : "structure_et_usage",
    };

    private static LigneSuivie Lire(LigneDeDemande demande, LigneDeProduitSuivi produit, LigneDePresence revocation) =>
        new(demande.Demande(), produit.Produit(demande), revocation.RevocationEnCours is not null, null);

    private static LigneSuivie Lire(LigneDeDemande demande, LigneDeProduitSuivi produit, LigneDeRevocation ligne)
    {
        var lue = demande.Demande();
        var revocation = ligne.Demande(lue.Monde, lue.Numero);
        return new(lue, produit.Produit(demande), revocation.Etat != EtatRevocation.NonTraitee, revocation);
    }

    private sealed record LigneDePresence
    {
        public required long? RevocationEnCours { get; init; }
    }
}
