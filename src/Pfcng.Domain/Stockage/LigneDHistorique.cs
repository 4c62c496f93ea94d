using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>A row of history as its table holds it.</summary>
internal sealed record LigneDHistorique
{
    /// <summary>Reads it.</summary>
    public const string Selection =
        """
        SELECT numero, monde, demande, canal, instant, action, etat_demande, etat_produit, type_acteur,
               acteur, habilitations, administrateur, habilitations_administrateur, complement, empreinte, format,
               preuve, empreinte_preuve, empreinte_a_certifier, empreinte_certificat, empreinte_reference, empreinte_avant, empreinte_apres
        FROM historique
        """;

    public required long Numero { get; init; }

    public required string Monde { get; init; }

    public required long Demande { get; init; }

    public required string Canal { get; init; }

    public required long Instant { get; init; }

    public required string Action { get; init; }

    public required string EtatDemande { get; init; }

    public required string EtatProduit { get; init; }

    public required string TypeActeur { get; init; }

    public required string? Acteur { get; init; }

    public required string? Habilitations { get; init; }

    public required string? Administrateur { get; init; }

    public required string? HabilitationsAdministrateur { get; init; }

    public required string? Complement { get; init; }

    public required byte[] Empreinte { get; init; }

    public required long Format { get; init; }

    public required long? Preuve { get; init; }

    public required byte[]? EmpreintePreuve { get; init; }

    public required byte[]? EmpreinteACertifier { get; init; }

    public required byte[]? EmpreinteCertificat { get; init; }

    public required byte[]? EmpreinteReference { get; init; }

    public required byte[]? EmpreinteAvant { get; init; }

    public required byte[]? EmpreinteApres { get; init; }

    /// <summary>The row.</summary>
    public LigneHistorique Ligne() => new(
        Numero,
        Monde.Membre<Monde>(),
        Demande,
        Canal.Membre<Canal>(),
        Instant.Instant(),
        Action,
        EtatDemande.Length == 0 ? null : new(EtatDemande.Membre<EtatDemande>(), EtatProduit.Membre<EtatProduit>()),
        TypeActeur.Membre<TypeActeur>(),
        Acteur,
        Habilitations,
        Administrateur,
        HabilitationsAdministrateur,
        Complement,
        new(Preuve, EmpreintePreuve, EmpreinteACertifier, EmpreinteCertificat, EmpreinteReference, EmpreinteAvant, EmpreinteApres),
        Format,
        Empreinte);
}
