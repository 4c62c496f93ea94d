using Pfcng.Domain.Errors;
using Pfcng.Domain.Operations.DemanderCertificats;

namespace Pfcng.Ws.Operations.DemanderCertificats;

/// <summary>What the reading of a lot gave: the lot, or the code that refuses it whole.</summary>
/// <param name="Requete">The lot, or null.</param>
/// <param name="Refus">23, 42 or 05, or null.</param>
/// <param name="NonTraitees">For 42 and 05, what must be registered as « Demande non traitée » (§14.2, D19): 20 at most; none for 23.</param>
internal sealed record LectureDuLot(RequeteDemandeCertificats? Requete, Refus? Refus, IReadOnlyList<DemandeNonTraitee> NonTraitees);
