namespace Pfcng.Domain.Modele;

/// <summary>A « demande de révocation » (guide WS §16; tables.md §3, tableau 21, objects DR).</summary>
/// <param name="Monde">Its world (D11).</param>
/// <param name="Numero">Its number, of the same sequence as the demandes de certificat (IHM figure 167, D24).</param>
/// <param name="Produit">Number of the product to revoke, which is its demande's.</param>
/// <param name="Canal">Channel it came through.</param>
/// <param name="Acteur">Who has the right to revoke.</param>
/// <param name="Administrateur">The AdminASIP who signed for the actor (D12), or null.</param>
/// <param name="MailDemandeur">mailDemandeur.</param>
/// <param name="MailPersonneAInformer">mailPersonneAInformer.</param>
/// <param name="Motif">motif.</param>
/// <param name="MotifAutre">autreDescription, with the reason AUTRE alone.</param>
/// <param name="Creation">Time of acceptance.</param>
/// <param name="DateEffet">The day it takes effect, in Paris (D29, D39).</param>
/// <param name="Echeance">From when it is to be executed; put off when the authority can't be reached.</param>
/// <param name="Revocation">The date that the CRL shows, set before the authority is asked, so that a second attempt gives the same; null before.</param>
/// <param name="Etat">Its state.</param>
public sealed record DemandeRevocation(
    Monde Monde,
    long Numero,
    long Produit,
    Canal Canal,
    Identite Acteur,
    Identite? Administrateur,
    string MailDemandeur,
    string MailPersonneAInformer,
    MotifRevocation Motif,
    string? MotifAutre,
    DateTimeOffset Creation,
    DateOnly DateEffet,
    DateTimeOffset Echeance,
    DateTimeOffset? Revocation,
    EtatRevocation Etat)
{
    private static readonly TimeSpan HeureDesDifferees = TimeSpan.FromHours(1);

    /// <summary>How far a clock that was wrong may be put back.</summary>
    private static readonly TimeSpan Correction = TimeSpan.FromDays(1);

    /// <summary>When the deferred revocations of a day are executed: 01:00 in Paris (D29, igc-sante-facts §6), before any change of hour.</summary>
    public static DateTimeOffset HeureDuJour(DateOnly jour) => CalendrierParis.Debut(jour) + HeureDesDifferees;

    /// <summary>True when it was asked for a day to come.</summary>
    public bool Differee => DateEffet > CalendrierParis.Jour(Creation);

    /// <summary>
    /// True when it is to be executed now. One that is dated and has not been tried is, whatever the clock says: it was immediate, or begun, and a
    /// clock put back must not keep it from the list (D29).
    /// </summary>
    public bool EstDue(DateTimeOffset instant) => EnAttente && (Echeance <= instant || (Etat == EtatRevocation.Validee && Revocation is not null));

    /// <summary>
    /// True when its date is none that the platform sets: before its day, or, for a deferred one, ahead of the clock by more than one that is
    /// corrected would explain. No row of history tells the date before the end (D26): it has to explain itself.
    /// </summary>
    public bool EstMalDatee(DateTimeOffset instant) =>
        Revocation is { } datee && (CalendrierParis.Jour(datee) < DateEffet || (Differee && datee > instant + Correction));

    /// <summary>True while it waits: for its day, or for an authority that can't be reached.</summary>
    public bool EnAttente => Etat is EtatRevocation.Enregistree or EtatRevocation.Validee;
}
