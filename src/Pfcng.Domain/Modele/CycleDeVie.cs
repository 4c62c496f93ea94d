namespace Pfcng.Domain.Modele;

/// <summary>What can happen to a demande and its product (guide WS §14.2, §15.2, §16.2, §20; D19, D23, D26, D29).</summary>
public enum Evenement
{
    /// <summary>The demande comes in.</summary>
    Enregistrement,

    /// <summary>Its CSR is refused (RMT_ERR_001).</summary>
    RejetDeLaCsr,

    /// <summary>It is not valid (RMT_ERR_002).</summary>
    Rejet,

    /// <summary>Its whole lot is refused (§14.2).</summary>
    RefusDuLot,

    /// <summary>It is valid.</summary>
    Validation,

    /// <summary>The reference data it must be completed from has disappeared (44, D23).</summary>
    CompletionImpossible,

    /// <summary>Its actor asks for the certificate.</summary>
    RetraitDemande,

    /// <summary>The withdrawal is refused (RMT_ERR_005, 30, 31).</summary>
    RetraitRefuse,

    /// <summary>The authority can't be reached at the technical registration (RMT_ERR_003).</summary>
    EnregistrementTechniqueInaccessible,

    /// <summary>The authority refuses the technical registration (RMT_ERR_004).</summary>
    EnregistrementTechniqueEnErreur,

    /// <summary>Serial number and intent are recorded: first commit of a withdrawal (D26).</summary>
    Transmission,

    /// <summary>The authority can't be reached at the technical withdrawal (RMT_ERR_006).</summary>
    RetraitTechniqueInaccessible,

    /// <summary>The authority refuses the technical withdrawal (RMT_ERR_007).</summary>
    RetraitTechniqueEnErreur,

    /// <summary>The certificate is recorded: second commit.</summary>
    RetraitTechnique,

    /// <summary>The certificate went out whole: third commit.</summary>
    Cloture,

    /// <summary>The answer did not go out whole (RMT_ERR_009).</summary>
    Interruption,

    /// <summary>A published CRL shows the certificate (§16.2, D29).</summary>
    Revocation,

    /// <summary>A revocation is refused (RMT_ERR_011).</summary>
    RevocationRefusee,

    /// <summary>A restored store gets back, from the journal of issuance, a certificate that it had lost (D26).</summary>
    RestitutionDuCertificat,

    /// <summary>A restored store had lost a revocation that a published list or the journal shows (D29).</summary>
    RevocationRetablie,

    /// <summary>An operator revokes (D29): also a serial number whose certificate this store never had.</summary>
    RevocationDExploitant,
}

/// <summary>One line of the table of states.</summary>
/// <param name="Evenement">What happens.</param>
/// <param name="De">From which states; null: the demande does not exist yet.</param>
/// <param name="Vers">To which states.</param>
/// <param name="CodeAction">Code of action in the history (D37).</param>
/// <param name="ParLaPlateforme">True when the history shows « PFCNG-MG » and the channel SYSTEM (IHM figures 147, 167).</param>
public sealed record Transition(Evenement Evenement, Etats? De, Etats Vers, string CodeAction, bool ParLaPlateforme);

/// <summary>The state of a demande and of its product, which only move together.</summary>
/// <param name="Demande">State of the demande.</param>
/// <param name="Produit">State of the product.</param>
public readonly record struct Etats(EtatDemande Demande, EtatProduit Produit)
{
    /// <summary>« Demande validée, Produit à retirer ».</summary>
    public override string ToString() => $"{Demande.Libelle()}, {Produit.Libelle()}";
}

/// <summary>
/// The one table of states: events × states → new states and code of action. Codes ACT_DCL_001, ACT_DCL_005, ACT_IGC_003 and ACT_IGC_007 are
/// seen in the IHM guide (figures 147, 167); the others continue their families (D37).
/// </summary>
public static class CycleDeVie
{
    private static readonly Etats Enregistree = new(EtatDemande.Enregistree, EtatProduit.Demande);
    private static readonly Etats Rejetee = new(EtatDemande.Rejetee, EtatProduit.Annule);
    private static readonly Etats NonTraitee = new(EtatDemande.NonTraitee, EtatProduit.Annule);
    private static readonly Etats Annulee = new(EtatDemande.Annulee, EtatProduit.Annule);
    private static readonly Etats Validee = new(EtatDemande.Validee, EtatProduit.ARetirer);
    private static readonly Etats Transmise = new(EtatDemande.Transmise, EtatProduit.ARetirer);
    private static readonly Etats Retiree = new(EtatDemande.Transmise, EtatProduit.Retire);
    private static readonly Etats Close = new(EtatDemande.Close, EtatProduit.Actif);
    private static readonly Etats Revoquee = new(EtatDemande.Close, EtatProduit.Revoque);
    private static readonly Etats AnnuleeEtRevoquee = new(EtatDemande.Annulee, EtatProduit.Revoque);

