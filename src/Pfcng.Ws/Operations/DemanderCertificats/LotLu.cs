using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Operations.DemanderCertificats;

namespace Pfcng.Ws.Operations.DemanderCertificats;

/// <summary>A lot as far as it could be read.</summary>
/// <param name="Requete">The lot; or 42 or 05, which refuse it whole and have its demandes registered (§14.2, D19).</param>
/// <param name="NonTraitees">For 42 and 05, what must be registered as « Demande non traitée »: 20 at most.</param>
internal sealed record LotLu(Resultat<RequeteDemandeCertificats, Refus> Requete, IReadOnlyList<DemandeNonTraitee> NonTraitees);
