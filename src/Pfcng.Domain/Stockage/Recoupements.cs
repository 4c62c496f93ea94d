using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>
/// What the tables of the store must say of each other, for who verifies it (D37). Each question gives the first thing that is wrong, in French,
/// or null.
/// </summary>
internal static class Recoupements
{
    private static readonly (string Sql, string Constat)[] Questions =
    [
        (
            """
            SELECT h.demande FROM historique h WHERE h.demande <> 0
            AND NOT EXISTS (SELECT 1 FROM demande d WHERE d.numero = h.demande AND d.monde = h.monde)
            AND NOT EXISTS (SELECT 1 FROM demande_revocation r WHERE r.numero = h.demande AND r.monde = h.monde) ORDER BY h.numero LIMIT 1
            """,
            "la demande {0} a des lignes d’historique, et n’est plus dans le dépôt"),
        (
            "SELECT d.numero FROM demande d WHERE NOT EXISTS (SELECT 1 FROM produit p WHERE p.numero = d.numero AND p.monde = d.monde) ORDER BY d.numero LIMIT 1",
            "le produit de la demande {0} n’est plus dans le dépôt"),
        (
            "SELECT p.numero FROM produit p WHERE NOT EXISTS (SELECT 1 FROM demande d WHERE d.numero = p.numero AND d.monde = p.monde) ORDER BY p.numero LIMIT 1",
            "le produit {0} n’a pas de demande"),
        (
            "SELECT f.numero FROM produit_fqdn f WHERE NOT EXISTS (SELECT 1 FROM produit p WHERE p.numero = f.numero AND p.monde = f.monde) ORDER BY f.numero LIMIT 1",
            "un FQDN est donné au produit {0}, qui n’existe pas"),
        (
            """
            SELECT p.numero FROM produit p WHERE p.etat = 'Revoque' AND NOT EXISTS (
                SELECT 1 FROM demande_revocation r WHERE r.monde = p.monde AND r.produit = p.numero AND r.etat = 'Close')
            AND NOT EXISTS (SELECT 1 FROM revocation_sans_demande s WHERE s.numero_serie = p.numero_serie AND s.aki = p.aki) ORDER BY p.numero LIMIT 1
            """,
            "le produit {0} est révoqué, et sa révocation n’est plus dans le dépôt"),
        (
            """
            SELECT p.numero FROM produit p WHERE p.etat NOT IN ('Revoque', 'Annule') AND (
                EXISTS (SELECT 1 FROM demande_revocation r WHERE r.monde = p.monde AND r.produit = p.numero AND r.etat = 'Close')
                OR EXISTS (SELECT 1 FROM revocation_sans_demande s WHERE s.numero_serie = p.numero_serie AND s.aki = p.aki)) ORDER BY p.numero LIMIT 1
            """,
            "le produit {0} n’est pas révoqué, et sa révocation est faite"),
        (
            """
            SELECT p.numero FROM produit p JOIN demande d ON d.numero = p.numero AND d.monde = p.monde
            WHERE p.cle_publique IS NOT NULL AND d.etat IN ('Validee', 'Transmise', 'Close', 'Annulee')
            AND NOT EXISTS (SELECT 1 FROM cle_publique c WHERE c.monde = p.monde AND c.numero = p.numero) ORDER BY p.numero LIMIT 1
            """,
            "la clé du produit {0} n’est plus parmi les clés prises"),
        (
            """
            SELECT c.numero FROM cle_publique c
            WHERE NOT EXISTS (SELECT 1 FROM produit p WHERE p.numero = c.numero AND p.monde = c.monde) ORDER BY c.numero LIMIT 1
            """,
            "une clé est prise par la demande {0}, qui n’existe pas"),
        (
            """
            SELECT a.numero FROM adresse_produit a JOIN produit p ON p.numero = a.numero AND p.monde = a.monde
            WHERE a.adresse <> lower(coalesce(CASE a.nature WHEN 'MAIL' THEN p.mail_sujet ELSE p.upn END, '')) ORDER BY a.numero LIMIT 1
            """,
            "une adresse est tenue par le produit {0}, qui en a une autre"),
        (
            """
            SELECT a.numero FROM adresse_produit a JOIN produit p ON p.numero = a.numero AND p.monde = a.monde
            WHERE p.etat NOT IN ('ARetirer', 'Retire', 'Actif') ORDER BY a.numero LIMIT 1
            """,
            "une adresse est tenue par le produit {0}, qui n’en tient plus"),
        (
            """
            SELECT a.adresse FROM adresse_produit a JOIN adresse_porteur p ON p.monde = a.monde AND p.nature = a.nature AND p.adresse = a.adresse
            JOIN demande d ON d.numero = a.numero AND d.monde = a.monde
            WHERE a.porteur <> p.porteur
            OR a.porteur IS DISTINCT FROM CASE WHEN d.offre IN ('PS', 'PRO') THEN 'personne ' || d.beneficiaire ELSE 'structure ' || d.structure END LIMIT 1
            """,
            "l’adresse {0} est tenue pour un autre que le porteur de son produit"),
        (
            """
            SELECT p.adresse FROM adresse_porteur p WHERE NOT EXISTS (
                SELECT 1 FROM adresse_produit a WHERE a.monde = p.monde AND a.nature = p.nature AND a.adresse = p.adresse) LIMIT 1
            """,
            "l’adresse {0} a un porteur, et aucun produit ne la tient"),
        (
            """
            SELECT d.monde || ' ' || max(d.numero) FROM (SELECT monde, numero FROM demande UNION ALL SELECT monde, numero FROM demande_revocation) d GROUP BY d.monde
            HAVING max(d.numero) > coalesce((SELECT valeur FROM compteur WHERE nom = 'demande ' || d.monde), 0) LIMIT 1
            """,
            "le compteur des demandes est en dessous d’un numéro donné ({0})"),
        (
            "SELECT d.lot FROM demande d WHERE d.lot > coalesce((SELECT valeur FROM compteur WHERE nom = 'lot'), 0) LIMIT 1",
            "le compteur des lots est en dessous d’un indice donné ({0})"),
        (
            "SELECT s.nature || ' ' || s.numero FROM scelle s WHERE s.nature = 'PREUVE' AND NOT EXISTS (SELECT 1 FROM preuve p WHERE p.id = s.numero) ORDER BY s.numero LIMIT 1",
            "une preuve scellée n’est plus dans le dépôt ({0})"),
        (
            "SELECT s.nature || ' ' || s.numero FROM scelle s WHERE NOT EXISTS (SELECT 1 FROM historique h WHERE h.demande = 0 AND h.action = 'ACT_TRC_001') LIMIT 1",
            "un scellé n’est lié par aucune ligne de l’historique ({0})"),
        (
            """
            SELECT lower(hex(s.empreinte)) FROM certificat_signataire s
            WHERE s.empreinte NOT IN (SELECT p.certificat_signataire FROM preuve p) LIMIT 1
            """,
            "le certificat de signataire {0} n’est celui d’aucune preuve"),
    ];

