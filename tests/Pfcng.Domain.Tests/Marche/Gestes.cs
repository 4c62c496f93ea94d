using Pfcng.Domain.Demandes;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Tests.Marche;

/// <summary>Who signs.</summary>
public enum Qui
{
    /// <summary>Whoever made the demande in question, in his world, with the AdminASIP he had then.</summary>
    LActeur,
    Carole,
    Gaetan,
    Charles,
    Claire,
    Denise,
    Vladimir,
    Inconnu,
    CaroleEnProduction,
}

/// <summary>What the authority does when it is asked something.</summary>
public enum Panne
{
    Aucune,
    EnregistrementInaccessible,
    EnregistrementEnErreur,
    RetraitInaccessible,
    RetraitEnErreur,
    RevocationInaccessible,
    RevocationEnErreur,
}

/// <summary>Among which demandes one is named.</summary>
public enum Parmi
{
    /// <summary>All, and one more that does not exist.</summary>
    Toutes,

    /// <summary>Those whose product is to be withdrawn, or is « retiré ».</summary>
    EnRetrait,

    /// <summary>Those that have a certificate.</summary>
    Certifiees,
}

/// <summary>A demande by its age among others, the oldest being 0, modulo their number.</summary>
public sealed record Choix(Parmi Parmi, int Rang)
{
    public override string ToString() => $"la {Rang}e ({Parmi})";
}

/// <summary>One step of a walk.</summary>
public interface IGeste;

public sealed record Demander(Qui Qui, IReadOnlyList<DemandeCertificat> Demandes) : IGeste
{
    public override string ToString() => $"{Qui} demande [{string.Join(" ; ", Demandes.Select(Recit.De))}]";
}

/// <summary>A signed message already sent is sent again, octet for octet (D25).</summary>
public sealed record Redemander(int Message) : IGeste
{
    public override string ToString() => $"le message {Message} est envoyé de nouveau";
}

public sealed record DemanderParIhm(Qui Qui, DemandeCertificat Demande) : IGeste
{
    public override string ToString() => $"{Qui} demande par l’IHM {Recit.De(Demande)}";
}

public sealed record Retirer(Qui Qui, Qui? Tiers, Choix Choix, Panne Panne, bool Transmise) : IGeste
{
    public override string ToString() => $"{Qui}{Recit.Pour(Tiers)} retire {Choix}{Recit.De(Panne)}{(Transmise ? "" : ", réponse coupée")}";
}

/// <summary>« Jours » is dateEffet, in days from today; null: not said.</summary>
public sealed record Revoquer(Qui Qui, Qui? Tiers, Choix Choix, MotifRevocation Motif, int? Jours, Panne Panne) : IGeste
{
    public override string ToString() => $"{Qui}{Recit.Pour(Tiers)} révoque {Choix}, {Motif}{(Jours is null ? "" : $", dateEffet J{Jours:+0;-0;+0}")}{Recit.De(Panne)}";
}

public sealed record Renouveler(Qui Qui, Qui? Tiers, Choix Choix, string Csr) : IGeste
{
    public override string ToString() => $"{Qui}{Recit.Pour(Tiers)} renouvelle {Choix}, csr={Csr}";
}

/// <summary>Time goes by, then the platform executes the revocations that are due.</summary>
public sealed record Attendre(int Heures, Panne Panne) : IGeste
{
    public override string ToString() => $"{Heures} heures passent{Recit.De(Panne)}";
}

/// <summary>Somebody or a structure of the test world leaves the directory, or comes back.</summary>
public sealed record Oublier(string IdNat) : IGeste
{
    public override string ToString() => $"{IdNat} quitte l’annuaire ou y revient";
}

/// <summary>« Lot » is the rank of a message sent, « Jours » is dateCreationDemande in days from today; null: no filter.</summary>
public sealed record Suivre(
    Qui Qui, Qui? Tiers, TypeSuivi Type, Offre Offre, string? Structure, Usage? Usage, int? Lot, int? Jours, string? Beneficiaire, string? Acteur) : IGeste
{
    public override string ToString() => Recit.Liste(
        $"{Qui}{Recit.Pour(Tiers)} suit {Type} {Offre}",
        ("structure", Structure), ("usage", Usage), ("lot", Lot), ("jour J", Jours), ("bénéficiaire", Beneficiaire), ("acteur", Acteur));
}

/// <summary>A walk: where the clock starts, then what is done.</summary>
public sealed record Promenade(DateTimeOffset Depart, IReadOnlyList<IGeste> Gestes)
{
    public override string ToString() => $"départ {Depart:u}\n" + string.Join('\n', Gestes.Select((g, rang) => $"  {rang + 1}. {g}"));
}

/// <summary>How steps are told.</summary>
internal static class Recit
{
    public static string De(DemandeCertificat d) => Liste(
        new TypeProduit(d.Offre, d.Usage).ToString(),
        ("tiers", d.IdNatTiers),
        ("structure", d.IdNatStruct),
        ("bénéficiaire", d.IdNatBeneficiaire),
        ("nom", d.NomApplicatif),
        ("FQDN", d.Fqdn.Count == 0 ? null : string.Join('+', d.Fqdn)),
        ("UPN", d.Upn),
        ("mail", d.MailSujet),
        ("csr", d.Csr));

    public static string De(Panne panne) => panne == Panne.Aucune ? "" : $", autorité : {panne}";

    public static string Pour(Qui? tiers) => tiers is null ? "" : $" pour {tiers}";

    /// <summary>What is said, then what is not null.</summary>
    public static string Liste(string debut, params (string Nom, object? Valeur)[] suite) =>
        string.Join(' ', suite.Where(s => s.Valeur is not null).Select(s => $"{s.Nom}={s.Valeur}").Prepend(debut));
}
