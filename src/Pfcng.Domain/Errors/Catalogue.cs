namespace Pfcng.Domain.Errors;

/// <summary>The columns of tableau 22: for which operation a code can be given.</summary>
[Flags]
public enum Colonnes
{
    /// <summary>No column.</summary>
    Aucune = 0,

    /// <summary>Demande, the whole lot.</summary>
    DemandeLot = 1,

    /// <summary>Demande, one by one.</summary>
    DemandeUnitaire = 2,

    /// <summary>Retrait.</summary>
    Retrait = 4,

    /// <summary>Révocation.</summary>
    Revocation = 8,

    /// <summary>Renouvellement.</summary>
    Renouvellement = 16,

    /// <summary>Suivi d'activité.</summary>
    Suivi = 32,
}

/// <summary>One line of tableau 22 (guide WS §19).</summary>
/// <param name="Numero">The last digits of the code.</param>
/// <param name="Intitule">The label, letter for letter, with its variable parts between angle brackets.</param>
/// <param name="Colonnes">Its columns as tables.md §4 reads them.</param>
/// <param name="ErreurMetier">The RMT_ERR of §20 it wraps, or null.</param>
public sealed record LigneDuCatalogue(int Numero, string Intitule, Colonnes Colonnes, string? ErreurMetier = null)
{
    /// <summary>« WSMG-000000nn ».</summary>
    public string Code => $"WSMG-{Numero:D8}";
}

/// <summary>
/// Every error of §19, once (D18): the guide's words, its accents, U+2019. The codes 32 to 37 end with the full stop that the only printed
/// answer shows. <c>&lt;raison&gt;</c> is the reason alone: its own final stop is dropped in 10, 11, 12, 44 and kept or added in 09, 43.
/// </summary>
public static class Catalogue
{
    private const Colonnes ToutesSaufUnitaire =
        Colonnes.DemandeLot | Colonnes.Retrait | Colonnes.Revocation | Colonnes.Renouvellement | Colonnes.Suivi;

    private const Colonnes UnitaireEtRenouvellement = Colonnes.DemandeUnitaire | Colonnes.Renouvellement;

