using System.Text.Json.Serialization;

namespace Pfcng.Domain.Demandes;

/// <summary>Tableau 12: the acknowledgement of a lot.</summary>
/// <param name="IndiceLot">Index of the lot; empty when the whole lot is refused.</param>
/// <param name="StatutLot">« OK », « KO », or the code that refuses the whole lot.</param>
/// <param name="Message">Empty, the lot's label, or the label of the first demande in error.</param>
/// <param name="Demandes">One per demande, in the order of the request; none when the whole lot is refused.</param>
public sealed record ReponseDemandeCertificats(string IndiceLot, string StatutLot, string Message, IReadOnlyList<ReponseDemande> Demandes);

/// <summary>The answer to one demande (tableau 12).</summary>
/// <param name="IndiceDemande">Number of the demande, and of its withdrawal (D24); null when it is in error.</param>
/// <param name="StatutDemande">« OK » or a code.</param>
/// <param name="Message">Empty or the label.</param>
public sealed record ReponseDemande(long? IndiceDemande, string StatutDemande, string Message)
{
    /// <summary>What the trace must know beyond the message, or null: neither sent, nor kept with the answer (D37).</summary>
    [JsonIgnore]
    public string? Detail { get; init; }
}
