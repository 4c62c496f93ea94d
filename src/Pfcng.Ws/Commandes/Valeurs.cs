using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Commandes;

/// <summary>The values of the verbs' options, read with a French word for the one that is not admitted.</summary>
internal static class Valeurs
{
    /// <summary>The option <c>--monde</c>, by default the world of test.</summary>
    public static Option<Monde> Monde() => new("--monde")
    {
        Description = "Test ou Production ; Test par défaut.",
        HelpName = "Test|Production",
        CustomParser = Parmi(Enum.GetValues<Monde>(), m => m.ToString()),
        DefaultValueFactory = _ => Domain.Modele.Monde.Test,
    };

    /// <summary>Reads one of those values by its word, letter case included.</summary>
    public static Func<ArgumentResult, T?> Parmi<T>(IReadOnlyList<T> admis, Func<T, string> mot) => resultat =>
    {
        var rang = admis.Select(mot).ToList().IndexOf(resultat.Tokens[0].Value);
        return rang >= 0 ? admis[rang] : Refuser<T>(resultat, Enumerer(admis.Select(mot)));
    };

    /// <summary>Reads a count, 0 or more.</summary>
    public static int Compte(ArgumentResult resultat) =>
        int.TryParse(resultat.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var compte) ? compte : Refuser<int>(resultat, "un entier, 0 ou plus");

    /// <summary>Reads hexadecimal digits as operators copy them; blanks, colons and letter case are tolerated (D4).</summary>
    public static string? Chiffres(ArgumentResult resultat)
    {
        var texte = resultat.Tokens[0].Value;
        return texte.All(c => char.IsAsciiHexDigit(c) || c is ' ' or ':') && Hexadecimal.Normaliser(texte).Length > 0 ? texte : Refuser<string>(resultat, "des chiffres hexadécimaux");
    }

    /// <summary>Reads the number of a demande.</summary>
    public static long Numero(ArgumentResult resultat)
    {
        var texte = resultat.Tokens[0].Value;
        if (long.TryParse(texte, NumberStyles.None, CultureInfo.InvariantCulture, out var numero) && numero > 0)
        {
            return numero;
        }

        resultat.AddError($"« {texte} » n’est pas un numéro de demande : un entier, 1 ou plus.");
        return 0;
    }

    /// <summary>Reads the path of a folder; what begins as an option does is none.</summary>
    public static string? Dossier(ArgumentResult resultat)
    {
        var texte = resultat.Tokens[0].Value;
        if (!texte.StartsWith('-') && !string.IsNullOrWhiteSpace(texte))
        {
            return Path.GetFullPath(texte);
        }

        resultat.AddError($"Mot inconnu : {texte} (un dossier est attendu).");
        return null;
    }

    /// <summary>« a, b ou c ».</summary>
    public static string Enumerer(IEnumerable<string> mots) =>
        mots.ToList() is { Count: > 1 } plusieurs ? $"{string.Join(", ", plusieurs[..^1])} ou {plusieurs[^1]}" : string.Concat(mots);

    private static T? Refuser<T>(ArgumentResult resultat, string attendu)
    {
        resultat.AddError($"{(resultat.Parent as OptionResult)?.Option.Name} : « {resultat.Tokens[0].Value} » n’est pas admis ; attendu : {attendu}.");
        return default;
    }
}
