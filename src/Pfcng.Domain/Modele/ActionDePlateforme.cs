namespace Pfcng.Domain.Modele;

/// <summary>What the platform does of itself, on no demande in particular, and the history tells all the same (D37).</summary>
public enum ActionDePlateforme
{
    /// <summary>Binds what was written before rows bound what they speak of; the first row of a new store.</summary>
    Scellement,

    /// <summary>Keeps the evidence of a message of which no demande was registered (D19).</summary>
    MessageSansDemande,

    /// <summary>Issues its own TLS certificate.</summary>
    CertificatDeServeur,

    /// <summary>Takes up a store that is older than the last signed head: it was restored, or cut.</summary>
    Reprise,

    /// <summary>Completes the journal of issuance from the store: it was not there, or was lost.</summary>
    JournalComplete,

    /// <summary>Writes into a store what the journal of issuance or a published list knows and it had lost (D26, D29).</summary>
    DepotRepare,

    /// <summary>Takes an operator's order that writes.</summary>
    OrdreDExploitant,

    /// <summary>Goes on after heads that are not in their register any more: it was lost, emptied or cut.</summary>
    TetesPerdues,
}

/// <summary>The codes of these actions, in the pattern of the IHM guide's (§10), in a family of ours.</summary>
public static class ActionsDePlateforme
{
    /// <summary>« ACT_TRC_001 » and the like.</summary>
    public static string Code(this ActionDePlateforme action) => action switch
    {
        ActionDePlateforme.Scellement => "ACT_TRC_001",
        ActionDePlateforme.MessageSansDemande => "ACT_TRC_002",
        ActionDePlateforme.CertificatDeServeur => "ACT_TRC_003",
        ActionDePlateforme.Reprise => "ACT_TRC_004",
        ActionDePlateforme.JournalComplete => "ACT_TRC_005",
        ActionDePlateforme.DepotRepare => "ACT_TRC_006",
        ActionDePlateforme.OrdreDExploitant => "ACT_TRC_007",
        ActionDePlateforme.TetesPerdues => "ACT_TRC_008",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}

/// <summary>Something to tell of the whole platform in its history.</summary>
/// <param name="Action">What was done.</param>
/// <param name="Texte">A sentence in French.</param>
public sealed record Avis(ActionDePlateforme Action, string Texte);
