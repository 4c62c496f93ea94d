using System.Security.Cryptography;

namespace Pfcng.Domain.Store;

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
    public static async Task<IReadOnlySet<string>> ConnuesAsync(Depot depot, CancellationToken annulation) =>
        await depot.LireAsync(c => c.Lister<string>("SELECT nom FROM piece").ToHashSet(), annulation);

    /// <summary>Records those that are new, once they are all there.</summary>
    /// <exception cref="StoreException">One is not what it was; nothing is recorded.</exception>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    public static Task ExigerAsync(Depot depot, IReadOnlyList<Piece> pieces) => depot.EcrireAsync(c =>
    {
        var connues = c.Lister<LigneDePiece>("SELECT nom, empreinte FROM piece").ToDictionary(l => l.Nom, l => l.Empreinte);
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
