using Pfcng.Ca;
using Pfcng.Ca.Cles;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Locale;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Demonstration;
using Pfcng.Ws.Donnees;
using Pfcng.Ws.Publication;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Hebergement;

/// <summary>What the service stands on, opened in order: store (which locks the data folder), authorities, lists, directory, trust.</summary>
internal sealed class Socle : IAsyncDisposable
{
    private ListesExternes? _listesExternes;

    private Socle(Reglages reglages, RepertoireDeDonnees dossier, TimeProvider horloge, Depot depot)
    {
        Reglages = reglages;
        Dossier = dossier;
        Horloge = horloge;
        Depot = depot;
        Publication = new(AdresseDePublication(reglages));
    }

    public Reglages Reglages { get; }

    public RepertoireDeDonnees Dossier { get; }

    /// <summary>The domain's clock.</summary>
    public TimeProvider Horloge { get; }

    public Depot Depot { get; }

    public PublicationOptions Publication { get; }

    public OptionsProduits Options { get; private init; } = new();

    public Produits Produits { get; private set; } = null!;

    public Autorites Autorites { get; private set; } = null!;

    public PublicationDesListes Listes { get; private set; } = null!;

    /// <summary>What the store had lost, and what was made good (D26, D29).</summary>
    public BilanDeReprise Repris { get; private set; } = new();

    /// <summary>Revocations that the store has written and whose product is not révoqué, a sentence each: none is published (D29, D37).</summary>
    public IReadOnlyList<string> Contredites { get; private set; } = [];

    /// <summary>The directory's file: the servers and the white list are in it.</summary>
    public AnnuaireFichier Declarations { get; private set; } = null!;

    /// <summary>The directory that the handlers ask.</summary>
    public IAnnuaire Annuaire { get; private set; } = null!;

    public CercleDeConfiance Confiance { get; private set; } = null!;

    public CodeDeRevocation Codes { get; private set; } = null!;

    /// <summary>One instance for all who touch products.</summary>
    public Verrous Verrous { get; } = new();

    /// <summary>The lists of our authorities, as they are served.</summary>
    public ListesServies ListesServies { get; } = new();

    /// <summary>The lists of others.</summary>
    public ListesExternes ListesExternes => _listesExternes!;

    /// <summary>The trace files.</summary>
    public Registres Registres { get; private set; } = null!;

    /// <summary>The lists that were in force.</summary>
    public ArchiveDesListes Archive { get; private set; } = null!;

    /// <summary>Signs the heads of the history.</summary>
    public CleDesTetes CleDesTetes { get; private set; } = null!;

    /// <summary>Its heads.</summary>
    public SignatureDesTetes Tetes { get; private set; } = null!;

    /// <summary>The authority that the handlers call.</summary>
    public IAutorite Autorite { get; private set; } = null!;

    /// <summary>Opens everything.</summary>
    /// <param name="reglages">The settings.</param>
    /// <param name="progres">Told what takes time: the keys of a first start.</param>
    /// <param name="annulation">Stops between two steps; what is made stays.</param>
    /// <param name="doubler">Stands between the domain and the authority, to make it fail in tests; null: nothing does.</param>
    /// <param name="doublerAnnuaire">The same before the directory.</param>
    /// <param name="horloge">The domain's clock in tests; null: the machine's, shifted as the settings say.</param>
    /// <exception cref="DemarrageImpossibleException">Something can't be used; the line says what.</exception>
    public static async Task<Socle> OuvrirAsync(
        Reglages reglages,
        IProgress<string> progres,
        CancellationToken annulation,
        Func<IAutorite, IAutorite>? doubler = null,
        Func<IAnnuaire, IAnnuaire>? doublerAnnuaire = null,
        TimeProvider? horloge = null)
    {
        var dossier = RepertoireDeDonnees.Ouvrir(reglages.DataDirectory, reglages.Demonstration);
        Socle? socle = null;
        try
        {
            horloge ??= new HorlogeDecalee(reglages.Decalage);
            socle = new Socle(reglages, dossier, horloge, Depot.Ouvrir(dossier.Base, dossier.Vestiges, horloge))
            {
                Options = new() { SslServSansClientAuth = !reglages.SslServClientAuth, PolitiquesDeProduction = reglages.Politiques },
            };
            await socle.OuvrirAsync(progres, annulation);
            socle.Autorite = doubler?.Invoke(socle.Autorite) ?? socle.Autorite;
            socle.Annuaire = doublerAnnuaire?.Invoke(socle.Annuaire) ?? socle.Annuaire;
            return socle;
        }
        catch (Exception e)
        {
            if (socle is not null)
            {
                await socle.DisposeAsync();
            }

            throw e is StoreIndisponibleException indisponible ? DemarrageImpossibleException.Du(indisponible, dossier.Base) : e is StoreException or AutoriteInutilisableException or AnnuaireException or IOException or UnauthorizedAccessException
                ? new DemarrageImpossibleException(e.Message, e)
                : e;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Tetes is not null)
        {
            await Tetes.DisposeAsync();
        }

        await Depot.DisposeAsync();
        _listesExternes?.Dispose();
        Listes?.Dispose();
        Autorites?.Dispose();
        CleDesTetes?.Dispose();
        Registres?.Dispose();
    }

