using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pfcng.Charge;

/// <summary>How some work went.</summary>
/// <param name="Cpu">Processor time of the measured process, in ms per job; NaN without one.</param>
/// <param name="ParSeconde">Jobs done per second.</param>
internal readonly record struct Allure(double Cpu, double ParSeconde)
{
    /// <summary>The middle of those, each figure by itself.</summary>
    public static Allure Mediane(IReadOnlyCollection<Allure> passes) => new(Mesure.Mediane(passes.Select(p => p.Cpu)), Mesure.Mediane(passes.Select(p => p.ParSeconde)));
}

/// <summary>Runs the same work from several clients, and says how it went.</summary>
internal static class Mesure
{
    /// <summary>Gives each job of a queue to the next free client.</summary>
    /// <param name="nom">For the printed line.</param>
    /// <param name="travaux">The jobs, prepared before.</param>
    /// <param name="clients">How many at the same time.</param>
    /// <param name="serveur">The measured process, or null.</param>
    /// <param name="travail">One job by one client.</param>
    public static async Task<Allure> FaireAsync<T>(string nom, IReadOnlyCollection<T> travaux, int clients, Processus? serveur, Func<int, T, Task> travail)
    {
        var file = new ConcurrentQueue<T>(travaux);
        var durees = new ConcurrentBag<double>();
        var processeur = serveur?.SecondesProcesseur() ?? 0;
        var debut = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            while (file.TryDequeue(out var t))
            {
                var depart = Stopwatch.GetTimestamp();
                await travail(client, t);
                durees.Add(Stopwatch.GetElapsedTime(depart).TotalMilliseconds);
            }
        })));
        var secondes = Stopwatch.GetElapsedTime(debut).TotalSeconds;
        var triees = durees.Order().ToArray();
        var cpu = serveur is null ? double.NaN : (serveur.SecondesProcesseur() - processeur) * 1000 / triees.Length;
        Console.WriteLine(FormattableString.Invariant(
            $"{nom,-28} {triees.Length / secondes,8:F1}/s   p50 {Rang(triees, 0.50),7:F1} ms   p99 {Rang(triees, 0.99),7:F1} ms   serveur {cpu,6:F2} ms CPU   mémoire max {serveur?.MemoireMaximale() ?? 0,5:F0} Mio"));
        return new(cpu, triees.Length / secondes);
    }

    /// <summary>Processor time of some work of this one thread, in ms each time, while the measured service does nothing.</summary>
    public static double UnCoeur(int fois, Action travail)
    {
        travail();
        var moi = new Processus(Environment.ProcessId);
        var avant = moi.SecondesProcesseur();
        for (var i = 0; i < fois; i++)
        {
            travail();
        }

        return (moi.SecondesProcesseur() - avant) * 1000 / fois;
    }

    /// <summary>The middle one of those values.</summary>
    public static double Mediane(IEnumerable<double> valeurs) => Rang([.. valeurs.Order()], 0.50);

    private static double Rang(double[] triees, double part) => triees[Math.Min(triees.Length - 1, (int)(triees.Length * part))];
}
