using System.Net;
using System.Text;
using Pfcng.Ws.Garde;

namespace Pfcng.Ws.Traces;

/// <summary>
/// What a demonstration tells to who sits at its own machine, and production to nobody: the precise reason of a refusal, in a header and on a
/// page. The machine is told by the TCP peer, never by a header; whoever comes through a relay that says so, or that the settings declare, is
/// not at this machine.
/// </summary>
/// <param name="demonstration">False: nothing is ever told nor kept.</param>
/// <param name="relais">The relays of the settings.</param>
internal sealed class Confidences(bool demonstration, IReadOnlyList<IPNetwork> relais)
{
    /// <summary>Header that holds the reason, percent-encoded (RFC 3986 §2.1) UTF-8.</summary>
    public const string EnTete = "X-Pfcng-Motif";

    private const int LongueurDeLEnTete = 512;

    private const string Transmis = "X-Forwarded-";

    private static readonly string[] EnTetesDeRelais =
    [
        "Forwarded", "X-Forwarded", "Forwarded-For", "Via", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP", "Client-IP", "X-Original-For",
        "X-Original-Host", "X-Cluster-Client-Ip", "Fastly-Client-IP", "Fly-Client-IP", "X-Azure-ClientIP", "X-Envoy-External-Address", "X-ProxyUser-Ip",
    ];

    private readonly Pairs _pairs = new(relais);

    /// <summary>The refusals of the page.</summary>
    public DerniersRefus Derniers { get; } = new();

    /// <summary>True when the reasons may be told to that peer.</summary>
    public bool Permises(HttpContext http) =>
        demonstration && EstLocale(http.Connection.RemoteIpAddress) && !_pairs.EstRelais(http.Connection.RemoteIpAddress) && !EstRelayee(http.Request.Headers)
        && EstCetteMachine(http.Request.Host.Host);

    /// <summary>Tells the reasons of a refusal, before the answer starts, and keeps them for the page.</summary>
    public void Dire(HttpContext http, Passage passage, IReadOnlyList<RefusTrace> refus)
    {
        if (!demonstration || refus.Count == 0)
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

    private static bool EstRelayee(IHeaderDictionary enTetes) =>
        EnTetesDeRelais.Any(enTetes.ContainsKey) || enTetes.Keys.Any(n => n.StartsWith(Transmis, StringComparison.OrdinalIgnoreCase));

    /// <summary>Asked for by its own name: another site's page can't come here by having its name point at this machine.</summary>
    private static bool EstCetteMachine(string hote) =>
        string.Equals(hote, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(hote.Trim('[', ']'), out var adresse) && IPAddress.IsLoopback(adresse));

    private static bool EstLocale(IPAddress? adresse) =>
        adresse is not null && IPAddress.IsLoopback(adresse.IsIPv4MappedToIPv6 ? adresse.MapToIPv4() : adresse);
}
