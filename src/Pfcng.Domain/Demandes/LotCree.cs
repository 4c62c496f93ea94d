using Pfcng.Domain.Erreurs;

namespace Pfcng.Domain.Demandes;

/// <summary>What became of demandes that came together.</summary>
/// <param name="Indice">indiceLot; null on the channels that have no lots.</param>
/// <param name="Demandes">For each, in their order: its number, which is also that of its withdrawal (D24), or why it is refused.</param>
public sealed record LotCree(long? Indice, IReadOnlyList<Resultat<long, Refus>> Demandes);
