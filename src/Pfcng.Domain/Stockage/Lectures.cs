#pragma warning disable RS0030 // The one file that names Dapper.
using System.Data.Common;
using Dapper;
using LigneNommee = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Pfcng.Domain.Stockage;

/// <summary>
/// How the rows of a query are read: each column goes to the member that has its name, underscores apart. A column that nobody reads, or a member
/// without a column, is a fault of the program and is told by the first row.
/// </summary>
internal static class Lectures
{
    static Lectures() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>A record, a single value, or the whole row by the names of its columns.</summary>
    public static Func<DbDataReader, T> De<T>(DbDataReader lecteur)
    {
        if (typeof(T) == typeof(LigneNommee))
        {
            Exiger(lecteur, []);
            var ligne = lecteur.GetRowParser<object>();
            return l => (T)ligne(l);
        }

        Exiger(lecteur, typeof(T));
        return EstUneValeur(typeof(T)) && lecteur.GetRowParser(typeof(T)) is { } valeur ? l => (T)valeur(l) : lecteur.GetRowParser<T>();
    }

    /// <summary>Two records.</summary>
    public static Func<DbDataReader, (TUne, TAutre)> De<TUne, TAutre>(DbDataReader lecteur)
    {
        Exiger(lecteur, typeof(TUne), typeof(TAutre));
        var (une, autre) = (lecteur.GetRowParser<TUne>(), lecteur.GetRowParser<TAutre>());
        return l => (une(l), autre(l));
    }

    /// <summary>Three records.</summary>
    public static Func<DbDataReader, (TUne, TAutre, TDerniere)> De<TUne, TAutre, TDerniere>(DbDataReader lecteur)
    {
        Exiger(lecteur, typeof(TUne), typeof(TAutre), typeof(TDerniere));
        var (une, autre, derniere) = (lecteur.GetRowParser<TUne>(), lecteur.GetRowParser<TAutre>(), lecteur.GetRowParser<TDerniere>());
        return l => (une(l), autre(l), derniere(l));
    }

    private static void Exiger(DbDataReader lecteur, params ReadOnlySpan<Type> lignes)
    {
        var colonnes = Enumerable.Range(0, lecteur.FieldCount).Select(lecteur.GetName).Select(SansTiret).Order(StringComparer.OrdinalIgnoreCase).ToList();
        List<string> membres = [];
        foreach (var ligne in lignes)
        {
            membres.AddRange(EstUneValeur(ligne) ? colonnes.Take(1) : ligne.GetProperties().Select(p => p.Name));
        }

        var lus = lignes.IsEmpty ? colonnes.Distinct(StringComparer.OrdinalIgnoreCase) : membres.Order(StringComparer.OrdinalIgnoreCase);
        if (!colonnes.SequenceEqual(lus, StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"columns [{string.Join(' ', colonnes)}] are not the members [{string.Join(' ', lus)}]");
        }
    }

    private static bool EstUneValeur(Type type) => type == typeof(long) || type == typeof(string) || type == typeof(byte[]);

    private static string SansTiret(string nom) => nom.Replace("_", "", StringComparison.Ordinal);
}
