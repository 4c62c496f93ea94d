using System.Data.Common;

namespace Pfcng.Domain.Stockage;

/// <summary>
/// What an engine says in words of its own: how it is opened, how it locks, how an index is named, how the version of the schema is kept. All the
/// other texts of this folder are of both engines.
/// </summary>
internal abstract class Dialecte
{
    /// <summary>The engine of the store.</summary>
    public static Dialecte DuDepot { get; } = new DialecteSqlite();

    /// <summary>Name and version, for the start-up line: « SQLite 3.50.4 ».</summary>
    public abstract string Moteur { get; }

    /// <summary>Its folder of Migrations.</summary>
    public abstract string Migrations { get; }

    /// <summary>Opens a snapshot that does not move.</summary>
    public abstract string DebutDeLecture { get; }

    /// <summary>Opens a transaction that has the right to write from its beginning.</summary>
    public abstract string DebutDEcriture { get; }

    /// <summary>Joins a table that is read after the one on its left.</summary>
    public abstract string PuisJoindre { get; }

    /// <summary>Behind a table: the only index that may serve, so that a search can't become a walk.</summary>
    public abstract string ParIndex(string index);

    /// <summary>Opens the store: the writer creates it, readers can't write.</summary>
    /// <exception cref="DbException">It can't be opened.</exception>
    public abstract DbConnection Ouvrir(string chemin, bool lectureSeule);

    /// <summary>False once the engine has given up the whole transaction by itself (disk full, input/output error).</summary>
    public abstract bool EnTransaction(DbConnection connexion);

    /// <summary>True when a constraint refuses: the store itself is well.</summary>
    public abstract bool EstUnConflit(DbException e);

    /// <summary>True when what was being written found no room.</summary>
    public abstract bool EstUnDisquePlein(DbException e);

    /// <summary>Version of the schema: 0 for an empty store, null for one that is not ours.</summary>
    public abstract long? Version(Connexion connexion);

    /// <summary>Script that writes it, in the transaction of its migration.</summary>
    public abstract string EcrireVersion(int version);

    /// <summary>Writes something that changes nothing.</summary>
    public abstract void Eprouver(Connexion connexion);

    /// <summary>Brings what is committed into the main file, so that it alone is the whole store; a reader that lasts, or a disk that fails, leaves it as it is.</summary>
    public abstract void Ranger(Connexion connexion);

    /// <summary>Copies what a connection sees into a file that is there, empty.</summary>
    public abstract void Copier(Connexion connexion, string vers);

    /// <summary>A store that is gone with its connection.</summary>
    public abstract string Ephemere { get; }

    /// <summary>What the store is made of: the text of each table, view, index and trigger, by its name in French.</summary>
    public abstract Dictionary<string, string> Objets(Connexion connexion);

    /// <summary>A row that points at one which is not there, « table vers table », or null.</summary>
    public abstract string? LienBrise(Connexion connexion);

    /// <summary>Reads the store through; what is damaged, in the engine's words, or null.</summary>
    public abstract string? Defaut(Connexion connexion);
}
