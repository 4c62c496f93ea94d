using Microsoft.Data.Sqlite;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Store;

/// <summary>The history, as an operator reads and verifies it (D37); <see cref="Chaine"/> writes it.</summary>
public static class Historique
{
    private const string Lignes =
        """
        SELECT numero, monde, demande, canal, instant, action, etat_demande, etat_produit, type_acteur,
               acteur, habilitations, administrateur, habilitations_administrateur, complement, empreinte, format,
               preuve, empreinte_preuve, empreinte_a_certifier, empreinte_certificat, empreinte_reference, empreinte_avant, empreinte_apres
        FROM historique
        """;

    /// <summary>Rows read in one go by <see cref="VerifierAsync"/>: memory stays small whatever the history's length.</summary>
    private const int ParPage = 10_000;

    /// <summary>The rows of one demande, oldest first, as IHM §10 lists them.</summary>
    public static Task<List<LigneHistorique>> ListerAsync(Depot depot, Monde monde, long numeroDemande, CancellationToken annulation) =>
        depot.LireAsync(
            c => c.Lister(Lignes + " WHERE monde = $monde AND demande = $demande ORDER BY numero", Lire, ("$monde", monde.ToString()), ("$demande", numeroDemande)),
            annulation);

    /// <summary>Follows the chain from the first row to the last.</summary>
    /// <returns>How many rows hold, and what is wrong with the first one that does not.</returns>
    public static async Task<VerificationHistorique> VerifierAsync(Depot depot, CancellationToken annulation)
    {
        var precedente = LigneHistorique.Origine;
        var dernier = 0L;
        while (true)
        {
            var page = await depot.LireAsync(
                c => c.Lister(Lignes + " WHERE numero > $dernier ORDER BY numero LIMIT $combien", Lire, ("$dernier", dernier), ("$combien", ParPage)),
                annulation);
            foreach (var ligne in page)
            {
                if (ligne.Numero != dernier + 1)
                {
                    return new(dernier, precedente, dernier + 1, "elle manque");
                }

                if (ligne.Enchainer(precedente) is not { } attendue || !attendue.AsSpan().SequenceEqual(ligne.Empreinte))
                {
                    return new(dernier, precedente, ligne.Numero, "son contenu ou celui de la précédente a changé");
                }

                (precedente, dernier) = (ligne.Empreinte, ligne.Numero);
            }

            if (page.Count < ParPage)
            {
                return new(dernier, precedente, null, null);
            }
        }
    }

    /// <summary>Tells, before it is executed, an operator's order that writes.</summary>
    /// <param name="depot">The store.</param>
    /// <param name="monde">The world it is about.</param>
    /// <param name="utilisateur">The system's user who gives it.</param>
    /// <param name="texte">The order, in French.</param>
    /// <param name="instant">When.</param>
    /// <exception cref="StoreIndisponibleException">It can't be told: it must not be executed (D37).</exception>
    public static Task TracerOrdreAsync(Depot depot, Monde monde, string utilisateur, string texte, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(depot);
        return depot.EcrireAsync(c =>
        {
            TracerOrdre(c, monde, new(TypeActeur.Plateforme, Exploitant(utilisateur), null, null), texte, instant);
            return true;
        });
    }

    /// <summary>« Exploitant (root) »: a user of the system, as the history names him.</summary>
    internal static Identite Exploitant(string utilisateur) => new(utilisateur, "Exploitant", "");

    /// <inheritdoc cref="TracerOrdreAsync"/>
    internal static void TracerOrdre(Connexion connexion, Monde monde, Auteur auteur, string texte, DateTimeOffset instant) =>
        new Chaine(connexion).Ajouter(monde, ActionDePlateforme.OrdreDExploitant, instant, texte, auteur);

    private static LigneHistorique Lire(SqliteDataReader l) => new(
        l.GetInt64(0),
        l.Membre<Monde>(1),
        l.GetInt64(2),
        l.Membre<Canal>(3),
        l.Instant(4),
        l.GetString(5),
        l.GetString(6).Length == 0 ? null : new(l.Membre<EtatDemande>(6), l.Membre<EtatProduit>(7)),
        l.Membre<TypeActeur>(8),
        l.Texte(9),
        l.Texte(10),
        l.Texte(11),
        l.Texte(12),
        l.Texte(13),
        new(l.IsDBNull(16) ? null : l.GetInt64(16), l.Octets(17), l.Octets(18), l.Octets(19), l.Octets(20), l.Octets(21), l.Octets(22)),
        l.GetInt64(15),
        l.Octets(14)!);
}

/// <summary>What following the chain of the history gives.</summary>
/// <param name="LignesJustes">How many rows hold, from the first one on.</param>
/// <param name="DerniereEmpreinte">Hash of the last one that holds: noted outside, it shows later that rows were not cut off the end.</param>
/// <param name="PremiereFausse">Number of the first bad row, or null when all hold.</param>
/// <param name="Raison">What is wrong with it, in French.</param>
public sealed record VerificationHistorique(long LignesJustes, byte[] DerniereEmpreinte, long? PremiereFausse, string? Raison);
