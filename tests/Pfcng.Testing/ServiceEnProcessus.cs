using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Demonstration;
using Pfcng.Ws.Donnees;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Testing;

/// <summary>The built program in a process of its own, as an operator runs it: what can be killed, told to stop, and read on its two outputs.</summary>
public sealed class ServiceEnProcessus : IDisposable
{
    private readonly Process _processus;
    private readonly string _dossier;
    private readonly Task<string> _erreurs;
    private readonly ConcurrentQueue<string> _sortie = new();

    private ServiceEnProcessus(Process processus, string dossier, string ligne, Task<string> erreurs)
    {
        (_processus, _dossier, _erreurs, Ligne) = (processus, dossier, erreurs, ligne);
        var adresses = ligne.Split(' ').Where(m => m.StartsWith("http", StringComparison.Ordinal)).Select(m => new Uri(m)).ToList();
        Https = adresses.First(a => a.Scheme == Uri.UriSchemeHttps);
        Http = adresses.First(a => a.Scheme == Uri.UriSchemeHttp);
    }

    /// <summary>Its start-up line.</summary>
    public string Ligne { get; }

    /// <summary>What it wrote on its output since.</summary>
    public IReadOnlyCollection<string> Sortie => _sortie;

    /// <summary>The HTTPS port.</summary>
    public Uri Https { get; }

    /// <summary>The plain port.</summary>
    public Uri Http { get; }

    /// <summary>Starts it on ports of the system's choice, and waits for its start-up line.</summary>
    /// <param name="dossier">Its data folder.</param>
    /// <param name="reglages">Settings without their prefix.</param>
    /// <param name="environnement">Variables of the environment.</param>
    /// <param name="courant">Current directory; null: this one's.</param>
    /// <param name="verbe"><c>demonstration</c>, or null.</param>
    /// <param name="lireLaSortie">False: nobody reads its standard output after the start-up line, until <see cref="LireLaSortie"/>.</param>
    /// <exception cref="InvalidOperationException">It stopped instead.</exception>
    public static async Task<ServiceEnProcessus> DemarrerAsync(
        string dossier,
        IEnumerable<(string Nom, string Valeur)>? reglages = null,
        IEnumerable<(string Nom, string Valeur)>? environnement = null,
        string? courant = null,
        string? verbe = null,
        bool lireLaSortie = true)
    {
        string[] ports = [.. verbe is null ? [] : new[] { verbe }, "--Pfcng:HttpsPort=0", "--Pfcng:HttpPort=0", $"--Pfcng:DataDirectory={dossier}"];
        var processus = Lancer([.. ports, .. (reglages ?? []).Select(r => $"--Pfcng:{r.Nom}={r.Valeur}")], environnement, courant);
        var erreurs = processus.StandardError.ReadToEndAsync();
        using var delai = new CancellationTokenSource(Attente.Patience);
        while (await processus.StandardOutput.ReadLineAsync(delai.Token) is { } ligne)
        {
            if (ligne.StartsWith("Pfcng ", StringComparison.Ordinal))
            {
                var service = new ServiceEnProcessus(processus, dossier, ligne, erreurs);
                if (lireLaSortie)
                {
                    service.LireLaSortie();
                }

                return service;
            }
        }

        throw new InvalidOperationException("Le service n’a pas démarré : " + await erreurs);
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>Exit code, standard output, error output.</returns>
    public static async Task<(int Code, string Sortie, string Erreurs)> ExecuterAsync(
        IEnumerable<string> arguments, IEnumerable<(string Nom, string Valeur)>? environnement = null, string? courant = null)
    {
        using var processus = Lancer(arguments, environnement, courant);
        var (sortie, erreurs) = (processus.StandardOutput.ReadToEndAsync(), processus.StandardError.ReadToEndAsync());
        using var delai = new CancellationTokenSource(Attente.Patience);
        try
        {
            await processus.WaitForExitAsync(delai.Token);
        }
        catch (OperationCanceledException)
        {
            processus.Kill();
            await processus.WaitForExitAsync(CancellationToken.None);
        }

        return (processus.ExitCode, await sortie, await erreurs);
    }

    /// <summary>Starts it, and sends SIGTERM as soon as a file is there.</summary>
    /// <returns>Exit code, standard output, error output.</returns>
    public static async Task<(int Code, string Sortie, string Erreurs)> ArreterPendantLeDemarrageAsync(string dossier, string fichier)
    {
        using var processus = Lancer(["--Pfcng:HttpsPort=0", "--Pfcng:HttpPort=0", $"--Pfcng:DataDirectory={dossier}"], null, null);
        var (sortie, erreurs) = (processus.StandardOutput.ReadToEndAsync(), processus.StandardError.ReadToEndAsync());
        using var delai = new CancellationTokenSource(Attente.Patience);
        await Attente.VoirAsync($"{fichier}, ou la fin", () => File.Exists(fichier) || processus.HasExited, vu => vu);
        Terminer(processus.Id);
        await processus.WaitForExitAsync(delai.Token);
        return (processus.ExitCode, await sortie, await erreurs);
    }

    /// <summary>A client that trusts the folder's authorities; with a TLS certificate or without.</summary>
    public HttpClient Client(X509Certificate2? tls)
    {
        var racines = new X509Certificate2Collection();
        racines.ImportFromPemFile(Path.Combine(_dossier, "ac", "tous.pem"));
        return ServiceDeTest.Client(tls, racines);
    }

    /// <summary>A card's certificate with its key: <c>auth</c> or <c>sign</c>.</summary>
    public X509Certificate2 Carte(string idNat, string nom) => MondeDeDemonstration.Carte(RepertoireDeDonnees.Ouvrir(_dossier, demonstration: true), Monde.Test, idNat).Ouvrir(nom);

    /// <summary>Reads its standard output from now on, so that the pipe never fills.</summary>
    public void LireLaSortie() => _ = ViderAsync(_processus.StandardOutput);

    /// <summary>SIGKILL: nothing is ended, nothing is closed.</summary>
    public async Task TuerAsync()
    {
        _processus.Kill();
        await _processus.WaitForExitAsync();
    }

    /// <summary>SIGTERM.</summary>
    public void DemanderLarret() => Terminer(_processus.Id);

    /// <summary>Waits for its end.</summary>
    /// <returns>Exit code, error output.</returns>
    public async Task<(int Code, string Erreurs)> FinirAsync()
    {
        using var delai = new CancellationTokenSource(Attente.Patience);
        await _processus.WaitForExitAsync(delai.Token);
        return (_processus.ExitCode, await _erreurs);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_processus.HasExited)
        {
            _processus.Kill();
            _processus.WaitForExit();
        }

        _processus.Dispose();
    }

    private async Task ViderAsync(StreamReader sortie)
    {
        while (await sortie.ReadLineAsync() is { } ligne)
        {
            _sortie.Enqueue(ligne);
        }
    }

    private static void Terminer(int processus) => Outils.Lancer("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {processus}")]);

    private static Process Lancer(IEnumerable<string> arguments, IEnumerable<(string Nom, string Valeur)>? environnement, string? courant)
    {
        var depart = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(ServiceWeb).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = courant ?? "",
        };
        foreach (var (nom, valeur) in environnement ?? [])
        {
            depart.Environment[nom] = valeur;
        }

        return Process.Start(depart)!;
    }
}
