using Pfcng.Domain.Autorites;
using Pfcng.Ws.Demonstration;

namespace Pfcng.Ws.Hebergement;

/// <summary>The third stage: the demonstration's world is there, whole; in production form there is none, and nothing is made.</summary>
internal sealed class EtapeDeDemonstration : IAsyncDisposable
{
    private EtapeDeDemonstration(EtapeDesAutorites autorites, IReadOnlyList<RevocationTechnique> cartesRevoquees) =>
        (Autorites, CartesRevoquees) = (autorites, cartesRevoquees);

    /// <summary>What it stands on.</summary>
    public EtapeDesAutorites Autorites { get; }

    /// <summary>The cards that the directory says are revoked, for their authorities' lists.</summary>
    public IReadOnlyList<RevocationTechnique> CartesRevoquees { get; }

    /// <summary>Makes what is missing of it; the stage before is closed with it, or by its failure.</summary>
    /// <param name="autorites">What it stands on.</param>
    /// <param name="progres">Told what takes time: the cards of a first start.</param>
    /// <exception cref="DemarrageImpossibleException">Something can't be made; the line says what.</exception>
    public static Task<EtapeDeDemonstration> OuvrirAsync(EtapeDesAutorites autorites, IProgress<string> progres) =>
        Fermetures.OuvrirAsync(autorites, autorites.Donnees.Depot.Chemin, _ =>
        {
            var (reglages, dossier) = (autorites.Donnees.Reglages, autorites.Donnees.Dossier);
            return Task.FromResult(new EtapeDeDemonstration(autorites, reglages.Demonstration
                ? new FabriqueDuMonde(dossier, autorites.Autorites, autorites.Produits, autorites.Publication, reglages.PhraseSecrete)
                    .Preparer(reglages.Annuaire, reglages.AnnuaireACreer, progres)
                : []));
        });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Autorites.DisposeAsync();
}
