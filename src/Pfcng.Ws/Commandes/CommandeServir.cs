using System.Net.Sockets;
using System.Reflection;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Stockage;
using Pfcng.Ws.Demonstration;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Ws.Commandes;

/// <summary>Serves until it is told to stop; with the verb <c>demonstration</c>, also plays a lot through its own door.</summary>
internal static class CommandeServir
{
    /// <summary>Starts, serves, stops.</summary>
    /// <returns>0, also when it was told to stop before it served, or 1 when the demonstration's lot did not go through.</returns>
    public static async Task<int> ExecuterAsync(IConfiguration configuration, bool demonstration, CancellationToken annulation)
    {
        var reglages = Reglages.Lire(configuration);
        if (demonstration && !reglages.Demonstration)
        {
            throw new DemarrageImpossibleException("Le verbe demonstration n’existe pas en forme de production (Pfcng:Demonstration=false).");
        }

        PortsPris.Eprouver(reglages);
        await using var service = await Demarrage.OuvrirAsync(reglages, new Progression(), annulation);
        return await ServirAsync(configuration, service, demonstration, annulation);
    }

    /// <summary>The same on what is open already.</summary>
    /// <exception cref="DemarrageImpossibleException">A port can't be had, or the store can't be written.</exception>
    internal static async Task<int> ServirAsync(IConfiguration configuration, EtapeDuService service, bool demonstration, CancellationToken annulation)
    {
        try
        {
            using var ports = PortsPris.Prendre(service.Donnees.Reglages);
            await using var app = ServiceWeb.Construire(configuration, service, ports);
            if (!await DemarrerAsync(app, annulation))
            {
                return 0;
            }

            Console.WriteLine(Ligne(app, service));
            var code = demonstration ? await JouerAsync(app, service, annulation) : 0;
            await app.WaitForShutdownAsync(annulation);
            return code;
        }
        catch (StoreIndisponibleException e) // Its first TLS certificate can't be recorded.
        {
            throw DemarrageImpossibleException.Du(e, service.Donnees.Depot.Chemin);
        }
    }

    /// <summary>The trace of each request would cut through the progress bars: it waits until they are drawn, and no longer.</summary>
    private static async Task<int> JouerAsync(WebApplication app, EtapeDuService service, CancellationToken annulation)
    {
        using (app.Services.GetRequiredService<RetenueDeTrace>().Retenir(LogLevel.Warning, "Pfcng.Ws.Garde", "Pfcng.Ws.Pipeline"))
        {
            return await LotDeDemonstration.JouerAsync(
                app, service.Donnees.Dossier, [.. service.Autorites.Autorites.Toutes.Where(a => a.Nom.EstRacine).Select(a => a.Certificat)], annulation);
        }
    }

    /// <summary>False when it was told to stop (SIGTERM) before the doors were open.</summary>
    private static async Task<bool> DemarrerAsync(WebApplication app, CancellationToken annulation)
    {
        try
        {
            await app.StartAsync(annulation);
            return true;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await app.StopAsync(CancellationToken.None);
            return false;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new DemarrageImpossibleException($"L’écoute est impossible : {e.Message}", e);
        }
    }

    private static string Ligne(WebApplication app, EtapeDuService service)
    {
        var (reglages, depot) = (service.Donnees.Reglages, service.Donnees.Depot);
        var version = typeof(CommandeServir).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        return $"Pfcng {version} · {(reglages.Demonstration ? "démonstration" : "production")} · {string.Join(" ", app.Urls.Order().Reverse())}"
            + $" · {depot.Chemin} · {Depot.Moteur}"
            + (reglages.Decalage == TimeSpan.Zero ? "" : $" · horloge décalée de {reglages.Decalage}")
            + string.Concat(Avertissements(service).Select(a => $"{Environment.NewLine}Attention : {a}"));
    }

    private static IEnumerable<string> Avertissements(EtapeDuService service) =>
        service.Autorites.Options.Avertissements.Append(Synchronisation.Reserve).OfType<string>().Concat(service.Confiance.Repris.Dire(service.Donnees.Depot.Chemin).Select(a => a.Texte))
            .Concat(service.Confiance.Contredites).Concat(service.Tetes.Constat is { } constat ? [constat] : [])
            .Concat(service.Confiance.Cercle.SansListeEnVigueur is { Count: > 0 } autorites
                ? [$"aucune liste de révocation en vigueur de {string.Join(", ", autorites.Select(a => $"« {a} »"))} : qui en a un certificat est refusé (Pfcng:Confiance, Pfcng:ListesExternes)."]
                : [])
            .Concat(service.Confiance.Listes.NonPubliees is { Count: > 0 } listes
                ? [$"aucune liste de révocation de {string.Join(", ", listes.Select(l => $"« {l.Autorite.Nom.Cn} »"))} ne peut être publiée, les révocations attendent : {listes[0].Motif}"]
                : []);

    /// <summary>What takes time at a first start, a line each, on the error output.</summary>
    private sealed class Progression : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine("  " + value);
    }
}
