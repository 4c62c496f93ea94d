using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Operations.RevoquerCertificat;

/// <summary>
/// Executes one revocation (D29): its date is stored, then the authority publishes, then demande and product move together. Cut anywhere, it
/// starts again with the same serial number and date, which changes nothing at the authority.
/// </summary>
/// <param name="depot">The store.</param>
/// <param name="autorite">The authority.</param>
/// <param name="horloge">The clock (D39).</param>
public sealed class ExecutionDeRevocation(Depot depot, IAutorite autorite, TimeProvider horloge)
{
    private static readonly TimeSpan AvantUnNouvelEssai = TimeSpan.FromMinutes(5);

    /// <summary>Executes the revocation that is due on a product, whose lock the caller holds. Nothing stops it half way.</summary>
    /// <returns>The state it reached; null when none was due.</returns>
    /// <exception cref="AutoriteErreurException">The authority refuses: it is « non traitée » (RMT_ERR_013).</exception>
    /// <exception cref="DepotAltereException">The store does not say what the history binds (D37): nothing is published, nothing moves.</exception>
    internal async Task<EtatRevocation?> ExecuterSousVerrouAsync(Monde monde, long numero)
    {
        var ((demande, produit), enCours, liee) = await depot.LireAsync(
            c => (DepotDesDemandes.Lire(c, monde, numero)!.Value, Revocations.EnCours(c, monde, numero) is var r ? r : null, r is not null && Revocations.EstLiee(c, r)),
            CancellationToken.None);
        var instant = horloge.GetUtcNow();
        if (enCours is not { } revocation || !revocation.EstDue(instant))
        {
            return null;
        }

        if (!liee || revocation.EstMalDatee(instant))
        {
            throw new DepotAltereException($"dépôt altéré, demande de révocation {revocation.Numero} ({monde}) : elle, ou son produit, n’est pas ce que lie sa dernière ligne d’historique ; rien n’est révoqué");
        }

        if (!CycleDeVie.Permet(Evenement.Revocation, new(demande.Etat, produit.Etat)))
        {
            return await AvancerAsync(revocation, EvenementDeRevocation.Caducite, null, produit.Etat);
        }

        if (revocation.Differee && revocation.Echeance > instant)
        {
            return null; // Dated, and its time has not come: a date alone brings nothing forward.
        }

        try
        {
            var date = revocation.Revocation ?? await DaterAsync(revocation);
            await autorite.RevoquerAsync(new(monde, produit.Technique!.Aki, produit.Technique.NumeroSerie, date), CancellationToken.None);
        }
        catch (AutoriteInaccessibleException)
        {
            return await AvancerAsync(revocation, EvenementDeRevocation.AutoriteInaccessible, "RMT_ERR_012", produit.Etat);
        }
        catch (AutoriteErreurException)
        {
            await AvancerAsync(revocation, EvenementDeRevocation.AutoriteEnErreur, "RMT_ERR_013", produit.Etat);
            throw;
        }

        return await CloreAsync(revocation, demande, new(demande.Etat, produit.Etat));
    }

    private async Task<DateTimeOffset> DaterAsync(DemandeRevocation revocation)
    {
        var instant = horloge.GetUtcNow();
        await depot.EcrireAsync(c => { Revocations.Dater(c, revocation, instant); return true; });
        return instant;
    }

    private Task<EtatRevocation> AvancerAsync(DemandeRevocation revocation, EvenementDeRevocation evenement, string? complement, EtatProduit produit)
    {
        var instant = horloge.GetUtcNow();
        DateTimeOffset? nouvelEssai = evenement == EvenementDeRevocation.AutoriteInaccessible ? instant + AvantUnNouvelEssai : null;
        return depot.EcrireAsync(c => Revocations.Avancer(c, revocation, evenement, produit, Auteur.Plateforme, instant, complement, nouvelEssai));
    }

    private Task<EtatRevocation> CloreAsync(DemandeRevocation revocation, Demande demande, Etats etats)
    {
        var instant = horloge.GetUtcNow();
        return depot.EcrireAsync(c =>
        {
            var vers = DepotDesDemandes.Avancer(c, demande, etats, Evenement.Revocation, Canal.SYSTEM, Auteur.Plateforme, instant, null);
            return Revocations.Avancer(c, revocation, EvenementDeRevocation.Execution, vers.Produit, Auteur.Plateforme, instant, null);
        });
    }
}
