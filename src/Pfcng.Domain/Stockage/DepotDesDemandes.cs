using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>Demandes and their products: written once, read whole, moved from state to state.</summary>
internal static class DepotDesDemandes
{
    private const int ChiffresDUnNumeroDeSerie = 32; // D28, D40

    /// <summary>Writes a decided demande, its product and what it takes; <see cref="EcrireParcours"/> must follow.</summary>
    public static void Inserer(Connexion connexion, DemandeDecidee decidee, long? preuve)
    {
        var (demande, produit) = (decidee.Demande, decidee.Produit);
        var (monde, numero) = (demande.Monde, demande.Numero);
        InsererDemande(connexion, demande, preuve);
        InsererProduit(connexion, demande, produit, decidee.Renouvelle);
        for (var rang = 0; rang < produit.Fqdn.Count; rang++)
        {
            connexion.Executer(
                "INSERT INTO produit_fqdn (monde, numero, rang, fqdn) VALUES (@monde, @numero, @rang, @fqdn)",
                ("@monde", monde.ToString()),
                ("@numero", numero),
                ("@rang", rang),
                ("@fqdn", produit.Fqdn[rang]));
        }

        if (decidee.EmpreinteCle is { } empreinte)
        {
            Cles.Prendre(connexion, empreinte, monde, numero, demande.Creation);
        }

        PrendreAdresses(connexion, decidee);
    }

    /// <summary>Writes the history of a decided demande; its last row binds what the tables say.</summary>
    /// <param name="chaine">The chain.</param>
    /// <param name="decidee">The demande, already in the tables.</param>
    /// <param name="preuve">The evidence of its message, or null.</param>
    /// <param name="dossier">What the tables say of it.</param>
    public static void EcrireParcours(ChaineDEmpreintes chaine, DemandeDecidee decidee, PreuveLiee? preuve, DossierScelle dossier)
    {
        var demande = decidee.Demande;
        Etats? etats = null;
        foreach (var (rang, evenement) in decidee.Parcours.Index())
        {
            var transition = CycleDeVie.Suivre(evenement, etats);
            var refus = transition.Vers.Produit == EtatProduit.Annule ? demande.Refus?.Reference() : null;
            var liens = Liens.De(preuve) with { Reference = evenement == Evenement.Validation ? decidee.Produit.EmpreinteDeReference() : null };
            chaine.Ajouter(
                demande.Monde, demande.Numero, demande.Canal, transition, decidee.Auteur, demande.Creation, refus,
                rang == decidee.Parcours.Count - 1 ? liens.Vers(dossier) : liens);
            etats = transition.Vers;
        }
    }

    /// <summary>The certificate that a product renews (§17), DER; null when it renews none.</summary>
    public static byte[]? CertificatRenouvele(Connexion connexion, Monde monde, long numero) => (byte[]?)connexion.Valeur(
        """
        SELECT ancien.certificat FROM produit p JOIN produit ancien ON ancien.numero = p.renouvelle AND ancien.monde = p.monde
        WHERE p.numero = @numero AND p.monde = @monde
        """,
        ("@numero", numero),
        ("@monde", monde.ToString()));

    /// <summary>Digest of what the product took from the directory (D37): the part of a subject that no signed message says.</summary>
    public static byte[] EmpreinteDeReference(this Produit p) => Condensat.De(
    [
        p.RaisonSociale, p.Departement, p.Titre, p.Beneficiaire?.Nom, p.Beneficiaire?.Prenom,
        p.Exercice.Profession, p.Exercice.ProfessionEnFormation, p.Exercice.SavoirFaire, p.Exercice.TableauPharmacien,
    ]);

    /// <summary>A demande and its product, or null. The product's technical data are read back as the authority gave them.</summary>
    public static (Demande Demande, Produit Produit)? Lire(Connexion connexion, Monde monde, long numero)
    {
        var fqdn = connexion.Lister<string>(
            "SELECT fqdn FROM produit_fqdn WHERE monde = @monde AND numero = @numero ORDER BY rang",
            ("@monde", monde.ToString()),
            ("@numero", numero));
        return connexion.Lister<LigneDeDemande, LigneDeProduit>(
            $"""
            SELECT {LigneDeDemande.Colonnes}, {LigneDeProduit.Colonnes}
            FROM demande d JOIN produit p ON p.monde = d.monde AND p.numero = d.numero
            WHERE d.monde = @monde AND d.numero = @numero
            """,
            ("@monde", monde.ToString()),
            ("@numero", numero)) is [var (demande, produit)] ? (demande.Demande(), produit.Produit(demande, fqdn)) : null;
    }

