using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Pfcng.Ws.Hosting;

/// <summary>
/// The service's own TLS certificate and the names of the authorities it accepts from clients, sent in the handshake so that a client with
/// several cards picks the right one. Made anew at every start, and again when a month is left.
/// </summary>
/// <param name="emettre">Makes a certificate with its private key.</param>
/// <param name="chaine">Intermediate certificates to send with it.</param>
/// <param name="acceptees">Authorities whose names are sent.</param>
/// <param name="horloge">The real clock: TLS peers know no other.</param>
internal sealed class IdentiteTls(
    Func<X509Certificate2> emettre, X509Certificate2Collection chaine, X509Certificate2Collection acceptees, TimeProvider horloge)
{
    private static readonly TimeSpan Marge = TimeSpan.FromDays(30);

    private readonly Lock _verrou = new();
    private SslStreamCertificateContext? _contexte;

    /// <summary>What the next handshake presents.</summary>
    public SslStreamCertificateContext Contexte
    {
        get
        {
            lock (_verrou)
            {
                if (_contexte is null || _contexte.TargetCertificate.NotAfter.ToUniversalTime() - horloge.GetUtcNow().UtcDateTime < Marge)
                {
                    _contexte = SslStreamCertificateContext.Create(
                        emettre(), chaine, offline: true, SslCertificateTrust.CreateForX509Collection(acceptees, sendTrustInHandshake: true));
                }

                return _contexte;
            }
        }
    }
}