    /// <summary>The lines. A withdrawal or a revocation that is refused changes nothing whatever the state: it has a line for each.</summary>
    public static IReadOnlyList<Transition> Table { get; } =
    [
        new(Evenement.Enregistrement, null, Enregistree, "ACT_DCL_001", false),
        new(Evenement.RejetDeLaCsr, Enregistree, Rejetee, "ACT_DCL_002", false),
        new(Evenement.Rejet, Enregistree, Rejetee, "ACT_DCL_003", false),
        new(Evenement.RefusDuLot, Enregistree, NonTraitee, "ACT_DCL_004", false),
        new(Evenement.Validation, Enregistree, Validee, "ACT_DCL_005", false),
        new(Evenement.CompletionImpossible, Validee, NonTraitee, "ACT_DCL_006", true),

        new(Evenement.RetraitDemande, Validee, Validee, "ACT_RET_001", false),
        new(Evenement.RetraitDemande, Transmise, Transmise, "ACT_RET_001", false),
        new(Evenement.RetraitDemande, Retiree, Retiree, "ACT_RET_001", false),
        .. Tous().Select(e => new Transition(Evenement.RetraitRefuse, e, e, "ACT_RET_002", false)),

        new(Evenement.EnregistrementTechniqueInaccessible, Validee, Validee, "ACT_IGC_001", true),
        new(Evenement.EnregistrementTechniqueEnErreur, Validee, NonTraitee, "ACT_IGC_002", true),
        new(Evenement.Transmission, Validee, Transmise, "ACT_IGC_003", true),
        new(Evenement.RetraitTechniqueInaccessible, Transmise, Transmise, "ACT_IGC_004", true),
        new(Evenement.RetraitTechniqueEnErreur, Transmise, Annulee, "ACT_IGC_005", true),
        new(Evenement.RetraitTechnique, Transmise, Retiree, "ACT_IGC_006", true),
        new(Evenement.Cloture, Retiree, Close, "ACT_IGC_007", true),
        new(Evenement.Interruption, Retiree, Retiree, "ACT_RET_003", true),

        new(Evenement.Revocation, Close, Revoquee, "ACT_IGC_008", true),
        new(Evenement.Revocation, Retiree, AnnuleeEtRevoquee, "ACT_IGC_008", true),
        .. Tous().Select(e => new Transition(Evenement.RevocationRefusee, e, e, "ACT_REV_002", false)),

        new(Evenement.RestitutionDuCertificat, Validee, Retiree, "ACT_IGC_011", true),
        new(Evenement.RestitutionDuCertificat, Transmise, Retiree, "ACT_IGC_011", true),
        .. Revocable(Evenement.RevocationRetablie, "ACT_IGC_012", parLaPlateforme: true),
        .. Revocable(Evenement.RevocationDExploitant, "ACT_REV_005", parLaPlateforme: false),
    ];

    private static readonly Dictionary<(Evenement, Etats?), Transition> Index = Table.ToDictionary(t => (t.Evenement, t.De));

    /// <summary>The line for that event in those states.</summary>
    /// <exception cref="InvalidOperationException">The table has none: a bug, not a refusal.</exception>
    public static Transition Suivre(Evenement evenement, Etats? de) => Index.TryGetValue((evenement, de), out var transition)
        ? transition
        : throw new InvalidOperationException($"Transition impossible : {evenement} depuis {(de is null ? "rien" : de.ToString())}");

    /// <summary>True when the table has a line for that event in those states.</summary>
    public static bool Permet(Evenement evenement, Etats de) => Index.ContainsKey((evenement, de));

    /// <summary>From every state that has a serial number: in « transmise, à retirer » somebody may hold the certificate, though the store does not.</summary>
    private static IEnumerable<Transition> Revocable(Evenement evenement, string codeAction, bool parLaPlateforme) =>
    [
        new(evenement, Close, Revoquee, codeAction, parLaPlateforme),
        new(evenement, Retiree, AnnuleeEtRevoquee, codeAction, parLaPlateforme),
        new(evenement, Transmise, AnnuleeEtRevoquee, codeAction, parLaPlateforme),
    ];

    private static IEnumerable<Etats> Tous() =>
        from demande in Enum.GetValues<EtatDemande>()
        from produit in Enum.GetValues<EtatProduit>()
        select new Etats(demande, produit);
}
