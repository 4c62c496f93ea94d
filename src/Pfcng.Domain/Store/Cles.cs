using Pfcng.Domain.Journal;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Store;

/// <summary>Public keys that demandes have taken, for ever and in both worlds (D21).</summary>
internal static class Cles
{
    /// <summary>The demandes that took these keys, by fingerprint in upper-case hexadecimal; free keys are not in the result.</summary>
    public static Dictionary<string, CleConnue> Connues(Connexion connexion, IEnumerable<byte[]> empreintes)
    {
        var connues = new Dictionary<string, CleConnue>();
        foreach (var empreinte in empreintes)
        {
            var prises = connexion.Lister(
                """
                SELECT d.numero, d.acteur_prenom || ' ' || d.acteur_nom,
                       coalesce(p.beneficiaire_prenom || ' ' || p.beneficiaire_nom, p.raison_sociale, d.structure), d.creation
                FROM cle_publique c
                JOIN demande d ON d.monde = c.monde AND d.numero = c.numero
                JOIN produit p ON p.monde = c.monde AND p.numero = c.numero
                WHERE c.empreinte = $empreinte
                """,
                l => new CleConnue(l.GetInt64(0), l.GetString(1).Trim(), l.GetString(2).Trim(), CalendrierParis.Jour(l.Instant(3))),
                ("$empreinte", empreinte));
            if ((prises is [var prise] ? prise : Perdue(connexion, empreinte)) is { } connue)
            {
                connues[Convert.ToHexString(empreinte)] = connue;
            }
        }

        return connues;
    }

    /// <summary>A restored store knows the key of a demande that it has lost, and nobody's name.</summary>
    private static CleConnue? Perdue(Connexion connexion, byte[] empreinte) => connexion.Lister(
        "SELECT numero, creation FROM cle_sans_demande WHERE empreinte = $empreinte",
        l => new CleConnue(l.GetInt64(0), "acteur inconnu", "bénéficiaire inconnu", CalendrierParis.Jour(l.Instant(1))),
        ("$empreinte", empreinte)).SingleOrDefault();

    /// <summary>Takes a key; the constraint refuses when it is taken.</summary>
    public static void Prendre(Connexion connexion, byte[] empreinte, Monde monde, long numero, DateTimeOffset creation)
    {
        connexion.Executer(
            "INSERT INTO cle_publique (empreinte, monde, numero) VALUES ($empreinte, $monde, $numero)",
            ("$empreinte", empreinte),
            ("$monde", monde.ToString()),
            ("$numero", numero));
        connexion.Journal.Add(new ClesPrises(creation, monde, new Dictionary<long, string> { [numero] = Convert.ToHexStringLower(empreinte) }));
    }
}