    private static readonly Dictionary<int, LigneDuCatalogue> ParNumero = new LigneDuCatalogue[]
    {
        new(2, "Signature invalide. Veuillez renouveler votre demande.", ToutesSaufUnitaire),
        new(5, "Contenu de la demande non valide : <complément d’information facultatif>. Veuillez vérifier que les paramètres en entrée sont corrects et renouveler votre demande.", ToutesSaufUnitaire | Colonnes.DemandeUnitaire),
        new(7, "Erreur lors la recherche de demande. Veuillez vérifier et renouveler votre demande.", Colonnes.Suivi),
        new(8, "Erreur lors la recherche de certificat. Veuillez vérifier et renouveler votre demande.", Colonnes.Revocation | Colonnes.Renouvellement | Colonnes.Suivi),
        new(9, "Échec lors de la validation de CSR : <raison> Veuillez essayer de nouveau avec un autre fichier CSR.", UnitaireEtRenouvellement, "RMT_ERR_001"),
        new(10, "Échec lors de la validation de demande de certificat. La demande n’est pas valide pour la raison suivante <raison>. Veuillez vérifier et renouveler votre demande.", UnitaireEtRenouvellement, "RMT_ERR_002"),
        new(11, "Échec lors de la validation de demande de retrait : <raison>. Veuillez vérifier et renouveler votre demande.", Colonnes.Retrait, "RMT_ERR_005"),
        new(12, "Échec lors de l’enregistrement de la demande de révocation : <raison>. Veuillez vérifier et renouveler votre demande.", Colonnes.Revocation, "RMT_ERR_011"),
        new(15, "Web-Service PFCNG-IGC inaccessible au retrait technique du certificat. Veuillez renouveler votre demande de retrait ultérieurement.", Colonnes.Retrait, "RMT_ERR_006"),
        new(16, "Web-Service PFCNG-IGC renvoie une erreur au retrait technique du certificat. Veuillez effectuer une nouvelle demande de certificat.", Colonnes.Retrait, "RMT_ERR_007"),
        new(17, "Web-Service PFCNG-IGC renvoie une erreur à l’enregistrement de la demande. Veuillez vérifier et renouveler votre demande de certificat.", Colonnes.Retrait, "RMT_ERR_004"),
        new(18, "Web-Service PFCNG-IGC inaccessible à l’enregistrement de la demande de certificat. Veuillez renouveler votre demande de retrait ultérieurement.", Colonnes.Retrait, "RMT_ERR_003"),
        new(23, "Le lot ne peut pas contenir plus de 20 demandes. Veuillez renouveler votre demande.", Colonnes.DemandeLot),
        new(24, "La taille du message ne peut pas dépasser 10 méga-octets. Veuillez renouveler votre demande.", Colonnes.DemandeLot),
        new(27, "Indice de retrait inconnu. Veuillez renouveler votre demande.", Colonnes.Retrait),
        new(30, "Vous n’êtes pas l’acteur de la demande de certificat logiciel. Votre demande est refusée.", Colonnes.Retrait),
        new(31, "La demande de certificat logiciel n’a pas été faite par le canal WS. Veuillez effectuer votre demande de retrait par le même canal.", Colonnes.Retrait),
        new(32, "Pour les offres PRO, ORG et SERV, « idNat_Struct » est obligatoire.", Colonnes.DemandeLot),
        new(33, "Pour l’offre PRO, « idNat_bénéficiaire » est obligatoire.", Colonnes.DemandeLot),
        new(34, "Si usage SSL_SERV : présence d’au moins une balise « FQDN », « mailSujet » est interdit.", Colonnes.DemandeLot),
        new(35, "Si offre SERV » hors usage SSL_SERV ou offre ORG : « nomApplicatif » est obligatoire.", Colonnes.DemandeLot),
        new(36, "Si offre PS usage SIGN ou CONF, ou offre PRO usage SIGN ou CONF, ou offre ORG, ou offre SERV : « UPN » est interdit.", Colonnes.DemandeLot),
        new(37, "Si offre SERV usages SIGN, S/MIME et CONF : « mailSujet » est obligatoire.", Colonnes.DemandeUnitaire),
        new(38, "Si une erreur survient au cours de la transmission de l’acquittement du Web Service, une erreur est loguée.", UnitaireEtRenouvellement),
        new(42, "Plus de 5 FQDN sont fournis dans le SAN. Veuillez vérifier et renouveler votre demande.", Colonnes.DemandeLot),
        new(43, "Erreur lors de la vérification de la validité de la demande de suivi : <raison>", Colonnes.Suivi, "RMT_ERR_016"),
        new(44, "Échec lors de la complétion de la demande de certificat. La demande est en échec pour la raison suivante <raison>. Veuillez vérifier et renouveler votre demande.", UnitaireEtRenouvellement),
    }.ToDictionary(l => l.Numero);

    /// <summary>Every line, by number.</summary>
    public static IEnumerable<LigneDuCatalogue> Lignes => ParNumero.Values;

    /// <summary>02.</summary>
    public static Refus SignatureInvalide { get; } = Simple(2);

    /// <summary>07.</summary>
    public static Refus DemandeIntrouvable { get; } = Simple(7);

    /// <summary>08.</summary>
    public static Refus CertificatIntrouvable { get; } = Simple(8);

    /// <summary>15 (RMT_ERR_006).</summary>
    public static Refus RetraitTechniqueInaccessible { get; } = Simple(15);

    /// <summary>16 (RMT_ERR_007).</summary>
    public static Refus RetraitTechniqueEnErreur { get; } = Simple(16);

    /// <summary>17 (RMT_ERR_004).</summary>
    public static Refus EnregistrementTechniqueEnErreur { get; } = Simple(17);

