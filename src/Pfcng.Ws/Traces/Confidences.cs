using System.Text;

namespace Pfcng.Ws.Traces;

/// <summary>
/// What a demonstration tells to who sits at its own machine, and production to nobody: the precise reason of a refusal, in a header and on a
/// page.
/// </summary>
/// <param name="estIci">Tells who sits at this machine; null in production: nothing is ever told nor kept.</param>
internal sealed class Confidences(Func<HttpContext, bool>? estIci)
{
    /// <summary>Header that holds the reason, percent-encoded (RFC 3986 §2.1) UTF-8.</summary>
    public const string EnTete = "X-Pfcng-Motif";

    private const int LongueurDeLEnTete = 512;

    /// <summary>The refusals of the page.</summary>
    public DerniersRefus Derniers { get; } = new();

    /// <summary>True when the reasons may be told to that peer.</summary>
    public bool Permises(HttpContext http) => estIci is not null && estIci(http);

    /// <summary>Tells the reasons of a refusal, before the answer starts, and keeps them for the page.</summary>
    public void Dire(HttpContext http, Passage passage, IReadOnlyList<RefusTrace> refus)
    {
        if (estIci is null || refus.Count == 0)
        {
            return;
        }

        Derniers.Retenir(passage, refus);
        if (!http.Response.HasStarted && Permises(http))
        {
            http.Response.Headers[EnTete] = Encoder(string.Join(" ; ", refus.Select(r => r.Rang is { } rang ? $"{rang}. {r.Raison}" : r.Raison)));
        }
    }

    /// <summary>ASCII letters, digits and percent signs alone, 512 bytes at most, no character cut in two.</summary>
    internal static string Encoder(string texte)
    {
        var code = new StringBuilder(LongueurDeLEnTete);
        foreach (var caractere in texte.EnumerateRunes())
        {
            var suite = Uri.EscapeDataString(caractere.ToString());
            if (code.Length + suite.Length > LongueurDeLEnTete)
            {
                break;
            }

            code.Append(suite);
        }

        return code.ToString();
    }
}
