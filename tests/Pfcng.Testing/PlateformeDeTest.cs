using Pfcng.Domain.Autorites;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Echeances;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Domain.Operations.RevoquerCertificat;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;

namespace Pfcng.Testing;

/// <summary>The domain with a real store in a directory of its own, the demonstration's people, a clock and an authority that tests drive.</summary>
public sealed class PlateformeDeTest : IAsyncDisposable
{
    private readonly bool _aEffacer;

    private PlateformeDeTest(string chemin, bool aEffacer)
    {
        _aEffacer = aEffacer;
        Depot = Depot.Ouvrir(chemin);
    }

    public Depot Depot { get; }

    /// <summary>What <see cref="ReprendreAsync"/> did.</summary>
    public BilanDeReprise Repris { get; private set; } = new();

    public AnnuaireEnMemoire Annuaire { get; } = ConstructeursDuDomaine.Annuaire();

    public FausseAutorite Autorite { get; } = new();

    public HorlogeManuelle Horloge { get; } = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public CodeDeRevocation Codes { get; } = new(new byte[32]);

    public Parametres Parametres { get; set; } = ConstructeursDuDomaine.ToutOuvert;

    public DemanderDeTest Demander => new(new(Depot, Annuaire, Horloge, ConstructeursDuDomaine.LireCsr, Parametres));

    public Verrous Verrous { get; } = new();

    public RetirerDeTest Retirer => new(new(Depot, Annuaire, Autorite, Codes, Verrous, Horloge, Parametres.Delai));

    public ExecuterRevocations Executer => new(Depot, Execution, Verrous, Horloge);

    public RevoquerDeTest Revoquer => new(new(Depot, Annuaire, Execution, Verrous, Horloge));

    private ExecutionDeRevocation Execution => new(Depot, Autorite, Horloge);

    public RenouvelerDeTest Renouveler => new(new(Depot, Annuaire, Horloge, ConstructeursDuDomaine.LireCsr, Parametres, Fenetre));

    public FenetreDeRenouvellement Fenetre { get; set; } = new(JoursAvant: 30, JoursApres: 10);

    public SuivreDeTest Suivre => new(new(Depot, Annuaire, Verrous, Horloge), Parametres.Delai);

    /// <summary>A new store, erased at the end.</summary>
    public static PlateformeDeTest Neuve() => new(Path.Combine(Directory.CreateTempSubdirectory("pfcng-").FullName, "pfcng.db"), aEffacer: true);

    /// <summary>A store that is somewhere, and stays there.</summary>
    public static PlateformeDeTest Sur(string chemin) => new(chemin, aEffacer: false);

    /// <summary>A store that is somewhere, compared with its journal and with lists as a start does.</summary>
    public static async Task<PlateformeDeTest> ReprendreAsync(string chemin, IReadOnlyCollection<RevocationTechnique>? listes = null)
    {
        var plateforme = Sur(chemin);
        var douteuses = await RevocationsDouteuses.ChercherAsync(plateforme.Depot, listes ?? [], default);
        plateforme.Repris = await Reprise.FaireAsync(plateforme.Depot, listes ?? [], douteuses, plateforme.Horloge.GetUtcNow(), default);
        return plateforme;
    }

    /// <summary>One demande that is « Demande validée »; gives its number.</summary>
    public async Task<long> DemanderUneAsync(Domain.Acteurs.Personne acteur, DemandeCertificat demande)
    {
        var reponse = await Demander.TraiterAsync(ConstructeursDuDomaine.Appel(acteur), ConstructeursDuDomaine.Lot(demande), default);
        return reponse.Demandes[0].IndiceDemande ?? throw new InvalidOperationException(reponse.Message);
    }

    /// <summary>Withdraws without acknowledging.</summary>
    public Task<RetraitDeTest> RetirerAsync(Domain.Acteurs.Personne acteur, long numero, string code = "code", string? tiers = null) =>
        Retirer.TraiterAsync(ConstructeursDuDomaine.Appel(acteur), new(tiers, $"{numero}", code), default);

    /// <summary>A product « Produit actif »; gives its number.</summary>
    public async Task<long> ObtenirAsync(Domain.Acteurs.Personne acteur, DemandeCertificat demande)
    {
        var numero = await DemanderUneAsync(acteur, demande);
        await using var retrait = await RetirerAsync(acteur, numero);
        await retrait.AccuserAsync(transmise: true);
        return numero;
    }

    /// <summary>Revokes a product, which may have no certificate yet but has a serial number.</summary>
    public async Task<ReponseRevocationCertificat> RevoquerAsync(
        Domain.Acteurs.Personne acteur, long numero, MotifRevocation motif = MotifRevocation.FIN_DACTIVITE, DateOnly? date = null, string? tiers = null, Monde monde = Monde.Test)
    {
        var (_, produit) = (await Depot.LireAsync(c => DepotDesDemandes.Lire(c, Monde.Test, numero), default))!.Value;
        return await Revoquer.TraiterAsync(
            ConstructeursDuDomaine.Appel(acteur, monde: monde),
            new(tiers, produit.Technique!.Aki, produit.Technique.NumeroSerie, motif, motif == MotifRevocation.AUTRE ? "autre" : null, date, "demandeur@exemple.fr", "informe@exemple.fr"),
            default);
    }

    /// <summary>The states in the store.</summary>
    public async Task<Etats> EtatsAsync(long numero, Monde monde = Monde.Test)
    {
        var (demande, produit) = (await Depot.LireAsync(c => DepotDesDemandes.Lire(c, monde, numero), default))!.Value;
        return new(demande.Etat, produit.Etat);
    }

    /// <summary>Codes of action of a demande, oldest first.</summary>
    public async Task<string> ActionsAsync(long numero, Monde monde = Monde.Test) =>
        string.Join(' ', (await Historique.ListerAsync(Depot, monde, numero, default)).Select(l => l.CodeAction));

    public async ValueTask DisposeAsync()
    {
        await Depot.DisposeAsync();
        if (_aEffacer)
        {
            Directory.Delete(Path.GetDirectoryName(Depot.Chemin)!, recursive: true);
        }
    }
}
