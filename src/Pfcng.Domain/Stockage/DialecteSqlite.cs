#pragma warning disable RS0030 // The one file that names the engine.
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Pfcng.Domain.Stockage;

/// <summary>What is SQLite's alone: one file, WAL, synchronous=FULL. The schema's version is the file's user_version.</summary>
internal sealed class DialecteSqlite : Dialecte
{
    /// <summary>« PFCN »: tells our files from others.</summary>
    private const long Application = 0x5046434E;

    private const string Sain = "ok";

    /// <inheritdoc/>
    public override string Moteur
    {
        get
        {
            using var connexion = new SqliteConnection();
            return $"SQLite {connexion.ServerVersion}";
        }
    }

    /// <inheritdoc/>
    public override string Migrations => "sqlite";

    /// <inheritdoc/>
    public override string DebutDeLecture => "BEGIN";

    /// <inheritdoc/>
    public override string DebutDEcriture => "BEGIN IMMEDIATE";

    /// <summary>SQLite keeps the order of tables that CROSS JOIN parts.</summary>
    public override string PuisJoindre => "CROSS JOIN";

    /// <inheritdoc/>
    public override string ParIndex(string index) => $"INDEXED BY {index}";

    /// <inheritdoc/>
    public override DbConnection Ouvrir(string chemin, bool lectureSeule)
    {
        var connexion = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = chemin,
            Mode = lectureSeule ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            ForeignKeys = true,
        }.ToString());
        try
        {
            connexion.Open();
            if (!lectureSeule)
            {
                using var commande = connexion.CreateCommand(); // Only emptying the WAL waits for readers.
                commande.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000";
                commande.ExecuteNonQuery();
            }

            return connexion;
        }
        catch
        {
            connexion.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override bool EnTransaction(DbConnection connexion) => SQLitePCL.raw.sqlite3_get_autocommit(((SqliteConnection)connexion).Handle!) == 0;

    /// <inheritdoc/>
    public override bool EstUnConflit(DbException e) => e is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT };

    /// <inheritdoc/>
    public override bool EstUnDisquePlein(DbException e) => e is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL };

    /// <inheritdoc/>
    public override long? Version(Connexion connexion) =>
        Nombre(connexion, "PRAGMA application_id") == Application || Nombre(connexion, "SELECT count(*) FROM sqlite_master") == 0
            ? Nombre(connexion, "PRAGMA user_version")
            : null;

    /// <inheritdoc/>
    public override string EcrireVersion(int version) => $"PRAGMA application_id = {Application};\nPRAGMA user_version = {version};";

    /// <inheritdoc/>
    public override void Eprouver(Connexion connexion) => connexion.Executer($"PRAGMA user_version = {Nombre(connexion, "PRAGMA user_version")}");

    /// <inheritdoc/>
    public override void Ranger(Connexion connexion)
    {
        try
        {
            connexion.Valeur("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // Nothing is lost: it is only not folded back.
        }
    }

    /// <inheritdoc/>
    public override void Copier(Connexion connexion, string vers) => connexion.Executer("VACUUM INTO @copie", ("@copie", vers));

    /// <inheritdoc/>
    public override string Ephemere => ":memory:";

    /// <summary>Statistics, that any tool may have made, aside.</summary>
    public override Dictionary<string, string> Objets(Connexion connexion) => connexion.Lister<string>(
        """
        SELECT CASE type WHEN 'trigger' THEN 'le déclencheur ' WHEN 'index' THEN 'l’index ' WHEN 'view' THEN 'la vue ' ELSE 'la table ' END || name || char(10)
            || tbl_name || coalesce(sql, '') AS objet
        FROM sqlite_master WHERE substr(name, 1, 11) <> 'sqlite_stat'
        """).Select(o => o.Split('\n', 2)).ToDictionary(o => o[0], o => o[1]);

    /// <inheritdoc/>
    public override string? LienBrise(Connexion connexion) =>
        (string?)connexion.Valeur("""SELECT "table" || ' vers ' || parent FROM pragma_foreign_key_check LIMIT 1""");

    /// <inheritdoc/>
    public override string? Defaut(Connexion connexion) => (string)connexion.Valeur("PRAGMA integrity_check(1)")! is var etat && etat == Sain ? null : etat;

    private static long Nombre(Connexion connexion, string sql) => (long)connexion.Valeur(sql)!;
}
