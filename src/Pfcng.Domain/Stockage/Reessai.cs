namespace Pfcng.Domain.Stockage;

/// <summary>Optimistic writing: what a conflict undid is loaded and decided again.</summary>
internal static class Reessai
{
    private const int Essais = 5;

    /// <summary>Loads, decides and stores, a few times at most.</summary>
    /// <exception cref="StoreIndisponibleException">Somebody was quicker each time.</exception>
    public static async Task<T> FaireAsync<T>(Func<Task<T>> essai)
    {
        for (var reste = Essais; ; reste--)
        {
            try
            {
                return await essai();
            }
            catch (ConflitException e) when (reste == 1)
            {
                throw new StoreIndisponibleException("Le dépôt change sans cesse.", e);
            }
            catch (ConflitException)
            {
                // What the quicker one wrote is read now, and the rules refuse or allow with it.
            }
        }
    }
}
