using Pfcng.Ca.Delivrance;

namespace Pfcng.Ca.Revocation;

/// <summary>A list that could not be made: what was revoked since the last one is not shown (D29).</summary>
/// <param name="Autorite">Whose list.</param>
/// <param name="Motif">Why, a sentence of ours or of the system's.</param>
public sealed record ListeNonPubliee(Autorite Autorite, string Motif);
