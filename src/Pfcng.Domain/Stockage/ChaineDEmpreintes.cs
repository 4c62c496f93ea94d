using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>Writes rows of history in the transaction of what they tell, each chained to the one before (D37). Lives as long as one job of the writer.</summary>
internal sealed class ChaineDEmpreintes
{
    private const string Administrateur = "AdminASIP";

    private readonly Connexion _connexion;
    private long _dernier;
    private byte[] _precedente;

    /// <summary>Takes up the chain at its last row.</summary>
    public ChaineDEmpreintes(Connexion connexion)
    {
        _connexion = connexion;
        (_dernier, _precedente) = Derniere(connexion);
    }

    /// <summary>Number and hash of the last row; 0 and <see cref="LigneHistorique.Origine"/> when there is none.</summary>
    public static (long Numero, byte[] Empreinte) Derniere(Connexion connexion) =>
        connexion.Premiere<LigneDeTete>("SELECT numero, empreinte FROM historique ORDER BY numero DESC LIMIT 1") is { } tete
            ? (tete.Numero, tete.Empreinte)
            : (0, LigneHistorique.Origine);

    /// <summary>Adds the row that tells a transition; the platform's own steps are shown as such.</summary>
    public void Ajouter(Monde monde, long numeroDemande, Canal canal, Transition transition, Auteur auteur, DateTimeOffset instant, string? complement, Liens liens) =>
        Ajouter(monde, numeroDemande, canal, transition.CodeAction, transition.Vers, transition.ParLaPlateforme ? null : auteur, instant, complement, liens);

    /// <summary>Adds the row of a demande de révocation, the state of its product beside its own.</summary>
    public void Ajouter(
        DemandeRevocation demande, TransitionDeRevocation transition, EtatProduit produit, Auteur auteur, DateTimeOffset instant, string? complement, Liens liens) => Ajouter(
        demande.Monde,
        demande.Numero,
        demande.Canal,
        transition.CodeAction,
        new(EtatDeDemande(transition.Vers), produit),
        transition.ParLaPlateforme ? null : auteur,
        instant,
        complement,
        liens);

    /// <summary>Adds a row of the platform's own, that no demande brings: demande 0, no state, channel SYSTEM.</summary>
    /// <param name="monde">The world it is about.</param>
    /// <param name="action">What it did.</param>
    /// <param name="instant">When.</param>
    /// <param name="complement">What there is to tell, in French.</param>
    /// <param name="auteur">On whose order; null: of itself.</param>
    /// <param name="liens">What it binds, or null.</param>
    public void Ajouter(Monde monde, ActionDePlateforme action, DateTimeOffset instant, string complement, Auteur? auteur = null, Liens? liens = null) => Inserer(new(
        _dernier + 1,
        monde,
        0,
        Canal.SYSTEM,
        instant,
        action.Code(),
        null,
        (auteur ?? Auteur.Plateforme).Type,
        auteur?.Acteur?.ToString(),
        auteur?.Habilitation,
        null,
        null,
        complement,
        liens ?? Liens.Aucun,
        LigneHistorique.FormatCourant,
        []));

    /// <summary>The two kinds of demandes share their column, and the words for these four states (IHM §10.3).</summary>
    internal static EtatDemande EtatDeDemande(EtatRevocation etat) => etat switch
    {
        EtatRevocation.Enregistree => EtatDemande.Enregistree,
        EtatRevocation.Validee => EtatDemande.Validee,
        EtatRevocation.Close => EtatDemande.Close,
        EtatRevocation.NonTraitee => EtatDemande.NonTraitee,
        _ => throw new ArgumentOutOfRangeException(nameof(etat)),
    };

    /// <param name="monde">World of the demande.</param>
    /// <param name="numeroDemande">Its number.</param>
    /// <param name="canal">Its channel.</param>
    /// <param name="codeAction">What was done.</param>
    /// <param name="etats">The states after it.</param>
    /// <param name="auteur">Who did it; null: the platform.</param>
    /// <param name="instant">When.</param>
    /// <param name="complement">Code of refusal or RMT_ERR, or null.</param>
    /// <param name="liens">What it binds.</param>
    private void Ajouter(
        Monde monde, long numeroDemande, Canal canal, string codeAction, Etats etats, Auteur? auteur, DateTimeOffset instant, string? complement, Liens liens) => Inserer(new(
        _dernier + 1,
        monde,
        numeroDemande,
        auteur is null or { Type: TypeActeur.Plateforme } ? Canal.SYSTEM : canal,
        instant,
        codeAction,
        etats,
        (auteur ?? Auteur.Plateforme).Type,
        auteur?.Acteur?.ToString(),
        auteur?.Habilitation,
        auteur?.Administrateur?.ToString(),
        auteur?.Administrateur is null ? null : Administrateur,
        complement,
        liens,
        LigneHistorique.FormatCourant,
        []));

    private void Inserer(LigneHistorique ligne)
    {
        var empreinte = ligne.Enchainer(_precedente)!;
        Ecrire(ligne, empreinte);
        (_dernier, _precedente) = (ligne.Numero, empreinte);
    }

    private void Ecrire(LigneHistorique ligne, byte[] empreinte) => _connexion.Executer(
        """
        INSERT INTO historique (numero, monde, demande, canal, instant, action, etat_demande, etat_produit, type_acteur,
                                acteur, habilitations, administrateur, habilitations_administrateur, complement, empreinte, format,
                                preuve, empreinte_preuve, empreinte_a_certifier, empreinte_certificat, empreinte_reference, empreinte_avant, empreinte_apres)
        VALUES (@numero, @monde, @demande, @canal, @instant, @action, @etat_demande, @etat_produit, @type_acteur,
                @acteur, @habilitations, @administrateur, @habilitations_administrateur, @complement, @empreinte, @format,
                @preuve, @empreinte_preuve, @empreinte_a_certifier, @empreinte_certificat, @empreinte_reference, @empreinte_avant, @empreinte_apres)
        """,
        ("@numero", ligne.Numero),
        ("@monde", ligne.Monde.ToString()),
        ("@demande", ligne.NumeroDemande),
        ("@canal", ligne.Canal.ToString()),
        ("@instant", ligne.Date.Ms()),
        ("@action", ligne.CodeAction),
        ("@etat_demande", ligne.Etats?.Demande.ToString() ?? ""),
        ("@etat_produit", ligne.Etats?.Produit.ToString() ?? ""),
        ("@type_acteur", ligne.TypeActeur.ToString()),
        ("@acteur", ligne.Acteur),
        ("@habilitations", ligne.Habilitations),
        ("@administrateur", ligne.Administrateur),
        ("@habilitations_administrateur", ligne.HabilitationsAdministrateur),
        ("@complement", ligne.Complement),
        ("@empreinte", empreinte),
        ("@format", ligne.Format),
        ("@preuve", ligne.Liens.Preuve),
        ("@empreinte_preuve", ligne.Liens.EmpreintePreuve),
        ("@empreinte_a_certifier", ligne.Liens.ACertifier),
        ("@empreinte_certificat", ligne.Liens.Certificat),
        ("@empreinte_reference", ligne.Liens.Reference),
        ("@empreinte_avant", ligne.Liens.Avant),
        ("@empreinte_apres", ligne.Liens.Apres));

    private sealed record LigneDeTete
    {
        public required long Numero { get; init; }

        public required byte[] Empreinte { get; init; }
    }
}
