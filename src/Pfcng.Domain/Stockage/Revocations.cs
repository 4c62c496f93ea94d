using Pfcng.Domain.Autorites;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>Demandes de révocation: written once, moved from state to state, never undone (D29).</summary>
public static class Revocations
{
    private const string Operation = "revoquerCertificat";

    /// <summary>
    /// Every revocation that was done, in both worlds, with a demande de révocation or without, for the lists of the authorities. One whose product is
    /// not révoqué was not done: both are written in one transaction.
    /// </summary>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    public static Task<List<RevocationTechnique>> FaitesAsync(Depot depot, CancellationToken annulation) => depot.LireAsync(
        c => c.Lister<LigneTechnique>(
            """
            SELECT r.monde, p.aki, p.numero_serie, r.revocation
            FROM demande_revocation r JOIN produit p ON p.monde = r.monde AND p.numero = r.produit
            WHERE r.etat = 'Close' AND p.etat = 'Revoque'
            UNION
            SELECT monde, aki, numero_serie, revocation FROM revocation_sans_demande s WHERE NOT EXISTS (
                SELECT 1 FROM produit p WHERE p.numero_serie = s.numero_serie AND p.aki = s.aki AND p.etat NOT IN ('Revoque', 'Annule'))
            """).ConvertAll(l => new RevocationTechnique(l.Monde.Membre<Monde>(), l.Aki, l.NumeroSerie, l.Revocation.Instant())),
        annulation);

    /// <summary>Those that are written and whose product is not révoqué: somebody else wrote them (D37). A sentence each, in French.</summary>
    /// <exception cref="StoreIndisponibleException">The store does not answer.</exception>
    public static async Task<IReadOnlyList<string>> ContreditesAsync(Depot depot, CancellationToken annulation) => await depot.LireAsync(
        c => c.Lister<string>(
            """
            SELECT 'du produit ' || p.numero || ' (' || p.monde || '), certificat ' || coalesce(p.numero_serie, 'absent')
            FROM demande_revocation r JOIN produit p ON p.monde = r.monde AND p.numero = r.produit WHERE r.etat = 'Close' AND p.etat <> 'Revoque'
            UNION
            SELECT 'du produit ' || p.numero || ' (' || p.monde || '), certificat ' || p.numero_serie
            FROM revocation_sans_demande s JOIN produit p ON p.numero_serie = s.numero_serie AND p.aki = s.aki WHERE p.etat NOT IN ('Revoque', 'Annule')
            """).ConvertAll(p => $"le dépôt porte une révocation {p}, qu’il ne dit pas révoqué : elle n’est pas publiée (historique verifier)"),
        annulation);

    /// <summary>The revocation of a product that waits or is done, or null: there is one at most, by constraint.</summary>
    internal static DemandeRevocation? EnCours(Connexion connexion, Monde monde, long produit) => connexion.Premiere<LigneDeRevocation>(
        $"SELECT {LigneDeRevocation.Colonnes} FROM demande_revocation r WHERE r.monde = @monde AND r.produit = @produit AND r.etat <> 'NonTraitee'",
        ("@monde", monde.ToString()),
        ("@produit", produit))?.Demande(monde, produit);

    /// <summary>True when the tables say of a revocation and of its product what the last rows of their history bind (D37).</summary>
    internal static bool EstLiee(Connexion connexion, DemandeRevocation revocation) =>
        DepotDesDemandes.EstLie(connexion, revocation.Monde, revocation.Produit) && EstLieeSeule(connexion, revocation);

    private static bool EstLieeSeule(Connexion connexion, DemandeRevocation revocation) =>
        (Historique.DerniereDe(connexion, revocation.Monde, revocation.Numero)?.Liens.Apres
            ?? Scellement.Lire(connexion, Scellement.Revocation, revocation.Monde, revocation.Numero)) is { } liee
        && liee.AsSpan().SequenceEqual(Scelle.Revocation(connexion, revocation.Monde, revocation.Numero));

    /// <summary>The text of <see cref="Dues"/>: those whose time has come, then those that look at no clock (<see cref="DemandeRevocation.EstDue"/>).</summary>
    internal static string SqlDues(Dialecte dialecte) =>
        $"""
        SELECT monde, produit FROM demande_revocation {dialecte.ParIndex("revocation_a_executer")} WHERE etat IN ('Enregistree', 'Validee') AND echeance <= @instant
        UNION
        SELECT monde, produit FROM demande_revocation {dialecte.ParIndex("revocation_datee")} WHERE etat = 'Validee' AND revocation IS NOT NULL
        """;

    /// <summary>Products whose revocation is to be executed at that instant.</summary>
    internal static List<(Monde Monde, long Produit)> Dues(Connexion connexion, DateTimeOffset instant) => connexion.Lister<LigneDue>(
        SqlDues(connexion.Dialecte),
        ("@instant", instant.Ms())).ConvertAll(l => (l.Monde.Membre<Monde>(), l.Produit));

    /// <summary>Writes the row of a revocation that is refused, with the evidence of its message: who was refused, and what he asked, can be proved (§20, D37).</summary>
    /// <exception cref="ConflitException">The states in the store have changed.</exception>
    internal static void Refuser(Connexion connexion, Appel appel, Demande demande, Etats etats, Auteur auteur, DateTimeOffset instant, Cause cause)
    {
        var avant = Scelle.Dossier(connexion, demande.Monde, demande.Numero)?.Empreinte;
        var preuve = Preuves.Ecrire(connexion, appel, Operation, demande.Numero, instant, CorpsGarde.Borne, reponse: null);
        DepotDesDemandes.Avancer(connexion, demande, etats, Evenement.RevocationRefusee, appel.Canal, auteur, instant, cause.Reference(), Liens.De(preuve) with { Avant = avant });
    }

    /// <summary>Writes a demande that is accepted: enregistrée, then validée (IHM figure 167), with the evidence of its message.</summary>
    /// <exception cref="ConflitException">Its product has another one that waits or is done.</exception>
    internal static void Inserer(Connexion connexion, Appel appel, DemandeRevocation revocation, Demande demande, EtatProduit produit, Auteur auteur)
    {
        var preuve = Preuves.Ecrire(connexion, appel, Operation, demande.Numero, revocation.Creation, CorpsGarde.Entier, reponse: null);
        Inserer(connexion, revocation, demande, preuve?.Id);
        if (revocation.Revocation is null && DepotDesDemandes.Lire(connexion, demande.Monde, demande.Numero)?.Produit.Technique is { } technique)
        {
            connexion.Journal.Add(new RevocationDifferee(demande.Monde, technique.Aki, technique.NumeroSerie, revocation.DateEffet));
        }

        Numeros.EcrireDemande(connexion, revocation.Monde, revocation.Numero);
        var chaine = new ChaineDEmpreintes(connexion);
        var apres = Scelle.Revocation(connexion, revocation.Monde, revocation.Numero);
        EtatRevocation? etat = null;
        foreach (var evenement in new[] { EvenementDeRevocation.Enregistrement, EvenementDeRevocation.Validation })
        {
            var transition = CycleDeVieRevocation.Suivre(evenement, etat);
            etat = transition.Vers;
            chaine.Ajouter(
                revocation, transition, produit, auteur, revocation.Creation, null, Liens.De(preuve) with { Apres = etat == revocation.Etat ? apres : null });
        }
    }

    /// <summary>Moves a demande along its table of states, with its row of history; puts its next attempt off when it is told until when.</summary>
    /// <returns>The new state.</returns>
    /// <exception cref="ConflitException">Its state in the store is not the one that was read.</exception>
    internal static EtatRevocation Avancer(
        Connexion connexion, DemandeRevocation revocation, EvenementDeRevocation evenement, EtatProduit produit, Auteur auteur, DateTimeOffset instant, string? complement,
        DateTimeOffset? echeance = null)
    {
        var transition = CycleDeVieRevocation.Suivre(evenement, revocation.Etat);
        var avant = Scelle.Revocation(connexion, revocation.Monde, revocation.Numero);
        Exactement(connexion.Executer(
            """
            UPDATE demande_revocation SET etat = @vers, echeance = coalesce(@echeance, echeance)
            WHERE monde = @monde AND numero = @numero AND etat = @de
            """,
            ("@vers", transition.Vers.ToString()),
            ("@echeance", echeance?.Ms()),
            ("@monde", revocation.Monde.ToString()),
            ("@numero", revocation.Numero),
            ("@de", revocation.Etat.ToString())));
        if (transition.Vers == EtatRevocation.Close)
        {
            connexion.Journal.AddRange(connexion.Lister<LigneTechnique>(
                """
                SELECT r.monde, p.aki, p.numero_serie, r.revocation FROM demande_revocation r JOIN produit p ON p.monde = r.monde AND p.numero = r.produit
                WHERE r.monde = @monde AND r.numero = @numero
                """,
                ("@monde", revocation.Monde.ToString()),
                ("@numero", revocation.Numero)).Select(l => new RevocationFaite(revocation.Monde, l.Aki, l.NumeroSerie, l.Revocation.Instant())));
        }

        new ChaineDEmpreintes(connexion).Ajouter(
            revocation, transition, produit, auteur, instant, complement,
            new(Avant: avant, Apres: Scelle.Revocation(connexion, revocation.Monde, revocation.Numero)));
        return transition.Vers;
    }

    /// <summary>Fixes the date that the list will show, before the authority is asked.</summary>
    /// <exception cref="ConflitException">It has one.</exception>
    internal static void Dater(Connexion connexion, DemandeRevocation revocation, DateTimeOffset instant) => Exactement(connexion.Executer(
        "UPDATE demande_revocation SET revocation = @instant WHERE monde = @monde AND numero = @numero AND revocation IS NULL",
        ("@instant", instant.Ms()),
        ("@monde", revocation.Monde.ToString()),
        ("@numero", revocation.Numero)));

    private static void Exactement(int lignes)
    {
        if (lignes != 1)
        {
            throw new ConflitException("La demande de révocation n’est plus telle qu’elle a été lue.");
        }
    }

    private static void Inserer(Connexion connexion, DemandeRevocation r, Demande demande, long? preuve) => connexion.Executer(
        """
        INSERT INTO demande_revocation (monde, numero, produit, canal, offre, usage, structure, beneficiaire, acteur, acteur_nom, acteur_prenom,
                                        administrateur, administrateur_nom, administrateur_prenom, mail_demandeur, mail_informer,
                                        motif, motif_autre, creation, date_effet, echeance, revocation, etat, preuve)
        VALUES (@monde, @numero, @produit, @canal, @offre, @usage, @structure, @beneficiaire, @acteur, @acteur_nom, @acteur_prenom,
                @administrateur, @administrateur_nom, @administrateur_prenom, @mail_demandeur, @mail_informer,
                @motif, @motif_autre, @creation, @date_effet, @echeance, @revocation, @etat, @preuve)
        """,
        ("@monde", r.Monde.ToString()),
        ("@numero", r.Numero),
        ("@produit", r.Produit),
        ("@canal", r.Canal.ToString()),
        ("@offre", demande.Type.Offre.ToString()),
        ("@usage", demande.Type.Usage.ToString()),
        ("@structure", demande.IdNatStruct),
        ("@beneficiaire", demande.IdNatBeneficiaire),
        ("@acteur", r.Acteur.IdNat),
        ("@acteur_nom", r.Acteur.Nom),
        ("@acteur_prenom", r.Acteur.Prenom),
        ("@administrateur", r.Administrateur?.IdNat),
        ("@administrateur_nom", r.Administrateur?.Nom),
        ("@administrateur_prenom", r.Administrateur?.Prenom),
        ("@mail_demandeur", r.MailDemandeur),
        ("@mail_informer", r.MailPersonneAInformer),
        ("@motif", r.Motif.ToString()),
        ("@motif_autre", r.MotifAutre),
        ("@creation", r.Creation.Ms()),
        ("@date_effet", LigneDeRevocation.EcrireJour(r.DateEffet)),
        ("@echeance", r.Echeance.Ms()),
        ("@revocation", r.Revocation?.Ms()),
        ("@etat", r.Etat.ToString()),
        ("@preuve", preuve));

    private sealed record LigneTechnique
    {
        public required string Monde { get; init; }

        public required string Aki { get; init; }

        public required string NumeroSerie { get; init; }

        public required long Revocation { get; init; }
    }

    private sealed record LigneDue
    {
        public required string Monde { get; init; }

        public required long Produit { get; init; }
    }
}
