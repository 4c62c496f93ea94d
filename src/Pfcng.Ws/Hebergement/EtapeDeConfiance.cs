using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Publication;

namespace Pfcng.Ws.Hebergement;

/// <summary>The fourth stage: who is trusted is known, with the newest list of each authority, ours published anew where they were due; the store has back what it had lost.</summary>
internal sealed class EtapeDeConfiance : IAsyncDisposable
{
    private readonly Fermetures _ouverts;

    private EtapeDeConfiance(
        EtapeDesAutorites autorites, AnnuaireFichier declarations, PublicationDesListes listes, ListesServies servies, CercleDeConfiance cercle, ArchiveDesListes archive,
        ListesExternes externes, BilanDeReprise repris, IReadOnlyList<string> contredites, Fermetures ouverts)
    {
        (Autorites, Declarations, Listes, Servies, Cercle, Archive, Externes) = (autorites, declarations, listes, servies, cercle, archive, externes);
        (Repris, Contredites, _ouverts) = (repris, contredites, ouverts);
    }

    /// <summary>What it stands on, the demonstration apart.</summary>
    public EtapeDesAutorites Autorites { get; }

    /// <summary>The directory's file: persons, servers and the white list.</summary>
    public AnnuaireFichier Declarations { get; }

    /// <summary>The lists of our authorities.</summary>
    public PublicationDesListes Listes { get; }

    /// <summary>The same as they are served.</summary>
    public ListesServies Servies { get; }

    /// <summary>Who is trusted.</summary>
    public CercleDeConfiance Cercle { get; }

    /// <summary>The lists that were in force.</summary>
    public ArchiveDesListes Archive { get; }

    /// <summary>The lists of others.</summary>
    public ListesExternes Externes { get; }

    /// <summary>What the store had lost, and what was made good (D26, D29).</summary>
    public BilanDeReprise Repris { get; }

    /// <summary>Revocations that the store has written, and that its products, or all that stands beside it, contradict, a sentence each: none is published (D29, D37).</summary>
    public IReadOnlyList<string> Contredites { get; }

    /// <summary>True while each authority, ours included, has a list in validity.</summary>
    public bool ListesEnVigueur
    {
        get
        {
            var maintenant = Autorites.Donnees.Horloge.GetUtcNow();
            return Cercle.SansListeEnVigueur.Count == 0 && Autorites.Autorites.Toutes.All(a => Servies.De(a.Nom)?.Fin > maintenant);
        }
    }

    /// <summary>Opens it; the stage before is closed with it, or by its failure.</summary>
    /// <param name="demonstration">What it stands on.</param>
    /// <param name="annulation">Stops between two steps; what is made stays.</param>
    /// <exception cref="DemarrageImpossibleException">Something can't be used; the line says what.</exception>
    public static Task<EtapeDeConfiance> OuvrirAsync(EtapeDeDemonstration demonstration, CancellationToken annulation) =>
        Fermetures.OuvrirAsync(demonstration, demonstration.Autorites.Donnees.Depot.Chemin, async ouverts =>
        {
            var (autorites, donnees) = (demonstration.Autorites, demonstration.Autorites.Donnees);
            var (dossier, depot, horloge, reglages) = (donnees.Dossier, donnees.Depot, donnees.Horloge, donnees.Reglages);
            var declarations = AnnuaireFichier.Lire(reglages.Annuaire);
            var listes = ouverts.Garder(new PublicationDesListes(autorites.Autorites, dossier.Listes, horloge, new(depot.NumeroDeListe, depot.RetenirNumeroDeListeAsync)));
            var douteuses = await RevocationsDouteuses.ChercherAsync(depot, listes.Montrees, annulation);
            var repris = await Reprise.FaireAsync(depot, listes.Montrees, douteuses, horloge.GetUtcNow(), annulation);
            await listes.RetenirLesNumerosAsync();
            string[] contredites = [.. await Revocations.ContreditesAsync(depot, annulation), .. douteuses.Select(RevocationsDouteuses.Nommer)];
            listes.Connaitre([.. (await Revocations.FaitesAsync(depot, annulation)).Except(douteuses), .. demonstration.CartesRevoquees]);

            var archive = new ArchiveDesListes(dossier.ArchiveDesListes);
            var cercle = new CercleDeConfiance(
                AutoritesDeConfiance.Charger(autorites.Autorites, !reglages.Demonstration, reglages.Confiance), TimeProvider.System, horloge, archive);
            Reprendre(cercle, archive, autorites.Autorites);
            var servies = new ListesServies();
            listes.Publiee += Publier;
            var externes = ouverts.Garder(new ListesExternes(cercle, reglages.Confiance, reglages.ListesExternes, dossier.ListesExternes, horloge));
            externes.Charger();
            await listes.PublierDuesAsync();
            foreach (var autorite in autorites.Autorites.Toutes)
            {
                Publier(autorite);
            }

            return new EtapeDeConfiance(autorites, declarations, listes, servies, cercle, archive, externes, repris, contredites, ouverts);

            // A new list of ours: known to the doors and served before whoever asked for it is answered.
            void Publier(Autorite autorite)
            {
                var der = listes.Courante(autorite.Nom)!.Value;
                var liste = ListeDeRevocation.Lire(der);
                cercle.MettreAJour(liste);
                servies.Prendre(autorite.Nom, der, liste);
            }
        });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _ouverts.DisposeAsync();

    /// <summary>The newest lists of others that were in force, so that no older one put back beside a stopped service hides a revocation (D9). Ours have their numbers elsewhere.</summary>
    private static void Reprendre(CercleDeConfiance cercle, ArchiveDesListes archive, Autorites notres)
    {
        foreach (var liste in cercle.Autorites.Where(a => !notres.Toutes.Any(notre => a.Est(notre.Certificat))).SelectMany(archive.Dernieres))
        {
            cercle.MettreAJour(liste);
        }
    }
}
