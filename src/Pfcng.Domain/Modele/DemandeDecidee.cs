namespace Pfcng.Domain.Modele;

/// <summary>What must be stored of a demande.</summary>
/// <param name="Demande">The demande, in its last state.</param>
/// <param name="Produit">Its product, likewise.</param>
/// <param name="Parcours">What happened to it, from its registration on: one row of history each.</param>
/// <param name="Auteur">Who asked.</param>
/// <param name="EmpreinteCle">Fingerprint of the key it takes for ever (D21); null when it is refused, 44 included.</param>
/// <param name="Porteur">Who bears the addresses it holds (D22); likewise.</param>
/// <param name="Renouvelle">Number of the product it renews (§17), or null.</param>
internal sealed record DemandeDecidee(
    Demande Demande, Produit Produit, IReadOnlyList<Evenement> Parcours, Auteur Auteur, byte[]? EmpreinteCle, string? Porteur, long? Renouvelle = null)
{
    /// <summary>Products to withdraw that were asked for before this instant hold their addresses no more (D22): its own may be theirs.</summary>
    public DateTimeOffset Limite { get; init; }
}
