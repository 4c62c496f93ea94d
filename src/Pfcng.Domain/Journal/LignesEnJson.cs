using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Journal;

/// <summary>How lines of the journal are written in JSON: names in camel case, enumerations by their member's name, octets in base 64.</summary>
[JsonSerializable(typeof(LigneChainee))]
internal sealed partial class LignesEnJson : JsonSerializerContext
{
    /// <summary>Base 64's « + » and accents as they are: an operator reads the file with the usual tools.</summary>
    public static LignesEnJson Lisible { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<Monde>() },
    });
}
