using Pfcng.Domain.Errors;

namespace Pfcng.Domain.Operations.RetirerCertificat;

/// <summary>
/// An answer to send, then to acknowledge: a certificate is « actif » only once its answer went out whole (D26). Whoever waits for the same
/// demande waits until this is acknowledged or disposed of; disposed of without a word, the answer counts as not transmitted.
/// </summary>
public sealed class RetraitEnCours : IAsyncDisposable
{
    private readonly Tentative? _tentative;
    private readonly IDisposable? _verrou;
    private int _accuse;

    /// <summary>A refusal: nothing to acknowledge.</summary>
    internal RetraitEnCours(Refus refus) => Reponse = new(refus.Code, refus.Libelle, null);

    /// <summary>A certificate on its way.</summary>
    internal RetraitEnCours(string certificat, Tentative tentative, IDisposable verrou)
    {
        Reponse = new("OK", "", certificat);
        _tentative = tentative;
        _verrou = verrou;
    }

    /// <summary>The answer to send.</summary>
    public ReponseRetraitCertificat Reponse { get; }

    /// <summary>Tells, once, whether the answer went out whole; later calls change nothing.</summary>
    /// <param name="transmise">True when the last byte was taken by the peer's side.</param>
    /// <returns>38, for the trace alone (D32), when it did not; else null.</returns>
    /// <exception cref="Store.StoreIndisponibleException">The store does not answer; the states stay, the certificate can be asked again.</exception>
    public async Task<Refus?> AccuserAsync(bool transmise)
    {
        if (_tentative is null || Interlocked.Exchange(ref _accuse, 1) == 1)
        {
            return null;
        }

        try
        {
            return await _tentative.AccuserAsync(transmise);
        }
        finally
        {
            _verrou!.Dispose();
        }
    }

    /// <summary>Counts as not transmitted when <see cref="AccuserAsync"/> was not called.</summary>
    public async ValueTask DisposeAsync() => await AccuserAsync(transmise: false);
}
