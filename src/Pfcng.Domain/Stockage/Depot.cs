using System.Collections.Concurrent;
using System.Data.Common;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>
/// The store: one SQLite file (WAL, synchronous=FULL), one writer, a few readers, each reading one consistent snapshot. Every SQL text of the
/// platform is in this folder.
/// </summary>
public sealed class Depot : IAsyncDisposable
{
    private static readonly int NombreDeLecteurs = Math.Max(4, Environment.ProcessorCount);

    private readonly Verrou? _verrou;
    private readonly Ecrivain? _ecrivain;
    private readonly SemaphoreSlim _places = new(NombreDeLecteurs);
    private readonly ConcurrentBag<Connexion> _lecteurs = [];

    private Depot(string chemin, Verrou? verrou, Ecrivain? ecrivain, Numeros numeros)
    {
        Chemin = chemin;
        _verrou = verrou;
        _ecrivain = ecrivain;
        Numeros = numeros;
    }

    /// <summary>Which engine runs, for the start-up line: « SQLite 3.50.4 ».</summary>
    public static string Moteur { get; } = Dialecte.DuDepot.Moteur;

    /// <summary>The file.</summary>
    public string Chemin { get; }

    /// <summary>The journal of issuance.</summary>
    public string Journal => JournalDEmission.Chemin(Chemin);

    /// <summary>The cRLNumber of an authority's last list as far as the store knows, or 0 (RFC 5280 §5.2.3).</summary>
    public long NumeroDeListe(string aki) => Numeros.Liste(aki);

