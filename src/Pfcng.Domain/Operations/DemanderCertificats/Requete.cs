using Pfcng.Domain.Demandes;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Operations.DemanderCertificats;

/// <summary>A lot as it was read: 1 to 20 demandes, every value right in itself (guide WS §14.1, tableau 11, D17).</summary>
/// <param name="Demandes">In the order of the message.</param>
public sealed record RequeteDemandeCertificats(IReadOnlyList<DemandeCertificat> Demandes);

/// <summary>What could be read of a demande of a refused lot (05, 42): enough to register it as « non traitée » (§14.2, D19).</summary>
/// <param name="Offre">offre.</param>
/// <param name="Usage">usage.</param>
/// <param name="IdNatStruct">idNatStruct when it could be read, 64 characters at most.</param>
/// <param name="IdNatBeneficiaire">idNatBeneficiaire, likewise.</param>
public sealed record DemandeNonTraitee(Offre Offre, Usage Usage, string? IdNatStruct, string? IdNatBeneficiaire);
