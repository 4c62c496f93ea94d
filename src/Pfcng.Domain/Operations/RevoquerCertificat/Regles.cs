using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Habilitations;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Operations.RevoquerCertificat;

/// <summary>A revocation before the rules; its certificate was found in the signer's world (else 08).</summary>
/// <param name="Requete">As it was read.</param>
/// <param name="Signataire">Who signed.</param>
/// <param name="Demande">The demande of the certificate.</param>
/// <param name="Produit">Its product.</param>
/// <param name="EnCours">The revocation of that product that waits or is done, or null.</param>
/// <param name="Signant">The signer in the directory, or null.</param>
/// <param name="Acteur">The signer or the third party in the directory, or null.</param>
/// <param name="Instant">Time of acceptance.</param>
internal sealed record Dossier(
    RequeteRevocationCertificat Requete,
    Signataire Signataire,
    Demande Demande,
    Produit Produit,
    DemandeRevocation? EnCours,
    Personne? Signant,
    Personne? Acteur,
    DateTimeOffset Instant)
{
    /// <summary>The states of the demande and of its product.</summary>
    public Etats Etats => new(Demande.Etat, Produit.Etat);

    /// <summary>« Date du jour », in Paris (D39).</summary>
    public DateOnly Aujourdhui => CalendrierParis.Jour(Instant);

    /// <summary>The day it takes effect: today when it is not said (D29).</summary>
    public DateOnly DateEffet => Requete.DateEffet ?? Aujourdhui;

    /// <summary>True when it waits for a day to come; else it is executed before the answer leaves.</summary>
    public bool Differee => DateEffet > Aujourdhui;
}

/// <summary>The rules of a revocation (guide WS §16.4, §20 RMT_ERR_011; D29). Pure: no clock, no store.</summary>
internal static class Regles
{
    private const string DateRevocation = "Date révocation";

    /// <summary>The rules, in the order in which they are tried.</summary>
    public static IReadOnlyList<Regle<Dossier>> Toutes { get; } =
    [
        new("RMT_ERR_011, D12", d => Refuser(d.Signant is null || d.Acteur is null, Raisons.ActeurInconnu)),
        new("§8, D12", d => Refuser(d.Requete.IdNatTiers is not null && !d.Signant!.AdminAsip, Raisons.PasPourUnTiers)),
        new("§8, D13, D15", d => Droit(d).Raison is { } raison ? Catalogue.RevocationNonEnregistree(raison) : null),
        new("§16.4, RMT_ERR_011, D29", d => Refuser(!CycleDeVie.Permet(Evenement.Revocation, d.Etats) || Expire(d), Raisons.NiActifNiRetire)),
        new("D29, D39", d => Date(d.DateEffet < d.Aujourdhui)),
        new("IHM §11, D29", d => Date(d.Differee && d.Requete.Motif is (MotifRevocation.VOL or MotifRevocation.PERTE))),
        new("D29", d => Date(d.Differee && DemandeRevocation.HeureDuJour(d.DateEffet) > d.Produit.Certificat!.Fin)),
        new("D29", d => Date(d.EnCours is { EnAttente: true } attend && d.DateEffet >= attend.DateEffet)),
    ];

    /// <summary>The first refusal, or null.</summary>
    public static Refus? Verifier(Dossier dossier) => Toutes.PremierRefus(dossier);

    /// <summary>The actor's right; he is in the directory.</summary>
    public static Droit Droit(Dossier d) => Droits.SurUnProduit(d.Acteur!, d.Demande.Type.Offre, d.Demande.IdNatStruct, d.Demande.IdNatBeneficiaire);

    /// <summary>The state « Produit expiré » may come a little after the hour.</summary>
    private static bool Expire(Dossier d) => d.Produit.Certificat is { } certificat && certificat.Fin < d.Instant;

    private static Refus? Date(bool condition) => Refuser(condition, Raisons.ContrainteDeRevocation(DateRevocation));

    private static Refus? Refuser(bool condition, string raison) => condition ? Catalogue.RevocationNonEnregistree(raison) : null;
}
