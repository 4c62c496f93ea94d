using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Demandes;

/// <summary>How an answer is kept, to be given again (D25). Older versions kept the label too: it is given again word for word.</summary>
/// <param name="IndiceLot">indiceLot, or nothing.</param>
/// <param name="Demandes">One per demande.</param>
internal sealed record ReponseGardee(string IndiceLot, IReadOnlyList<DemandeGardee> Demandes)
{
    /// <summary>Writes an answer.</summary>
    public static string Ecrire(LotCree lot) => JsonSerializer.Serialize(
        new ReponseGardee($"{lot.Indice}", [.. lot.Demandes.Select(DemandeGardee.De)]), ReponseEnJson.Default.ReponseGardee);

    /// <summary>Reads an answer.</summary>
    public static LotCree Lire(string json)
    {
        var gardee = JsonSerializer.Deserialize(json, ReponseEnJson.Default.ReponseGardee)!;
        return new(
            gardee.IndiceLot.Length == 0 ? null : long.Parse(gardee.IndiceLot, CultureInfo.InvariantCulture),
            [.. gardee.Demandes.Select(d => d.Relire())]);
    }
}

/// <summary>One demande of it.</summary>
/// <param name="IndiceDemande">Its number; null when it is refused.</param>
/// <param name="StatutDemande">« OK », or the reference of the cause.</param>
/// <param name="Message">The label, of an older version; else null.</param>
/// <param name="Donnee">What the label says of it.</param>
internal sealed record DemandeGardee(long? IndiceDemande, string StatutDemande, string? Message = null, string? Donnee = null)
{
    private const string Ok = "OK";

    /// <summary>Keeps one.</summary>
    public static DemandeGardee De(Resultat<long, Refus> demande) => demande.Donne(out var numero, out var refus)
        ? new(numero, Ok)
        : new(null, refus.Cause.Reference(), null, refus.Donnee);

    /// <summary>Gives it again.</summary>
    public Resultat<long, Refus> Relire() => IndiceDemande is { } numero ? numero : new Refus(References.Lire(StatutDemande), Donnee) { DejaDit = Message };
}

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReponseGardee))]
internal sealed partial class ReponseEnJson : JsonSerializerContext;
