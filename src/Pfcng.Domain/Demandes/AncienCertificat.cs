using Pfcng.Domain.Erreurs;

namespace Pfcng.Domain.Demandes;

/// <summary>The certificate that a demande renews (§17), and what its renewal asks beyond the rules of a demande (D30).</summary>
/// <param name="Numero">Number of its product.</param>
/// <param name="Droit">A right, tried with the other rights (D16): the first refusal, or null.</param>
/// <param name="Contraintes">What is tried last, likewise.</param>
internal sealed record AncienCertificat(long Numero, Func<Dossier, Refus?> Droit, Func<Dossier, Refus?> Contraintes);
