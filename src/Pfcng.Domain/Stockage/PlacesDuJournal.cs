using Pfcng.Domain.Journal;

namespace Pfcng.Domain.Stockage;

/// <summary>Where the store stands in the journal of issuance: what comes after, it has not taken in.</summary>
internal static class PlacesDuJournal
{
    /// <summary>The place, or null when the store was never compared with a journal.</summary>
    public static PlaceDansLeJournal? Lire(Connexion connexion) =>
        connexion.Premiere<LigneDePlace>("SELECT octets, empreinte FROM journal_emission") is { } place ? new(place.Octets, place.Empreinte) : null;

    /// <summary>Moves it.</summary>
    public static void Ecrire(Connexion connexion, PlaceDansLeJournal place) => connexion.Executer(
        """
        INSERT INTO journal_emission (id, octets, empreinte) VALUES (1, @octets, @empreinte)
        ON CONFLICT (id) DO UPDATE SET octets = excluded.octets, empreinte = excluded.empreinte
        """,
        ("@octets", place.Octets),
        ("@empreinte", place.Empreinte));

    private sealed record LigneDePlace
    {
        public required long Octets { get; init; }

        public required byte[] Empreinte { get; init; }
    }
}
