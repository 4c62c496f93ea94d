using Pfcng.Domain.Modele;

namespace Pfcng.Testing;

/// <summary>A demande of <see cref="DossierDeVersion4"/>, as that program's store had it.</summary>
/// <param name="Monde">Its world.</param>
/// <param name="Numero">Its number.</param>
/// <param name="Demande">State of the demande.</param>
/// <param name="Produit">State of its product.</param>
/// <param name="Offre">Its offre.</param>
/// <param name="Usage">Its usage.</param>
/// <param name="Structure">idNat of its structure, or null.</param>
/// <param name="Acteur">idNat of its actor.</param>
/// <param name="NumeroSerie">Serial number, lower-case hexadecimal, or null.</param>
/// <param name="Aki">Key identifier of its authority, or null.</param>
/// <param name="Certificat">Its certificate, DER in hexadecimal, or null.</param>
/// <param name="Adresse">Its protected address or UPN, or null.</param>
/// <param name="Csr">The CSR it came with, base 64, where a test may send it again; else null.</param>
public sealed record DemandeAncienne(
    Monde Monde, long Numero, EtatDemande Demande, EtatProduit Produit, Offre Offre, Usage Usage, string? Structure, string Acteur,
    string? NumeroSerie, string? Aki, string? Certificat, string? Adresse, string? Csr)
{
    /// <summary>Both states.</summary>
    public Etats Etats => new(Demande, Produit);
}

/// <summary>A demande de révocation of <see cref="DossierDeVersion4"/>.</summary>
/// <param name="Monde">Its world.</param>
/// <param name="Numero">Its number.</param>
/// <param name="Produit">Number of the product.</param>
/// <param name="Etat">Its state.</param>
/// <param name="Motif">Why.</param>
/// <param name="DateEffet">Day in Paris.</param>
public sealed record RevocationAncienne(Monde Monde, long Numero, long Produit, EtatRevocation Etat, MotifRevocation Motif, DateOnly DateEffet);
