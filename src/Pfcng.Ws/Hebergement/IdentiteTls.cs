using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Pfcng.Ws.Hebergement;

/// <summary>
/// The service's own TLS certificate and the names of the authorities it accepts from clients, sent in the handshake so that a client with
/// several cards picks the right one. Made anew at every start, again when a month is left, and again when the clock was put back before its validity.
/// </summary>
/// <param name="emettre">Makes a certificate with its private key, valid from <see cref="MargeDeDebut"/> before that instant on.</param>
/// <param name="chaine">Intermediate certificates to send with it.</param>
/// <param name="acceptees">Authorities whose names are sent.</param>
/// <param name="horloge">The real clock: TLS peers know no other.</param>
internal sealed class IdentiteTls(
    Func<DateTimeOffset, X509Certificate2> emettre, X509Certificate2Collection chaine, X509Certificate2Collection acceptees, TimeProvider horloge)
{
    /// <summary>How long before its issuance it is valid already.</summary>
    public static readonly TimeSpan MargeDeDebut = TimeSpan.FromHours(1);

    private static readonly TimeSpan MargeDeFin = TimeSpan.FromDays(30);

    private readonly Lock _verrou = new();
    private SslStreamCertificateContext? _contexte;
    private DateTimeOffset _emission;

    /// <summary>What the next handshake presents.</summary>
    public SslStreamCertificateContext Contexte
    {
        get
        {
            lock (_verrou)
            {
                var maintenant = horloge.GetUtcNow();
                if (_contexte is null || maintenant < _emission - MargeDeDebut || _contexte.TargetCertificate.NotAfter.ToUniversalTime() - maintenant.UtcDateTime < MargeDeFin)
                {
                    _emission = maintenant;
                    _contexte = SslStreamCertificateContext.Create(
                        emettre(maintenant), chaine, offline: true, SslCertificateTrust.CreateForX509Collection(acceptees, sendTrustInHandshake: true));
                }

                return _contexte;
            }
        }
    }
}
