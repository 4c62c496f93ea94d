using Pfcng.Ca.Delivrance;
using Pfcng.Domain.Csr;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Echeances;
using Pfcng.Domain.Operations.DemanderCertificats;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Domain.Operations.RetirerCertificat;
using Pfcng.Domain.Operations.RevoquerCertificat;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Message;
using Pfcng.Ws.Operations;

namespace Pfcng.Ws.Hebergement;

/// <summary>Gives each operation what it needs.</summary>
internal static class Composition
{
    /// <summary>The operations of the channel.</summary>
    public static TableDesOperations Operations(Socle socle)
    {
        var contrat = Contrat.Charger();
        return TableDesOperations.Dresser(
            contrat,
            DemanderCertificats(socle),
            new(socle.Depot, socle.Annuaire, socle.Autorite, socle.Codes, socle.Verrous, socle.Horloge, socle.Reglages.DelaiDeRetrait, Relecture(socle, contrat)),
            new(socle.Depot, socle.Annuaire, Execution(socle), socle.Verrous, socle.Horloge),
            RenouvelerCertificat(socle),
            new(socle.Depot, socle.Annuaire, socle.Verrous, socle.Horloge),
            socle.Reglages.DelaiDeRetrait);
    }

    private static Relecture Relecture(Socle socle, Contrat contrat)
    {
        var preuves = new RelectureDesPreuves(socle.Confiance.Autorites, contrat);
        var certificats = new CertificatsPublics(socle.Autorites);
        return new(preuves.Lire, (monde, produit, der) => certificats.Relire(socle.Produits[monde, produit], der));
    }

    /// <summary>demanderCertificats, which the IHM channel calls too.</summary>
    public static DemanderCertificatsHandler DemanderCertificats(Socle socle) => new(
        socle.Depot, socle.Annuaire, socle.Horloge, LireCsr, Parametres(socle.Reglages));

    private static RenouvelerCertificatHandler RenouvelerCertificat(Socle socle) => new(
        socle.Depot, socle.Annuaire, socle.Horloge, LireCsr, Parametres(socle.Reglages), socle.Reglages.Renouvellement);

    private static Parametres Parametres(Reglages reglages) => new(
        reglages.ProduitsFermes,
        reglages.UpnDomainesPs is { Count: > 0 } domaines ? domaines.ToHashSet(StringComparer.OrdinalIgnoreCase) : null,
        reglages.DelaiDeRetrait);

    /// <summary>Executes the revocations that are due, for <see cref="Planificateur"/>.</summary>
    public static ExecuterRevocations Revocations(Socle socle) => new(socle.Depot, Execution(socle), socle.Verrous, socle.Horloge);

    private static ExecutionDeRevocation Execution(Socle socle) => new(socle.Depot, socle.Autorite, socle.Horloge);

    private static CsrLue LireCsr(string texte) => DemandePkcs10.Lire(texte, out var cle, out var defaut)
        ? new(cle.ClePublique, Convert.FromHexString(cle.Empreinte), null)
        : new(null, null, defaut.Raison, defaut.Detail);
}
