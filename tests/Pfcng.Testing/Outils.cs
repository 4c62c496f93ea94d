using System.Diagnostics;
using NUnit.Framework;

namespace Pfcng.Testing;

/// <summary>Outside tools (xmlsec1, OpenSSL, Java, Python…): interop is proved with strangers, or it is not proved.</summary>
public static class Outils
{
    /// <summary>Skips the test with its reason when a tool is missing; under CI a missing tool is a failure, since <c>.ci/run</c> installs them.</summary>
    public static void Exiger(params string[] outils)
    {
        foreach (var outil in outils.Where(o => !Existe(o)))
        {
            var raison = $"{outil} n’est pas installé sur cette machine (voir .ci/run)";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(raison);
            }

            Assert.Ignore(raison);
        }
    }

    /// <summary>Runs a tool to its end, for so many minutes at most.</summary>
    /// <returns>Exit code, standard output, standard error.</returns>
    public static (int Code, string Sortie, string Erreurs) Lancer(string outil, IEnumerable<string> arguments, string? entree = null, string? dossier = null, int minutes = 2)
    {
        using var processus = new Process
        {
            StartInfo = new ProcessStartInfo(outil, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = dossier ?? "",
            },
        };
        processus.Start();
        var sortie = processus.StandardOutput.ReadToEndAsync();
        var erreurs = processus.StandardError.ReadToEndAsync();
        processus.StandardInput.Write(entree ?? "");
        processus.StandardInput.Close();
        if (!processus.WaitForExit(TimeSpan.FromMinutes(minutes)))
        {
            processus.Kill(entireProcessTree: true);
            throw new TimeoutException($"{outil} ne finit pas");
        }

        return (processus.ExitCode, sortie.GetAwaiter().GetResult(), erreurs.GetAwaiter().GetResult());
    }

    private static bool Existe(string outil) => Path.IsPathRooted(outil)
        ? File.Exists(outil)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(d => File.Exists(Path.Combine(d, outil)));
}