    /// <summary>True when the tables say of a demande and its product what the last row of its history binds (D37).</summary>
    internal static bool EstLie(Connexion connexion, Monde monde, long numero) =>
        (Historique.DerniereDe(connexion, monde, numero)?.Liens.Apres ?? Scellement.Lire(connexion, Scellement.Demande, monde, numero)) is { } lie
        && lie.AsSpan().SequenceEqual(Scelle.Dossier(connexion, monde, numero)?.Empreinte);

    /// <summary>Number of the product that has this certificate, or will have it (D26), in that world (D11); null when there is none.</summary>
    /// <param name="connexion">Any.</param>
    /// <param name="monde">The world.</param>
    /// <param name="aki">Key identifier of the authority, lower-case hexadecimal.</param>
    /// <param name="numeroSerie">Serial number, likewise; zeros on its left do not count.</param>
    public static long? Chercher(Connexion connexion, Monde monde, string aki, string numeroSerie) => (long?)connexion.Valeur(
        "SELECT numero FROM produit WHERE numero_serie = @numero_serie AND aki = @aki AND monde = @monde",
        ("@numero_serie", NumeroSerie(numeroSerie)),
        ("@aki", aki),
        ("@monde", monde.ToString()));

    /// <summary>A serial number as the store writes it: 32 lower-case digits (D28, D40).</summary>
    public static string NumeroSerie(string hexadecimal) => hexadecimal.TrimStart('0').PadLeft(ChiffresDUnNumeroDeSerie, '0').ToLowerInvariant();

    /// <summary>
    /// Moves a demande and its product along the table of states, with its row of history; a product that is annulé, révoqué or expiré gives
    /// its addresses back (D22).
    /// </summary>
    /// <param name="connexion">The writer's.</param>
    /// <param name="demande">The demande.</param>
    /// <param name="de">The states that were read.</param>
    /// <param name="evenement">What happens.</param>
    /// <param name="canal">Through which channel; the platform's own steps are told as such.</param>
    /// <param name="auteur">Who does it.</param>
    /// <param name="instant">When.</param>
    /// <param name="complement">Code for the history, or null.</param>
    /// <param name="liens">
    /// The evidence, and what the tables said before the job touched them; null: no evidence, and what they say now.
    /// </param>
    /// <returns>The new states.</returns>
    /// <exception cref="ConflitException">The states in the store are not those that were read.</exception>
    public static Etats Avancer(
        Connexion connexion, Demande demande, Etats de, Evenement evenement, Canal canal, Auteur auteur, DateTimeOffset instant, string? complement, Liens? liens = null)
    {
        liens ??= new(Avant: Scelle.Dossier(connexion, demande.Monde, demande.Numero)?.Empreinte);
        var transition = CycleDeVie.Suivre(evenement, de);
        EcrireEtat(connexion, "UPDATE demande SET etat = @vers WHERE monde = @monde AND numero = @numero AND etat = @de", demande, de.Demande, transition.Vers.Demande);
        EcrireEtat(connexion, "UPDATE produit SET etat = @vers WHERE monde = @monde AND numero = @numero AND etat = @de", demande, de.Produit, transition.Vers.Produit);
        if (transition.Vers.Produit is EtatProduit.Annule or EtatProduit.Revoque or EtatProduit.Expire)
        {
            Adresses.Rendre(connexion, demande.Monde, demande.Numero);
        }

        new ChaineDEmpreintes(connexion).Ajouter(
            demande.Monde, demande.Numero, canal, transition, auteur, instant, complement, liens.Vers(Scelle.Dossier(connexion, demande.Monde, demande.Numero)));
        return transition.Vers;
    }

    private static void EcrireEtat<T>(Connexion connexion, string sql, Demande demande, T de, T vers)
        where T : struct, Enum
    {
        var lignes = connexion.Executer(
            sql, ("@vers", vers.ToString()), ("@monde", demande.Monde.ToString()), ("@numero", demande.Numero), ("@de", de.ToString()));
        if (lignes != 1)
        {
            throw new ConflitException($"La demande {demande.Numero} n’est plus dans l’état lu.");
        }
    }

