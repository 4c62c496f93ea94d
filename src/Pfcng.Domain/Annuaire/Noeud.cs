using System.Text.Json;

namespace Pfcng.Domain.Annuaire;

/// <summary>The directory file can't be read: one line in French that names the place.</summary>
public sealed class AnnuaireException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>A place in a strict JSON file: every field is read by name, and what nobody reads is a fault.</summary>
internal sealed class Noeud(JsonElement element, string lieu)
{
    private readonly HashSet<string> _lus = [];

    /// <summary>Where we are: « test.personnes[3].idNat ».</summary>
    public string Lieu => lieu;

    /// <summary>An object's field that must be there.</summary>
    public Noeud Champ(string nom) => ChampOuNull(nom) ?? throw Faute($"le champ « {nom} » manque");

    /// <summary>An object's field, or null.</summary>
    public Noeud? ChampOuNull(string nom)
    {
        Exiger(JsonValueKind.Object, "un objet { … }");
        _lus.Add(nom);
        return element.TryGetProperty(nom, out var valeur) ? new(valeur, lieu.Length == 0 ? nom : $"{lieu}.{nom}") : null;
    }

    /// <summary>The elements of a field that is a list; none when the field is missing.</summary>
    public List<T> Liste<T>(string nom, Func<Noeud, T> lire)
    {
        if (ChampOuNull(nom) is not { } liste)
        {
            return [];
        }

        liste.Exiger(JsonValueKind.Array, "une liste [ … ]");
        return [.. liste.Elements().Select(lire)];
    }

    /// <summary>A text that is not empty.</summary>
    public string Texte()
    {
        Exiger(JsonValueKind.String, "un texte");
        var texte = element.GetString()!;
        return texte.Length > 0 && texte.Trim() == texte ? texte : throw Faute("ce texte est vide ou entouré de blancs");
    }

    /// <summary>A text among those of a list.</summary>
    public T Choix<T>(IReadOnlyDictionary<string, T> choix) => choix.TryGetValue(Texte(), out var valeur)
        ? valeur
        : throw Faute($"« {Texte()} » n’est pas l’un de : {string.Join(", ", choix.Keys)}");

    /// <summary>true or false.</summary>
    public bool Booleen() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Faute("true ou false est attendu"),
    };

    /// <summary>Refuses the fields that nobody read: a typing error must not pass for a choice.</summary>
    public void Finir()
    {
        if (element.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => !_lus.Contains(n)) is { } inconnu)
        {
            throw Faute($"le champ « {inconnu} » est inconnu");
        }
    }

    /// <summary>The fault, at this place.</summary>
    public AnnuaireException Faute(string quoi) => new($"{(lieu.Length == 0 ? "racine" : lieu)} : {quoi}");

    private IEnumerable<Noeud> Elements() => element.EnumerateArray().Select((e, rang) => new Noeud(e, $"{lieu}[{rang}]"));

    private void Exiger(JsonValueKind genre, string attendu)
    {
        if (element.ValueKind != genre)
        {
            throw Faute($"{attendu} est attendu");
        }
    }
}
