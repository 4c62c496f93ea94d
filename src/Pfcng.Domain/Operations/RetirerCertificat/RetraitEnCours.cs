using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Operations.RetirerCertificat;

/// <summary>
/// An answer to send, then to acknowledge: a certificate is « actif » only once its answer went out whole (D26). Whoever waits for the same
/// demande waits until this is acknowledged or disposed of; disposed of without a word, the answer counts as not transmitted.
/// </summary>
public sealed class RetraitEnCours : IAsyncDisposable
{
    private readonly Tentative _tentative;
    private readonly IDisposable _verrou;
    private int _accuse;

    internal RetraitEnCours(CertificatEmis certificat, Tentative tentative, IDisposable verrou) =>
        (Certificat, _tentative, _verrou) = (certificat, tentative, verrou);

    /// <summary>The certificate, on its way.</summary>
    public CertificatEmis Certificat { get; }

    /// <summary>Tells, once, whether the answer went out whole; later calls change nothing.</summary>
    /// <param name="transmise">True when the last byte was taken by the peer's side.</param>
    /// <returns>38, for the trace alone (D32), when it did not; else null.</returns>
    /// <exception cref="Stockage.StoreIndisponibleException">The store does not answer; the states stay, the certificate can be asked again.</exception>
    public async Task<Refus?> AccuserAsync(bool transmise)
    {
        if (Interlocked.Exchange(ref _accuse, 1) == 1)
        {
            return null;
        }

        try
        {
            return await _tentative.AccuserAsync(transmise);
        }
        finally
        {
            _verrou.Dispose();
        }
    }

    /// <summary>Counts as not transmitted when <see cref="AccuserAsync"/> was not called.</summary>
    public async ValueTask DisposeAsync() => await AccuserAsync(transmise: false);
}
