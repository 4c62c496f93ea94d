using System.Formats.Asn1;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Trace;

/// <summary>
/// Compares the store with what stands beside it, before anybody is let in: what the journal of issuance or a published list knows and the store
/// does not (it was restored from an older copy, or its process was killed before a commit) is written into it; what the store knows and the journal
/// does not (it was not there, or was lost) is written into that. Doing it again changes nothing (D24, D26, D29).
/// </summary>
public static class Reprise
{
    private const int ParPage = 500;

    /// <summary>Does it; nothing else writes meanwhile.</summary>
    /// <param name="depot">The store.</param>
    /// <param name="listes">Every revocation that our last lists show.</param>
    /// <param name="douteuses">Revocations of the store that nothing tells: the journal does not learn of them.</param>
    /// <param name="instant">Now.</param>
    /// <param name="annulation">Stops between two pages; the next start goes on.</param>
    /// <returns>What was repaired.</returns>
    /// <exception cref="StoreIndisponibleException">The store or the journal can't be written.</exception>
    /// <exception cref="IOException">The journal can't be read.</exception>
    public static async Task<BilanDeReprise> FaireAsync(
        Depot depot, IReadOnlyCollection<RevocationTechnique> listes, IReadOnlyCollection<RevocationTechnique> douteuses, DateTimeOffset instant,
        CancellationToken annulation)
    {
        ArgumentNullException.ThrowIfNull(depot);
        var place = await depot.LireAsync(PlacesDuJournal.Lire, annulation);
        var suivi = place is not null && JournalDEmission.Contient(depot.Journal, place);
        var series = new HashSet<(string, string)>();
        var bilan = await PrendreLeJournalAsync(depot, suivi ? place : null, series, instant, annulation);
        bilan += await PrendreLesListesAsync(depot, listes, instant, annulation);
        if (!suivi)
        {
            bilan += await CompleterLeJournalAsync(depot, series, douteuses, annulation) with { JournalPerdu = place is not null };
        }

        // What waited when its line was written may have been done since: a later line, or a list, said so.
        bilan = bilan with { Differees = await depot.LireAsync(c => bilan.Differees.Where(d => Restitutions.EstPerdue(c, d)).ToList(), annulation) };
        await depot.AlignerLeJournalAsync(bilan.Dire(depot.Chemin), instant);
        return bilan;
    }

    private static async Task<BilanDeReprise> PrendreLeJournalAsync(
        Depot depot, PlaceDansLeJournal? depuis, HashSet<(string, string)> series, DateTimeOffset instant, CancellationToken annulation)
    {
        var bilan = new BilanDeReprise();
        foreach (var page in JournalDEmission.Lire(depot.Journal, depuis).Chunk(ParPage))
        {
            annulation.ThrowIfCancellationRequested();
            series.UnionWith(page.Select(l => l.Contenu).OfType<Emission>().Select(e => (e.Aki, e.NumeroSerie)));
            bilan += await depot.EcrireAsync(c => page.Aggregate(new BilanDeReprise(), (somme, ligne) => somme + Prendre(c, depot, ligne, instant)));
        }

        return bilan;
    }

    private static BilanDeReprise Prendre(Connexion connexion, Depot depot, LigneLue ligne, DateTimeOffset instant)
    {
        var abimee = ligne is { Contenu: not null, Enchainee: true } ? new BilanDeReprise() : new BilanDeReprise { LigneAbimee = ligne.Numero };
        try
        {
            return ligne.Contenu is null ? abimee : abimee + Restitutions.Prendre(connexion, depot.Numeros, ligne.Contenu, instant);
        }
        catch (Exception e) when (e is AsnContentException or FormatException)
        {
            return new() { LigneAbimee = ligne.Numero };
        }
    }

    private static async Task<BilanDeReprise> PrendreLesListesAsync(
        Depot depot, IReadOnlyCollection<RevocationTechnique> listes, DateTimeOffset instant, CancellationToken annulation)
    {
        var connues = (await Revocations.FaitesAsync(depot, annulation)).Select(Cle).ToHashSet();
        var bilan = new BilanDeReprise();
        foreach (var page in listes.Where(r => !connues.Contains(Cle(r))).Chunk(ParPage))
        {
            bilan += await depot.EcrireAsync(c => page.Aggregate(
                new BilanDeReprise(), (somme, r) => somme + Restitutions.Retablir(c, r, OrigineDeRevocation.Liste, instant)));
        }

        return bilan;

        static (string, string) Cle(RevocationTechnique r) => (r.Aki, DepotDesDemandes.NumeroSerie(r.NumeroSerie));
    }

    private static async Task<BilanDeReprise> CompleterLeJournalAsync(
        Depot depot, HashSet<(string, string)> series, IReadOnlyCollection<RevocationTechnique> douteuses, CancellationToken annulation)
    {
        var journalises = 0;
        foreach (var monde in Enum.GetValues<Monde>())
        {
            long dernier;
            var suivant = 0L;
            do
            {
                dernier = suivant;
                (var page, suivant) = await depot.LireAsync(c => CopieAuJournal.Produits(c, monde, dernier, ParPage), annulation);
                journalises += await JournaliserAsync(depot, page, series);
            }
            while (suivant > dernier);

            suivant = 0;
            do
            {
                dernier = suivant;
                var cles = await depot.LireAsync(c => CopieAuJournal.Cles(c, monde, dernier, ParPage), annulation);
                if (cles.Cles.Count > 0)
                {
                    suivant = cles.Cles.Keys.Max();
                    await JournaliserAsync(depot, [cles]);
                }
            }
            while (suivant > dernier);
        }

        var sansDemande = await depot.LireAsync(CopieAuJournal.SansDemande, annulation);
        journalises += await JournaliserAsync(depot, [.. sansDemande.Select(e => (e, false))], series);
        var compteurs = await depot.LireAsync(Numeros.Tous, annulation);
        var revocations = (await Revocations.FaitesAsync(depot, annulation)).Except(douteuses);
        await JournaliserAsync(depot,
        [
            .. revocations.Select(r => new RevocationFaite(r.Monde, r.Aki, r.NumeroSerie, r.Date)),
            .. compteurs.Valeurs.Count == 0 ? Array.Empty<LigneDuJournal>() : [compteurs],
        ]);
        return new() { Journalises = journalises };
    }

    private static async Task<int> JournaliserAsync(Depot depot, List<(Emission Emission, bool Close)> emissions, HashSet<(string, string)> series)
    {
        var nouvelles = emissions.Where(e => !series.Contains((e.Emission.Aki, e.Emission.NumeroSerie))).ToList();
        await JournaliserAsync(depot,
        [
            .. nouvelles.Select(e => e.Emission),
            .. nouvelles.Where(e => e.Close).Select(e => new Cloture(e.Emission.Instant, e.Emission.Monde, e.Emission.Numero!.Value)),
        ]);
        return nouvelles.Count;
    }

    private static Task JournaliserAsync(Depot depot, IReadOnlyCollection<LigneDuJournal> lignes) => lignes.Count == 0
        ? Task.CompletedTask
        : depot.EcrireAsync(c =>
        {
            c.Journal.AddRange(lignes);
            return true;
        });
}
