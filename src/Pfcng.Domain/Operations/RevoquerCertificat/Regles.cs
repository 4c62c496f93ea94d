using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Operations.RevoquerCertificat;

/// <summary>A revocation before the rules; its certificate was found in the signer's world (else 08).</summary>
/// <param name="Requete">As it was read.</param>
/// <param name="Intervenant">Who acts (D12).</param>
/// <param name="Demande">The demande of the certificate.</param>
/// <param name="Produit">Its product.</param>
/// <param name="EnCours">The revocation of that product that waits or is done, or null.</param>
/// <param name="Instant">Time of acceptance.</param>
internal sealed record Dossier(
    RequeteRevocationCertificat Requete,
    Intervenant Intervenant,
    Demande Demande,
    Produit Produit,
    DemandeRevocation? EnCours,
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

    /// <summary>The rules up to the right, in the order in which they are tried.</summary>
    public static IReadOnlyList<Regle<Dossier>> JusquAuDroit { get; } =
    [
        new("RMT_ERR_011, D12", d => Refuser(d.Intervenant.EstInconnu, Raisons.ActeurInconnu)),
        new("§8, D12", d => Refuser(d.Intervenant.NommeUnTiersSansDroit, Raisons.PasPourUnTiers)),
        new("§8, D13, D15", d => Droit(d).Raison is { } raison ? Catalogue.RevocationNonEnregistree(raison) : null),
    ];

    /// <summary>The rules that come after the right.</summary>
    public static IReadOnlyList<Regle<Dossier>> ApresLeDroit { get; } =
    [
        new("§16.4, RMT_ERR_011, D29", d => Refuser(!CycleDeVie.Permet(Evenement.Revocation, d.Etats) || Expire(d), Raisons.NiActifNiRetire)),
        new("D29, D39", d => Date(d.DateEffet < d.Aujourdhui)),
        new("IHM §11, D29", d => Date(d.Differee && d.Requete.Motif is (MotifRevocation.VOL or MotifRevocation.PERTE))),
        new("D29", d => Date(d.Differee && DemandeRevocation.HeureDuJour(d.DateEffet) > d.Produit.Certificat!.Fin)),
        new("D29", d => Date(d.EnCours is { EnAttente: true } attend && !Remplace(d, attend))),
    ];

    /// <summary>The first refusal, and the right when it was established.</summary>
    public static Verdict Verifier(Dossier dossier) => JusquAuDroit.PremierRefus(dossier) is { } refus
        ? new(refus, null)
        : new(ApresLeDroit.PremierRefus(dossier), Droit(dossier));

    /// <summary>The actor's right; he is in the directory.</summary>
    private static Droit Droit(Dossier d) => Droits.SurUnProduit(d.Intervenant.Personne!, d.Demande.Type.Offre, d.Demande.IdNatStruct, d.Demande.IdNatBeneficiaire);

    /// <summary>An immediate one takes the place of a deferred one always, its very day included; else the earlier date does.</summary>
    private static bool Remplace(Dossier d, DemandeRevocation attend) => (attend.Differee && !d.Differee) || d.DateEffet < attend.DateEffet;

    /// <summary>The state « Produit expiré » may come a little after the hour.</summary>
    private static bool Expire(Dossier d) => d.Produit.Certificat is { } certificat && certificat.Fin < d.Instant;

    private static Refus? Date(bool condition) => Refuser(condition, Raisons.ContrainteDeRevocation(DateRevocation));

    private static Refus? Refuser(bool condition, string raison) => condition ? Catalogue.RevocationNonEnregistree(raison) : null;
}
