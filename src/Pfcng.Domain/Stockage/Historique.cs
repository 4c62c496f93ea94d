using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>The history, as an operator reads it (D37); <see cref="ChaineDEmpreintes"/> writes it, <see cref="Trace.Verification"/> verifies it.</summary>
public static class Historique
{
    /// <summary>The rows of one demande, oldest first, as IHM §10 lists them.</summary>
    public static Task<List<LigneHistorique>> ListerAsync(Depot depot, Monde monde, long numeroDemande, CancellationToken annulation) =>
        depot.LireAsync(
            c => Lister(c, " WHERE monde = @monde AND demande = @demande ORDER BY numero", ("@monde", monde.ToString()), ("@demande", numeroDemande)),
            annulation);

    /// <summary>The next rows, a page at most.</summary>
    internal static List<LigneHistorique> Page(Connexion connexion, long apres, int combien) => Lister(
        connexion, " WHERE numero > @dernier ORDER BY numero LIMIT @combien", ("@dernier", apres), ("@combien", combien));

    /// <summary>The last row of a demande, before a row when one is given; null when there is none.</summary>
    internal static LigneHistorique? DerniereDe(Connexion connexion, Monde monde, long numeroDemande, long avant = long.MaxValue) => Lister(
        connexion,
        " WHERE monde = @monde AND demande = @demande AND numero < @avant ORDER BY numero DESC LIMIT 1",
        ("@monde", monde.ToString()),
        ("@demande", numeroDemande),
        ("@avant", avant)).FirstOrDefault();

    /// <summary>The last row of a demande that tells that action; null when there is none.</summary>
    internal static LigneHistorique? DerniereDe(Connexion connexion, Monde monde, long numeroDemande, string codeAction) => Lister(
        connexion,
        " WHERE monde = @monde AND demande = @demande AND action = @action ORDER BY numero DESC LIMIT 1",
        ("@monde", monde.ToString()),
        ("@demande", numeroDemande),
        ("@action", codeAction)).FirstOrDefault();

    /// <summary>The rows of the platform's own that tell that action, oldest first.</summary>
    internal static List<LigneHistorique> Lister(Connexion connexion, string codeAction) => Lister(
        connexion, " WHERE demande = 0 AND monde IN ('Production', 'Test') AND action = @action ORDER BY numero", ("@action", codeAction));

    /// <summary>Hash of a row; null when it is not there.</summary>
    internal static byte[]? Empreinte(Connexion connexion, long numero) =>
        (byte[]?)connexion.Valeur("SELECT empreinte FROM historique WHERE numero = @numero", ("@numero", numero));

    /// <summary>Tells, before it is executed, an operator's order that writes.</summary>
    /// <param name="depot">The store.</param>
    /// <param name="monde">The world it is about.</param>
    /// <param name="utilisateur">The system's user who gives it.</param>
    /// <param name="texte">The order, in French.</param>
    /// <param name="instant">When.</param>
    /// <exception cref="StoreIndisponibleException">It can't be told: it must not be executed (D37).</exception>
    public static Task TracerOrdreAsync(Depot depot, Monde monde, string utilisateur, string texte, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(depot);
        return depot.EcrireAsync(c =>
        {
            TracerOrdre(c, monde, new(TypeActeur.Plateforme, Exploitant(utilisateur), null, null), texte, instant);
            return true;
        });
    }

    /// <summary>« Exploitant (root) »: a user of the system, as the history names him.</summary>
    internal static Identite Exploitant(string utilisateur) => new(utilisateur, "Exploitant", "");

    /// <summary>The operator's order to revoke, as the history tells it.</summary>
    internal static string OrdreDeRevoquer(string aki, string numeroSerie, string? motif) =>
        $"revoquer : AKI {aki}, numéro de série {DepotDesDemandes.NumeroSerie(numeroSerie)}, motif « {motif} »";

    /// <inheritdoc cref="TracerOrdreAsync"/>
    internal static void TracerOrdre(Connexion connexion, Monde monde, Auteur auteur, string texte, DateTimeOffset instant) =>
        new ChaineDEmpreintes(connexion).Ajouter(monde, ActionDePlateforme.OrdreDExploitant, instant, texte, auteur);

    private static List<LigneHistorique> Lister(Connexion connexion, string quelles, params ReadOnlySpan<(string Nom, object? Valeur)> parametres) =>
        connexion.Lister<LigneDHistorique>(LigneDHistorique.Selection + quelles, parametres).ConvertAll(l => l.Ligne());
}
