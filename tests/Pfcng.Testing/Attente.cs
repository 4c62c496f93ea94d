using System.Diagnostics;

namespace Pfcng.Testing;

/// <summary>
/// Waits for what comes by itself: a row written after the answer went out, a line of a log, a closed door. Looks often, and gives up so late
/// that a loaded machine has no part in it: what a test proves is that it came, never how soon.
/// </summary>
public static class Attente
{
    private static readonly TimeSpan Pas = TimeSpan.FromMilliseconds(10);

    /// <summary>How long anything is waited for.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Looks until what is seen is what is awaited.</summary>
    /// <param name="attendu">What is awaited, for who reads the failure.</param>
    /// <param name="regarder">One look.</param>
    /// <param name="venu">Whether it came.</param>
    /// <returns>What was seen then.</returns>
    /// <exception cref="TimeoutException">It did not come; the message says what was seen last.</exception>
    public static async Task<T> VoirAsync<T>(string attendu, Func<Task<T>> regarder, Func<T, bool> venu)
    {
        for (var debut = Stopwatch.GetTimestamp(); ; await Task.Delay(Pas))
        {
            var vu = await regarder();
            if (venu(vu))
            {
                return vu;
            }

            if (Stopwatch.GetElapsedTime(debut) > Patience)
            {
                throw new TimeoutException($"Attendu : {attendu}. Vu en dernier, après {Patience.TotalSeconds:F0} s : {Dire(vu)}");
            }
        }
    }

    /// <inheritdoc cref="VoirAsync{T}(string, Func{Task{T}}, Func{T, bool})"/>
    public static Task<T> VoirAsync<T>(string attendu, Func<T> regarder, Func<T, bool> venu) => VoirAsync(attendu, () => Task.FromResult(regarder()), venu);

    /// <summary>Looks until something is there.</summary>
    /// <inheritdoc cref="VoirAsync{T}(string, Func{Task{T}}, Func{T, bool})" path="/param"/>
    /// <inheritdoc cref="VoirAsync{T}(string, Func{Task{T}}, Func{T, bool})" path="/exception"/>
    public static async Task<T> VoirAsync<T>(string attendu, Func<T?> regarder)
        where T : class => (await VoirAsync(attendu, regarder, vu => vu is not null))!;

    /// <summary>Lets a drawn time pass, for a blow that may fall anywhere: it proves nothing by its length.</summary>
    /// <param name="hasard">What is drawn from.</param>
    /// <param name="millisecondes">The longest.</param>
    public static Task UnMomentAsync(Random hasard, int millisecondes) => Task.Delay(hasard.Next(millisecondes));

    private static string Dire(object? vu) => vu is System.Collections.IEnumerable liste and not string ? string.Join('\n', liste.Cast<object>()) : $"{vu ?? "rien"}";
}
