using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Modele;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests.Acteurs;

/// <summary>Actors, for the tests of the pure rules.</summary>
internal static class Intervenants
{
    /// <summary>Somebody of the directory, with his card, who may name a third party of it.</summary>
    public static Intervenant De(Personne signant, Personne? tiers = null) => Reunir(Carte(signant), tiers?.IdNat, [signant, tiers]);

    /// <summary>Somebody whose card says otherwise than the directory.</summary>
    public static Intervenant De(Personne signant, Signataire carte) => Reunir(carte, null, [signant]);

    /// <summary>Somebody that the directory does not know.</summary>
    public static Intervenant Inconnu(Personne signant) => Reunir(Carte(signant), null, []);

    /// <summary>Somebody who names a third party that the directory does not know.</summary>
    public static Intervenant PourUnInconnu(Personne signant) => Reunir(Carte(signant), "899700099999", [signant]);

    private static Intervenant Reunir(Signataire carte, string? tiers, Personne?[] annuaire) => Intervenant.ReunirAsync(
        carte, tiers, idNat => ValueTask.FromResult(annuaire.FirstOrDefault(p => p?.IdNat == idNat))).AsTask().GetAwaiter().GetResult();
}