    /// <summary>Retains that a cRLNumber is used, here and in the journal.</summary>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    public Task RetenirNumeroDeListeAsync(string aki, long numero) => EcrireAsync(c =>
    {
        Numeros.EcrireListe(c, aki, numero);
        return true;
    });

    /// <summary>Gives numbers out.</summary>
    internal Numeros Numeros { get; }

    /// <summary>Opens the store, creates it when the file does not exist, brings it to the last version after a copy beside it.</summary>
    /// <param name="chemin">The database file; its directory exists.</param>
    /// <param name="vestiges">What only a store that was in use can have left: while some of it is there, an absent or empty store was lost.</param>
    /// <param name="horloge">Dates the row that marks a change of format; null: the machine's.</param>
    /// <exception cref="StoreException">Another process holds it, it is of a newer version, it is not ours, it can't be written, it was lost.</exception>
    public static Depot Ouvrir(string chemin, Vestiges? vestiges = null, TimeProvider? horloge = null) => Ouvrir(chemin, Migration.Toutes, vestiges, horloge);

    /// <summary>Holds a store that is not open, so that nobody opens it meanwhile.</summary>
    /// <exception cref="StoreException">Another process holds it.</exception>
    public static IDisposable Reserver(string chemin) => Verrou.Prendre(chemin);

    /// <summary>Opens an existing store to read it, beside the service that writes it.</summary>
    /// <exception cref="StoreException">There is no such store, or it can't be read.</exception>
    public static Depot OuvrirEnLecture(string chemin)
    {
        if (!File.Exists(chemin))
        {
            throw new StoreException($"Il n’y a pas de dépôt {chemin}.");
        }

        try
        {
            var connexion = Connexion.Ouvrir(chemin, lectureSeule: true);
            Migration.Exiger(connexion, chemin);
            var depot = new Depot(chemin, null, null, Numeros.Lire(connexion));
            depot._lecteurs.Add(connexion);
            return depot;
        }
        catch (Exception e) when (e is DbException or UnauthorizedAccessException)
        {
            throw new StoreException($"Le dépôt {chemin} ne peut pas être lu : {e.Message}", e);
        }
    }

    /// <summary>
    /// Waits for what is being read and for what is queued to be written, then gives the store back. The writer closes last: it folds the WAL back
    /// into the file, which readers can't do, so that the file alone is the whole store.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_ecrivain is not null)
        {
            await _ecrivain.TerminerAsync();
        }

        for (var place = 0; place < NombreDeLecteurs; place++)
        {
            await _places.WaitAsync();
        }

        FermerLesLecteurs();
        _ecrivain?.Dispose();
        _places.Dispose();
        _verrou?.Dispose();
    }

    /// <summary>Opens with a list of migrations of one's own.</summary>
    internal static Depot Ouvrir(string chemin, IReadOnlyList<Migration> migrations, Vestiges? vestiges = null, TimeProvider? horloge = null)
    {
        var verrou = Verrou.Prendre(chemin);
        Connexion? connexion = null;
        JournalDEmission? journal = null;
        try
        {
            if (!File.Exists(chemin))
            {
                vestiges?.ExigerAucun(chemin);
            }

            CreerPourLeProprietaire(chemin);
            connexion = Connexion.Ouvrir(chemin, lectureSeule: false);
            Migration.Appliquer(connexion, chemin, migrations, vestiges);
            Scellement.Appliquer(connexion, (horloge ?? TimeProvider.System).GetUtcNow());
            var numeros = Numeros.Lire(connexion);
            journal = JournalDEmission.Ouvrir(JournalDEmission.Chemin(chemin));
            return new(chemin, verrou, new Ecrivain(connexion, journal), numeros);
        }
        catch (Exception e)
        {
            journal?.Dispose();
            connexion?.Dispose();
            verrou.Dispose();
            throw e is DbException or UnauthorizedAccessException or InvalidDataException ? new StoreException($"Le dépôt {chemin} ne peut pas être ouvert : {e.Message}", e) : e;
        }
    }

    /// <summary>How writing goes, without touching the disk.</summary>
    public EtatDeLEcriture Ecriture => _ecrivain?.Etat ?? default;

    /// <summary>Writes something that changes nothing, to see whether the disk takes it: <see cref="Ecriture"/> tells.</summary>
    public async Task EprouverAsync()
    {
        try
        {
            await EcrireAsync(c =>
            {
                c.Dialecte.Eprouver(c);
                return true;
            });
        }
        catch (StoreIndisponibleException)
        {
            // It does not.
        }
    }

    /// <summary>Queues a job for the writer: all of it or nothing, told done after the commit.</summary>
    internal Task<T> EcrireAsync<T>(Func<Connexion, T> travail) => _ecrivain!.EcrireAsync(travail);

    /// <summary>Writes that the store has taken in the whole journal of issuance, and what to tell of it.</summary>
    internal Task AlignerLeJournalAsync(IReadOnlyList<Avis> avis, DateTimeOffset instant) => EcrireAsync(c =>
    {
        var chaine = new ChaineDEmpreintes(c);
        foreach (var un in avis)
        {
            chaine.Ajouter(Monde.Test, un.Action, instant, un.Texte);
        }

        _ecrivain!.AlignerLeJournal(c);
        return true;
    });

    /// <summary>Reads one snapshot.</summary>
    internal async Task<T> LireAsync<T>(Func<Connexion, T> lecture, CancellationToken annulation)
    {
        await _places.WaitAsync(annulation);
        try
        {
            return Lire(lecture);
        }
        catch (DbException e)
        {
            throw new StoreIndisponibleException("Le dépôt ne peut pas être lu.", e);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>An empty file that its owner alone can read: the engine gives the same rights to its journals.</summary>
    internal static void CreerPourLeProprietaire(string chemin)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(chemin, options).Dispose();
    }

    private void FermerLesLecteurs()
    {
        foreach (var lecteur in _lecteurs)
        {
            lecteur.Dispose();
        }
    }

    private T Lire<T>(Func<Connexion, T> lecture)
    {
        var connexion = _lecteurs.TryTake(out var libre) ? libre : Connexion.Ouvrir(Chemin, lectureSeule: true);
        connexion.Executer(connexion.Dialecte.DebutDeLecture);
        try
        {
            return lecture(connexion);
        }
        finally
        {
            connexion.Executer("ROLLBACK");
            _lecteurs.Add(connexion);
        }
    }
}
