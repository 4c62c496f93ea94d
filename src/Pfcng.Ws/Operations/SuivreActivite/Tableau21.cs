using System.Globalization;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Ws.Operations.SuivreActivite;

/// <summary>
/// Tableau 21: the fields of a row in the table's order, each with its columns and its rule. A row holds every field of its column, empty when there is
/// nothing to say; a field of another column is absent (D31). Moments are xsd:dateTime with the offset of Paris, days xsd:date (D39). Pure.
/// </summary>
/// <param name="delai">« Délai de retrait avant annulation ».</param>
internal sealed class Tableau21(DelaiDeRetrait delai)
{
    private const TypeSuivi C = TypeSuivi.DEMANDES_CERTIFICAT;
    private const TypeSuivi P = TypeSuivi.PRODUITS;
    private const TypeSuivi R = TypeSuivi.DEMANDES_REVOCATION;

    private static readonly Champ[] Champs =
    [
        new("numero", [C, P, R], s => $"{s.Revocation?.Numero ?? s.Demande.Numero}"),
        new("canal", [C, P, R], s => $"{s.Revocation?.Canal ?? s.Demande.Canal}"),
        new("creationDate", [C, R], s => Moment(s.Revocation?.Creation ?? s.Demande.Creation)),
        new("dateDebutValidite", [P], s => Moment(s.Produit.Debut)),
        new("dateFinValidite", [P], s => s.RevocationEnCours ? null : Moment(s.Produit.Fin)),
        new("offre", [C, P, R], s => s.Demande.Type.Offre.ToString()),
        new("usage", [C, P, R], s => s.Demande.Type.Usage.Code()),
        new("idNatStruct", [C, P, R], s => s.Demande.IdNatStruct),
        new("raisonSociale", [C, P, R], s => s.Produit.RaisonSociale),
        new("idNatAdministrateur", [C, P, R], s => s.Administrateur?.IdNat),
        new("nomAdministrateur", [C, P, R], s => s.Administrateur?.Nom),
        new("prenomAdministrateur", [C, P, R], s => s.Administrateur?.Prenom),
        new("idNatBeneficiaire", [C, P, R], s => s.Demande.IdNatBeneficiaire),
        new("nomBeneficiaire", [C, P, R], s => s.Produit.Beneficiaire?.Nom),
        new("prenomBeneficiaire", [C, P, R], s => s.Produit.Beneficiaire?.Prenom),
        new("idNatActeur", [C, P, R], s => s.Acteur.IdNat),
        new("nomActeur", [C, P, R], s => s.Acteur.Nom),
        new("prenomActeur", [C, P, R], s => s.Acteur.Prenom),
        new("etat", [C], s => s.Demande.Etat.Libelle()),
        new("etat", [P], s => s.EtatDuProduit.Libelle()),
        new("etat", [R], s => s.Revocation!.Etat.Libelle()),
        new("emailActeur", [C, R], s => s.Revocation?.MailDemandeur ?? s.Demande.MailDemandeur),
        new("emailNotification", [C, R], s => s.Revocation?.MailPersonneAInformer ?? s.Demande.MailPersonneAInformer),
        new("dateExpiration", [C], s => s.RevocationEnCours || s.Retire || s.Demande.Refus is not null ? null : Jour(s.LimiteDeRetrait)),
        new("dateRevocation", [R], s => s.Revocation!.Etat == EtatRevocation.NonTraitee ? null : Jour(s.Revocation.DateEffet)),
        new("motifRevocation", [R], s => s.Revocation!.Motif.ToString()),
        new("motifAutre", [R], s => s.Revocation!.MotifAutre),
        new("numeroSerie", [C, P, R], s => s.Retire ? s.Produit.NumeroSerie : null),
        new("dnAutorite", [C, P, R], s => s.Retire ? s.Produit.DnAutorite : null),
        new("dnSujet", [C, P, R], s => s.Produit.Sujet),
        new("domaines", [C, P, R], s => s.Produit.Domaines),
        new("nomApplicatif", [C, P, R], s => s.Produit.NomApplicatif),
        new("eMailSujet", [C, P, R], s => s.Produit.MailSujet),
    ];

    private static readonly Dictionary<TypeSuivi, Champ[]> ParColonne =
        Enum.GetValues<TypeSuivi>().ToDictionary(t => t, t => Champs.Where(c => c.Colonnes.Contains(t)).ToArray());

    /// <summary>The fields of a row, as pairs (element, value) in the table's order. An empty value is an empty element (« Vide »).</summary>
    /// <param name="type">The column.</param>
    /// <param name="ligne">The row.</param>
    /// <param name="instant">Now: a product whose validity has ended is « Produit expiré ».</param>
    public IReadOnlyList<KeyValuePair<string, string>> Decrire(TypeSuivi type, LigneSuivie ligne, DateTimeOffset instant)
    {
        var suivi = new Suivi(ligne, instant, delai);
        return [.. ParColonne[type].Select(c => KeyValuePair.Create(c.Nom, c.Valeur(suivi) ?? ""))];
    }

    private static string? Moment(DateTimeOffset? instant) => instant is { } i
        ? CalendrierParis.Heure(i).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
        : null;

    private static string Jour(DateOnly jour) => jour.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Champ(string Nom, TypeSuivi[] Colonnes, Func<Suivi, string?> Valeur);

    /// <summary>What the rules speak of.</summary>
    private readonly record struct Suivi(LigneSuivie Ligne, DateTimeOffset Instant, DelaiDeRetrait Delai)
    {
        public Demande Demande => Ligne.Demande;

        public ProduitSuivi Produit => Ligne.Produit;

        public DemandeRevocation? Revocation => Ligne.Revocation;

        public bool RevocationEnCours => Ligne.RevocationEnCours;

        public Identite Acteur => Revocation?.Acteur ?? Demande.Acteur;

        /// <summary>Of the object whose actor is shown: a revocation that its bearer asks himself has no administrator, whoever asked for the product.</summary>
        public Identite? Administrateur => Revocation is null ? Demande.Administrateur : Revocation.Administrateur;

        /// <summary>« Toujours présent sinon »: neither demandé, nor à retirer, nor annulé.</summary>
        public bool Retire => Produit.Etat is not (EtatProduit.Demande or EtatProduit.ARetirer or EtatProduit.Annule);

        public EtatProduit EtatDuProduit => Produit.Etat == EtatProduit.Actif && Produit.Fin < Instant ? EtatProduit.Expire : Produit.Etat;

        public DateOnly LimiteDeRetrait => Delai.DernierJour(Demande.Creation);
    }
}
