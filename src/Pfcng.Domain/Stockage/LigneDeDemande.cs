using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>A demande as its table holds it.</summary>
internal sealed record LigneDeDemande
{
    /// <summary>Its columns; « demande » is called d.</summary>
    public const string Colonnes =
        """
        d.monde, d.numero, d.lot, d.canal, d.offre, d.usage, d.structure, d.beneficiaire, d.acteur, d.acteur_nom, d.acteur_prenom,
        d.administrateur, d.administrateur_nom, d.administrateur_prenom, d.mail_demandeur, d.mail_informer, d.creation, d.etat, d.code_refus
        """;

    public required string Monde { get; init; }

    public required long Numero { get; init; }

    public required long? Lot { get; init; }

    public required string Canal { get; init; }

    public required string Offre { get; init; }

    public required string Usage { get; init; }

    public required string? Structure { get; init; }

    public required string? Beneficiaire { get; init; }

    public required string Acteur { get; init; }

    public required string ActeurNom { get; init; }

    public required string ActeurPrenom { get; init; }

    public required string? Administrateur { get; init; }

    public required string? AdministrateurNom { get; init; }

    public required string? AdministrateurPrenom { get; init; }

    public required string? MailDemandeur { get; init; }

    public required string? MailInformer { get; init; }

    public required long Creation { get; init; }

    public required string Etat { get; init; }

    public required string? CodeRefus { get; init; }

    /// <summary>Its product's kind.</summary>
    public TypeProduit Type() => new(Offre.Membre<Offre>(), Usage.Membre<Usage>());

    /// <summary>The demande.</summary>
    public Demande Demande() => new(
        Monde.Membre<Monde>(),
        Numero,
        Lot,
        Canal.Membre<Canal>(),
        Type(),
        Structure,
        Beneficiaire,
        new(Acteur, ActeurNom, ActeurPrenom),
        Administrateur is null ? null : new(Administrateur, AdministrateurNom!, AdministrateurPrenom!),
        MailDemandeur,
        MailInformer,
        Creation.Instant(),
        Etat.Membre<EtatDemande>(),
        CodeRefus is null ? null : References.Lire(CodeRefus));
}
