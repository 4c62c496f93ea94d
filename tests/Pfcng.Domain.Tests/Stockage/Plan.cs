using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Tests.Stockage;

/// <summary>How the engine will look for what a text asks.</summary>
internal static class Plan
{
    /// <summary>One line for each table, outermost first.</summary>
    public static List<string> De(Connexion connexion, string sql, params ReadOnlySpan<(string Nom, object? Valeur)> parametres) =>
        connexion.Lister<IReadOnlyDictionary<string, object?>>("EXPLAIN QUERY PLAN " + sql, parametres).ConvertAll(l => (string)l["detail"]!);
}
