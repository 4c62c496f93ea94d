using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>
/// Binds, once, what was written before rows of history bound what they speak of (D37): a digest of each demande, revocation and piece of evidence,
/// and one row that binds them all. From then on, what is old can't be changed unseen either.
/// </summary>
internal static class Scellement
{
    /// <summary>What the digests are of.</summary>
    public const string Demande = "DEMANDE";

    /// <inheritdoc cref="Demande"/>
    public const string Revocation = "REVOCATION";

    /// <inheritdoc cref="Demande"/>
    public const string Preuve = "PREUVE";

    private const int ParPage = 500;

    /// <summary>Does it when the last row of history is of the old format; all of it or nothing.</summary>
    public static void Appliquer(Connexion connexion, DateTimeOffset instant)
    {
        if (connexion.Valeur("SELECT format FROM historique ORDER BY numero DESC LIMIT 1") is not 1L)
        {
            return;
        }

        connexion.Executer(connexion.Dialecte.DebutDEcriture);
        try
        {
            var (demandes, revocations, preuves) = (ScellerDemandes(connexion), ScellerRevocations(connexion), ScellerPreuves(connexion));
            new ChaineDEmpreintes(connexion).Ajouter(
                Monde.Test,
                ActionDePlateforme.Scellement,
                instant,
                $"Lignes précédentes au format 1 ; scellés : {demandes} demandes, {revocations} demandes de révocation, {preuves} preuves",
                liens: new(Apres: EmpreinteDeTous(connexion)));
            connexion.Executer("COMMIT");
        }
        catch
        {
            connexion.Executer("ROLLBACK");
            throw;
        }
    }

    /// <summary>The digest that was kept; null for what is newer.</summary>
    public static byte[]? Lire(Connexion connexion, string nature, Monde monde, long numero) => (byte[]?)connexion.Valeur(
        "SELECT empreinte FROM scelle WHERE nature = @nature AND monde = @monde AND numero = @numero",
        ("@nature", nature),
        ("@monde", monde.ToString()),
        ("@numero", numero));

    /// <summary>One digest of all that is kept, in the order of the table, a page at a time.</summary>
    public static byte[] EmpreinteDeTous(Connexion connexion)
    {
        var empreinte = Condensat.Vide;
        foreach (var (nature, monde, numero, une) in Tous(connexion))
        {
            empreinte = Condensat.De([empreinte, nature, monde, numero, une]);
        }

        return empreinte;
    }

    /// <summary>All that is kept, in the order of the table, a page at a time.</summary>
    public static IEnumerable<(string Nature, string Monde, long Numero, byte[] Empreinte)> Tous(Connexion connexion)
    {
        var (nature, monde, numero) = ("", "", 0L);
        while (true)
        {
            var page = connexion.Lister<LigneScellee>(
                """
                SELECT nature, monde, numero, empreinte FROM scelle
                WHERE (nature, monde, numero) > (@nature, @monde, @numero) ORDER BY nature, monde, numero LIMIT @combien
                """,
                ("@nature", nature),
                ("@monde", monde),
                ("@numero", numero),
                ("@combien", ParPage));
            foreach (var scelle in page)
            {
                (nature, monde, numero) = (scelle.Nature, scelle.Monde, scelle.Numero);
                yield return (nature, monde, numero, scelle.Empreinte);
            }

            if (page.Count < ParPage)
            {
                yield break;
            }
        }
    }

    private static int ScellerDemandes(Connexion connexion)
    {
        var (combien, numero, monde) = (0, 0L, "");
        while (true)
        {
            var page = Scelle.DossiersApres(connexion, numero, monde, ParPage);
            page.ForEach(d => Ecrire(connexion, Demande, d.Monde.ToString(), d.Numero, d.Dossier.Empreinte));
            combien += page.Count;
            if (page.Count < ParPage)
            {
                return combien;
            }

            (numero, monde) = (page[^1].Numero, page[^1].Monde.ToString());
        }
    }

    private static int ScellerRevocations(Connexion connexion)
    {
        var (combien, numero, monde) = (0, 0L, "");
        while (true)
        {
            var page = Scelle.RevocationsApres(connexion, numero, monde, ParPage);
            page.ForEach(r => Ecrire(connexion, Revocation, r.Monde.ToString(), r.Numero, r.Empreinte));
            combien += page.Count;
            if (page.Count < ParPage)
            {
                return combien;
            }

            (numero, monde) = (page[^1].Numero, page[^1].Monde.ToString());
        }
    }

    /// <summary>One at a time: a Body may be large.</summary>
    private static int ScellerPreuves(Connexion connexion)
    {
        var combien = 0;
        var dernier = 0L;
        while (true)
        {
            var page = Preuves.Apres(connexion, dernier, ParPage);
            foreach (var id in page)
            {
                var preuve = Preuves.Relire(connexion, id)!;
                Ecrire(connexion, Preuve, preuve.Monde.ToString(), id, preuve.Liee);
                (combien, dernier) = (combien + 1, id);
            }

            if (page.Count < ParPage)
            {
                return combien;
            }
        }
    }

    private static void Ecrire(Connexion connexion, string nature, string monde, long numero, byte[] empreinte) => connexion.Executer(
        "INSERT INTO scelle (nature, monde, numero, empreinte) VALUES (@nature, @monde, @numero, @empreinte)",
        ("@nature", nature),
        ("@monde", monde),
        ("@numero", numero),
        ("@empreinte", empreinte));

    private sealed record LigneScellee
    {
        public required string Nature { get; init; }

        public required string Monde { get; init; }

        public required long Numero { get; init; }

        public required byte[] Empreinte { get; init; }
    }
}
