using System.Diagnostics;

namespace Pfcng.Charge;

/// <summary>The ceiling of this machine, in this run: what OpenSSL alone does on one core.</summary>
internal static class Plafond
{
    public static void Mesurer()
    {
        using var processus = Process.Start(new ProcessStartInfo("openssl", ["speed", "-seconds", "3", "rsa2048", "rsa4096"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        processus.ErrorDataReceived += (_, _) => { };
        processus.BeginErrorReadLine();
        foreach (var ligne in processus.StandardOutput.ReadToEnd().Split('\n').Where(l => l.Contains("sign", StringComparison.Ordinal) || l.StartsWith("rsa", StringComparison.Ordinal)))
        {
            Console.WriteLine("openssl (un cœur)  " + ligne);
        }
    }
}
