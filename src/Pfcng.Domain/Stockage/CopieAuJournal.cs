using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>What the store says, as lines of the journal of issuance: for a journal that was not there, or was lost. By pages, for memory's sake.</summary>
internal static class CopieAuJournal
{
    /// <summary>Lines of a page of products, and the last of them; an empty page is the end.</summary>
    public static (List<(Emission Emission, bool Close)> Lignes, long Dernier) Produits(Connexion connexion, Monde monde, long depuis, int combien)
    {
        var lignes = connexion.Lister<LigneDEmission, LigneDEtat>(
            """
            SELECT p.numero, p.monde, p.aki, p.numero_serie, p.dn_autorite, p.certificat, p.debut, p.fin, d.creation AS instant, d.etat
            FROM produit p JOIN demande d ON d.monde = p.monde AND d.numero = p.numero
            WHERE p.numero > @depuis AND p.monde = @monde AND p.certificat IS NOT NULL ORDER BY p.numero LIMIT @combien
            """,
            ("@monde", monde.ToString()),
            ("@depuis", depuis),
            ("@combien", combien)).ConvertAll(l => (l.Item1.Lire(), l.Item2.Etat == nameof(EtatDemande.Close)));
        return (lignes, lignes.Count == 0 ? depuis : lignes[^1].Item1.Numero!.Value);
    }

    /// <summary>Every certificate without a demande.</summary>
    public static List<Emission> SansDemande(Connexion connexion) => connexion.Lister<LigneDEmission>(
        "SELECT numero, monde, aki, numero_serie, dn_autorite, certificat, debut, fin, emission AS instant FROM certificat_sans_demande").ConvertAll(l => l.Lire());

    /// <summary>A page of the keys that are taken in a world.</summary>
    public static ClesPrises Cles(Connexion connexion, Monde monde, long depuis, int combien)
    {
        var cles = connexion.Lister<LigneDeClePrise>(
            """
            SELECT c.numero, c.empreinte, d.creation FROM cle_publique c JOIN demande d ON d.monde = c.monde AND d.numero = c.numero
            WHERE c.monde = @monde AND c.numero > @depuis
            UNION ALL
            SELECT numero, empreinte, creation FROM cle_sans_demande WHERE monde = @monde AND numero > @depuis
            ORDER BY numero LIMIT @combien
            """,
            ("@monde", monde.ToString()),
            ("@depuis", depuis),
            ("@combien", combien));
        return new(cles.Select(c => c.Creation.Instant()).DefaultIfEmpty().Max(), monde, cles.DistinctBy(c => c.Numero).ToDictionary(c => c.Numero, c => Convert.ToHexStringLower(c.Empreinte)));
    }

    private sealed record LigneDEmission
    {
        public required long? Numero { get; init; }

        public required string Monde { get; init; }

        public required string Aki { get; init; }

        public required string NumeroSerie { get; init; }

        public required string DnAutorite { get; init; }

        public required byte[] Certificat { get; init; }

        public required long Debut { get; init; }

        public required long Fin { get; init; }

        public required long Instant { get; init; }

        public Emission Lire() => Emission.De(
            Numero, Monde.Membre<Monde>(), Aki, NumeroSerie, DnAutorite, new(Certificat, Debut.Instant(), Fin.Instant()), Instant.Instant());
    }

    private sealed record LigneDEtat
    {
        public required string Etat { get; init; }
    }

    private sealed record LigneDeClePrise
    {
        public required long Numero { get; init; }

        public required byte[] Empreinte { get; init; }

        public required long Creation { get; init; }
    }
}
