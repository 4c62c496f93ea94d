using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Pfcng.Domain.Store;

/// <summary>
/// The one thread that writes. Jobs that wait together share one transaction, hence one fsync (« group commit »): each runs inside its own
/// savepoint, so that one which fails undoes itself alone, and none is told done before the commit.
/// </summary>
internal sealed class Ecrivain : IAsyncDisposable
{
    /// <summary>Jobs that share a transaction at most, so that the first one does not wait for ever.</summary>
    private const int ParGroupe = 64;

    private readonly Channel<Travail> _file = Channel.CreateUnbounded<Travail>(new() { SingleReader = true });
    private readonly Connexion _connexion;
    private readonly Thread _fil;

    /// <summary>Starts the thread; the connection is its own from now on.</summary>
    public Ecrivain(Connexion connexion)
    {
        _connexion = connexion;
        _fil = new Thread(Tourner) { Name = "Pfcng écriture", IsBackground = true };
        _fil.Start();
    }

    /// <summary>Queues a job; the task ends after the commit that holds it, or with what stopped it.</summary>
    /// <exception cref="ConflitException">A constraint refuses, or the job itself saw that what was decided no longer holds.</exception>
    /// <exception cref="StoreIndisponibleException">SQLite can't write.</exception>
    public Task<T> EcrireAsync<T>(Func<Connexion, T> travail)
    {
        var attente = new Travail<T>(travail);
        return _file.Writer.TryWrite(attente)
            ? attente.Tache
            : Task.FromException<T>(new StoreIndisponibleException("Le dépôt est fermé."));
    }

    /// <summary>Ends what is queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _file.Writer.TryComplete();
        await Task.Run(_fil.Join);
        _connexion.Dispose();
    }

    private void Tourner()
    {
        var groupe = new List<Travail>(ParGroupe);
        while (_file.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (groupe.Count < ParGroupe && _file.Reader.TryRead(out var travail))
            {
                groupe.Add(travail);
            }

            Ecrire(groupe);
            groupe.Clear();
        }
    }

    private void Ecrire(List<Travail> groupe)
    {
        try
        {
            _connexion.Executer("BEGIN IMMEDIATE");
            foreach (var travail in groupe)
            {
                Isoler(travail);
            }

            _connexion.Executer("COMMIT");
        }
        catch (Exception e)
        {
            groupe.ForEach(t => t.Refuser(new StoreIndisponibleException("Le dépôt ne peut pas écrire.", e)));
            Defaire();
        }

        groupe.ForEach(t => t.Annoncer());
    }

    private void Isoler(Travail travail)
    {
        _connexion.Executer("SAVEPOINT travail");
        try
        {
            travail.Executer(_connexion);
        }
        catch (Exception e)
        {
            if (!_connexion.EnTransaction)
            {
                throw new StoreIndisponibleException("Le dépôt a abandonné la transaction.", e);
            }

            _connexion.Executer("ROLLBACK TO travail");
            travail.Refuser(Traduire(e));
        }

        _connexion.Executer("RELEASE travail");
    }

    /// <summary>The thread outlives whatever happens: if even this fails, the next group fails too, and says so.</summary>
    private void Defaire()
    {
        try
        {
            if (_connexion.EnTransaction)
            {
                _connexion.Executer("ROLLBACK");
            }
        }
        catch (SqliteException)
        {
            // The next BEGIN tells.
        }
    }

    private static Exception Traduire(Exception e) => e switch
    {
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT } => new ConflitException(e.Message, e),
        SqliteException => new StoreIndisponibleException("Le dépôt ne peut pas écrire.", e),
        _ => e,
    };

    private abstract class Travail
    {
        public abstract void Executer(Connexion connexion);

        public abstract void Refuser(Exception e);

        public abstract void Annoncer();
    }

    private sealed class Travail<T>(Func<Connexion, T> travail) : Travail
    {
        private readonly TaskCompletionSource<T> _tache = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _resultat;
        private Exception? _refus;

        public Task<T> Tache => _tache.Task;

        public override void Executer(Connexion connexion) => _resultat = travail(connexion);

        public override void Refuser(Exception e) => _refus = e;

        public override void Annoncer()
        {
            if (_refus is null)
            {
                _tache.SetResult(_resultat!);
            }
            else
            {
                _tache.SetException(_refus);
            }
        }
    }
}
