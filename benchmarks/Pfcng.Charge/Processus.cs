using System.Globalization;

namespace Pfcng.Charge;

/// <summary>What the measured server uses, as Linux counts it.</summary>
/// <param name="pid">Its process.</param>
internal sealed class Processus(int pid)
{
    private const double TicsParSeconde = 100; // USER_HZ, the same on every Linux that .NET runs on.

    /// <summary>Processor time so far, user and system.</summary>
    public double SecondesProcesseur()
    {
        var champs = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ');
        return (double.Parse(champs[11], CultureInfo.InvariantCulture) + double.Parse(champs[12], CultureInfo.InvariantCulture)) / TicsParSeconde;
    }

    /// <summary>Highest resident memory so far, in MiB.</summary>
    public double MemoireMaximale() =>
        double.Parse(File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}
