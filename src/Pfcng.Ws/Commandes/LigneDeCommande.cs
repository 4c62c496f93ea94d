using System.CommandLine;
using Pfcng.Ws.Configuration;
using Spectre.Console;

namespace Pfcng.Ws.Commandes;

/// <summary>The verbs, and the settings that may follow them as <c>--Pfcng:Nom=valeur</c>.</summary>
internal static class LigneDeCommande
{
    /// <summary>Runs an action with the settings of the line, and turns expected troubles into one line.</summary>
    public delegate Task<int> Garde(ParseResult ligne, Func<IConfiguration, CancellationToken, Task<int>> action, CancellationToken annulation);

    /// <summary>Runs the verb; expected troubles are one line on the error output.</summary>
    /// <returns>0 when all went well, 1 when it could not, 2 for a line that makes no sense.</returns>
    public static async Task<int> ExecuterAsync(string[] args)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
        }

        var racine = new RootCommand("Pfcng, plateforme de certificats IGC-Santé. Sans verbe : sert le canal Web Service.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        racine.Description += Environment.NewLine + Environment.NewLine + AideDesReglages();
        racine.SetAction((ligne, annulation) => Garder(ligne, (c, a) => CommandeServir.ExecuterAsync(c, demonstration: false, a), annulation));
        racine.Add(Verbe("demonstration", "Sert, et joue un lot signé de 20 demandes par sa propre porte.", (c, a) => CommandeServir.ExecuterAsync(c, demonstration: true, a)));
        racine.Add(CommandeHistorique.Verbe(Garder));
        racine.Add(CommandeSauvegarde.Sauvegarder(Garder));
        racine.Add(CommandeSauvegarde.Restaurer(Garder));
        racine.Add(CommandeRevoquer.Verbe(Garder));
        racine.Add(CommandeDemandeIhm.Verbe(Garder));
        return await racine.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static Command Verbe(string nom, string role, Func<IConfiguration, CancellationToken, Task<int>> action)
    {
        var verbe = new Command(nom, role) { TreatUnmatchedTokensAsErrors = false };
        verbe.SetAction((ligne, annulation) => Garder(ligne, action, annulation));
        return verbe;
    }

    private static async Task<int> Garder(ParseResult ligne, Func<IConfiguration, CancellationToken, Task<int>> action, CancellationToken annulation)
    {
        try
        {
            return await action(Configurer([.. ligne.UnmatchedTokens]), annulation);
        }
        catch (DemarrageImpossibleException e)
        {
            return Echouer(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Echouer($"lecture ou écriture impossible : {e.Message}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Echouer($"erreur inattendue, {e.GetType().Name} : {e.Message}");
        }
    }

    /// <summary>One line, whatever the message held; where it can't be written (disk full), the exit code says it alone.</summary>
    private static int Echouer(string message)
    {
        try
        {
            Console.Error.WriteLine("pfcng : " + message.ReplaceLineEndings(" "));
        }
        catch (IOException)
        {
        }

        return 1;
    }

    /// <summary>appsettings beside the executable, then the environment, then the command line: the same from any directory.</summary>
    private static IConfiguration Configurer(string[] reglages)
    {
        VerifierLesMots(reglages);
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(AppContext.BaseDirectory)
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables()
                .AddCommandLine(reglages)
                .Build();
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            throw new DemarrageImpossibleException("La configuration ne peut pas être lue : " + e.Message, e);
        }
    }

    /// <summary>What is neither a verb nor a setting is refused, not ignored: a typing error must not start a service with other settings than meant.</summary>
    private static void VerifierLesMots(string[] mots)
    {
        for (var i = 0; i < mots.Length; i++)
        {
            if (!mots[i].StartsWith("--Pfcng:", StringComparison.OrdinalIgnoreCase) && !mots[i].StartsWith("--Logging:", StringComparison.OrdinalIgnoreCase))
            {
                throw new DemarrageImpossibleException($"Mot inconnu : {mots[i]} (un réglage s’écrit --Pfcng:Nom=valeur ; --help donne les verbes et les réglages).");
            }

            if (!mots[i].Contains('=', StringComparison.Ordinal) && (++i == mots.Length || mots[i].StartsWith("--", StringComparison.Ordinal)))
            {
                throw new DemarrageImpossibleException($"Le réglage {mots[i - 1]} n’a pas de valeur (--Pfcng:Nom=valeur).");
            }
        }
    }

    private static string AideDesReglages() => "Réglages (appsettings.json, environnement Pfcng__Nom, ligne de commande --Pfcng:Nom=valeur) :"
        + string.Concat(Reglage.Tous.Select(r => $"{Environment.NewLine}  {Reglage.Section}:{r.Nom}{(r.Defaut.Length > 0 ? $" [{r.Defaut}]" : "")}  {r.Role}"));
}
