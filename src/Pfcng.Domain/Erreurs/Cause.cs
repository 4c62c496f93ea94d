namespace Pfcng.Domain.Erreurs;

/// <summary>Why something is refused. Each channel has its own codes and labels for it; the value is the line of guide WS §19.</summary>
public enum Cause
{
    /// <summary>The signature, its certificate or its shape (D8, D9).</summary>
    SignatureInvalide = 2,

    /// <summary>A value is not well written; with the element’s name, or without (D18).</summary>
    ContenuNonValide = 5,

    /// <summary>No demande is found.</summary>
    DemandeIntrouvable = 7,

    /// <summary>No certificate is found.</summary>
    CertificatIntrouvable = 8,

    /// <summary>The CSR (RMT_ERR_001); with the reason.</summary>
    CsrRefusee = 9,

    /// <summary>The demande (RMT_ERR_002); with the reason.</summary>
    DemandeNonValide = 10,

    /// <summary>The withdrawal (RMT_ERR_005); with the reason.</summary>
    RetraitNonValide = 11,

    /// <summary>The revocation (RMT_ERR_011); with the reason.</summary>
    RevocationNonEnregistree = 12,

    /// <summary>The authority can’t be reached to sign (RMT_ERR_006).</summary>
    RetraitTechniqueInaccessible = 15,

    /// <summary>The authority refuses to sign (RMT_ERR_007).</summary>
    RetraitTechniqueEnErreur = 16,

    /// <summary>The authority refuses to register (RMT_ERR_004).</summary>
    EnregistrementTechniqueEnErreur = 17,

    /// <summary>The authority can’t be reached to register (RMT_ERR_003).</summary>
    EnregistrementTechniqueInaccessible = 18,

    /// <summary>More than 20 demandes.</summary>
    LotTropGrand = 23,

    /// <summary>A message too large.</summary>
    MessageTropGrand = 24,

    /// <summary>No such indice de retrait.</summary>
    IndiceDeRetraitInconnu = 27,

    /// <summary>Not the actor of the demande.</summary>
    PasLActeur = 30,

    /// <summary>The demande came through another channel.</summary>
    AutreCanal = 31,

    /// <summary>idNatStruct is wanted.</summary>
    StructureObligatoire = 32,

    /// <summary>idNatBeneficiaire is wanted.</summary>
    BeneficiaireObligatoire = 33,

    /// <summary>FQDN is wanted, and no mailSujet.</summary>
    FqdnObligatoireSansMailSujet = 34,

    /// <summary>nomApplicatif is wanted.</summary>
    NomApplicatifObligatoire = 35,

    /// <summary>UPN is forbidden.</summary>
    UpnInterdit = 36,

    /// <summary>mailSujet is wanted (SERV) or, with « ORG », forbidden (D18: the bullet that applies).</summary>
    MailSujetNonConforme = 37,

    /// <summary>The answer did not go out: for the trace only (D32).</summary>
    TransmissionInterrompue = 38,

    /// <summary>More than 5 FQDN.</summary>
    TropDeFqdn = 42,

    /// <summary>The tracking (RMT_ERR_016); with the reason.</summary>
    SuiviNonValide = 43,

    /// <summary>The demande is valid and can’t be completed; with the reason, a subset of RMT_ERR_002’s (D23).</summary>
    CompletionImpossible = 44,
}

/// <summary>What the guide says of causes, whatever the channel.</summary>
internal static class Causes
{
    /// <summary>The RMT_ERR of §20, as the history shows it; null when there is none.</summary>
    public static string? ErreurMetier(this Cause cause) => cause switch
    {
        Cause.CsrRefusee => "RMT_ERR_001",
        Cause.DemandeNonValide => "RMT_ERR_002",
        Cause.RetraitNonValide => "RMT_ERR_005",
        Cause.RevocationNonEnregistree => "RMT_ERR_011",
        Cause.RetraitTechniqueInaccessible => "RMT_ERR_006",
        Cause.RetraitTechniqueEnErreur => "RMT_ERR_007",
        Cause.EnregistrementTechniqueEnErreur => "RMT_ERR_004",
        Cause.EnregistrementTechniqueInaccessible => "RMT_ERR_003",
        Cause.SuiviNonValide => "RMT_ERR_016",
        _ => null,
    };
}
