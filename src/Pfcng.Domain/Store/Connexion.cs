using Microsoft.Data.Sqlite;
using Pfcng.Domain.Journal;

namespace Pfcng.Domain.Store;

/// <summary>One SQLite connection, used by one thread at a time; each text of SQL is prepared once for all.</summary>
internal sealed class Connexion : IDisposable
{
    private readonly SqliteConnection _connexion;
    private readonly Dictionary<string, SqliteCommand> _commandes = new(StringComparer.Ordinal);

    private Connexion(SqliteConnection connexion) => _connexion = connexion;

    /// <summary>The ADO.NET connection, for a script of several commands.</summary>
    public SqliteConnection Ado => _connexion;

    /// <summary>False once SQLite has given up the whole transaction by itself (disk full, input/output error).</summary>
    public bool EnTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connexion.Handle!) == 0;

    /// <summary>What the jobs of the group add to the journal of issuance before its commit: the writer's alone.</summary>
    public List<LigneDuJournal> Journal { get; } = [];

    /// <summary>Opens the file: the writer creates it, readers can't write.</summary>
    public static Connexion Ouvrir(string chemin, bool lectureSeule)
    {
        var ado = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = chemin,
            Mode = lectureSeule ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            ForeignKeys = true,
        }.ToString());
        ado.Open();
        var connexion = new Connexion(ado);
        if (!lectureSeule)
        {
            connexion.Executer("PRAGMA journal_mode = WAL");
            connexion.Executer("PRAGMA synchronous = FULL");
            connexion.Executer("PRAGMA busy_timeout = 2000"); // Only emptying the WAL waits for readers.
        }

        return connexion;
    }

    /// <summary>Runs a command; gives the number of rows it changed.</summary>
    public int Executer(string sql, params ReadOnlySpan<(string Nom, object? Valeur)> parametres) => Preparer(sql, parametres).ExecuteNonQuery();

    /// <summary>Every row of a query.</summary>
    public List<T> Lister<T>(string sql, Func<SqliteDataReader, T> lire, params ReadOnlySpan<(string Nom, object? Valeur)> parametres)
    {
        using var lecteur = Preparer(sql, parametres).ExecuteReader();
        var lignes = new List<T>();
        while (lecteur.Read())
        {
            lignes.Add(lire(lecteur));
        }

        return lignes;
    }

    /// <summary>The first value of the first row, or null.</summary>
    public object? Valeur(string sql, params ReadOnlySpan<(string Nom, object? Valeur)> parametres) =>
        Preparer(sql, parametres).ExecuteScalar() is { } v and not DBNull ? v : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var commande in _commandes.Values)
        {
            commande.Dispose();
        }

        _connexion.Dispose();
    }

    private SqliteCommand Preparer(string sql, ReadOnlySpan<(string Nom, object? Valeur)> parametres)
    {
        if (!_commandes.TryGetValue(sql, out var commande))
        {
            commande = _connexion.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this folder; values only travel as parameters.
            commande.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (nom, _) in parametres)
            {
                commande.Parameters.Add(new SqliteParameter { ParameterName = nom });
            }

            _commandes.Add(sql, commande);
        }

        for (var i = 0; i < parametres.Length; i++)
        {
            commande.Parameters[i].Value = parametres[i].Valeur ?? DBNull.Value;
        }

        return commande;
    }
}
