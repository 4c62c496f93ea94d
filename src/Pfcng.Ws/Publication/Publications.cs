using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Ws.Publication;

/// <summary>What anybody may read: the contract (D6).</summary>
internal static class Publications
{
    private const string Schema = "pfcng-ws.xsd";

    /// <summary>Adds the routes of the contract.</summary>
    public static void MapPublications(this WebApplication app, Reglages reglages)
    {
        app.MapGet($"/{Schema}", () => Xml(WsdlPublie.Xsd));
        foreach (var chemin in Enum.GetValues<Porte>().SelectMany(p => p.Chemins()))
        {
            app.MapGet($"{chemin}/{Schema}", () => Xml(WsdlPublie.Xsd));
            app.MapGet(chemin, (HttpContext http) => Demander(http, chemin, reglages));
        }
    }

    private static IResult Demander(HttpContext http, string chemin, Reglages reglages)
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
        return Xml(WsdlPublie.Wsdl(new Uri(PorteHttps(http, reglages), chemin), schema));
    }

    /// <summary>The host that was asked; the address that was reached, for a client that names none (HTTP/1.0) or one that can't be.</summary>
    private static HostString Hote(HttpContext http) => Uri.CheckHostName(http.Request.Host.Host) != UriHostNameType.Unknown && http.Request.Host.Port is not > IPEndPoint.MaxPort
        ? http.Request.Host
        : new(new IPEndPoint(http.Connection.LocalIpAddress ?? IPAddress.Loopback, http.Connection.LocalPort).ToString());

    /// <summary>The setting, else the host that was asked and the HTTPS port, also from the plain port (D6).</summary>
    private static Uri PorteHttps(HttpContext http, Reglages reglages) =>
        reglages.AdressePublique ?? new UriBuilder(Uri.UriSchemeHttps, Hote(http).Host, PortHttps(http, reglages)).Uri;

    private static int PortHttps(HttpContext http, Reglages reglages) => reglages.HttpsPort != 0
        ? reglages.HttpsPort
        : http.RequestServices.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(a => new Uri(a)).First(a => a.Scheme == Uri.UriSchemeHttps).Port;

    private static IResult Xml(ReadOnlyMemory<byte> octets) => Results.Bytes(octets, "text/xml; charset=utf-8");
}
