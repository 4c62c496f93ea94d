using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>A product as its table holds it, beside its demande.</summary>
internal sealed record LigneDeProduit
{
    /// <summary>Its columns; « produit » is called p.</summary>
    public const string Colonnes =
        """
        p.etat AS etat_produit, p.raison_sociale, p.departement, p.titre, p.beneficiaire_nom, p.beneficiaire_prenom, p.nom_applicatif, p.upn, p.mail_sujet,
        p.cle_publique, p.numero_serie, p.aki, p.dn_autorite, p.a_certifier, p.certificat, p.debut, p.fin,
        p.profession, p.profession_formation, p.savoir_faire, p.tableau_pharmacien
        """;

    public required string EtatProduit { get; init; }

    public required string? RaisonSociale { get; init; }

    public required string? Departement { get; init; }

    public required string? Titre { get; init; }

    public required string? BeneficiaireNom { get; init; }

    public required string? BeneficiairePrenom { get; init; }

    public required string? NomApplicatif { get; init; }

    public required string? Upn { get; init; }

    public required string? MailSujet { get; init; }

    public required byte[]? ClePublique { get; init; }

    public required string? NumeroSerie { get; init; }

    public required string? Aki { get; init; }

    public required string? DnAutorite { get; init; }

    public required byte[]? ACertifier { get; init; }

    public required byte[]? Certificat { get; init; }

    public required long? Debut { get; init; }

    public required long? Fin { get; init; }

    public required int? Profession { get; init; }

    public required int? ProfessionFormation { get; init; }

    public required string? SavoirFaire { get; init; }

    public required string? TableauPharmacien { get; init; }

    /// <summary>The product.</summary>
    /// <param name="demande">Its demande.</param>
    /// <param name="fqdn">Its domains, in their order.</param>
    public Produit Produit(LigneDeDemande demande, IReadOnlyList<string> fqdn) => new(
        EtatProduit.Membre<EtatProduit>(),
        RaisonSociale,
        Departement,
        Titre,
        BeneficiaireNom is null ? null : new(demande.Beneficiaire!, BeneficiaireNom, BeneficiairePrenom!),
        NomApplicatif,
        fqdn,
        Upn,
        MailSujet,
        ClePublique,
        NumeroSerie is null ? null : new EnregistrementTechnique(demande.Monde.Membre<Monde>(), demande.Type(), NumeroSerie, Aki!, DnAutorite!, ACertifier!),
        Certificat is null ? null : new CertificatEmis(Certificat, Debut!.Value.Instant(), Fin!.Value.Instant()))
    {
        Exercice = new(Profession, ProfessionFormation, SavoirFaire, TableauPharmacien),
    };
}

/// <summary>What tracking shows of a product, beside its demande.</summary>
internal sealed record LigneDeProduitSuivi
{
    /// <summary>Its columns; « produit » is called p.</summary>
    public const string Colonnes =
        """
        p.etat AS etat_produit, p.raison_sociale, p.beneficiaire_nom, p.beneficiaire_prenom, p.nom_applicatif, p.mail_sujet, p.sujet,
        p.numero_serie, p.dn_autorite, p.debut, p.fin,
        (SELECT string_agg(f.fqdn, ' ') FROM (SELECT fqdn FROM produit_fqdn WHERE numero = p.numero AND monde = p.monde ORDER BY rang) f) AS domaines
        """;

    public required string EtatProduit { get; init; }

    public required string? RaisonSociale { get; init; }

    public required string? BeneficiaireNom { get; init; }

    public required string? BeneficiairePrenom { get; init; }

    public required string? NomApplicatif { get; init; }

    public required string? MailSujet { get; init; }

    public required string? Sujet { get; init; }

    public required string? NumeroSerie { get; init; }

    public required string? DnAutorite { get; init; }

    public required long? Debut { get; init; }

    public required long? Fin { get; init; }

    public required string? Domaines { get; init; }

    /// <summary>The product, as tracking shows it.</summary>
    public ProduitSuivi Produit(LigneDeDemande demande) => new(
        EtatProduit.Membre<EtatProduit>(),
        RaisonSociale,
        BeneficiaireNom is null ? null : new(demande.Beneficiaire!, BeneficiaireNom, BeneficiairePrenom!),
        NomApplicatif,
        MailSujet,
        Sujet,
        NumeroSerie,
        DnAutorite,
        Debut?.Instant(),
        Fin?.Instant(),
        Domaines);
}
