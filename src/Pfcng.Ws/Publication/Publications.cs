using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Pfcng.Ws.Garde;

namespace Pfcng.Ws.Publication;

/// <summary>What anybody may read: the contract (D6).</summary>
internal static class Publications
{
    private const string Schema = "pfcng-ws.xsd";

    /// <summary>Adds the routes of the contract.</summary>
    /// <param name="app">The service.</param>
    /// <param name="publique">Public address of the HTTPS doors; null: the one that is asked.</param>
    /// <param name="portHttps">Port of the settings; 0: one that the system chose.</param>
    public static void MapPublications(this WebApplication app, Uri? publique, int portHttps)
    {
        app.MapGet($"/{Schema}", () => Xml(WsdlPublie.Xsd));
        foreach (var chemin in Enum.GetValues<Porte>().SelectMany(p => p.Chemins()))
        {
            app.MapGet($"{chemin}/{Schema}", () => Xml(WsdlPublie.Xsd));
            app.MapGet(chemin, (HttpContext http) => Demander(http, chemin, publique, portHttps));
        }
    }

    private static IResult Demander(HttpContext http, string chemin, Uri? publique, int portHttps)
    {
        if (http.Request.Query.Keys.Any(k => string.Equals(k, "xsd", StringComparison.OrdinalIgnoreCase)))
        {
            return Xml(WsdlPublie.Xsd);
        }

        if (!http.Request.Query.Keys.Any(k => string.Equals(k, "wsdl", StringComparison.OrdinalIgnoreCase)))
        {
            http.Response.Headers.Allow = HttpMethods.Post;
            return Results.Text("Service SOAP 1.1 : POST pour une opération, GET ?wsdl pour le contrat.\n", statusCode: StatusCodes.Status405MethodNotAllowed);
        }

        var hote = Hote(http);
        var schema = new UriBuilder(http.Request.Scheme, hote.Host, hote.Port ?? -1, $"{chemin}/{Schema}").Uri;
        return Xml(WsdlPublie.Wsdl(new Uri(publique ?? Demandee(http, portHttps), chemin), schema));
    }

    /// <summary>The host that was asked; the address that was reached, for a client that names none (HTTP/1.0) or one that can't be.</summary>
    private static HostString Hote(HttpContext http) => Uri.CheckHostName(http.Request.Host.Host) != UriHostNameType.Unknown && http.Request.Host.Port is not > IPEndPoint.MaxPort
        ? http.Request.Host
        : new(new IPEndPoint(http.Connection.LocalIpAddress ?? IPAddress.Loopback, http.Connection.LocalPort).ToString());

    /// <summary>When no setting says it: the host that was asked and the HTTPS port, also from the plain port (D6).</summary>
    private static Uri Demandee(HttpContext http, int portHttps) =>
        new UriBuilder(Uri.UriSchemeHttps, Hote(http).Host, portHttps != 0 ? portHttps : PortChoisi(http)).Uri;

    private static int PortChoisi(HttpContext http) => http.RequestServices.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
        .Select(a => new Uri(a)).First(a => a.Scheme == Uri.UriSchemeHttps).Port;

    private static IResult Xml(ReadOnlyMemory<byte> octets) => Results.Bytes(octets, "text/xml; charset=utf-8");
}
