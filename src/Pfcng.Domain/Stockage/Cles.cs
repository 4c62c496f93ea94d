using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>Public keys that demandes have taken, for ever and in both worlds (D21).</summary>
internal static class Cles
{
    /// <summary>The demandes that took these keys, by fingerprint in upper-case hexadecimal; free keys are not in the result.</summary>
    public static Dictionary<string, CleConnue> Connues(Connexion connexion, IEnumerable<byte[]> empreintes)
    {
        var connues = new Dictionary<string, CleConnue>();
        foreach (var empreinte in empreintes)
        {
            var prise = connexion.Premiere<LigneDeCle>(
                """
                SELECT d.numero, d.acteur_prenom || ' ' || d.acteur_nom AS acteur,
                       coalesce(p.beneficiaire_prenom || ' ' || p.beneficiaire_nom, p.raison_sociale, d.structure) AS beneficiaire_ou_structure, d.creation
                FROM cle_publique c
                JOIN demande d ON d.monde = c.monde AND d.numero = c.numero
                JOIN produit p ON p.monde = c.monde AND p.numero = c.numero
                WHERE c.empreinte = @empreinte
                """,
                ("@empreinte", empreinte));
            if ((prise ?? Perdue(connexion, empreinte)) is { } connue)
            {
                connues[Convert.ToHexString(empreinte)] = connue.Cle();
            }
        }

        return connues;
    }

    /// <summary>A restored store knows the key of a demande that it has lost, and nobody's name.</summary>
    private static LigneDeCle? Perdue(Connexion connexion, byte[] empreinte) => connexion.Premiere<LigneDeCle>(
        """
        SELECT numero, 'acteur inconnu' AS acteur, 'bénéficiaire inconnu' AS beneficiaire_ou_structure, creation
        FROM cle_sans_demande WHERE empreinte = @empreinte
        """,
        ("@empreinte", empreinte));

    /// <summary>Takes a key; the constraint refuses when it is taken.</summary>
    public static void Prendre(Connexion connexion, byte[] empreinte, Monde monde, long numero, DateTimeOffset creation)
    {
        connexion.Executer(
            "INSERT INTO cle_publique (empreinte, monde, numero) VALUES (@empreinte, @monde, @numero)",
            ("@empreinte", empreinte),
            ("@monde", monde.ToString()),
            ("@numero", numero));
        connexion.Journal.Add(new ClesPrises(creation, monde, new Dictionary<long, string> { [numero] = Convert.ToHexStringLower(empreinte) }));
    }

    private sealed record LigneDeCle
    {
        public required long Numero { get; init; }

        public required string Acteur { get; init; }

        public required string BeneficiaireOuStructure { get; init; }

        public required long Creation { get; init; }

        public CleConnue Cle() => new(Numero, Acteur.Trim(), BeneficiaireOuStructure.Trim(), CalendrierParis.Jour(Creation.Instant()));
    }
}
