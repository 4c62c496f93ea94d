namespace Pfcng.Domain.Modele;

/// <summary>What can happen to a demande de révocation (guide WS §16, §20 RMT_ERR_012 and 013; D29).</summary>
public enum EvenementDeRevocation
{
    /// <summary>It comes in.</summary>
    Enregistrement,

    /// <summary>It is valid: executed at once, or on its day.</summary>
    Validation,

    /// <summary>An immediate or an earlier one takes its place (D29).</summary>
    Remplacement,

    /// <summary>Its day has come, and its product can't be revoked any more.</summary>
    Caducite,

    /// <summary>The authority can't be reached (RMT_ERR_012): it waits for the next attempt.</summary>
    AutoriteInaccessible,

    /// <summary>The authority refuses (RMT_ERR_013).</summary>
    AutoriteEnErreur,

    /// <summary>A published CRL shows it.</summary>
    Execution,
}

/// <summary>One line of the table of states of a demande de révocation.</summary>
/// <param name="Evenement">What happens.</param>
/// <param name="De">From which state; null: it does not exist yet.</param>
/// <param name="Vers">To which state.</param>
/// <param name="CodeAction">Code of action in the history (D37).</param>
/// <param name="ParLaPlateforme">True when the history shows « PFCNG-MG » and the channel SYSTEM.</param>
public sealed record TransitionDeRevocation(
    EvenementDeRevocation Evenement, EtatRevocation? De, EtatRevocation Vers, string CodeAction, bool ParLaPlateforme);

/// <summary>
/// The table of states of a demande de révocation; its product's are in <see cref="CycleDeVie"/>. ACT_REV_001 (twice) and ACT_IGC_007 are seen
/// in the IHM guide (figure 167); the others continue their families (D37).
/// </summary>
public static class CycleDeVieRevocation
{
    /// <summary>The lines.</summary>
    public static IReadOnlyList<TransitionDeRevocation> Table { get; } =
    [
        new(EvenementDeRevocation.Enregistrement, null, EtatRevocation.Enregistree, "ACT_REV_001", false),
        new(EvenementDeRevocation.Validation, EtatRevocation.Enregistree, EtatRevocation.Validee, "ACT_REV_001", false),
        .. EnAttente(EvenementDeRevocation.Remplacement, EtatRevocation.NonTraitee, "ACT_REV_003", parLaPlateforme: false),
        .. EnAttente(EvenementDeRevocation.Caducite, EtatRevocation.NonTraitee, "ACT_REV_004"),
        .. EnAttente(EvenementDeRevocation.AutoriteInaccessible, EtatRevocation.Enregistree, "ACT_IGC_009"),
        .. EnAttente(EvenementDeRevocation.AutoriteEnErreur, EtatRevocation.NonTraitee, "ACT_IGC_010"),
        .. EnAttente(EvenementDeRevocation.Execution, EtatRevocation.Close, "ACT_IGC_007"),
    ];

    private static readonly Dictionary<(EvenementDeRevocation, EtatRevocation?), TransitionDeRevocation> Index = Table.ToDictionary(t => (t.Evenement, t.De));

    /// <summary>The line for that event in that state.</summary>
    /// <exception cref="InvalidOperationException">The table has none: a bug, not a refusal.</exception>
    public static TransitionDeRevocation Suivre(EvenementDeRevocation evenement, EtatRevocation? de) => Index.TryGetValue((evenement, de), out var transition)
        ? transition
        : throw new InvalidOperationException($"Transition impossible : {evenement} depuis {(de is { } etat ? etat.Libelle() : "rien")}");

    /// <summary>What becomes of a demande that waits, for its day (validée) or for the authority (enregistrée).</summary>
    private static IEnumerable<TransitionDeRevocation> EnAttente(
        EvenementDeRevocation evenement, EtatRevocation vers, string codeAction, bool parLaPlateforme = true) =>
        from de in new[] { EtatRevocation.Validee, EtatRevocation.Enregistree }
        select new TransitionDeRevocation(evenement, de, vers, codeAction, parLaPlateforme);
}