    /// <summary>How many questions there are.</summary>
    public static int Nombre => Questions.Length;

    /// <summary>Asks one of them.</summary>
    public static string? Poser(Connexion connexion, int rang) => connexion.Valeur(Questions[rang].Sql) is { } trouve
        ? string.Format(System.Globalization.CultureInfo.InvariantCulture, Questions[rang].Constat, trouve)
        : null;

    /// <summary>The states of a demande and its product, or of a demande de révocation in the demande's words; null when it is not there.</summary>
    public static (EtatDemande Demande, EtatProduit? Produit)? Etats(Connexion connexion, Monde monde, long numero) => connexion.Premiere<LigneDEtats>(
        """
        SELECT d.etat, p.etat AS etat_produit FROM demande d LEFT JOIN produit p ON p.numero = d.numero AND p.monde = d.monde WHERE d.numero = @numero AND d.monde = @monde
        UNION ALL SELECT r.etat, NULL FROM demande_revocation r WHERE r.numero = @numero AND r.monde = @monde
        """,
        ("@numero", numero),
        ("@monde", monde.ToString())) is { } l ? (l.Etat.Membre<EtatDemande>(), l.EtatProduit?.Membre<EtatProduit>()) : null;

    /// <summary>The next certificates with what was to be signed, a page at most: products in the order of (number, world).</summary>
    public static List<(Monde Monde, long Numero, string NumeroSerie, byte[] ACertifier, byte[] Certificat, string Aki, EtatProduit Etat)> Certificats(
        Connexion connexion, long apres, string monde, int combien) => connexion.Lister<LigneDeCertificat>(
        """
        SELECT monde, numero, numero_serie, a_certifier, certificat, aki, etat FROM produit
        WHERE certificat IS NOT NULL AND (numero, monde) > (@numero, @monde) ORDER BY numero, monde LIMIT @combien
        """,
        ("@numero", apres),
        ("@monde", monde),
        ("@combien", combien)).ConvertAll(l => (l.Monde.Membre<Monde>(), l.Numero, l.NumeroSerie, l.ACertifier, l.Certificat, l.Aki, l.Etat.Membre<EtatProduit>()));

