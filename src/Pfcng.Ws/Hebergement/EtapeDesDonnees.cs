using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Stockage;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Donnees;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Hebergement;

/// <summary>The first stage of the start: the data folder is ours and locked, the store and the trace files are open, what the operator gives was looked at.</summary>
internal sealed class EtapeDesDonnees : IAsyncDisposable
{
    private readonly Fermetures _ouverts;

    private EtapeDesDonnees(Reglages reglages, RepertoireDeDonnees dossier, TimeProvider horloge, Depot depot, Registres registres, Fermetures ouverts) =>
        (Reglages, Dossier, Horloge, Depot, Registres, _ouverts) = (reglages, dossier, horloge, depot, registres, ouverts);

    /// <summary>The settings.</summary>
    public Reglages Reglages { get; }

    /// <summary>The data folder.</summary>
    public RepertoireDeDonnees Dossier { get; }

    /// <summary>The domain's clock.</summary>
    public TimeProvider Horloge { get; }

    /// <summary>The store, which locks the folder.</summary>
    public Depot Depot { get; }

    /// <summary>The trace files.</summary>
    public Registres Registres { get; }

    /// <summary>Opens it.</summary>
    /// <param name="reglages">The settings.</param>
    /// <param name="horloge">The domain's clock: the machine's, or <see cref="HorlogeDecalee"/>.</param>
    /// <exception cref="DemarrageImpossibleException">Something can't be used; the line says what.</exception>
    public static async Task<EtapeDesDonnees> OuvrirAsync(Reglages reglages, TimeProvider horloge)
    {
        if (!Directory.Exists(reglages.DataDirectory) || !Directory.EnumerateFileSystemEntries(reglages.DataDirectory).Any())
        {
            await Fermetures.OuvrirAsync(precedente: null, reglages.DataDirectory, _ =>
            {
                Examiner(reglages); // A first start that can't be leaves nothing, not even which form it would have been.
                return Task.FromResult(true);
            });
        }

        var dossier = RepertoireDeDonnees.Ouvrir(reglages.DataDirectory, reglages.Demonstration);
        return await Fermetures.OuvrirAsync(precedente: null, dossier.Base, ouverts =>
        {
            var depot = ouverts.Garder(Depot.Ouvrir(dossier.Base, dossier.Vestiges, horloge));
            Examiner(reglages);
            var confidences = new Confidences(reglages.Demonstration ? new CetteMachine(reglages.Limites.AdressesSansBorne).Demande : null);
            var registres = ouverts.Garder(Registres.Ouvrir(dossier.Trace, reglages.Trace, confidences));
            return Task.FromResult(new EtapeDesDonnees(reglages, dossier, horloge, depot, registres, ouverts));
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _ouverts.DisposeAsync();

    /// <summary>Before keys are made, under a passphrase for ever perhaps: what can be wrong at no cost is looked at first.</summary>
    private static void Examiner(Reglages reglages)
    {
        if (!reglages.AnnuaireACreer)
        {
            if (!File.Exists(reglages.Annuaire))
            {
                throw new DemarrageImpossibleException($"Il n’y a pas d’annuaire {reglages.Annuaire} ({Reglage.Section}:Annuaire).");
            }

            AnnuaireFichier.Lire(reglages.Annuaire);
        }

        AutoritesDeConfiance.DesCartes(!reglages.Demonstration, reglages.Confiance);
    }
}
