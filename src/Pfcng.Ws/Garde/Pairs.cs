using System.Net;

namespace Pfcng.Ws.Garde;

/// <summary>The machines at the other end of our connections, and what each is counted under.</summary>
/// <param name="sansBorne">Relays, behind which many clients have one address: what is bounded by address is not bounded for them.</param>
internal sealed class Pairs(IReadOnlyList<IPNetwork> sansBorne)
{
    /// <summary>The key of a peer, null when it is not bounded.</summary>
    public string? Cle(IPAddress? adresse) => EstRelais(adresse) ? null : CleDAdresse.De(adresse);

    /// <inheritdoc cref="Cle(IPAddress?)"/>
    public string? Cle(HttpContext http) => Cle(http.Connection.RemoteIpAddress);

    /// <summary>True for a relay.</summary>
    public bool EstRelais(IPAddress? adresse)
    {
        if (adresse is null || sansBorne.Count == 0)
        {
            return false;
        }

        var seule = adresse.IsIPv4MappedToIPv6 ? adresse.MapToIPv4() : adresse;
        return sansBorne.Any(r => r.Contains(seule));
    }
}
