using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Demonstration;

/// <summary>The smallest client of the channel: mutual TLS, a signature, an answer. It trusts the authorities it is given and no other.</summary>
internal sealed class ClientDeDemonstration : IDisposable
{
    private readonly HttpClient _http;
    private readonly X509Certificate2 _signature;

    /// <summary>A client of a door.</summary>
    /// <param name="porte">Address of the door.</param>
    /// <param name="tls">TLS certificate, with its key.</param>
    /// <param name="signature">Signing card, with its key.</param>
    /// <param name="racines">Roots it trusts.</param>
    public ClientDeDemonstration(Uri porte, X509Certificate2 tls, X509Certificate2 signature, X509Certificate2Collection racines)
    {
        _signature = signature;
        var chaine = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        chaine.CustomTrustStore.AddRange(racines);
        _http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { ClientCertificates = [tls], CertificateChainPolicy = chaine },
            UseProxy = false,
        })
        {
            BaseAddress = porte,
        };
    }

    /// <summary>Signs, sends, and gives the Body's child of the answer.</summary>
    /// <exception cref="HttpRequestException">The door refused, or can't be reached.</exception>
    public async Task<XElement> AppelerAsync(string requete, CancellationToken annulation)
    {
        using var contenu = new ByteArrayContent(Signeur.Signer(requete, _signature));
        contenu.Headers.ContentType = new("text/xml") { CharSet = "utf-8" };
        using var reponse = await _http.PostAsync((Uri?)null, contenu, annulation);
        var texte = await reponse.Content.ReadAsStringAsync(annulation);
        return reponse.Content.Headers.ContentType?.MediaType == "text/xml"
            ? XDocument.Parse(texte).Root!.Elements().Last().Elements().Single()
            : throw new HttpRequestException($"HTTP {(int)reponse.StatusCode} : {texte.Trim()}");
    }

    /// <summary>Ends once the service has done with the last request, its trace included: HTTP/1.1 serves the next one of a connection after it.</summary>
    /// <exception cref="HttpRequestException">It can't be reached.</exception>
    public async Task AttendreLaFinAsync(CancellationToken annulation)
    {
        using var reponse = await _http.GetAsync(new Uri("/health/live", UriKind.Relative), annulation);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
