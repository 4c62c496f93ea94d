namespace Pfcng.Domain.Stockage;

/// <summary>
/// What the store is made of, against what its migrations make: a trigger or a unique index that is gone, a trigger or a view of somebody else's, change
/// what every other answer is worth (D37).
/// </summary>
internal static class Schema
{
    private static readonly Lazy<Dictionary<string, string>> Attendu = new(Faire);

    /// <summary>The first thing that is missing, changed or too many, in French; null when there is none.</summary>
    public static string? Ecart(Connexion connexion)
    {
        var objets = connexion.Dialecte.Objets(connexion);
        return Attendu.Value.Keys.FirstOrDefault(nom => !objets.ContainsKey(nom)) is { } absent ? $"le schéma du dépôt n’est plus le sien : {absent} manque"
            : objets.Keys.FirstOrDefault(nom => !Attendu.Value.ContainsKey(nom)) is { } ajoute ? $"le schéma du dépôt n’est plus le sien : {ajoute} n’est pas de ce programme"
            : objets.FirstOrDefault(o => o.Value != Attendu.Value[o.Key]) is { Key: { } change } ? $"le schéma du dépôt n’est plus le sien : {change} a changé"
            : null;
    }

    /// <summary>The first page, index or link that does not hold, in French; null when there is none.</summary>
    public static string? Abime(Connexion connexion) =>
        connexion.Dialecte.Defaut(connexion) is { } defaut ? $"le dépôt est abîmé : {defaut}"
        : connexion.Dialecte.LienBrise(connexion) is { } lien ? $"une ligne du dépôt en désigne une qui n’existe pas ({lien})"
        : null;

    private static Dictionary<string, string> Faire()
    {
        var dialecte = Dialecte.DuDepot;
        using var ephemere = Connexion.Ouvrir(dialecte.Ephemere, lectureSeule: false);
        Migration.Appliquer(ephemere, dialecte.Ephemere, Migration.Toutes, vestiges: null);
        return dialecte.Objets(ephemere);
    }
}
