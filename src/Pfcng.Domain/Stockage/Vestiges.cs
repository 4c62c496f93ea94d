namespace Pfcng.Domain.Stockage;

/// <summary>
/// What only a store that was in use can have left beside it: published lists, registers, authorities, which are made after it. While some of it is there, an absent or empty store is a
/// store that was lost, and a new one in its place would give numbers, keys and certificates again (D24, D26, D29).
/// </summary>
/// <param name="Chemins">Files and folders; a folder counts when it holds something.</param>
/// <param name="Remede">What the operator can do, a sentence in French.</param>
public sealed record Vestiges(IReadOnlyList<string> Chemins, string Remede)
{
    /// <summary>Refuses to go on with a new store.</summary>
    /// <exception cref="StoreException">Something is there.</exception>
    internal void ExigerAucun(string depot)
    {
        if (Chemins.FirstOrDefault(Existe) is { } vestige)
        {
            throw new StoreException($"Le dépôt {depot} manque ou est vide, alors que {vestige} montre qu’il a servi. {Remede}");
        }
    }

    private static bool Existe(string chemin) => File.Exists(chemin) || (Directory.Exists(chemin) && Directory.EnumerateFileSystemEntries(chemin).Any());
}
