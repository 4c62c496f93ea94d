using System.Data;
using System.Data.Common;
using Pfcng.Domain.Journal;

namespace Pfcng.Domain.Stockage;

/// <summary>
/// One connection to the store, used by one thread at a time; each text of SQL is prepared once for all, and so is the reading of its rows, by the
/// names of their columns (<see cref="Lectures"/>).
/// </summary>
internal sealed class Connexion : IDisposable
{
    private readonly DbConnection _connexion;
    private readonly Dictionary<string, Commande> _commandes = new(StringComparer.Ordinal);

    private Connexion(Dialecte dialecte, DbConnection connexion) => (Dialecte, _connexion) = (dialecte, connexion);

    /// <summary>Its engine's own words.</summary>
    public Dialecte Dialecte { get; }

    /// <inheritdoc cref="Dialecte.EnTransaction"/>
    public bool EnTransaction => Dialecte.EnTransaction(_connexion);

    /// <summary>What the jobs of the group add to the journal of issuance before its commit: the writer's alone.</summary>
    public List<LigneDuJournal> Journal { get; } = [];

    /// <summary>Opens the store: the writer creates it, readers can't write.</summary>
    /// <exception cref="DbException">It can't be opened.</exception>
    public static Connexion Ouvrir(string chemin, bool lectureSeule) => new(Dialecte.DuDepot, Dialecte.DuDepot.Ouvrir(chemin, lectureSeule));

    /// <summary>Runs a command; gives the number of rows it changed.</summary>
    public int Executer(string sql, params ReadOnlySpan<(string Nom, object? Valeur)> parametres) => Preparer(sql, parametres).Ado.ExecuteNonQuery();

    /// <summary>Runs a script of several commands, once.</summary>
    public void ExecuterScript(string sql)
    {
        using var commande = Creer(sql);
        commande.ExecuteNonQuery();
    }

    /// <summary>Every row of a query: a record of this folder, one value, or what <see cref="Lectures"/> reads.</summary>
    /// <exception cref="DepotAltereException">A value is not of its column's kind.</exception>
    public List<T> Lister<T>(string sql, params ReadOnlySpan<(string Nom, object? Valeur)> parametres) => Lire(Preparer(sql, parametres), Lectures.De<T>);

    /// <summary>Every row of a query whose columns are those of two records.</summary>
    /// <inheritdoc cref="Lister{T}"/>
    public List<(TUne, TAutre)> Lister<TUne, TAutre>(string sql, params ReadOnlySpan<(string Nom, object? Valeur)> parametres) =>
        Lire(Preparer(sql, parametres), Lectures.De<TUne, TAutre>);

    /// <summary>Every row of a query whose columns are those of three records.</summary>
    /// <inheritdoc cref="Lister{T}"/>
    public List<(TUne, TAutre, TDerniere)> Lister<TUne, TAutre, TDerniere>(string sql, params ReadOnlySpan<(string Nom, object? Valeur)> parametres) =>
        Lire(Preparer(sql, parametres), Lectures.De<TUne, TAutre, TDerniere>);

    /// <summary>The first row of a query, or null.</summary>
    /// <inheritdoc cref="Lister{T}"/>
    public T? Premiere<T>(string sql, params ReadOnlySpan<(string Nom, object? Valeur)> parametres)
        where T : class => Lister<T>(sql, parametres) is [var premiere, ..] ? premiere : null;

    /// <summary>The first value of the first row, or null.</summary>
    public object? Valeur(string sql, params ReadOnlySpan<(string Nom, object? Valeur)> parametres) =>
        Preparer(sql, parametres).Ado.ExecuteScalar() is { } v and not DBNull ? v : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var commande in _commandes.Values)
        {
            commande.Ado.Dispose();
        }

        _connexion.Dispose();
    }

    private static List<T> Lire<T>(Commande commande, Func<DbDataReader, Func<DbDataReader, T>> creer)
    {
        using var lecteur = commande.Ado.ExecuteReader();
        var lignes = new List<T>();
        try
        {
            while (lecteur.Read())
            {
                lignes.Add(((Func<DbDataReader, T>)(commande.Lecture ??= creer(lecteur)))(lecteur));
            }
        }
        catch (DataException e)
        {
            throw new DepotAltereException("Une valeur du dépôt n’est pas du genre de sa colonne.", e);
        }

        return lignes;
    }

    private Commande Preparer(string sql, ReadOnlySpan<(string Nom, object? Valeur)> parametres)
    {
        if (!_commandes.TryGetValue(sql, out var commande))
        {
            commande = new(Creer(sql));
            foreach (var (nom, _) in parametres)
            {
                var parametre = commande.Ado.CreateParameter();
                parametre.ParameterName = nom;
                commande.Ado.Parameters.Add(parametre);
            }

            _commandes.Add(sql, commande);
        }

        for (var i = 0; i < parametres.Length; i++)
        {
            commande.Ado.Parameters[i].Value = parametres[i].Valeur ?? DBNull.Value;
        }

        return commande;
    }

    private DbCommand Creer(string sql)
    {
        var commande = _connexion.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this folder, or built of such; values only travel as parameters.
        commande.CommandText = sql;
#pragma warning restore CA2100
        return commande;
    }

    /// <summary>A prepared text, and how its rows are read once one was seen.</summary>
    private sealed class Commande(DbCommand ado)
    {
        public DbCommand Ado => ado;

        public Delegate? Lecture { get; set; }
    }
}
