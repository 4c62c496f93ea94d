using System.Diagnostics;

namespace Pfcng.Charge;

/// <summary>What a short piece of work costs on one core: the best of many short series, which a busy machine hardly moves.</summary>
internal static class Serie
{
    private const int Series = 400;
    private const int Fois = 20;

    /// <summary>Does it many times, and prints the best time and what it allocates.</summary>
    public static void Dire(string nom, Action travail)
    {
        var (meilleur, avant) = (double.MaxValue, GC.GetAllocatedBytesForCurrentThread());
        for (var serie = 0; serie < Series; serie++)
        {
            var debut = Stopwatch.GetTimestamp();
            for (var i = 0; i < Fois; i++)
            {
                travail();
            }

            meilleur = Math.Min(meilleur, Stopwatch.GetElapsedTime(debut).TotalMicroseconds / Fois);
        }

        var octets = (GC.GetAllocatedBytesForCurrentThread() - avant) / (Series * Fois);
        Console.WriteLine(FormattableString.Invariant($"{nom,-28} {meilleur,7:F1} µs {octets,8} octets alloués"));
    }
}
