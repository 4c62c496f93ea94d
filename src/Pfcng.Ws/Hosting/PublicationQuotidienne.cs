using Pfcng.Domain.Model;

namespace Pfcng.Ws.Hosting;

/// <summary>Makes every revocation list anew each day at midnight in Paris, whether or not something changed (D36, igc-sante-facts §6).</summary>
internal sealed partial class PublicationQuotidienne(Socle socle, ILogger<PublicationQuotidienne> journal) : BackgroundService
{
    private static readonly TimeSpan NouvelEssai = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var attente = JusquAMinuit();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(attente, stoppingToken);
            try
            {
                await socle.Listes.PublierToutesAsync();
                attente = JusquAMinuit();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Echec(journal, e);
                attente = NouvelEssai;
            }
        }
    }

    private TimeSpan JusquAMinuit()
    {
        var maintenant = socle.Horloge.GetUtcNow();
        return CalendrierParis.Debut(CalendrierParis.Jour(maintenant).AddDays(1)) - maintenant;
    }

    [LoggerMessage(10, LogLevel.Error, "Les listes de révocation n’ont pas pu être publiées ; nouvel essai dans cinq minutes")]
    private static partial void Echec(ILogger journal, Exception echec);
}
