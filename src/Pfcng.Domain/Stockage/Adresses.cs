using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>
/// Protected addresses and UPN: one bearer each, by constraint, for as long as a product of his is alive (D22). One that its validity or its delay
/// of withdrawal has ended is not, whether or not any task has noticed: <see cref="Connues"/> does not see it, <see cref="Prendre"/> puts it aside.
/// </summary>
internal static class Adresses
{
    /// <summary>What nature of address: each has its own bearers.</summary>
    public const string Mail = "MAIL";

    /// <inheritdoc cref="Mail"/>
    public const string Upn = "UPN";

    /// <summary>
    /// Ended by the date: expired; or past its delay, unless a serial number was committed, since the authority may have signed then (D22, D26).
    /// </summary>
    private const string Finie =
        "(coalesce(p.fin < @instant, FALSE) OR (p.etat = 'ARetirer' AND p.numero_serie IS NULL AND d.creation < @limite))";

    /// <summary>Who holds these addresses at that instant; those that nobody holds are not in the result.</summary>
    /// <param name="connexion">Any.</param>
    /// <param name="monde">The world.</param>
    /// <param name="nature"><see cref="Mail"/> or <see cref="Upn"/>.</param>
    /// <param name="adresses">In any letter case.</param>
    /// <param name="instant">Now.</param>
    /// <param name="limite">What was created before is past its delay (<see cref="DelaiDeRetrait.Limite"/>).</param>
    public static Dictionary<string, AdresseConnue> Connues(
        Connexion connexion, Monde monde, string nature, IEnumerable<string?> adresses, DateTimeOffset instant, DateTimeOffset limite)
    {
        var connues = new Dictionary<string, AdresseConnue>();
        foreach (var adresse in adresses.OfType<string>().Select(a => a.ToLowerInvariant()).Distinct())
        {
            var tenant = connexion.Premiere<LigneDeTenant>(
                $"""
                SELECT a.porteur, a.numero FROM adresse_produit a
                JOIN produit p ON p.monde = a.monde AND p.numero = a.numero JOIN demande d ON d.monde = a.monde AND d.numero = a.numero
                WHERE a.monde = @monde AND a.nature = @nature AND a.adresse = @adresse AND NOT {Finie}
                ORDER BY a.numero LIMIT 1
                """,
                ("@monde", monde.ToString()),
                ("@nature", nature),
                ("@adresse", adresse),
                ("@instant", instant.Ms()),
                ("@limite", limite.Ms()));
            if (tenant is not null)
            {
                connues.Add(adresse, new(tenant.Porteur, tenant.Numero));
            }
        }

        return connues;
    }

    /// <summary>True when a product still holds the addresses it was given: nobody took them after its delay.</summary>
    public static bool Tient(Connexion connexion, Monde monde, long numero, Produit produit)
    {
        var donnees = new[] { produit.MailSujet, produit.Upn }.OfType<string>().Count();
        return donnees == 0 || donnees == (long)connexion.Valeur(
            "SELECT count(*) FROM adresse_produit WHERE monde = @monde AND numero = @numero", ("@monde", monde.ToString()), ("@numero", numero))!;
    }

    /// <summary>Gives an address to a product; the constraint refuses when another bearer holds it.</summary>
    public static void Prendre(Connexion connexion, DemandeDecidee decidee, string nature, string adresse, string porteur)
    {
        var (monde, numero) = (decidee.Demande.Monde, decidee.Demande.Numero);
        var cle = ("@monde", (object?)monde.ToString());
        var minuscules = adresse.ToLowerInvariant();
        connexion.Executer(
            $"""
            DELETE FROM adresse_produit WHERE monde = @monde AND nature = @nature AND adresse = @adresse AND EXISTS (
                SELECT 1 FROM produit p JOIN demande d ON d.monde = p.monde AND d.numero = p.numero
                WHERE p.monde = adresse_produit.monde AND p.numero = adresse_produit.numero AND {Finie})
            """,
            cle,
            ("@nature", nature),
            ("@adresse", minuscules),
            ("@instant", decidee.Demande.Creation.Ms()),
            ("@limite", decidee.Limite.Ms()));
        OublierPorteur(connexion, monde, nature, minuscules);
        connexion.Executer(
            "INSERT INTO adresse_porteur (monde, nature, adresse, porteur) VALUES (@monde, @nature, @adresse, @porteur) ON CONFLICT (monde, nature, adresse) DO NOTHING",
            cle,
            ("@nature", nature),
            ("@adresse", minuscules),
            ("@porteur", porteur));
        connexion.Executer(
            "INSERT INTO adresse_produit (monde, numero, nature, adresse, porteur) VALUES (@monde, @numero, @nature, @adresse, @porteur)",
            cle,
            ("@numero", numero),
            ("@nature", nature),
            ("@adresse", minuscules),
            ("@porteur", porteur));
    }

    /// <summary>Frees the addresses of a product that is annulé, révoqué or expiré.</summary>
    public static void Rendre(Connexion connexion, Monde monde, long numero)
    {
        var adresses = connexion.Lister<LigneDAdresse>(
            "DELETE FROM adresse_produit WHERE monde = @monde AND numero = @numero RETURNING nature, adresse",
            ("@monde", monde.ToString()),
            ("@numero", numero));
        foreach (var rendue in adresses)
        {
            OublierPorteur(connexion, monde, rendue.Nature, rendue.Adresse);
        }
    }

    private static void OublierPorteur(Connexion connexion, Monde monde, string nature, string adresse) => connexion.Executer(
        """
        DELETE FROM adresse_porteur WHERE monde = @monde AND nature = @nature AND adresse = @adresse AND NOT EXISTS (
            SELECT 1 FROM adresse_produit a WHERE a.monde = @monde AND a.nature = @nature AND a.adresse = @adresse)
        """,
        ("@monde", monde.ToString()),
        ("@nature", nature),
        ("@adresse", adresse));

    private sealed record LigneDeTenant
    {
        public required string Porteur { get; init; }

        public required long Numero { get; init; }
    }

    private sealed record LigneDAdresse
    {
        public required string Nature { get; init; }

        public required string Adresse { get; init; }
    }
}
