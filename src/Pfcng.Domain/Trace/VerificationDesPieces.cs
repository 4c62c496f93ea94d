using System.Security.Cryptography;

namespace Pfcng.Domain.Trace;

/// <summary>What the store leans on, against its fingerprints: each is there, the same, and none is missed (D27, D33, D37).</summary>
internal static class VerificationDesPieces
{
    /// <summary>What is wrong first, in French; null when nothing is.</summary>
    /// <param name="connues">Fingerprints by name, as the store has them.</param>
    /// <param name="vues">What is in the folder, and what should be.</param>
    public static string? Ecart(IReadOnlyDictionary<string, byte[]> connues, IReadOnlyList<PieceVue> vues) =>
        vues.Select(v => Ecart(connues, v)).FirstOrDefault(e => e is not null)
        ?? (connues.Keys.Except(vues.Select(v => v.Nom).OfType<string>()).FirstOrDefault() is { } inconnue ? $"le dépôt connaît une pièce « {inconnue} » que le dossier n’a pas" : null);

    private static string? Ecart(IReadOnlyDictionary<string, byte[]> connues, PieceVue vue) =>
        vue is { Contenu: null, Facultative: false } ? $"{vue.Fichier} manque, est vide ou n’est pas ce qu’il doit être"
        : vue.Nom is null ? null
        : !connues.TryGetValue(vue.Nom, out var connue) ? $"le dépôt n’a plus l’empreinte de {vue.Fichier}"
        : vue.Contenu is null || connue.AsSpan().SequenceEqual(SHA256.HashData(vue.Contenu)) ? null
        : $"{vue.Fichier} n’est pas celui que le dépôt connaît";
}
