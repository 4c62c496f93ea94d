using System.Diagnostics;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Echeances;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Hebergement;

/// <summary>What <see cref="Planificateur"/> does, and with what.</summary>
/// <param name="Revocations">Executes those that are due.</param>
/// <param name="Listes">Our lists.</param>
/// <param name="ListesExternes">Those of others.</param>
/// <param name="Registres">The trace files.</param>
/// <param name="Archive">The lists that were in force.</param>
/// <param name="Tetes">The heads of the history.</param>
/// <param name="EntreDeuxTetes">Between two of them.</param>
internal sealed record Taches(
    ExecuterRevocations Revocations, PublicationDesListes Listes, ListesExternes ListesExternes, Registres Registres, ArchiveDesListes Archive, SignatureDesTetes Tetes,
    TimeSpan EntreDeuxTetes);

/// <summary>
/// What the service does by itself: executes the revocations that are due, makes the lists of its authorities anew each day at midnight in
/// Paris whether or not something changed, and as soon as one is ahead of the clock (D36, igc-sante-facts §6), and follows the lists of others. It looks once before the doors open, then
/// every minute: each task knows from what is stored whether it is due, so that downtime, a sleeping machine or a clock that jumps lose nothing.
/// </summary>
internal sealed partial class Planificateur : BackgroundService
{
    private static readonly TimeSpan Pas = TimeSpan.FromMinutes(1);

    private readonly Taches _avec;
    private readonly TimeProvider _horloge;
    private readonly ILogger<Planificateur> _journal;
    private readonly (string Nom, Func<CancellationToken, Task> Faire)[] _taches;
    private readonly long[] _reussites;
    private long _derniereTete = Stopwatch.GetTimestamp(); // One was signed at the start.

    /// <summary>A scheduler that has done nothing yet.</summary>
    /// <param name="taches">What it does.</param>
    /// <param name="horloge">The domain's clock.</param>
    /// <param name="journal">The log.</param>
    public Planificateur(Taches taches, TimeProvider horloge, ILogger<Planificateur> journal)
    {
        (_avec, _horloge, _journal) = (taches, horloge, journal);
        _taches =
        [
            ("révocations à exécuter", RevoquerAsync),
            ("publication des listes", PublierAsync),
            ("listes de révocation externes", RafraichirAsync),
            ("entretien des traces", EntretenirAsync),
            ("archive des listes de révocation", ArchiverAsync),
            ("tête de l’historique", SignerAsync),
        ];
        _reussites = new long[_taches.Length];
    }

    /// <summary>When the task that has waited longest was last done without failing.</summary>
    public DateTimeOffset DerniereReussite => new(_reussites.Min(), TimeSpan.Zero);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _avec.Listes.Manquee += Dire;
        await _avec.Listes.EprouverAsync();
        await PasserAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _avec.Listes.Manquee -= Dire;
        base.Dispose();
    }

    /// <summary>Does what is due; what fails is logged, stays due, and stops nothing else.</summary>
    public async Task PasserAsync(CancellationToken annulation)
    {
        foreach (var (rang, (nom, faire)) in _taches.Index())
        {
            try
            {
                await faire(annulation);
                Volatile.Write(ref _reussites[rang], _horloge.GetUtcNow().UtcTicks);
            }
            catch (Exception e) when (e is not OperationCanceledException || !annulation.IsCancellationRequested)
            {
                Echec(_journal, nom, e);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minuterie = new PeriodicTimer(Pas, _horloge);
        while (await minuterie.WaitForNextTickAsync(stoppingToken))
        {
            await PasserAsync(stoppingToken);
        }
    }

    private async Task RevoquerAsync(CancellationToken annulation)
    {
        var bilan = await _avec.Revocations.ExecuterAsync(annulation);
        foreach (var alteree in bilan.Alterees)
        {
            Alteree(_journal, alteree);
        }

        if (bilan is not { Faites: 0, EnAttente: 0, NonTraitees: 0 })
        {
            Revocations(_journal, bilan.Faites, bilan.EnAttente, bilan.NonTraitees);
        }
    }

    private Task PublierAsync(CancellationToken annulation) => _avec.Listes.PublierDuesAsync();

    private Task EntretenirAsync(CancellationToken annulation)
    {
        _avec.Registres.Entretenir();
        return Task.CompletedTask;
    }

    private async Task RafraichirAsync(CancellationToken annulation)
    {
        foreach (var motif in await _avec.ListesExternes.RafraichirAsync(annulation))
        {
            ListeExterne(_journal, motif);
        }
    }

    private Task ArchiverAsync(CancellationToken annulation)
    {
        _avec.Archive.Rattraper();
        return Task.CompletedTask;
    }

    private async Task SignerAsync(CancellationToken annulation)
    {
        if (Stopwatch.GetElapsedTime(_derniereTete) < _avec.EntreDeuxTetes)
        {
            return;
        }

        if (await _avec.Tetes.SignerAsync() is { } tete)
        {
            Tete(_journal, tete.Rang, tete.Ligne, Convert.ToHexStringLower(tete.Empreinte), tete.Instant);
        }

        _derniereTete = Stopwatch.GetTimestamp();
    }

    private void Dire(ListeNonPubliee liste) => NonPubliee(_journal, liste.Autorite.Nom.Cn, liste.Motif);

    [LoggerMessage(15, LogLevel.Warning, "Liste de révocation de « {Autorite} » non publiée : {Motif} ; ses révocations attendent, nouvel essai chaque minute")]
    private static partial void NonPubliee(ILogger journal, string autorite, string motif);

    [LoggerMessage(13, LogLevel.Information, "Tête {Rang} de l’historique signée : ligne {Ligne}, empreinte {Empreinte}, {Instant:O}")]
    private static partial void Tete(ILogger journal, long rang, long ligne, string empreinte, DateTimeOffset instant);

    [LoggerMessage(10, LogLevel.Error, "{Tache} : échec ; nouvel essai dans une minute")]
    private static partial void Echec(ILogger journal, string tache, Exception echec);

    [LoggerMessage(11, LogLevel.Information, "Révocations : {Faites} faites, {EnAttente} en attente de l’autorité, {NonTraitees} non traitées")]
    private static partial void Revocations(ILogger journal, int faites, int enAttente, int nonTraitees);

    [LoggerMessage(14, LogLevel.Critical, "{Constat}")]
    private static partial void Alteree(ILogger journal, string constat);

    [LoggerMessage(12, LogLevel.Warning, "Liste de révocation externe : {Motif}")]
    private static partial void ListeExterne(ILogger journal, string motif);
}
