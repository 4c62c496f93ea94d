using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Demandes;

/// <summary>What an operator sets about demandes.</summary>
/// <param name="ProduitsFermes">Products closed to the demande, by world (D23); none by default.</param>
/// <param name="DomainesUpnPs">Domains open to the UPN of the PS offer, or null: all (D22).</param>
/// <param name="Delai">How long a demande can be withdrawn: after it, its addresses are free (D22).</param>
public sealed record Parametres(IReadOnlySet<(Monde Monde, TypeProduit Produit)> ProduitsFermes, IReadOnlySet<string>? DomainesUpnPs, DelaiDeRetrait Delai);
