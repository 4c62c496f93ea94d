using Pfcng.Domain.Stockage;
using Pfcng.Ws.Garde;

namespace Pfcng.Ws.Hebergement;

/// <summary>
/// Tells whether the service can do its work: <c>/health/live</c>, the process answers; <c>/health/ready</c>, and <c>/health</c> which is the
/// same, everything it stands on holds, else 503 and the names of what does not, a word per line, nothing more: anybody may ask. Looked at once
/// a second at most, however many ask; writes nothing while all goes well. Safe for concurrent use.
/// </summary>
/// <param name="examens">What is looked at: its name, and whether it holds; one that throws does not.</param>
/// <param name="horloge">Measures the second.</param>
internal sealed class Sante(IReadOnlyList<(string Nom, Func<bool> Tient)> examens, TimeProvider horloge)
{
    private static readonly TimeSpan Fraicheur = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EcritureBloquee = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EntreDeuxEpreuves = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TachesEnRetard = TimeSpan.FromMinutes(10);

    private readonly Lock _verrou = new();
    private Constat? _constat;

    /// <summary>The names of what does not hold, in order; none when the service can work.</summary>
    public IReadOnlyList<string> Defauts
    {
        get
        {
            lock (_verrou)
            {
                if (_constat is not { } connu || horloge.GetElapsedTime(connu.Instant) >= Fraicheur)
                {
                    _constat = connu = new(horloge.GetTimestamp(), [.. examens.Where(e => !Tient(e.Tient)).Select(e => e.Nom)]);
                }

                return connu.Defauts;
            }
        }
    }

    /// <summary>What a service stands on: the store, the disk, the revocation lists in force and those to come, its own tasks, the trace.</summary>
    /// <param name="confiance">The lists, and all that is below them.</param>
    /// <param name="planificateur">Its own tasks.</param>
    public static Sante De(EtapeDeConfiance confiance, Planificateur planificateur)
    {
        var donnees = confiance.Autorites.Donnees;
        return new(
            [
                ("base", Base(donnees.Depot)),
                ("disque", () => new DriveInfo(donnees.Dossier.Racine).AvailableFreeSpace >= donnees.Reglages.EspaceLibre),
                ("listes", () => confiance.ListesEnVigueur),
                ("publication", () => confiance.Listes.NonPubliees.Count == 0),
                ("tâches", () => donnees.Horloge.GetUtcNow() - planificateur.DerniereReussite < TachesEnRetard),
                ("trace", donnees.Registres.Refus.Verifier),
            ],
            TimeProvider.System);
    }

    private static bool Tient(Func<bool> examen)
    {
        try
        {
            return examen();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>A failed commit is tried again from here, so that a service nobody asks any more, since it is not ready, becomes ready again.</summary>
    private static Func<bool> Base(Depot depot)
    {
        var derniere = 0L;
        return () =>
        {
            var etat = depot.Ecriture;
            if (etat.EnEchec && (derniere == 0 || TimeProvider.System.GetElapsedTime(derniere) >= EntreDeuxEpreuves))
            {
                derniere = TimeProvider.System.GetTimestamp();
                _ = depot.EprouverAsync();
            }

            return !etat.EnEchec && etat.EnCours < EcritureBloquee;
        };
    }

    /// <summary>What was seen, and when.</summary>
    private sealed record Constat(long Instant, IReadOnlyList<string> Defauts);
}

/// <summary>The routes of health, on both ports.</summary>
internal static class RoutesDeSante
{
    private static readonly string[] Lectures = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds them; a 503 is plain text, a name per line.</summary>
    public static void MapSante(this WebApplication app, Sante sante)
    {
        app.MapMethods("/health/live", Lectures, (HttpContext http) => Repondre(http, [])).WithMetadata(Acces.Sante);
        foreach (var chemin in new[] { "/health/ready", "/health" })
        {
            app.MapMethods(chemin, Lectures, (HttpContext http) => Repondre(http, sante.Defauts)).WithMetadata(Acces.Sante);
        }
    }

    private static IResult Repondre(HttpContext http, IReadOnlyList<string> defauts)
    {
        http.Response.Headers.CacheControl = "no-store";
        return defauts.Count == 0
            ? Results.Text("OK\n")
            : Results.Text(string.Concat(defauts.Select(d => d + "\n")), "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
