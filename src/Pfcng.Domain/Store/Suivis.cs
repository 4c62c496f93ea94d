using Microsoft.Data.Sqlite;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Store;

/// <summary>
/// What suivreActivite reads: the newest rows that pass every filter, by one seek in one index, named so that SQLite can't choose another; a page
/// costs the same whatever the number of products. What the index leaves to filter is a lot's rows or a bearer's, never a structure's.
/// </summary>
internal static class Suivis
{
    private const int BeneficiaireDeLaDemande = 5;
    private const int DebutDuProduit = 17;
    private const int DebutDeLaRevocation = 31;

    private const string Produit =
        """
        d.monde, d.numero, p.etat, p.raison_sociale, p.beneficiaire_nom, p.beneficiaire_prenom, p.nom_applicatif, p.mail_sujet, p.sujet,
        p.numero_serie, p.dn_autorite, p.debut, p.fin,
        (SELECT group_concat(f.fqdn, ' ') FROM produit_fqdn f WHERE f.numero = p.numero AND f.monde = p.monde)
        """;

    private const string DesDemandes =
        $"""
        SELECT {DepotDesDemandes.ColonnesDeDemande}, {Produit}, r.numero
        FROM demande d INDEXED BY demande_* CROSS JOIN produit p ON p.numero = d.numero AND p.monde = d.monde
        LEFT JOIN demande_revocation r INDEXED BY revocation_par_produit ON r.monde = d.monde AND r.produit = d.numero AND r.etat <> 'NonTraitee'
        """;

    private const string DesRevocations =
        $"""
        SELECT {DepotDesDemandes.ColonnesDeDemande}, {Produit}, {Revocations.Colonnes}
        FROM demande_revocation r INDEXED BY revocation_* CROSS JOIN demande d ON d.numero = r.produit AND d.monde = r.monde
        CROSS JOIN produit p ON p.numero = r.produit AND p.monde = r.monde
        """;

    /// <summary>The text of <see cref="ADesDemandes"/>; a structure is null in PS, which « IS » compares too.</summary>
    internal const string SqlADesDemandes =
        """
        SELECT 1 FROM demande d INDEXED BY demande_par_acteur
        WHERE d.monde = $monde AND d.acteur = $personne AND d.offre = $offre AND d.structure IS $structure
        UNION ALL
        SELECT 1 FROM demande d INDEXED BY demande_par_beneficiaire
        WHERE d.monde = $monde AND d.beneficiaire = $personne AND d.offre = $offre AND d.structure IS $structure
        LIMIT 1
        """;

    /// <summary>The newest rows.</summary>
    /// <param name="connexion">Any.</param>
    /// <param name="recherche">What to search.</param>
    /// <param name="maximum">How many at most.</param>
    public static List<LigneSuivie> Lister(Connexion connexion, Recherche recherche, int maximum)
    {
        Func<SqliteDataReader, LigneSuivie> lire = recherche.Type == TypeSuivi.DEMANDES_REVOCATION ? LireRevocation : LireDemande;
        return connexion.Lister(Sql(recherche), lire,
        [
            ("$monde", recherche.Monde.ToString()),
            ("$offre", recherche.Offre.ToString()),
            ("$structure", recherche.Structure),
            ("$usage", recherche.Usage?.ToString()),
            ("$lot", recherche.Lot),
            ("$acteur", recherche.Acteur),
            ("$beneficiaire", recherche.Beneficiaire),
            ("$debut", recherche.Jour is { } jour ? CalendrierParis.Debut(jour).Ms() : null),
            ("$fin", recherche.Jour is { } veille ? CalendrierParis.Debut(veille.AddDays(1)).Ms() : null),
            ("$maximum", maximum),
        ]);
    }

    /// <summary>True when somebody is the actor or the bearer of a demande of that offer and structure, whatever became of it: at most one seek for each (D31).</summary>
    public static bool ADesDemandes(Connexion connexion, Monde monde, string personne, Offre offre, string? structure) => connexion.Valeur(
        SqlADesDemandes,
        ("$monde", monde.ToString()),
        ("$personne", personne),
        ("$offre", offre.ToString()),
        ("$structure", structure)) is not null;

    /// <summary>The text of a search: its filters, and the index that serves them.</summary>
    internal static string Sql(Recherche recherche)
    {
        var (texte, o) = recherche.Type == TypeSuivi.DEMANDES_REVOCATION ? (DesRevocations, "r") : (DesDemandes, "d");
        string?[] filtres =
        [
            $"{o}.monde = $monde AND {o}.offre = $offre",
            recherche.Structure is null ? $"{o}.structure IS NULL" : $"{o}.structure = $structure",
            recherche.Usage is null ? null : $"{o}.usage = $usage",
            recherche.Lot is null ? null : $"{o}.lot = $lot",
            recherche.Acteur is null ? null : $"{o}.acteur = $acteur",
            recherche.Beneficiaire is null ? null : $"{o}.beneficiaire = $beneficiaire",
            recherche.Jour is null ? null : $"{o}.creation >= $debut AND {o}.creation < $fin",
        ];
        return texte.Replace("_*", "_par_" + Index(recherche), StringComparison.Ordinal)
            + $"\nWHERE {string.Join(" AND ", filtres.OfType<string>())}\nORDER BY {o}.creation DESC, {o}.numero DESC LIMIT $maximum";
    }

    private static string Index(Recherche recherche) => recherche switch
    {
        { Lot: not null } => "lot",
        { Beneficiaire: not null } => "beneficiaire",
        { Acteur: not null } => recherche.Usage is null ? "acteur" : "acteur_et_usage",
        _ => recherche.Usage is null ? "structure" : "structure_et_usage",
    };

    private static LigneSuivie LireDemande(SqliteDataReader l) =>
        new(DepotDesDemandes.LireDemande(l, Monde(l), l.GetInt64(DebutDuProduit + 1)), LireProduit(l), !l.IsDBNull(DebutDeLaRevocation), null);

    private static LigneSuivie LireRevocation(SqliteDataReader l)
    {
        var demande = DepotDesDemandes.LireDemande(l, Monde(l), l.GetInt64(DebutDuProduit + 1));
        var revocation = Revocations.Lire(l, DebutDeLaRevocation, demande.Monde, demande.Numero);
        return new(demande, LireProduit(l), revocation.Etat != EtatRevocation.NonTraitee, revocation);
    }

    private static Monde Monde(SqliteDataReader l) => l.Membre<Monde>(DebutDuProduit);

    private static ProduitSuivi LireProduit(SqliteDataReader l)
    {
        const int p = DebutDuProduit + 2;
        return new(
            l.Membre<EtatProduit>(p),
            l.Texte(p + 1),
            l.IsDBNull(p + 2) ? null : new(l.GetString(BeneficiaireDeLaDemande), l.GetString(p + 2), l.GetString(p + 3)),
            l.Texte(p + 4),
            l.Texte(p + 5),
            l.Texte(p + 6),
            l.Texte(p + 7),
            l.Texte(p + 8),
            l.IsDBNull(p + 9) ? null : l.Instant(p + 9),
            l.IsDBNull(p + 10) ? null : l.Instant(p + 10),
            l.Texte(p + 11));
    }
}
