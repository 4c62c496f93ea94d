using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>A product that is alive by its state and has an address that no row holds for it.</summary>
/// <param name="Monde">Its world.</param>
/// <param name="Numero">Its number.</param>
/// <param name="Adresse">The address, lower case.</param>
/// <param name="Creation">When its demande came.</param>
/// <param name="Fin">Its notAfter; null before the certificate.</param>
/// <param name="NumeroPris">True once a serial number is committed.</param>
internal sealed record AdresseSansTenant(Monde Monde, long Numero, string Adresse, DateTimeOffset Creation, DateTimeOffset? Fin, bool NumeroPris);

/// <summary>Addresses that the products should hold, for who verifies the store (D22, D37).</summary>
internal static class AdressesTenues
{
    /// <summary>The next products without the row of their address, a page at most, in the order of (number, world).</summary>
    /// <param name="connexion">Any.</param>
    /// <param name="nature"><see cref="Adresses.Mail"/> or <see cref="Adresses.Upn"/>.</param>
    /// <param name="numero">After this number,</param>
    /// <param name="monde">and this world.</param>
    /// <param name="combien">How many at most.</param>
    public static List<AdresseSansTenant> Manquantes(Connexion connexion, string nature, long numero, string monde, int combien) => connexion.Lister<LigneSansTenant>(
        $"""
        SELECT p.monde, p.numero, lower(p.{Colonne(nature)}) AS adresse, d.creation, p.fin, p.numero_serie
        FROM produit p JOIN demande d ON d.numero = p.numero AND d.monde = p.monde
        WHERE (p.numero, p.monde) > (@numero, @monde) AND p.etat IN ('ARetirer', 'Retire', 'Actif') AND p.{Colonne(nature)} IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM adresse_produit a WHERE a.monde = p.monde AND a.numero = p.numero AND a.nature = @nature)
        ORDER BY p.numero, p.monde LIMIT @combien
        """,
        ("@numero", numero),
        ("@monde", monde),
        ("@nature", nature),
        ("@combien", combien)).ConvertAll(l => new AdresseSansTenant(
            l.Monde.Membre<Monde>(), l.Numero, l.Adresse, l.Creation.Instant(), l.Fin?.Instant(), l.NumeroSerie is not null));

    /// <summary>When the demandes came that were accepted with the same address later, oldest first. Walks through the world: for what is missing alone.</summary>
    public static List<DateTimeOffset> Suivantes(Connexion connexion, string nature, AdresseSansTenant manquante) => connexion.Lister<long>(
        $"""
        SELECT d.creation FROM produit p JOIN demande d ON d.numero = p.numero AND d.monde = p.monde
        WHERE p.numero > @numero AND p.monde = @monde AND lower(p.{Colonne(nature)}) = @adresse AND d.code_refus IS NULL ORDER BY d.creation
        """,
        ("@numero", manquante.Numero),
        ("@monde", manquante.Monde.ToString()),
        ("@adresse", manquante.Adresse)).ConvertAll(l => l.Instant());

    private static string Colonne(string nature) => nature == Adresses.Mail ? "mail_sujet" : "upn";

    private sealed record LigneSansTenant
    {
        public required string Monde { get; init; }

        public required long Numero { get; init; }

        public required string Adresse { get; init; }

        public required long Creation { get; init; }

        public required long? Fin { get; init; }

        public required string? NumeroSerie { get; init; }
    }
}
