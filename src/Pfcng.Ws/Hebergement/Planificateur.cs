using System.Diagnostics;
using Pfcng.Domain.Echeances;

namespace Pfcng.Ws.Hebergement;

/// <summary>
/// What the service does by itself: executes the revocations that are due, makes the lists of its authorities anew each day at midnight in
/// Paris whether or not something changed, and as soon as one is ahead of the clock (D36, igc-sante-facts §6), and follows the lists of others. It looks once before the doors open, then
/// every minute: each task knows from what is stored whether it is due, so that downtime, a sleeping machine or a clock that jumps lose nothing.
/// </summary>
internal sealed partial class Planificateur : BackgroundService
{
    private static readonly TimeSpan Pas = TimeSpan.FromMinutes(1);

    private readonly Socle _socle;
    private readonly ExecuterRevocations _revocations;
    private readonly ILogger<Planificateur> _journal;
    private readonly (string Nom, Func<CancellationToken, Task> Faire)[] _taches;
    private readonly long[] _reussites;
    private long _derniereTete = Stopwatch.GetTimestamp(); // One was signed at the start.

    public Planificateur(Socle socle, ILogger<Planificateur> journal)
    {
        (_socle, _journal) = (socle, journal);
        _revocations = Composition.Revocations(socle);
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
        await PasserAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Does what is due; what fails is logged, stays due, and stops nothing else.</summary>
    public async Task PasserAsync(CancellationToken annulation)
    {
        foreach (var (rang, (nom, faire)) in _taches.Index())
        {
            try
            {
                await faire(annulation);
                Volatile.Write(ref _reussites[rang], _socle.Horloge.GetUtcNow().UtcTicks);
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
        using var minuterie = new PeriodicTimer(Pas, _socle.Horloge);
        while (await minuterie.WaitForNextTickAsync(stoppingToken))
        {
            await PasserAsync(stoppingToken);
        }
    }

    private async Task RevoquerAsync(CancellationToken annulation)
    {
        var bilan = await _revocations.ExecuterAsync(annulation);
        foreach (var alteree in bilan.Alterees)
        {
            Alteree(_journal, alteree);
        }

        if (bilan is not { Faites: 0, EnAttente: 0, NonTraitees: 0 })
        {
            Revocations(_journal, bilan.Faites, bilan.EnAttente, bilan.NonTraitees);
        }
    }

    private Task PublierAsync(CancellationToken annulation) => _socle.Listes.PublierDuesAsync();

    private Task EntretenirAsync(CancellationToken annulation)
    {
        _socle.Registres.Entretenir();
        return Task.CompletedTask;
    }

    private async Task RafraichirAsync(CancellationToken annulation)
    {
        foreach (var motif in await _socle.ListesExternes.RafraichirAsync(annulation))
        {
            ListeExterne(_journal, motif);
        }
    }

    private Task ArchiverAsync(CancellationToken annulation)
    {
        _socle.Archive.Rattraper();
        return Task.CompletedTask;
    }

    private async Task SignerAsync(CancellationToken annulation)
    {
        if (Stopwatch.GetElapsedTime(_derniereTete) < _socle.Reglages.EntreDeuxTetes)
        {
            return;
        }

        if (await _socle.Tetes.SignerAsync() is { } tete)
        {
            Tete(_journal, tete.Rang, tete.Ligne, Convert.ToHexStringLower(tete.Empreinte), tete.Instant);
        }

        _derniereTete = Stopwatch.GetTimestamp();
    }

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