    /// <summary>18 (RMT_ERR_003).</summary>
    public static Refus EnregistrementTechniqueInaccessible { get; } = Simple(18);

    /// <summary>23.</summary>
    public static Refus LotTropGrand { get; } = Simple(23);

    /// <summary>24.</summary>
    public static Refus MessageTropGrand { get; } = Simple(24);

    /// <summary>27.</summary>
    public static Refus IndiceDeRetraitInconnu { get; } = Simple(27);

    /// <summary>30.</summary>
    public static Refus PasLActeur { get; } = Simple(30);

    /// <summary>31.</summary>
    public static Refus AutreCanal { get; } = Simple(31);

    /// <summary>32.</summary>
    public static Refus StructureObligatoire { get; } = Simple(32);

    /// <summary>33.</summary>
    public static Refus BeneficiaireObligatoire { get; } = Simple(33);

    /// <summary>34.</summary>
    public static Refus FqdnObligatoireSansMailSujet { get; } = Simple(34);

    /// <summary>35.</summary>
    public static Refus NomApplicatifObligatoire { get; } = Simple(35);

    /// <summary>36.</summary>
    public static Refus UpnInterdit { get; } = Simple(36);

    /// <summary>37, first bullet: SERV wants it.</summary>
    public static Refus MailSujetObligatoire { get; } = Simple(37);

    /// <summary>37, second bullet: ORG forbids it (D18: the bullet that applies).</summary>
    public static Refus MailSujetInterdit { get; } = new(ParNumero[37], "Si offre ORG : « mailSujet » est interdit.");

    /// <summary>38: for the trace only, never in an answer (D32).</summary>
    public static Refus TransmissionInterrompue { get; } = Simple(38);

    /// <summary>42.</summary>
    public static Refus TropDeFqdn { get; } = Simple(42);

    /// <summary>05, with the element's name, its first letter capital (« MailDemandeur »), or without any complement (D18).</summary>
    public static Refus ContenuNonValide(string? element) => new(ParNumero[5], element is null
        ? ParNumero[5].Intitule.Replace(" : <complément d’information facultatif>", "", StringComparison.Ordinal)
        : ParNumero[5].Intitule.Replace("<complément d’information facultatif>", char.ToUpperInvariant(element[0]) + element[1..], StringComparison.Ordinal));

    /// <summary>09 (RMT_ERR_001): the reason keeps or gets its final stop.</summary>
    public static Refus CsrRefusee(string raison) => AvecRaison(9, AvecPoint(raison));

    /// <summary>10 (RMT_ERR_002).</summary>
    public static Refus DemandeNonValide(string raison) => AvecRaison(10, SansPoint(raison));

    /// <summary>11 (RMT_ERR_005).</summary>
    public static Refus RetraitNonValide(string raison) => AvecRaison(11, SansPoint(raison));

    /// <summary>12 (RMT_ERR_011).</summary>
    public static Refus RevocationNonEnregistree(string raison) => AvecRaison(12, SansPoint(raison));

    /// <summary>43 (RMT_ERR_016): the reason keeps or gets its final stop.</summary>
    public static Refus SuiviNonValide(string raison) => AvecRaison(43, AvecPoint(raison));

    /// <summary>44: a subset of RMT_ERR_002's reasons (D23).</summary>
    public static Refus CompletionImpossible(string raison) => AvecRaison(44, SansPoint(raison));

    private static Refus Simple(int numero) => new(ParNumero[numero], ParNumero[numero].Intitule);

    private static Refus AvecRaison(int numero, string raison) =>
        new(ParNumero[numero], ParNumero[numero].Intitule.Replace("<raison>", raison, StringComparison.Ordinal));

    private static string SansPoint(string raison) => raison.TrimEnd('.');

    private static string AvecPoint(string raison) => raison.EndsWith('.') ? raison : raison + ".";
}
