using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Domain.Operations.RetirerCertificat;

/// <summary>
/// One attempt at a withdrawal that the rules allow: follows the states from commit to commit. The first commit of an attempt also keeps its
/// evidence and the row « ACT_RET_001 » of its actor, so that none is made for an attempt that wrote nothing.
/// </summary>
internal sealed class Tentative(Depot depot, TimeProvider horloge, Appel appel, Demande demande, Etats etats, Auteur auteur)
{
    private bool _ouverte;
    private Etats _etats = etats;

    /// <summary>Moves to the next states, with what must be written in the same transaction.</summary>
    /// <param name="evenement">What happens; null: nothing but what is written.</param>
    /// <param name="complement">Code for the history, or null.</param>
    /// <param name="aussi">What else to write, before the states move.</param>
    /// <exception cref="ConflitException">The states in the store have changed.</exception>
    public async Task AvancerAsync(Evenement? evenement, string? complement, Action<Connexion>? aussi)
    {
        var (ouverte, de) = (_ouverte, _etats);
        var instant = horloge.GetUtcNow();
        _etats = await depot.EcrireAsync(c =>
        {
            var liens = new Liens(Avant: Scelle.Dossier(c, demande.Monde, demande.Numero)?.Empreinte);
            aussi?.Invoke(c); // Before the first row, which binds what the tables say after it.
            if (!ouverte)
            {
                var preuve = Retraits.EcrirePreuve(c, appel, demande, instant);
                DepotDesDemandes.Avancer(c, demande, de, Evenement.RetraitDemande, appel.Canal, auteur, instant, null, Liens.De(preuve) with { Avant = liens.Avant });
                liens = Liens.Aucun;
            }

            return evenement is { } e ? DepotDesDemandes.Avancer(c, demande, de, e, appel.Canal, auteur, instant, complement, liens) : de;
        });
        _ouverte = true;
    }

    /// <summary>
    /// Third commit (D26): « actif » and « close » when the answer went out whole; else the interruption is written and nothing moves (RMT_ERR_009).
    /// </summary>
    /// <returns>38 for the trace when the answer did not go out, else null.</returns>
    public async Task<Refus?> AccuserAsync(bool transmise)
    {
        try
        {
            var cloture = new Cloture(horloge.GetUtcNow(), demande.Monde, demande.Numero);
            await (transmise ? AvancerAsync(Evenement.Cloture, null, c => c.Journal.Add(cloture)) : AvancerAsync(Evenement.Interruption, "RMT_ERR_009", null));
        }
        catch (ConflitException)
        {
            // Revoked or expired while the answer was on its way: that state stands.
        }

        return transmise ? null : Catalogue.TransmissionInterrompue;
    }
}
