using System.Security.Cryptography;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>Certificates of our authorities without a demande in the store: the service's own, and those that a restored store has lost (D37).</summary>
public static class CertificatsSansDemande
{
    /// <summary>Records a certificate that was signed without a demande, here, in the history and in the journal of issuance, before it is used.</summary>
    /// <param name="depot">The store.</param>
    /// <param name="emission">The certificate; no number.</param>
    /// <exception cref="StoreIndisponibleException">It can't be recorded: the certificate must not be used.</exception>
    public static Task EnregistrerAsync(Depot depot, Emission emission)
    {
        ArgumentNullException.ThrowIfNull(depot);
        return depot.EcrireAsync(c =>
        {
            c.Journal.Add(emission);
            new ChaineDEmpreintes(c).Ajouter(
                emission.Monde,
                ActionDePlateforme.CertificatDeServeur,
                emission.Instant,
                $"Certificat {emission.NumeroSerie} de {emission.DnAutorite}, jusqu’au {emission.Fin:yyyy-MM-dd}",
                liens: new(Certificat: SHA256.HashData(emission.Certificat)));
            return Garder(c, emission);
        });
    }

    /// <summary>Writes one here; false when it was here.</summary>
    internal static bool Garder(Connexion connexion, Emission emission) => connexion.Executer(
        """
        INSERT INTO certificat_sans_demande (aki, numero_serie, monde, numero, dn_autorite, emission, debut, fin, certificat)
        VALUES (@aki, @numero_serie, @monde, @numero, @dn_autorite, @emission, @debut, @fin, @certificat) ON CONFLICT DO NOTHING
        """,
        Colonnes(emission)) == 1;

    /// <summary>True when that very certificate is here, with all that the journal says of it.</summary>
    internal static bool Est(Connexion connexion, Emission emission) => connexion.Valeur(
        """
        SELECT 1 FROM certificat_sans_demande WHERE numero_serie = @numero_serie AND aki = @aki AND monde = @monde AND numero IS NOT DISTINCT FROM @numero
        AND dn_autorite = @dn_autorite AND emission = @emission AND debut = @debut AND fin = @fin AND certificat = @certificat
        """,
        Colonnes(emission)) is not null;

    private static (string, object?)[] Colonnes(Emission emission) =>
    [
        ("@aki", emission.Aki),
        ("@numero_serie", emission.NumeroSerie),
        ("@monde", emission.Monde.ToString()),
        ("@numero", emission.Numero),
        ("@dn_autorite", emission.DnAutorite),
        ("@emission", emission.Instant.Ms()),
        ("@debut", emission.Debut.Ms()),
        ("@fin", emission.Fin.Ms()),
        ("@certificat", emission.Certificat),
    ];
}
