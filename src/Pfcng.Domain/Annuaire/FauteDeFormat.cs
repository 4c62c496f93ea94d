using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pfcng.Domain.Annuaire;

/// <summary>Says in French why a JSON document is not what its type asks for, once the serializer, which says it in English, has refused it.</summary>
internal static class FauteDeFormat
{
    /// <summary>The first fault of an element, « test.personnes[3] : le champ « nom » manque »; null when there is none that we know.</summary>
    /// <param name="element">The element.</param>
    /// <param name="type">What it should be.</param>
    /// <param name="lieu">Where it is; empty for the root.</param>
    public static string? Premiere(JsonElement element, JsonTypeInfo type, string lieu = "") => (type.Kind, element.ValueKind) switch
    {
        (JsonTypeInfoKind.Object, JsonValueKind.Object) => DeLObjet(element, type, lieu),
        (JsonTypeInfoKind.Object, _) => Dire(lieu, "un objet { … } est attendu"),
        (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => element.EnumerateArray()
            .Select((e, rang) => Premiere(e, type.Options.GetTypeInfo(type.ElementType!), $"{lieu}[{rang}]")).FirstOrDefault(f => f is not null),
        (JsonTypeInfoKind.Enumerable, _) => Dire(lieu, "une liste [ … ] est attendue"),
        (_, JsonValueKind.True or JsonValueKind.False) when type.Type == typeof(bool) => null,
        _ when type.Type == typeof(bool) => Dire(lieu, "true ou false est attendu"),
        (_, JsonValueKind.String) => DuTexte(element, lieu),
        _ => Dire(lieu, "un texte est attendu"),
    };

    /// <summary>A fault, at its place, in one line.</summary>
    public static string Dire(string lieu, string quoi) =>
        string.Concat($"{(lieu.Length == 0 ? "racine" : lieu)} : {quoi}".Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static string? DeLObjet(JsonElement objet, JsonTypeInfo type, string lieu)
    {
        var champs = type.Properties.ToDictionary(p => p.Name);
        var vus = new HashSet<string>();
        foreach (var champ in objet.EnumerateObject())
        {
            if (DuChamp(champ, champs, vus, type.Options, lieu) is { } faute)
            {
                return faute;
            }
        }

        return champs.Values.FirstOrDefault(c => c.IsRequired && !vus.Contains(c.Name)) is { } absent ? Dire(lieu, $"le champ « {absent.Name} » manque") : null;
    }

    private static string? DuChamp(
        JsonProperty champ, Dictionary<string, JsonPropertyInfo> champs, HashSet<string> vus, JsonSerializerOptions options, string lieu) =>
        Unicode(() => champ.Name) is not { } nom ? Dire(lieu, "le nom d’un champ n’est pas de l’Unicode")
        : !vus.Add(nom) ? Dire(lieu, $"le champ « {nom} » est écrit deux fois")
        : !champs.TryGetValue(nom, out var connu) ? Dire(lieu, $"le champ « {nom} » est inconnu")
        : Premiere(champ.Value, options.GetTypeInfo(connu.PropertyType), lieu.Length == 0 ? nom : $"{lieu}.{nom}");

    private static string? DuTexte(JsonElement element, string lieu) =>
        Unicode(() => element.GetString()!) is not { } texte ? Dire(lieu, "ce texte n’est pas de l’Unicode")
        : TexteSansBlancs.Admet(texte) ? null
        : Dire(lieu, "ce texte est vide ou entouré de blancs");

    /// <summary>A text, or null when its bytes or its escapes are half a character.</summary>
    private static string? Unicode(Func<string> lire)
    {
        try
        {
            return lire();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
