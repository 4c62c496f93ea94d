namespace Pfcng.Ca.Revocation;

/// <summary>Where cRLNumbers are retained besides the lists themselves (RFC 5280 §5.2.3), so that none comes back when a file is lost.</summary>
/// <param name="Dernier">The last one of an authority, by its key identifier; 0 when none is known.</param>
/// <param name="RetenirAsync">Retains one before it is used.</param>
public sealed record NumerosDeListe(Func<string, long> Dernier, Func<string, long, Task> RetenirAsync);