    private static void PrendreAdresses(Connexion connexion, DemandeDecidee decidee)
    {
        if (decidee.Porteur is not { } porteur)
        {
            return;
        }

        foreach (var (nature, adresse) in new[] { (Adresses.Mail, decidee.Produit.MailSujet), (Adresses.Upn, decidee.Produit.Upn) })
        {
            if (adresse is not null)
            {
                Adresses.Prendre(connexion, decidee, nature, adresse, porteur);
            }
        }
    }

    private static void InsererDemande(Connexion connexion, Demande d, long? preuve) => connexion.Executer(
        """
        INSERT INTO demande (monde, numero, lot, canal, offre, usage, structure, beneficiaire, acteur, acteur_nom, acteur_prenom,
                             administrateur, administrateur_nom, administrateur_prenom, mail_demandeur, mail_informer, creation, etat, code_refus, preuve)
        VALUES (@monde, @numero, @lot, @canal, @offre, @usage, @structure, @beneficiaire, @acteur, @acteur_nom, @acteur_prenom,
                @administrateur, @administrateur_nom, @administrateur_prenom, @mail_demandeur, @mail_informer, @creation, @etat, @code_refus, @preuve)
        """,
        ("@monde", d.Monde.ToString()),
        ("@numero", d.Numero),
        ("@lot", d.Lot),
        ("@canal", d.Canal.ToString()),
        ("@offre", d.Type.Offre.ToString()),
        ("@usage", d.Type.Usage.ToString()),
        ("@structure", d.IdNatStruct),
        ("@beneficiaire", d.IdNatBeneficiaire),
        ("@acteur", d.Acteur.IdNat),
        ("@acteur_nom", d.Acteur.Nom),
        ("@acteur_prenom", d.Acteur.Prenom),
        ("@administrateur", d.Administrateur?.IdNat),
        ("@administrateur_nom", d.Administrateur?.Nom),
        ("@administrateur_prenom", d.Administrateur?.Prenom),
        ("@mail_demandeur", d.MailDemandeur),
        ("@mail_informer", d.MailPersonneAInformer),
        ("@creation", d.Creation.Ms()),
        ("@etat", d.Etat.ToString()),
        ("@code_refus", d.Refus?.Reference()),
        ("@preuve", preuve));

    private static void InsererProduit(Connexion connexion, Demande d, Produit p, long? renouvelle) => connexion.Executer(
        """
        INSERT INTO produit (monde, numero, etat, raison_sociale, departement, titre, beneficiaire_nom, beneficiaire_prenom,
                             nom_applicatif, upn, mail_sujet, cle_publique, sujet, renouvelle,
                             profession, profession_formation, savoir_faire, tableau_pharmacien)
        VALUES (@monde, @numero, @etat, @raison_sociale, @departement, @titre, @beneficiaire_nom, @beneficiaire_prenom,
                @nom_applicatif, @upn, @mail_sujet, @cle_publique, @sujet, @renouvelle,
                @profession, @profession_formation, @savoir_faire, @tableau_pharmacien)
        """,
        ("@monde", d.Monde.ToString()),
        ("@numero", d.Numero),
        ("@etat", p.Etat.ToString()),
        ("@raison_sociale", p.RaisonSociale),
        ("@departement", p.Departement),
        ("@titre", p.Titre),
        ("@beneficiaire_nom", p.Beneficiaire?.Nom),
        ("@beneficiaire_prenom", p.Beneficiaire?.Prenom),
        ("@nom_applicatif", p.NomApplicatif),
        ("@upn", p.Upn),
        ("@mail_sujet", p.MailSujet),
        ("@cle_publique", p.ClePublique),
        ("@sujet", d.Refus is null ? p.Sujet(d.Type.Offre, d.IdNatStruct)?.ToString() : null),
        ("@renouvelle", renouvelle),
        ("@profession", p.Exercice.Profession),
        ("@profession_formation", p.Exercice.ProfessionEnFormation),
        ("@savoir_faire", p.Exercice.SavoirFaire),
        ("@tableau_pharmacien", p.Exercice.TableauPharmacien));
}
