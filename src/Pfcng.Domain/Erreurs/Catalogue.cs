namespace Pfcng.Domain.Erreurs;

/// <summary>The refusals of the rules, each with the data that its label needs (D18).</summary>
public static class Catalogue
{
    /// <inheritdoc cref="Cause.SignatureInvalide"/>
    public static Refus SignatureInvalide { get; } = new(Cause.SignatureInvalide);

    /// <inheritdoc cref="Cause.DemandeIntrouvable"/>
    public static Refus DemandeIntrouvable { get; } = new(Cause.DemandeIntrouvable);

    /// <inheritdoc cref="Cause.CertificatIntrouvable"/>
    public static Refus CertificatIntrouvable { get; } = new(Cause.CertificatIntrouvable);

    /// <inheritdoc cref="Cause.RetraitTechniqueInaccessible"/>
    public static Refus RetraitTechniqueInaccessible { get; } = new(Cause.RetraitTechniqueInaccessible);

    /// <inheritdoc cref="Cause.RetraitTechniqueEnErreur"/>
    public static Refus RetraitTechniqueEnErreur { get; } = new(Cause.RetraitTechniqueEnErreur);

    /// <inheritdoc cref="Cause.EnregistrementTechniqueEnErreur"/>
    public static Refus EnregistrementTechniqueEnErreur { get; } = new(Cause.EnregistrementTechniqueEnErreur);

    /// <inheritdoc cref="Cause.EnregistrementTechniqueInaccessible"/>
    public static Refus EnregistrementTechniqueInaccessible { get; } = new(Cause.EnregistrementTechniqueInaccessible);

    /// <inheritdoc cref="Cause.LotTropGrand"/>
    public static Refus LotTropGrand { get; } = new(Cause.LotTropGrand);

    /// <inheritdoc cref="Cause.MessageTropGrand"/>
    public static Refus MessageTropGrand { get; } = new(Cause.MessageTropGrand);

    /// <inheritdoc cref="Cause.IndiceDeRetraitInconnu"/>
    public static Refus IndiceDeRetraitInconnu { get; } = new(Cause.IndiceDeRetraitInconnu);

    /// <inheritdoc cref="Cause.PasLActeur"/>
    public static Refus PasLActeur { get; } = new(Cause.PasLActeur);

    /// <inheritdoc cref="Cause.AutreCanal"/>
    public static Refus AutreCanal { get; } = new(Cause.AutreCanal);

    /// <inheritdoc cref="Cause.StructureObligatoire"/>
    public static Refus StructureObligatoire { get; } = new(Cause.StructureObligatoire);

    /// <inheritdoc cref="Cause.BeneficiaireObligatoire"/>
    public static Refus BeneficiaireObligatoire { get; } = new(Cause.BeneficiaireObligatoire);

    /// <inheritdoc cref="Cause.FqdnObligatoireSansMailSujet"/>
    public static Refus FqdnObligatoireSansMailSujet { get; } = new(Cause.FqdnObligatoireSansMailSujet);

    /// <inheritdoc cref="Cause.NomApplicatifObligatoire"/>
    public static Refus NomApplicatifObligatoire { get; } = new(Cause.NomApplicatifObligatoire);

    /// <inheritdoc cref="Cause.UpnInterdit"/>
    public static Refus UpnInterdit { get; } = new(Cause.UpnInterdit);

    /// <inheritdoc cref="Cause.TransmissionInterrompue"/>
    public static Refus TransmissionInterrompue { get; } = new(Cause.TransmissionInterrompue);

    /// <inheritdoc cref="Cause.TropDeFqdn"/>
    public static Refus TropDeFqdn { get; } = new(Cause.TropDeFqdn);

    /// <summary>37, first bullet: SERV wants it.</summary>
    public static Refus MailSujetObligatoire { get; } = new(Cause.MailSujetNonConforme);

    /// <summary>37, second bullet: ORG forbids it.</summary>
    public static Refus MailSujetInterdit { get; } = new(Cause.MailSujetNonConforme, "ORG");

    /// <summary>05, with the element's name, its first letter capital (« MailDemandeur »), or without any complement (D18).</summary>
    public static Refus ContenuNonValide(string? element) =>
        new(Cause.ContenuNonValide, element is null ? null : char.ToUpperInvariant(element[0]) + element[1..]);

    /// <inheritdoc cref="Cause.CsrRefusee"/>
    public static Refus CsrRefusee(string raison) => new(Cause.CsrRefusee, raison);

    /// <inheritdoc cref="Cause.DemandeNonValide"/>
    public static Refus DemandeNonValide(string raison) => new(Cause.DemandeNonValide, raison);

    /// <inheritdoc cref="Cause.RetraitNonValide"/>
    public static Refus RetraitNonValide(string raison) => new(Cause.RetraitNonValide, raison);

    /// <inheritdoc cref="Cause.RevocationNonEnregistree"/>
    public static Refus RevocationNonEnregistree(string raison) => new(Cause.RevocationNonEnregistree, raison);

    /// <inheritdoc cref="Cause.SuiviNonValide"/>
    public static Refus SuiviNonValide(string raison) => new(Cause.SuiviNonValide, raison);

    /// <inheritdoc cref="Cause.CompletionImpossible"/>
    public static Refus CompletionImpossible(string raison) => new(Cause.CompletionImpossible, raison);
}
