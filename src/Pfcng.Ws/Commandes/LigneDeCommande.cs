using System.CommandLine;
using System.CommandLine.Help;
using System.Text.Json;
using Spectre.Console;

namespace Pfcng.Ws.Commandes;

/// <summary>The verbs, and the settings that may follow them as <c>--Pfcng:Nom=valeur</c>.</summary>
internal static class LigneDeCommande
{
    /// <summary>Runs an action with the settings of the line, and turns expected troubles into one line.</summary>
    public delegate Task<int> Garde(Func<IConfiguration, CancellationToken, Task<int>> action, CancellationToken annulation);

    /// <summary>Runs the verb; expected troubles, and a line that makes no sense, are one line on the error output.</summary>
    /// <returns>0 when all went well, 1 when it could not; a verb that serves may have another.</returns>
    public static async Task<int> ExecuterAsync(string[] args)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
        }

        var (mots, reglages) = Separer(args);
        var ligne = Racine((action, annulation) => Garder(reglages, action, annulation)).Parse(mots, new() { ResponseFileTokenReplacer = null });
        if ((ligne.Action is not Aide || ligne.UnmatchedTokens.Count > 0) && FautesDeLigne.Premiere(ligne) is { } faute)
        {
            return Echouer(faute);
        }

        try
        {
            return await ligne.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (IOException e)
        {
            return Echouer($"lecture ou écriture impossible : {e.Message}"); // The help, on a full output.
        }
    }

    private static RootCommand Racine(Garde garder)
    {
        var racine = new RootCommand("Pfcng, plateforme de certificats IGC-Santé. Sans verbe : sert le canal Web Service.")
        {
            Verbe("demonstration", "Sert, et joue un lot signé de 20 demandes par sa propre porte.", demonstration: true, garder),
            CommandeHistorique.Verbe(garder),
            CommandeSauvegarde.Sauvegarder(garder),
            CommandeSauvegarde.Restaurer(garder),
            CommandeRevoquer.Verbe(garder),
            CommandeDemandeIhm.Verbe(garder),
        };
        racine.SetAction((_, annulation) => garder((c, a) => CommandeServir.ExecuterAsync(c, demonstration: false, a), annulation));
        racine.Directives.Clear();
        foreach (var option in racine.Options)
        {
            (option.Action, option.Description) = option is HelpOption ? (new Aide(), "Montre cette aide.") : (option.Action, "Donne la version du programme.");
        }

        return racine;
    }

    private static Command Verbe(string nom, string role, bool demonstration, Garde garder)
    {
        var verbe = new Command(nom, role);
        verbe.SetAction((_, annulation) => garder((c, a) => CommandeServir.ExecuterAsync(c, demonstration, a), annulation));
        return verbe;
    }

    private static async Task<int> Garder(string[] reglages, Func<IConfiguration, CancellationToken, Task<int>> action, CancellationToken annulation)
    {
        try
        {
            return await action(Configurer(AppContext.BaseDirectory, reglages), annulation);
        }
        catch (DemarrageImpossibleException e)
        {
            return Echouer(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Echouer($"lecture ou écriture impossible : {ErreurDeFichier.Dire(e)}");
        }
        catch (Exception e)
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
    /// <param name="dossier">Where appsettings.json is, if there is one.</param>
    /// <param name="reglages">The settings of the command line.</param>
    /// <exception cref="DemarrageImpossibleException">One of them has no value, or the file is not what it should be.</exception>
    internal static IConfiguration Configurer(string dossier, string[] reglages)
    {
        VerifierLesReglages(reglages);
        var fichier = Path.Combine(dossier, "appsettings.json");
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(fichier, optional: true)
                .AddEnvironmentVariables()
                .AddCommandLine(reglages)
                .Build();
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            throw new DemarrageImpossibleException($"{fichier} : {Defaut(e)}", e);
        }
    }

    private static string Defaut(Exception e) => e switch
    {
        JsonException { LineNumber: { } ligne } => $"JSON illisible à la ligne {ligne + 1}",
        { InnerException: { } cause } => Defaut(cause),
        _ => "ce n’est pas un objet JSON dont chaque nom n’est donné qu’une fois",
    };

    /// <summary>The settings, with their values, apart from the words of the verb.</summary>
    private static (string[] Mots, string[] Reglages) Separer(string[] args)
    {
        var (mots, reglages) = (new List<string>(), new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            (EstUnReglage(args[i]) ? reglages : mots).Add(args[i]);
            if (EstUnReglage(args[i]) && !args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                reglages.Add(args[++i]);
            }
        }

        return ([.. mots], [.. reglages]);
    }

    private static bool EstUnReglage(string mot) =>
        mot.StartsWith("--Pfcng:", StringComparison.OrdinalIgnoreCase) || mot.StartsWith("--Logging:", StringComparison.OrdinalIgnoreCase);

    private static void VerifierLesReglages(string[] reglages)
    {
        var sansValeur = reglages.Where((r, i) => EstUnReglage(r) && !r.Contains('=', StringComparison.Ordinal) && (i + 1 == reglages.Length || EstUnReglage(reglages[i + 1])));
        if (sansValeur.FirstOrDefault() is { } nom)
        {
            throw new DemarrageImpossibleException($"Le réglage {nom} n’a pas de valeur (--Pfcng:Nom=valeur).");
        }
    }
}
