using Pfcng.Ca.Delivrance;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Csr;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Echeances;
using Pfcng.Domain.Exploitation;
using Pfcng.Domain.Operations.DemanderCertificats;
using Pfcng.Domain.Operations.RetirerCertificat;
using Pfcng.Domain.Operations.RevoquerCertificat;
using Pfcng.Domain.Stockage;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Exploitation;
using Pfcng.Ws.Operations;

namespace Pfcng.Ws.Hebergement;

/// <summary>Gives each operation, verb and task what it needs, and nothing more.</summary>
/// <param name="confiance">Where it is.</param>
/// <param name="autorite">The authority that they call.</param>
/// <param name="annuaire">The directory that they ask.</param>
internal sealed class Composition(EtapeDeConfiance confiance, IAutorite autorite, IAnnuaire annuaire)
{
    private readonly Verrous _verrous = new(); // One instance for all who touch products.

    private Depot Depot => confiance.Autorites.Donnees.Depot;

    private TimeProvider Horloge => confiance.Autorites.Donnees.Horloge;

    private Reglages Reglages => confiance.Autorites.Donnees.Reglages;

    /// <summary>The operations of the channel.</summary>
    public TableDesOperations Operations()
    {
        var contrat = Contrat.Charger();
        return TableDesOperations.Dresser(
            contrat,
            DemanderCertificats(),
            new(Depot, annuaire, autorite, confiance.Autorites.Codes, _verrous, Horloge, Reglages.DelaiDeRetrait, Relecture(contrat)),
            new(Depot, annuaire, Execution(), _verrous, Horloge),
            new(Depot, annuaire, Horloge, LireCsr, Parametres(), Reglages.Renouvellement),
            new(Depot, annuaire, _verrous, Horloge),
            Reglages.DelaiDeRetrait);
    }

    /// <summary>The operator's verbs.</summary>
    public Ordres Ordres() => new(
        new(confiance.Autorites.Autorites, new RevoquerParExploitant(Depot, autorite, _verrous, Horloge)),
        new(Depot, annuaire, DemanderCertificats(), Horloge));

    /// <summary>What the service does by itself.</summary>
    public Taches Taches(SignatureDesTetes tetes) => new(
        new ExecuterRevocations(Depot, Execution(), _verrous, Horloge), confiance.Listes, confiance.Externes, confiance.Autorites.Donnees.Registres, confiance.Archive, tetes,
        Reglages.EntreDeuxTetes);

    private DemanderCertificatsHandler DemanderCertificats() => new(Depot, annuaire, Horloge, LireCsr, Parametres());

    private Relecture Relecture(Contrat contrat)
    {
        var preuves = new RelectureDesPreuves(confiance.Cercle.Autorites, contrat);
        var (certificats, produits) = (new CertificatsPublics(confiance.Autorites.Autorites), confiance.Autorites.Produits);
        return new(preuves.Lire, (monde, produit, der) => certificats.Relire(produits[monde, produit], der));
    }

    private Parametres Parametres() => new(
        Reglages.ProduitsFermes,
        Reglages.UpnDomainesPs is { Count: > 0 } domaines ? domaines.ToHashSet(StringComparer.OrdinalIgnoreCase) : null,
        Reglages.DelaiDeRetrait);

    private ExecutionDeRevocation Execution() => new(Depot, autorite, Horloge);

    private static CsrLue LireCsr(string texte) => DemandePkcs10.Lire(texte, out var cle, out var defaut)
        ? new(cle.ClePublique, Convert.FromHexString(cle.Empreinte), null)
        : new(null, null, defaut.Raison, defaut.Detail);
}
