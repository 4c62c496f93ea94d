using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Pipeline;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Hebergement;

/// <summary>The two ports: mutual TLS 1.2 and 1.3 for the doors, plain HTTP for what is public.</summary>
internal static class Ecoute
{
    private static readonly TimeSpan DelaiInactif = TimeSpan.FromSeconds(30); // Between two requests of a connection.

    private const int TamponDeLecture = 128 * 1024;

    private static readonly TimeSpan DelaiMinimal = TimeSpan.FromSeconds(2); // Kestrel takes none of a second or less.

    /// <summary>Sets Kestrel up.</summary>
    public static void Configurer(KestrelServerOptions kestrel, Reglages reglages, IdentiteTls identite, X509Certificate2Collection racines, TraceDesAcces acces)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null; // Reception caps, and answers 24 in the protocol's terms.
        kestrel.Limits.RequestHeadersTimeout = reglages.Limites.DelaiEnTetes;
        Borner(kestrel.Limits, reglages);
        var rejets = kestrel.ApplicationServices.GetRequiredService<Rejets>();
        Ouvrir(kestrel, reglages.Ecoute, reglages.HttpsPort, porte =>
        {
            var garde = new GardeDesConnexions(reglages.Limites, rejets, acces);
            porte.Protocols = HttpProtocols.Http1AndHttp2;
            porte.Use(suite => connexion => garde.CompterSousTlsAsync(connexion, suite));
            porte.UseHttps(https => Chiffrer(https, identite, racines, reglages.Limites.DelaiEnTetes));
            porte.Use(suite => connexion => garde.EcouterSousTlsAsync(connexion, suite));
            porte.Use(suite => connexion => SortieComptee.ServirAsync(connexion, suite));
        });
        Ouvrir(kestrel, reglages.Ecoute, reglages.HttpPort, porte =>
        {
            var garde = new GardeDesConnexions(reglages.Limites, rejets, acces);
            porte.Protocols = HttpProtocols.Http1;
            porte.Use(suite => connexion => garde.CompterAsync(connexion, suite));
        });
    }

    /// <summary>A flush ends when the kernel has the bytes, not before: what <see cref="Transmission"/> counts from. What is not read yet is bounded as in <see cref="Borner"/>.</summary>
    public static void ConfigurerSockets(SocketTransportOptions sockets, PortsPris ports)
    {
        (sockets.MaxWriteBufferSize, sockets.MaxReadBufferSize) = (1, TamponDeLecture);
        sockets.CreateBoundListenSocket = ports.Donner;
    }

    /// <summary>
    /// What a connection may hold before anybody knows whose it is: bytes received and not read, streams, answers that nobody reads. Kestrel
    /// by itself cuts floods of resets (CVE-2023-44487), and bodies sent at less than 240 bytes a second.
    /// </summary>
    private static void Borner(KestrelServerLimits limites, Reglages reglages)
    {
        limites.MaxRequestBufferSize = TamponDeLecture;
        limites.KeepAliveTimeout = DelaiInactif;
        limites.MinResponseDataRate = new(240, reglages.Limites.DelaiReponse > DelaiMinimal ? reglages.Limites.DelaiReponse : DelaiMinimal); // Then DelaiDeReponse.
        limites.Http2.InitialStreamWindowSize = TamponDeLecture;
        limites.Http2.InitialConnectionWindowSize = 2 * TamponDeLecture;
        limites.Http2.MaxStreamsPerConnection = Math.Clamp(reglages.Limites.ReponsesParClient, 16, limites.Http2.MaxStreamsPerConnection);
    }

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

    private static void Chiffrer(HttpsConnectionAdapterOptions https, IdentiteTls identite, X509Certificate2Collection racines, TimeSpan delai)
    {
        https.HandshakeTimeout = delai;
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