    private async Task OuvrirAsync(IProgress<string> progres, CancellationToken annulation)
    {
        ExaminerCeQuiEstDonne();
        Registres = Registres.Ouvrir(Dossier.Trace, Reglages);
        Produits = new(Options);
        var connues = await PiecesDuDossier.ConnuesAsync(Depot, Dossier, Reglages.Demonstration, annulation);
        Autorites = await Autorites.OuvrirAsync(Parametres(connues), TimeProvider.System, progres, annulation); // Peers verify them with the true time, whatever the demonstration shifts.
        CleDesTetes = CleDesTetes.OuvrirOuCreer(Parametres(connues), Autorites);
        var cleDesCodes = SecretLocal.OuvrirOuCreer(Dossier.CleDesCodes, connues.Contains(PiecesDuDossier.CleDesCodes));
        Codes = new(cleDesCodes);
        await Pieces.ExigerAsync(Depot,
        [
            .. Autorites.Toutes.Select(a => new Piece(a.Nom.Fichier, Dossier.Certificat(a.Nom), a.Certificat.RawData)),
            new(PiecesDuDossier.CleDesCodes, Dossier.CleDesCodes, cleDesCodes),
            new(CleDesTetes.NomDePiece, CleDesTetes.Chemin(Dossier.Autorites), CleDesTetes.Attestation),
        ]);
        var cartes = Reglages.Demonstration ? MondeDeDemonstration.Preparer(this, progres) : [];

        Annuaire = Declarations = AnnuaireFichier.Lire(Reglages.Annuaire);
        Listes = new(Autorites, Dossier.Listes, Horloge, new(Depot.NumeroDeListe, Depot.RetenirNumeroDeListeAsync));
        Repris = await Reprise.FaireAsync(Depot, Listes.Montrees, Horloge.GetUtcNow(), annulation);
        await Listes.RetenirLesNumerosAsync();
        Contredites = await Revocations.ContreditesAsync(Depot, annulation);
        Listes.Connaitre([.. await Revocations.FaitesAsync(Depot, annulation), .. cartes]);
        Archive = new(Dossier.ArchiveDesListes);
        Confiance = new(AutoritesDeConfiance.Charger(this), TimeProvider.System, Horloge, Archive);
        ReprendreLesListesDesAutres();
        Listes.Publiee += Publier;
        _listesExternes = new(Confiance, Reglages.Confiance, Reglages.ListesExternes, Dossier.ListesExternes, Horloge);
        _listesExternes.Charger();
        await Listes.PublierDuesAsync();
        foreach (var autorite in Autorites.Toutes)
        {
            Publier(autorite);
        }

        Autorite = new AutoriteLocale(Autorites, Produits, Publication, Listes);
        Tetes = await SignatureDesTetes.OuvrirAsync(Depot, CleDesTetes, Horloge);
    }

    /// <summary>The newest that were in force, so that no older one put back beside a stopped service hides a revocation (D9). Ours have their numbers elsewhere.</summary>
    private void ReprendreLesListesDesAutres()
    {
        foreach (var liste in Confiance.Autorites.Where(a => !Autorites.Toutes.Any(notre => a.Est(notre.Certificat))).SelectMany(Archive.Dernieres))
        {
            Confiance.MettreAJour(liste);
        }
    }

    /// <summary>Before keys are made, under a passphrase for ever perhaps: what can be wrong at no cost is looked at first.</summary>
    private void ExaminerCeQuiEstDonne()
    {
        if (!Reglages.AnnuaireACreer)
        {
            if (!File.Exists(Reglages.Annuaire))
            {
                throw new DemarrageImpossibleException($"Il n’y a pas d’annuaire {Reglages.Annuaire} ({Reglage.Section}:Annuaire).");
            }

            AnnuaireFichier.Lire(Reglages.Annuaire);
        }

        AutoritesDeConfiance.DesCartes(Reglages);
    }

    private ParametresAutorites Parametres(IReadOnlySet<string> connues) => new(Dossier.Autorites, Publication)
    {
        PhraseSecrete = Reglages.PhraseSecrete,
        AvecCartes = Reglages.Demonstration,
        Connues = connues,
    };

    /// <summary>A new list of ours: known to the doors and served before whoever asked for it is answered.</summary>
    private void Publier(Autorite autorite)
    {
        var der = Listes.Courante(autorite.Nom)!.Value;
        var liste = ListeDeRevocation.Lire(der);
        Confiance.MettreAJour(liste);
        ListesServies.Prendre(autorite.Nom, der, liste);
    }

    private static string AdresseDePublication(Reglages reglages) =>
        (reglages.AdresseDePublication?.GetLeftPart(UriPartial.Path) ?? $"http://localhost:{reglages.HttpPort}").TrimEnd('/');
}
