using System.Globalization;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>A demande de révocation as its table holds it, beside its product's demande or alone: its columns have names of their own.</summary>
internal sealed record LigneDeRevocation
{
    /// <summary>Its columns; « demande_revocation » is called r.</summary>
    public const string Colonnes =
        """
        r.numero AS revocation_numero, r.canal AS revocation_canal, r.acteur AS revocation_acteur, r.acteur_nom AS revocation_acteur_nom,
        r.acteur_prenom AS revocation_acteur_prenom, r.administrateur AS revocation_administrateur,
        r.administrateur_nom AS revocation_administrateur_nom, r.administrateur_prenom AS revocation_administrateur_prenom,
        r.mail_demandeur AS revocation_mail_demandeur, r.mail_informer AS revocation_mail_informer, r.motif, r.motif_autre,
        r.creation AS revocation_creation, r.date_effet, r.echeance, r.revocation, r.etat AS revocation_etat
        """;

    private const string Jour = "yyyy-MM-dd";

    public required long RevocationNumero { get; init; }

    public required string RevocationCanal { get; init; }

    public required string RevocationActeur { get; init; }

    public required string RevocationActeurNom { get; init; }

    public required string RevocationActeurPrenom { get; init; }

    public required string? RevocationAdministrateur { get; init; }

    public required string? RevocationAdministrateurNom { get; init; }

    public required string? RevocationAdministrateurPrenom { get; init; }

    public required string RevocationMailDemandeur { get; init; }

    public required string RevocationMailInformer { get; init; }

    public required string Motif { get; init; }

    public required string? MotifAutre { get; init; }

    public required long RevocationCreation { get; init; }

    public required string DateEffet { get; init; }

    public required long Echeance { get; init; }

    public required long? Revocation { get; init; }

    public required string RevocationEtat { get; init; }

    /// <summary>A day as its column is written.</summary>
    public static string EcrireJour(DateOnly jour) => jour.ToString(Jour, CultureInfo.InvariantCulture);

    /// <summary>The demande de révocation of that product.</summary>
    public DemandeRevocation Demande(Monde monde, long produit) => new(
        monde,
        RevocationNumero,
        produit,
        RevocationCanal.Membre<Canal>(),
        new(RevocationActeur, RevocationActeurNom, RevocationActeurPrenom),
        RevocationAdministrateur is null ? null : new(RevocationAdministrateur, RevocationAdministrateurNom!, RevocationAdministrateurPrenom!),
        RevocationMailDemandeur,
        RevocationMailInformer,
        Motif.Membre<MotifRevocation>(),
        MotifAutre,
        RevocationCreation.Instant(),
        DateOnly.ParseExact(DateEffet, Jour, CultureInfo.InvariantCulture),
        Echeance.Instant(),
        Revocation?.Instant(),
        RevocationEtat.Membre<EtatRevocation>());
}
