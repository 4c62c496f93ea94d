using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Autorites;
using Pfcng.Ws.Exploitation;
using Pfcng.Ws.Operations;

namespace Pfcng.Ws.Hebergement;

/// <summary>The last stage: the history's heads are signed, and the operations have what they need; the doors can be opened.</summary>
internal sealed class EtapeDuService : IAsyncDisposable
{
    private readonly Fermetures _ouverts;

    private EtapeDuService(EtapeDeConfiance confiance, SignatureDesTetes tetes, Composition composition, Fermetures ouverts)
    {
        (Confiance, Tetes, _ouverts) = (confiance, tetes, ouverts);
        (Operations, Ordres, Taches) = (composition.Operations(), composition.Ordres(), composition.Taches(tetes));
    }

    /// <summary>What it stands on.</summary>
    public EtapeDeConfiance Confiance { get; }

    /// <summary>The keys it stands on.</summary>
    public EtapeDesAutorites Autorites => Confiance.Autorites;

    /// <summary>The data it stands on.</summary>
    public EtapeDesDonnees Donnees => Confiance.Autorites.Donnees;

    /// <summary>The heads of the history.</summary>
    public SignatureDesTetes Tetes { get; }

    /// <summary>The operations of the channel.</summary>
    public TableDesOperations Operations { get; }

    /// <summary>The operator's verbs that write.</summary>
    public Ordres Ordres { get; }

    /// <summary>What the service does by itself.</summary>
    public Taches Taches { get; }

    /// <summary>Opens it; the stage before is closed with it, or by its failure.</summary>
    /// <param name="confiance">What it stands on.</param>
    /// <param name="autorite">The authority that the handlers call.</param>
    /// <param name="annuaire">The directory that they ask.</param>
    /// <exception cref="DemarrageImpossibleException">The history's heads are not that key's, or can't be written.</exception>
    public static Task<EtapeDuService> OuvrirAsync(EtapeDeConfiance confiance, IAutorite autorite, IAnnuaire annuaire) =>
        Fermetures.OuvrirAsync(confiance, confiance.Autorites.Donnees.Depot.Chemin, async ouverts =>
        {
            var donnees = confiance.Autorites.Donnees;
            var tetes = ouverts.Garder(await SignatureDesTetes.OuvrirAsync(donnees.Depot, confiance.Autorites.CleDesTetes, donnees.Horloge));
            return new EtapeDuService(confiance, tetes, new Composition(confiance, autorite, annuaire), ouverts);
        });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _ouverts.DisposeAsync();
}
