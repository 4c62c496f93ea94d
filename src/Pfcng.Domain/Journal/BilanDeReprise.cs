using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Journal;

/// <summary>What a store had not, and has again since it was compared with the journal of issuance and the published lists.</summary>
public sealed record BilanDeReprise
{
    private const int Nommees = 10;

    /// <summary>Demandes that got their certificate back.</summary>
    public IReadOnlyList<(Monde Monde, long Numero)> Rendus { get; init; } = [];

    /// <summary>Of those steps, how many a process killed between the journal and its commit does not explain: the store was restored.</summary>
    public int Inattendus { get; init; }

    /// <summary>Certificates whose demande the store has lost: they can be revoked.</summary>
    public int SansDemande { get; init; }

    /// <summary>Public keys of demandes that the store has lost: they stay taken (D21).</summary>
    public int Cles { get; init; }

    /// <summary>Products that are révoqués again (D29).</summary>
    public int Revocations { get; init; }

    /// <summary>Revocations that waited for their day and that nothing waits for any more.</summary>
    public IReadOnlyList<RevocationDifferee> Differees { get; init; } = [];

    /// <summary>First line of the journal that is damaged or does not follow the one before; null: none.</summary>
    public long? LigneAbimee { get; init; }

    /// <summary>Certificates written into the journal from the store: a journal that was not there, or was cut.</summary>
    public int Journalises { get; init; }

    /// <summary>True when the store had a place in a journal that is not the one beside it: that one was lost, or another was put there.</summary>
    public bool JournalPerdu { get; init; }

    /// <summary>True when the store is older than what stands beside it.</summary>
    public bool Ancien => Inattendus + SansDemande + Cles + Revocations + Differees.Count > 0;

    /// <summary>Both together.</summary>
    public static BilanDeReprise operator +(BilanDeReprise un, BilanDeReprise autre)
    {
        ArgumentNullException.ThrowIfNull(un);
        ArgumentNullException.ThrowIfNull(autre);
        return new()
        {
            Rendus = autre.Rendus.Count == 0 ? un.Rendus : [.. un.Rendus, .. autre.Rendus],
            Inattendus = un.Inattendus + autre.Inattendus,
            SansDemande = un.SansDemande + autre.SansDemande,
            Cles = un.Cles + autre.Cles,
            Revocations = un.Revocations + autre.Revocations,
            Differees = autre.Differees.Count == 0 ? un.Differees : [.. un.Differees, .. autre.Differees],
            LigneAbimee = un.LigneAbimee ?? autre.LigneAbimee,
            Journalises = un.Journalises + autre.Journalises,
            JournalPerdu = un.JournalPerdu || autre.JournalPerdu,
        };
    }

    /// <summary>What to tell the operator and to write in the history; nothing after an ordinary stop, or a crash that lost nothing.</summary>
    /// <param name="depot">The store's file.</param>
    public IReadOnlyList<Avis> Dire(string depot)
    {
        var avis = new List<Avis>();
        if (Journalises > 0 || JournalPerdu)
        {
            avis.Add(new(ActionDePlateforme.JournalComplete, $"Le journal d’émission manquait ou ne suivait plus le dépôt {depot} : il a été complété d’après lui ({Compter(Journalises, "certificat", "certificats")})."));
        }

        if (LigneAbimee is { } ligne)
        {
            avis.Add(new(ActionDePlateforme.DepotRepare, $"Le journal d’émission est abîmé à sa ligne {ligne} : ce qu’elle disait n’a pas pu être repris dans le dépôt {depot}."));
        }

        if (Ancien)
        {
            avis.Add(new(ActionDePlateforme.DepotRepare, $"Le dépôt {depot} est plus ancien que son journal d’émission ou que les listes publiées. Repris : {string.Join(", ", Details())} ; les numéros donnés ne le seront plus."));
        }

        return avis;
    }

    private static string Compter(int nombre, string un, string plusieurs) => $"{nombre} {(nombre > 1 ? plusieurs : un)}";

    private IEnumerable<string> Details()
    {
        if (Rendus.Count > 0)
        {
            var numeros = string.Join(", ", Rendus.Take(Nommees).Select(r => $"{r.Numero} {r.Monde}")) + (Rendus.Count > Nommees ? "…" : "");
            yield return Compter(Rendus.Count, "certificat rendu à sa demande", "certificats rendus à leurs demandes") + $" ({numeros})";
        }

        if (SansDemande > 0)
        {
            yield return Compter(SansDemande, "certificat dont la demande est perdue, révocable", "certificats dont la demande est perdue, révocables") + " par « pfcng revoquer »";
        }

        if (Cles > 0)
        {
            yield return Compter(Cles, "clé publique de demande perdue, qui reste prise", "clés publiques de demandes perdues, qui restent prises");
        }

        if (Revocations > 0)
        {
            yield return Compter(Revocations, "révocation rétablie", "révocations rétablies");
        }

        if (Differees.Count > 0)
        {
            var attendues = string.Join(", ", Differees.Take(Nommees).Select(d => $"{d.NumeroSerie} le {d.DateEffet:dd/MM/yyyy}")) + (Differees.Count > Nommees ? "…" : "");
            yield return Compter(Differees.Count, "révocation différée perdue, à redemander", "révocations différées perdues, à redemander") + $" ({attendues})";
        }
    }
}
