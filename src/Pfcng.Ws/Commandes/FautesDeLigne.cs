using System.CommandLine;
using System.CommandLine.Parsing;

namespace Pfcng.Ws.Commandes;

/// <summary>What is wrong with a command line, in French: System.CommandLine says it in English, with names of .NET types.</summary>
internal static class FautesDeLigne
{
    /// <summary>The first thing wrong; null when nothing is.</summary>
    public static string? Premiere(ParseResult ligne)
    {
        var commande = ligne.CommandResult.Command;
        return ligne.Tokens.FirstOrDefault(t => t.Type == TokenType.Directive) is { } directive ? $"Mot inconnu : {directive.Value} ({Admis(commande)})."
            : ligne.UnmatchedTokens is [var inconnu, ..] ? $"Mot inconnu : {inconnu} ({Admis(commande)})."
            : ligne.Errors.Count == 0 ? null
            : commande.Subcommands.Count > 0 ? $"{Aide.Chemin(commande)} : il manque un verbe, {Verbes(commande)}."
            : commande.Options.Select(o => EcartDOption(ligne, o)).FirstOrDefault(e => e is not null)
                ?? (Manquants(ligne) is { Count: > 0 } manquants ? $"{Aide.Chemin(commande)} : il manque {string.Join(", ", manquants)}." : ligne.Errors[0].Message);
    }

    private static string? EcartDOption(ParseResult ligne, Option option) => ligne.GetResult(option) switch
    {
        null or { Implicit: true } => null,
        { Tokens.Count: 0 } when option.Arity.MinimumNumberOfValues > 0 => $"{option.Name} n’a pas de valeur ({option.Description?.TrimEnd('.')}).",
        { IdentifierTokenCount: > 1 } when option.Arity.MaximumNumberOfValues <= 1 => $"{option.Name} ne se donne qu’une fois.",
        _ => null,
    };

    private static List<string> Manquants(ParseResult ligne) =>
    [
        .. ligne.CommandResult.Command.Arguments.Where(a => ligne.GetResult(a) is null or { Tokens.Count: 0 }).Select(a => $"<{a.Name}>"),
        .. ligne.CommandResult.Command.Options.Where(o => o.Required && ligne.GetResult(o) is null or { Implicit: true }).Select(o => o.Name),
    ];

    private static string Admis(Command commande) => commande is RootCommand
        ? "un réglage s’écrit --Pfcng:Nom=valeur ; --help donne les verbes et les réglages"
        : commande.Subcommands.Count > 0 ? $"{Aide.Chemin(commande)} : {Verbes(commande)}"
        : $"{Aide.Programme} {Aide.Chemin(commande)} --help dit ce qui est admis";

    private static string Verbes(Command commande) => Valeurs.Enumerer(commande.Subcommands.Select(c => c.Name));
}
