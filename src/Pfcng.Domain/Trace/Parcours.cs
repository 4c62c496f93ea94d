using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Trace;

/// <summary>Walks through the store a page at a time, each page read and judged in one snapshot: memory stays small whatever its size.</summary>
/// <param name="depot">The store.</param>
/// <param name="progres">Told how far it is, in French.</param>
/// <param name="annulation">Stops.</param>
internal sealed class Parcours(Depot depot, IProgress<string> progres, CancellationToken annulation)
{
    /// <summary>What is read in one go.</summary>
    private const int ParPage = 500;

    private const int EntreDeuxNouvelles = 20_000;
    private const int Essais = 2;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// What is still wrong after a moment: a running service publishes a list, or writes in its journal, just before it commits.
    /// </summary>
    public async Task<string?> PersistantAsync(Func<Connexion, string?> juger)
    {
        for (var reste = Essais; ; reste--)
        {
            if (await depot.LireAsync(juger, annulation) is not { } raison)
            {
                return null;
            }

            if (reste == 0)
            {
                return raison;
            }

            await Task.Delay(Moment, annulation);
        }
    }

    /// <summary>Judges things one after the other, in the order of (number, world).</summary>
    /// <param name="page">Gives those that come after a place, so many at most.</param>
    /// <param name="place">Place of one.</param>
    /// <param name="juger">What is wrong with one, in French, or null.</param>
    /// <param name="nom">What they are, for the progress; null: it is not told.</param>
    /// <returns>What is wrong with the first bad one, or null; and how many were right before.</returns>
    public async Task<(string? Raison, long Justes)> FaireAsync<T>(
        Func<Connexion, long, string, int, List<T>> page, Func<T, (long Numero, string Monde)> place, Func<Connexion, T, string?> juger, string? nom = null)
    {
        var (numero, monde, justes, parPage) = (0L, "", 0L, ParPage);
        while (true)
        {
            try
            {
                var (combien, raison) = await depot.LireAsync(c => Juger(c, page(c, numero, monde, parPage)), annulation);
                if (raison is not null || combien < parPage)
                {
                    return (raison, justes);
                }
            }
            catch (DepotAltereException) when (parPage > 1)
            {
                parPage = 1; // Which one it is, is known one by one.
            }
            catch (DepotAltereException e)
            {
                return (e.Message, justes);
            }

            if (nom is not null && justes % EntreDeuxNouvelles < ParPage)
            {
                progres.Report($"{justes} {nom}");
            }
        }

        (int, string?) Juger(Connexion connexion, List<T> choses)
        {
            foreach (var chose in choses)
            {
                annulation.ThrowIfCancellationRequested();
                if (juger(connexion, chose) is { } raison)
                {
                    return (choses.Count, raison);
                }

                justes++;
                (numero, monde) = place(chose);
            }

            return (choses.Count, null);
        }
    }
}
