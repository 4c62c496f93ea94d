using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Testing;

/// <summary>A directory that a test fills, and can take away.</summary>
public sealed class AnnuaireEnMemoire : IAnnuaire
{
    private readonly Dictionary<(Monde, string), Personne> _personnes = [];
    private readonly Dictionary<(Monde, string), Structure> _structures = [];

    /// <summary>True: does not answer any more.</summary>
    public bool Indisponible { get; set; }

    public AnnuaireEnMemoire Avec(Personne personne, Monde monde = Monde.Test)
    {
        _personnes[(monde, personne.IdNat)] = personne;
        return this;
    }

    public AnnuaireEnMemoire Avec(Structure structure, Monde monde = Monde.Test)
    {
        _structures[(monde, structure.IdNat)] = structure;
        return this;
    }

    public void Oublier(string idNat, Monde monde = Monde.Test)
    {
        _personnes.Remove((monde, idNat));
        _structures.Remove((monde, idNat));
    }

    public ValueTask<Personne?> PersonneAsync(Monde monde, string idNat, CancellationToken annulation) => Repondre(_personnes.GetValueOrDefault((monde, idNat)));

    public ValueTask<Structure?> StructureAsync(Monde monde, string idNat, CancellationToken annulation) => Repondre(_structures.GetValueOrDefault((monde, idNat)));

    private ValueTask<T> Repondre<T>(T reponse) =>
        Indisponible ? throw new AnnuaireIndisponibleException("annuaire coupé par le test") : ValueTask.FromResult(reponse);
}
