using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Pfcng.Ws.Configuration;

namespace Pfcng.Ws.Hosting;

/// <summary>The two ports: mutual TLS 1.2 and 1.3 for the doors, plain HTTP for what is public.</summary>
internal static class Ecoute
{
    /// <summary>Sets Kestrel up.</summary>
    public static void Configurer(KestrelServerOptions kestrel, Reglages reglages, IdentiteTls identite, X509Certificate2Collection racines)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null; // Reception caps, and answers 24 in the protocol's terms.
        kestrel.Limits.MaxConcurrentConnections = reglages.Connexions;
        kestrel.Limits.RequestHeadersTimeout = reglages.DelaiEnTetes;
        Ouvrir(kestrel, reglages.Ecoute, reglages.HttpsPort, porte =>
        {
            porte.Protocols = HttpProtocols.Http1AndHttp2;
            porte.UseHttps(https => Chiffrer(https, identite, racines));
        });
        Ouvrir(kestrel, reglages.Ecoute, reglages.HttpPort, porte => porte.Protocols = HttpProtocols.Http1);
    }

    /// <summary>A flush ends when the kernel has the bytes, not before: what <see cref="Pipeline.Transmission"/> counts from.</summary>
    public static void ConfigurerSockets(SocketTransportOptions sockets) => sockets.MaxWriteBufferSize = 1;

    private static void Ouvrir(KestrelServerOptions kestrel, IPAddress? adresse, int port, Action<ListenOptions> configurer)
    {
        if (adresse is not null)
        {
            kestrel.Listen(adresse, port, configurer);
        }
        else if (port == 0)
        {
            kestrel.Listen(IPAddress.Loopback, port, configurer); // Two loopback addresses can't share a port not chosen yet.
        }
        else
        {
            kestrel.ListenLocalhost(port, configurer);
        }
    }

    private static void Chiffrer(HttpsConnectionAdapterOptions https, IdentiteTls identite, X509Certificate2Collection racines)
    {
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.ServerCertificate = identite.Contexte.TargetCertificate;
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (_, _, _) => true; // The doors decide, with a plain reason (D7).
        https.OnAuthenticate = (_, tls) =>
        {
            tls.ServerCertificateContext = identite.Contexte;
            tls.CertificateChainPolicy = Chaine(racines);
        };
    }

    /// <summary>Builds no chain over the network and trusts no store of the system, even for a certificate that the doors will refuse.</summary>
    private static X509ChainPolicy Chaine(X509Certificate2Collection racines)
    {
        var politique = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        politique.CustomTrustStore.AddRange(racines);
        return politique;
    }
}
