using System.Net;

namespace Pfcng.Ws.Garde;

/// <summary>
/// Recognises who sits at the service's own machine. The machine is told by the TCP peer, never by a header; whoever comes through a relay that says
/// so, or that the settings declare, is not at this machine.
/// </summary>
/// <param name="relais">The relays of the settings.</param>
internal sealed class CetteMachine(IReadOnlyList<IPNetwork> relais)
{
    private const string Transmis = "X-Forwarded-";

    private static readonly string[] EnTetesDeRelais =
    [
        "Forwarded", "X-Forwarded", "Forwarded-For", "Via", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP", "Client-IP", "X-Original-For",
        "X-Original-Host", "X-Cluster-Client-Ip", "Fastly-Client-IP", "Fly-Client-IP", "X-Azure-ClientIP", "X-Envoy-External-Address", "X-ProxyUser-Ip",
    ];

    private readonly Pairs _pairs = new(relais);

    /// <summary>True when it is this machine that asks, by its own name.</summary>
    public bool Demande(HttpContext http) =>
        EstLocale(http.Connection.RemoteIpAddress) && !_pairs.EstRelais(http.Connection.RemoteIpAddress) && !EstRelayee(http.Request.Headers)
        && EstNommee(http.Request.Host.Host);

    private static bool EstRelayee(IHeaderDictionary enTetes) =>
        EnTetesDeRelais.Any(enTetes.ContainsKey) || enTetes.Keys.Any(n => n.StartsWith(Transmis, StringComparison.OrdinalIgnoreCase));

    /// <summary>Asked for by its own name: another site's page can't come here by having its name point at this machine.</summary>
    private static bool EstNommee(string hote) =>
        string.Equals(hote, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(hote.Trim('[', ']'), out var adresse) && IPAddress.IsLoopback(adresse));

    private static bool EstLocale(IPAddress? adresse) =>
        adresse is not null && IPAddress.IsLoopback(adresse.IsIPv4MappedToIPv6 ? adresse.MapToIPv4() : adresse);
}
