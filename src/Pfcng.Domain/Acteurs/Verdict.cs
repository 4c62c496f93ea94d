using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Acteurs;

/// <summary>What the rules of an operation say.</summary>
/// <param name="Refus">The first refusal, or null.</param>
/// <param name="Droit">
/// The actor's right, once it and all that comes before it have passed; null when the refusal came before, or for lack of it. What the history
/// shows as habilitation is the one that was used (D37).
/// </param>
internal sealed record Verdict(Refus? Refus, Droit? Droit)
{
    /// <summary>In what quality the history says that he acted: who is refused on a product that he does not bear is not called its bearer.</summary>
    public TypeActeur Qualite(Offre offre, string? porteur, string acteur) =>
        Droit?.Type ?? (porteur == acteur ? Droits.Qualite(offre) : TypeActeur.Mandataire);
}
