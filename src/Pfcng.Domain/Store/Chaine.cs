using Pfcng.Domain.Model;

namespace Pfcng.Domain.Store;

/// <summary>Writes rows of history in the transaction of what they tell, each chained to the one before (D37). Lives as long as one job of the writer.</summary>
internal sealed class Chaine
{
    private const string Administrateur = "AdminASIP";

    private readonly Connexion _connexion;
    private long _dernier;
    private byte[] _precedente;

    /// <summary>Takes up the chain at its last row.</summary>
    public Chaine(Connexion connexion)
    {
        _connexion = connexion;
        (_dernier, _precedente) = connexion
            .Lister("SELECT numero, empreinte FROM historique ORDER BY numero DESC LIMIT 1", l => (l.GetInt64(0), l.Octets(1)!))
            .FirstOrDefault((0L, LigneHistorique.Origine));
    }

    /// <summary>Adds the row that tells a transition; the platform's own steps are shown as such.</summary>
    public void Ajouter(Monde monde, long numeroDemande, Canal canal, Transition transition, Auteur auteur, DateTimeOffset instant, string? complement)
    {
        if (transition.ParLaPlateforme)
        {
            (canal, auteur) = (Canal.SYSTEM, Auteur.Plateforme);
        }

        var ligne = new LigneHistorique(
            _dernier + 1,
            monde,
            numeroDemande,
            canal,
            instant,
            transition.CodeAction,
            transition.Vers,
            auteur.Type,
            auteur.Acteur?.ToString(),
            auteur.Habilitation,
            auteur.Administrateur?.ToString(),
            auteur.Administrateur is null ? null : Administrateur,
            complement,
            []);
        var empreinte = ligne.Enchainer(_precedente);
        Inserer(ligne, empreinte);
        (_dernier, _precedente) = (ligne.Numero, empreinte);
    }

    private void Inserer(LigneHistorique ligne, byte[] empreinte) => _connexion.Executer(
        """
        INSERT INTO historique (numero, monde, demande, canal, instant, action, etat_demande, etat_produit, type_acteur,
                                acteur, habilitations, administrateur, habilitations_administrateur, complement, empreinte)
        VALUES ($numero, $monde, $demande, $canal, $instant, $action, $etat_demande, $etat_produit, $type_acteur,
                $acteur, $habilitations, $administrateur, $habilitations_administrateur, $complement, $empreinte)
        """,
        ("$numero", ligne.Numero),
        ("$monde", ligne.Monde.ToString()),
        ("$demande", ligne.NumeroDemande),
        ("$canal", ligne.Canal.ToString()),
        ("$instant", ligne.Date.Ms()),
        ("$action", ligne.CodeAction),
        ("$etat_demande", ligne.Etats.Demande.ToString()),
        ("$etat_produit", ligne.Etats.Produit.ToString()),
        ("$type_acteur", ligne.TypeActeur.ToString()),
        ("$acteur", ligne.Acteur),
        ("$habilitations", ligne.Habilitations),
        ("$administrateur", ligne.Administrateur),
        ("$habilitations_administrateur", ligne.HabilitationsAdministrateur),
        ("$complement", ligne.Complement),
        ("$empreinte", empreinte));
}
