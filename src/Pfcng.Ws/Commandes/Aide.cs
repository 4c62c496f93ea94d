using System.CommandLine;
using System.CommandLine.Invocation;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Ws.Commandes;

/// <summary>The help of a command, in French, on the standard output: System.CommandLine's own titles can't be translated.</summary>
internal sealed class Aide : SynchronousCommandLineAction
{
    /// <summary>Name of the program, as operators call it.</summary>
    public const string Programme = "pfcng";

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Writes it.</summary>
    public override int Invoke(ParseResult parseResult)
    {
        var commande = parseResult.CommandResult.Command;
        Console.WriteLine(commande.Description);
        Titrer("Usage", [("", Usage(commande))]);
        Titrer("Arguments", commande.Arguments.Select(a => ($"<{a.Name}>", a.Description)));
        Titrer("Verbes", commande.Subcommands.Select(c => (string.Join(' ', c.Arguments.Select(a => $"<{a.Name}>").Prepend(c.Name)), c.Description)));
        Titrer("Options", commande.Options.Concat(Heritees(commande)).Select(o => (Nom(o), o.Description)));
        if (commande is RootCommand)
        {
            Console.WriteLine("\nRéglages (appsettings.json, environnement Pfcng__Nom, ligne de commande --Pfcng:Nom=valeur) :");
            foreach (var reglage in Reglages.Tous)
            {
                Console.WriteLine($"  {Reglage.Section}:{reglage.Nom}{(reglage.Defaut.Length > 0 ? $" [{reglage.Defaut}]" : "")}  {reglage.Role}");
            }
        }

        return 0;
    }

    /// <summary>The words that lead to a command, the program's name left out; the empty text for the program itself.</summary>
    public static string Chemin(Command commande) => commande is RootCommand ? "" : $"{Chemin((Command)commande.Parents.First())} {commande.Name}".TrimStart();

    private static IEnumerable<Option> Heritees(Command commande) =>
        commande.Parents.OfType<Command>().SelectMany(p => p.Options.Where(o => o.Recursive).Concat(Heritees(p)));

    private static string Usage(Command commande)
    {
        IEnumerable<string> mots =
        [
            Programme,
            Chemin(commande),
            commande.Subcommands.Count == 0 ? "" : commande is RootCommand ? "[verbe]" : "<verbe>",
            .. commande.Arguments.Select(a => $"<{a.Name}>"),
            "[options]",
            "[--Pfcng:Nom=valeur…]",
        ];
        return string.Join(' ', mots.Where(m => m.Length > 0));
    }

    private static string Nom(Option option) =>
        string.Join(", ", option.Aliases.Append(option.Name).Where(n => !n.StartsWith('/')))
        + (option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? "" : $" <{option.HelpName ?? option.Name.TrimStart('-')}>")
        + (option.Required ? " (obligatoire)" : "");

    private static void Titrer(string titre, IEnumerable<(string Nom, string? Role)> lignes)
    {
        (string Nom, string? Role)[] toutes = [.. lignes];
        if (toutes.Length == 0)
        {
            return;
        }

        var largeur = toutes.Max(l => l.Nom.Length);
        Console.WriteLine($"\n{titre} :");
        foreach (var (nom, role) in toutes)
        {
            Console.WriteLine("  " + (largeur == 0 ? role : $"{nom.PadRight(largeur)}  {role}"));
        }
    }
}
