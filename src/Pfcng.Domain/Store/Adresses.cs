using Pfcng.Domain.Model;
using Pfcng.Domain.Operations.DemanderCertificats;

namespace Pfcng.Domain.Store;

/// <summary>Protected addresses and UPN: one bearer each, by constraint, for as long as a product of his is alive (D22).</summary>
internal static class Adresses
{
    /// <summary>What nature of address: each has its own bearers.</summary>
    public const string Mail = "MAIL";

    /// <inheritdoc cref="Mail"/>
    public const string Upn = "UPN";

    /// <summary>Who holds these addresses at that instant; those that nobody holds are not in the result.</summary>
    public static Dictionary<string, AdresseConnue> Connues(Connexion connexion, Monde monde, string nature, IEnumerable<string?> adresses, DateTimeOffset instant)
    {
        var connues = new Dictionary<string, AdresseConnue>();
        foreach (var adresse in adresses.OfType<string>().Select(a => a.ToLowerInvariant()).Distinct())
        {
            var tenants = connexion.Lister(
                """
                SELECT a.porteur, a.numero FROM adresse_produit a JOIN produit p ON p.monde = a.monde AND p.numero = a.numero
                WHERE a.monde = $monde AND a.nature = $nature AND a.adresse = $adresse AND (p.fin IS NULL OR p.fin >= $instant)
                ORDER BY a.numero LIMIT 1
                """,
                l => new AdresseConnue(l.GetString(0), l.GetInt64(1)),
                ("$monde", monde.ToString()),
                ("$nature", nature),
                ("$adresse", adresse),
                ("$instant", instant.Ms()));
            if (tenants is [var tenant])
            {
                connues.Add(adresse, tenant);
            }
        }

        return connues;
    }

    /// <summary>Gives an address to a product; the constraint refuses when another bearer holds it.</summary>
    public static void Prendre(Connexion connexion, Monde monde, long numero, string nature, string adresse, string porteur, DateTimeOffset instant)
    {
        var cle = ("$monde", (object?)monde.ToString());
        var minuscules = adresse.ToLowerInvariant();
        connexion.Executer(
            """
            DELETE FROM adresse_produit WHERE monde = $monde AND nature = $nature AND adresse = $adresse AND EXISTS (
                SELECT 1 FROM produit p WHERE p.monde = adresse_produit.monde AND p.numero = adresse_produit.numero AND p.fin < $instant)
            """,
            cle,
            ("$nature", nature),
            ("$adresse", minuscules),
            ("$instant", instant.Ms()));
        OublierPorteur(connexion, monde, nature, minuscules);
        connexion.Executer(
            "INSERT INTO adresse_porteur (monde, nature, adresse, porteur) VALUES ($monde, $nature, $adresse, $porteur) ON CONFLICT (monde, nature, adresse) DO NOTHING",
            cle,
            ("$nature", nature),
            ("$adresse", minuscules),
            ("$porteur", porteur));
        connexion.Executer(
            "INSERT INTO adresse_produit (monde, numero, nature, adresse, porteur) VALUES ($monde, $numero, $nature, $adresse, $porteur)",
            cle,
            ("$numero", numero),
            ("$nature", nature),
            ("$adresse", minuscules),
            ("$porteur", porteur));
    }

    /// <summary>Frees the addresses of a product that is annulé, révoqué or expiré.</summary>
    public static void Rendre(Connexion connexion, Monde monde, long numero)
    {
        var adresses = connexion.Lister(
            "DELETE FROM adresse_produit WHERE monde = $monde AND numero = $numero RETURNING nature, adresse",
            l => (Nature: l.GetString(0), Adresse: l.GetString(1)),
            ("$monde", monde.ToString()),
            ("$numero", numero));
        foreach (var (nature, adresse) in adresses)
        {
            OublierPorteur(connexion, monde, nature, adresse);
        }
    }

    private static void OublierPorteur(Connexion connexion, Monde monde, string nature, string adresse) => connexion.Executer(
        """
        DELETE FROM adresse_porteur WHERE monde = $monde AND nature = $nature AND adresse = $adresse AND NOT EXISTS (
            SELECT 1 FROM adresse_produit a WHERE a.monde = $monde AND a.nature = $nature AND a.adresse = $adresse)
        """,
        ("$monde", monde.ToString()),
        ("$nature", nature),
        ("$adresse", adresse));
}
