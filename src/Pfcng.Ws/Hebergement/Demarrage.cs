using Pfcng.Ca.Locale;

namespace Pfcng.Ws.Hebergement;

/// <summary>How the service starts: five stages, each whole before the next, each closed with the next or by its failure.</summary>
internal static class Demarrage
{
    /// <summary>Opens them all, with the machine's clock, our own authorities and the directory's file.</summary>
    /// <param name="reglages">The settings.</param>
    /// <param name="progres">Told what takes time: the keys of a first start.</param>
    /// <param name="annulation">Stops between two steps; what is made stays.</param>
    /// <exception cref="DemarrageImpossibleException">Something can't be used; the line says what.</exception>
    public static async Task<EtapeDuService> OuvrirAsync(Reglages reglages, IProgress<string> progres, CancellationToken annulation)
    {
        var donnees = await EtapeDesDonnees.OuvrirAsync(reglages, new HorlogeDecalee(reglages.Decalage));
        var confiance = await EtablirAsync(donnees, progres, annulation);
        return await EtapeDuService.OuvrirAsync(confiance, AutoriteDe(confiance), confiance.Declarations);
    }

    /// <summary>From the data to trust: the stages whose dependencies are all in the stage before.</summary>
    public static async Task<EtapeDeConfiance> EtablirAsync(EtapeDesDonnees donnees, IProgress<string> progres, CancellationToken annulation)
    {
        var autorites = await EtapeDesAutorites.OuvrirAsync(donnees, progres, annulation);
        var demonstration = await EtapeDeDemonstration.OuvrirAsync(autorites, progres);
        return await EtapeDeConfiance.OuvrirAsync(demonstration, annulation);
    }

    /// <summary>The authority of this process, with the keys of its data folder.</summary>
    public static AutoriteLocale AutoriteDe(EtapeDeConfiance confiance) =>
        new(confiance.Autorites.Autorites, confiance.Autorites.Produits, confiance.Autorites.Publication, confiance.Listes);
}
