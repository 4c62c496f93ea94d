using Pfcng.Domain.Erreurs;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Traces;

/// <summary>One refusal as the trace tells it (D37): the code that the client reads, and the precise reason, which he is not told.</summary>
/// <param name="Rang">Rank of the demande in its lot, 1 to 20; null when the whole message is refused.</param>
/// <param name="Code">« WSMG-000000nn », « soap:Client », « soap:Server » or an HTTP status.</param>
/// <param name="Raison">Why, in French.</param>
internal sealed record RefusTrace(int? Rang, string Code, string Raison)
{
    /// <summary>A refusal of the whole message.</summary>
    public static RefusTrace De(Refus refus) => new(null, refus.Code, refus.RaisonPrecise);
}