    /// <summary>The product of a certificate: world, number, state and certificate; null when the store has none.</summary>
    public static (Monde Monde, long Numero, EtatProduit Etat, byte[]? Certificat)? Produit(Connexion connexion, string aki, string numeroSerie) => connexion.Premiere<LigneTrouvee>(
        "SELECT monde, numero, etat, certificat FROM produit WHERE numero_serie = @numero_serie AND aki = @aki",
        ("@numero_serie", numeroSerie.TrimStart('0').PadLeft(32, '0')),
        ("@aki", aki)) is { } l ? (l.Monde.Membre<Monde>(), l.Numero, l.Etat.Membre<EtatProduit>(), l.Certificat) : null;

    /// <summary>True when a demande, here or lost by a restored store, took that public key.</summary>
    public static bool EstPrise(Connexion connexion, byte[] empreinte) => connexion.Valeur(
        "SELECT 1 FROM cle_publique WHERE empreinte = @empreinte UNION ALL SELECT 1 FROM cle_sans_demande WHERE empreinte = @empreinte",
        ("@empreinte", empreinte)) is not null;

    /// <summary>True when that demande, which is here, took that public key.</summary>
    public static bool EstPrise(Connexion connexion, byte[] empreinte, Monde monde, long numero) => connexion.Valeur(
        "SELECT 1 FROM cle_publique WHERE empreinte = @empreinte AND monde = @monde AND numero = @numero",
        ("@empreinte", empreinte),
        ("@monde", monde.ToString()),
        ("@numero", numero)) is not null;

    /// <summary>The next keys that were taken, a page at most, by number: the fingerprint, and the key of the product.</summary>
    public static List<(string Monde, long Numero, byte[] Empreinte, byte[]? Cle)> Cles(Connexion connexion, long apres, string monde, int combien) => connexion.Lister<LigneDeCle>(
        """
        SELECT p.monde, p.numero, c.empreinte, p.cle_publique FROM produit p JOIN cle_publique c ON c.monde = p.monde AND c.numero = p.numero
        WHERE (p.numero, p.monde) > (@numero, @monde) ORDER BY p.numero, p.monde LIMIT @combien
        """,
        ("@numero", apres),
        ("@monde", monde),
        ("@combien", combien)).ConvertAll(l => (l.Monde, l.Numero, l.Empreinte, l.ClePublique));

    private sealed record LigneDEtats
    {
        public required string Etat { get; init; }

        public required string? EtatProduit { get; init; }
    }

    private sealed record LigneDeCertificat
    {
        public required string Monde { get; init; }

        public required long Numero { get; init; }

        public required string NumeroSerie { get; init; }

        public required byte[] ACertifier { get; init; }

        public required byte[] Certificat { get; init; }

        public required string Aki { get; init; }

        public required string Etat { get; init; }
    }

    private sealed record LigneTrouvee
    {
        public required string Monde { get; init; }

        public required long Numero { get; init; }

        public required string Etat { get; init; }

        public required byte[]? Certificat { get; init; }
    }

    private sealed record LigneDeCle
    {
        public required string Monde { get; init; }

        public required long Numero { get; init; }

        public required byte[] Empreinte { get; init; }

        public required byte[]? ClePublique { get; init; }
    }
}
