using System.Diagnostics.Metrics;
using System.Net;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Garde;

/// <summary>What the service turns away before it looks at a message.</summary>
internal enum Rejet
{
    /// <summary>A connection cut: its address, or the port, has too many.</summary>
    Connexion,

    /// <summary>A connection cut: nothing was said in time.</summary>
    Silence,

    /// <summary>A connection on which TLS was not agreed upon.</summary>
    Tls,

    /// <summary>403: the door stays shut (D7).</summary>
    Porte,

    /// <summary>503: too much at the same time.</summary>
    Surcharge,

    /// <summary>404, 405: nothing is there.</summary>
    Adresse,

    /// <summary>A request cut: its address has too many refusals under way.</summary>
    Refus,

    /// <summary>An answer given up: its client did not read it in time.</summary>
    Lecture,
}

/// <summary>
/// Counts what is turned away (meter « Pfcng », counter « pfcng.rejets » by kind) and says it in the log: one line per address and minute at
/// most, with a count, however many come.
/// </summary>
internal sealed partial class Rejets(ILogger<Rejets> journal) : BackgroundService
{
    /// <summary>Name of the meter.</summary>
    public const string Instrument = "Pfcng";

    private static readonly Meter Mesures = new(Instrument);
    private static readonly Counter<long> Compteur = Mesures.CreateCounter<long>("pfcng.rejets", description: "Connexions coupées et requêtes refusées avant lecture");

    private readonly CumulParMinute _cumul = new(TimeProvider.System);

    /// <summary>Counts one, and writes its line unless its address had one within the minute.</summary>
    /// <param name="rejet">What was turned away.</param>
    /// <param name="adresse">Whose.</param>
    /// <param name="detail">Why, in French, on one line.</param>
    public void Compter(Rejet rejet, IPAddress? adresse, string detail)
    {
        Compteur.Add(1, new KeyValuePair<string, object?>("genre", rejet.ToString()));
        if (_cumul.Ajouter(CleDAdresse.De(adresse), detail) is { } ligne)
        {
            Dire(ligne);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Dire(_cumul.Finir(tout: true));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minuterie = new PeriodicTimer(TimeSpan.FromSeconds(20));
        while (await minuterie.WaitForNextTickAsync(stoppingToken))
        {
            Dire(_cumul.Finir());
        }
    }

    private void Dire(IEnumerable<LigneCumulee> lignes)
    {
        foreach (var ligne in lignes)
        {
            Dire(ligne);
        }
    }

    private void Dire(LigneCumulee ligne) => Ligne(journal, ligne.Cle, ligne.Fois, ligne.Detail);

    [LoggerMessage(20, LogLevel.Information, "adresse={Adresse} refus={Fois} {Detail}")]
    private static partial void Ligne(ILogger journal, string adresse, long fois, string detail);
}
