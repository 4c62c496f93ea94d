using System.Net;
using System.Net.Sockets;

namespace Pfcng.Ws.Garde;

/// <summary>What one peer is counted under: an IPv4 address, written as IPv6 or not; of an IPv6 one its /64, which any home holds whole.</summary>
internal static class CleDAdresse
{
    private const int OctetsDuReseau = 8; // /64

    /// <summary>« 192.0.2.1 » or « 2001:db8:0:1::/64 »; « - » for a peer without address.</summary>
    public static string De(IPAddress? adresse)
    {
        if (adresse is null)
        {
            return "-";
        }

        adresse = adresse.IsIPv4MappedToIPv6 ? adresse.MapToIPv4() : adresse;
        if (adresse.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return adresse.ToString();
        }

        var octets = adresse.GetAddressBytes();
        octets.AsSpan(OctetsDuReseau).Clear();
        return $"{new IPAddress(octets)}/64";
    }
}
