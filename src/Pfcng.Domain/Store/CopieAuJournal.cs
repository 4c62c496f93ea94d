using Pfcng.Domain.Journal;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Store;

/// <summary>What the store says, as lines of the journal of issuance: for a journal that was not there, or was lost. By pages, for memory's sake.</summary>
internal static class CopieAuJournal
{
    /// <summary>Lines of a page of products, and the last of them; an empty page is the end.</summary>
    public static (List<(Emission Emission, bool Close)> Lignes, long Dernier) Produits(Connexion connexion, Monde monde, long depuis, int combien)
    {
        var lignes = connexion.Lister(
            """
            SELECT p.numero, p.aki, p.numero_serie, p.dn_autorite, p.certificat, p.debut, p.fin, d.creation, d.etat = 'Close'
            FROM produit p JOIN demande d ON d.monde = p.monde AND d.numero = p.numero
            WHERE p.numero > $depuis AND p.monde = $monde AND p.certificat IS NOT NULL ORDER BY p.numero LIMIT $combien
            """,
            l => (Emission.De(l.GetInt64(0), monde, l.GetString(1), l.GetString(2), l.GetString(3), new(l.Octets(4)!, l.Instant(5), l.Instant(6)), l.Instant(7)), l.GetBoolean(8)),
            ("$monde", monde.ToString()),
            ("$depuis", depuis),
            ("$combien", combien));
        return (lignes, lignes.Count == 0 ? depuis : lignes[^1].Item1.Numero!.Value);
    }

    /// <summary>Every certificate without a demande.</summary>
    public static List<Emission> SansDemande(Connexion connexion) => connexion.Lister(
        "SELECT numero, monde, aki, numero_serie, dn_autorite, certificat, debut, fin, emission FROM certificat_sans_demande",
        l => Emission.De(
            l.IsDBNull(0) ? null : l.GetInt64(0), l.Membre<Monde>(1), l.GetString(2), l.GetString(3), l.GetString(4),
            new(l.Octets(5)!, l.Instant(6), l.Instant(7)), l.Instant(8)));

    /// <summary>A page of the keys that are taken in a world.</summary>
    public static ClesPrises Cles(Connexion connexion, Monde monde, long depuis, int combien)
    {
        var cles = connexion.Lister(
            """
            SELECT c.numero, c.empreinte, d.creation FROM cle_publique c JOIN demande d ON d.monde = c.monde AND d.numero = c.numero
            WHERE c.monde = $monde AND c.numero > $depuis
            UNION ALL
            SELECT numero, empreinte, creation FROM cle_sans_demande WHERE monde = $monde AND numero > $depuis
            ORDER BY 1 LIMIT $combien
            """,
            l => (Numero: l.GetInt64(0), Cle: Convert.ToHexStringLower(l.Octets(1)!), Creation: l.Instant(2)),
            ("$monde", monde.ToString()),
            ("$depuis", depuis),
            ("$combien", combien));
        return new(cles.Select(c => c.Creation).DefaultIfEmpty().Max(), monde, cles.DistinctBy(c => c.Numero).ToDictionary(c => c.Numero, c => c.Cle));
    }
}
