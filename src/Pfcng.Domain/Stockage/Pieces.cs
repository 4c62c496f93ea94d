using System.Security.Cryptography;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>Something the store leans on, kept outside of it, that can't be made again: an authority's certificate, a key.</summary>
/// <param name="Nom">Its name in the store.</param>
/// <param name="Fichier">Where it is, for the operator.</param>
/// <param name="Contenu">Its octets; their SHA-256 alone is kept. A secret must be too long to be guessed.</param>
public sealed record Piece(string Nom, string Fichier, byte[] Contenu)
{
    internal byte[] Empreinte { get; } = SHA256.HashData(Contenu);
}

/// <summary>The fingerprints of what the store leans on (D27, D33): what was there once must be there, the same, at every start.</summary>
public static class Pieces
{
    /// <summary>Names of those that were recorded: they must not be made again.</summary>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    public static async Task<IReadOnlySet<string>> ConnuesAsync(Depot depot, CancellationToken annulation)
    {
        ArgumentNullException.ThrowIfNull(depot);
        return await depot.LireAsync(c => Empreintes(c).Keys.ToHashSet(), annulation);
    }

    /// <summary>
    /// Refuses a store that has a history and has lost a fingerprint: they are recorded before its first row or, in one of before they were, right
    /// after the row that marks its change of format.
    /// </summary>
    /// <param name="depot">The store.</param>
    /// <param name="attendues">Names of all, each with its file.</param>
    /// <param name="annulation">Stops.</param>
    /// <exception cref="StoreException">It has.</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    public static async Task ExigerConnuesAsync(Depot depot, IReadOnlyList<(string Nom, string Fichier)> attendues, CancellationToken annulation)
    {
        ArgumentNullException.ThrowIfNull(depot);
        var (connues, aServi) = await depot.LireAsync(c => (Empreintes(c), AServi(c)), annulation);
        if (aServi && attendues.FirstOrDefault(a => !connues.ContainsKey(a.Nom)) is { Fichier: { } perdue })
        {
            throw new StoreException($"Le dépôt {depot.Chemin} a servi, et n’a plus l’empreinte de {perdue} : restaurez une sauvegarde du dépôt.");
        }
    }

    /// <summary>Fingerprints by name.</summary>
    internal static Dictionary<string, byte[]> Empreintes(Connexion connexion) =>
        connexion.Lister<LigneDePiece>("SELECT nom, empreinte FROM piece").ToDictionary(l => l.Nom, l => l.Empreinte);

    /// <summary>True when the history goes beyond the mark of a change of format.</summary>
    private static bool AServi(Connexion connexion) =>
        connexion.Valeur("SELECT action FROM historique ORDER BY numero DESC LIMIT 1") is string action && action != ActionDePlateforme.Scellement.Code();

    /// <summary>Records those that are new, once they are all there.</summary>
    /// <exception cref="StoreException">One is not what it was; nothing is recorded.</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    public static Task ExigerAsync(Depot depot, IReadOnlyList<Piece> pieces) => depot.EcrireAsync(c =>
    {
        var connues = Empreintes(c);
        if (pieces.FirstOrDefault(p => connues.TryGetValue(p.Nom, out var connue) && !connue.AsSpan().SequenceEqual(p.Empreinte)) is { } autre)
        {
            throw new StoreException($"{autre.Fichier} n’est pas celui que le dépôt connaît : remettez l’original.");
        }

        foreach (var piece in pieces.Where(p => !connues.ContainsKey(p.Nom)))
        {
            c.Executer("INSERT INTO piece (nom, empreinte) VALUES (@nom, @empreinte)", ("@nom", piece.Nom), ("@empreinte", piece.Empreinte));
        }

        return true;
    });

    private sealed record LigneDePiece
    {
        public required string Nom { get; init; }

        public required byte[] Empreinte { get; init; }
    }
}
