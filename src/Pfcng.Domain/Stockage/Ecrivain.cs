using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Pfcng.Domain.Journal;

namespace Pfcng.Domain.Stockage;

/// <summary>
/// The one thread that writes. Jobs that wait together share one transaction, hence one fsync (« group commit »): each runs inside its own
/// savepoint, so that one which fails undoes itself alone, and none is told done before the commit. What they add to the journal of issuance is on disk
/// before it: a journal that can't be written stops the group.
/// </summary>
internal sealed class Ecrivain : IDisposable
{
    /// <summary>Jobs that share a transaction at most, so that the first one does not wait for ever.</summary>
    private const int ParGroupe = 64;

    private readonly Channel<Travail> _file = Channel.CreateUnbounded<Travail>(new() { SingleReader = true });
    private readonly Connexion _connexion;
    private readonly JournalDEmission _journal;
    private readonly Thread _fil;
    private bool _douteux;
    private bool _panne;
    private volatile bool _enEchec;
    private long _debut;

    /// <summary>True while the journal may hold lines that the store has not: its place in it stays where it is, so that the next start reads them again.</summary>
    private bool _journalEnAvance = true;

    /// <summary>Starts the thread; the connection and the journal are its own from now on.</summary>
    public Ecrivain(Connexion connexion, JournalDEmission journal)
    {
        (_connexion, _journal) = (connexion, journal);
        _fil = new Thread(Tourner) { Name = "Pfcng écriture", IsBackground = true };
        _fil.Start();
    }

    /// <summary>The store has taken in the whole journal: its place is the end. For a job, while nothing else is being written.</summary>
    public void AlignerLeJournal(Connexion connexion)
    {
        PlacesDuJournal.Ecrire(connexion, _journal.Fin());
        _journalEnAvance = false;
    }

    /// <summary>Queues a job; the task ends after the commit that holds it, or with what stopped it.</summary>
    /// <exception cref="ConflitException">A constraint refuses, or the job itself saw that what was decided no longer holds.</exception>
    /// <exception cref="StoreIndisponibleException">The store can't write.</exception>
    public Task<T> EcrireAsync<T>(Func<Connexion, T> travail)
    {
        var attente = new Travail<T>(travail);
        return _file.Writer.TryWrite(attente)
            ? attente.Tache
            : Task.FromException<T>(new StoreIndisponibleException("Le dépôt est fermé."));
    }

    /// <summary>Ends what is queued; nothing is taken any more.</summary>
    public Task TerminerAsync()
    {
        _file.Writer.TryComplete();
        return Task.Run(_fil.Join);
    }

    /// <summary>Folds the WAL back into the file and closes; <see cref="TerminerAsync"/> came before, and every reader is closed.</summary>
    public void Dispose()
    {
        Ranger();
        _connexion.Dispose();
        _journal.Dispose();
    }

    /// <summary>How writing goes.</summary>
    public EtatDeLEcriture Etat =>
        new(_enEchec, Volatile.Read(ref _debut) is var debut && debut == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(debut));

    private void Tourner()
    {
        var groupe = new List<Travail>(ParGroupe);
        while (_file.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (groupe.Count < ParGroupe && _file.Reader.TryRead(out var travail))
            {
                groupe.Add(travail);
            }

            Volatile.Write(ref _debut, Stopwatch.GetTimestamp());
            Ecrire(groupe);
            groupe.Clear();
            Volatile.Write(ref _debut, 0);
        }
    }

    private void Ecrire(List<Travail> groupe)
    {
        _panne = false;
        try
        {
            if (_douteux)
            {
                Ranger();
            }

            _connexion.Executer(_connexion.Dialecte.DebutDEcriture);
            foreach (var travail in groupe)
            {
                Isoler(travail);
            }

            Journaliser();
            _connexion.Executer("COMMIT");
            _douteux = false;
            JournaliserLaSuite();
        }
        catch (Exception e)
        {
            _panne = true;
            _journalEnAvance |= _connexion.Journal.Count > 0;
            Defaire();
            groupe.ForEach(t => t.Refuser(new StoreIndisponibleException("Le dépôt ne peut pas écrire.", e)));
        }

        _enEchec = _panne;
        _connexion.Journal.Clear();
        groupe.ForEach(t => t.Annoncer());
    }

    /// <summary>One write and one fsync for the whole group.</summary>
    private void Journaliser()
    {
        var lignes = _connexion.Journal.FindAll(l => l.Durable);
        if (lignes.Count > 0 && _journal.Ajouter(LigneDuJournal.Reunir(lignes), durable: true) is var place && !_journalEnAvance)
        {
            PlacesDuJournal.Ecrire(_connexion, place);
        }
    }

    /// <summary>The commit is done: a failure is that of the next group.</summary>
    private void JournaliserLaSuite()
    {
        var lignes = _connexion.Journal.FindAll(l => !l.Durable);
        if (lignes.Count == 0)
        {
            return;
        }

        try
        {
            _journal.Ajouter(LigneDuJournal.Reunir(lignes), durable: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // The next group that must be in the journal opens it again, and tells.
        }
    }

    private void Isoler(Travail travail)
    {
        var lignes = _connexion.Journal.Count;
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
            _connexion.Journal.RemoveRange(lignes, _connexion.Journal.Count - lignes);
            var refus = Traduire(e);
            _panne |= refus is StoreIndisponibleException;
            travail.Refuser(refus);
        }

        _connexion.Executer("RELEASE travail");
    }

    /// <summary>
    /// Undoes a group before it is told failed. When the disk failed at the commit, its frames may be whole in the WAL: forgotten here, they would
    /// come back with the next process that reads it. The WAL is emptied at once, and again before the next group while that has not worked. The
    /// thread outlives whatever happens: if even this fails, the next group fails too, and says so.
    /// </summary>
    private void Defaire()
    {
        _douteux = true;
        try
        {
            if (_connexion.EnTransaction)
            {
                _connexion.Executer("ROLLBACK");
            }
        }
        catch (DbException)
        {
            // The next transaction tells.
        }

        Ranger();
    }

    private void Ranger() => _connexion.Dialecte.Ranger(_connexion);

    private Exception Traduire(Exception e) => e switch
    {
        DbException conflit when _connexion.Dialecte.EstUnConflit(conflit) => new ConflitException(e.Message, e),
        DbException => new StoreIndisponibleException("Le dépôt ne peut pas écrire.", e),
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
