using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pfcng.Domain.Annuaire;

/// <summary>The directory file as it is written: its two sections.</summary>
internal sealed class FormatAnnuaire
{
    public FormatSection Test { get; set; } = new();

    public FormatSection Production { get; set; } = new();
}

/// <summary>A section: one world.</summary>
internal sealed class FormatSection
{
    public IReadOnlyList<FormatStructure> Structures { get; set; } = [];

    public IReadOnlyList<FormatPersonne> Personnes { get; set; } = [];

    public IReadOnlyList<FormatServeur> Serveurs { get; set; } = [];

    public IReadOnlyList<string> ListeBlanche { get; set; } = [];
}

/// <summary>A structure.</summary>
internal sealed class FormatStructure
{
    public required string IdNat { get; init; }

    public required string RaisonSociale { get; init; }

    public string? Departement { get; set; }
}

/// <summary>A person.</summary>
internal sealed class FormatPersonne
{
    public required string IdNat { get; init; }

    public required string Nom { get; init; }

    public required string Prenom { get; init; }

    public required string Type { get; init; }

    public string? Titre { get; set; }

    public string? Specialite { get; set; }

    public string? TableauPharmacien { get; set; }

    public bool AdminAsip { get; set; }

    public IReadOnlyList<string> Rattachements { get; set; } = [];

    public IReadOnlyList<FormatHabilitation> Habilitations { get; set; } = [];

    public FormatCarte Carte { get; set; } = new() { Etat = "valide" };
}

/// <summary>An habilitation of a person.</summary>
internal sealed class FormatHabilitation
{
    public required string Offre { get; init; }

    public required string Structure { get; init; }

    public IReadOnlyList<string> Domaines { get; set; } = [];
}

/// <summary>A person's card.</summary>
internal sealed class FormatCarte
{
    public required string Etat { get; init; }
}

/// <summary>A server.</summary>
internal sealed class FormatServeur
{
    public required string Nom { get; init; }

    public required string Structure { get; init; }

    public IReadOnlyList<string> Fqdn { get; set; } = [];

    public bool ListeBlanche { get; set; }
}

/// <summary>A text is never null, empty nor between blanks: a typing error must not pass for a choice.</summary>
internal sealed class TexteSansBlancs : JsonConverter<string>
{
    public override bool HandleNull => true;

    /// <summary>True when a text is neither empty nor between blanks.</summary>
    public static bool Admet(string texte) => texte.Length > 0 && texte.Trim() == texte;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString()! is var texte && Admet(texte) ? texte : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>How the file is read: strictly, comments and final commas apart.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    Converters = [typeof(TexteSansBlancs)])]
[JsonSerializable(typeof(FormatAnnuaire))]
internal sealed partial class AnnuaireEnJson : JsonSerializerContext;
