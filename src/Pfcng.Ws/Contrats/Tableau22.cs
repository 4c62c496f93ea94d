using Pfcng.Domain.Erreurs;

namespace Pfcng.Ws.Contrats;

/// <summary>The columns of tableau 22: for which operation a code can be given.</summary>
[Flags]
internal enum Colonnes
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
/// <param name="Numero">The last digits of the code, which are the value of the <see cref="Cause"/>.</param>
/// <param name="Intitule">The label, letter for letter, with its variable parts between angle brackets.</param>
/// <param name="Colonnes">Its columns as tables.md §4 reads them.</param>
internal sealed record LigneDuTableau22(int Numero, string Intitule, Colonnes Colonnes)
{
    /// <summary>« WSMG-000000nn ».</summary>
    public string Code => $"WSMG-{Numero:D8}";
}

/// <summary>
/// What the Web Service says of every cause of refusal, once (guide WS §19; D18): the guide's words, its accents, U+2019. The codes 32 to 37 end with the
/// full stop that the only printed answer shows. <c>&lt;raison&gt;</c> is the reason alone: its own final stop is dropped in 10, 11, 12, 44 and kept or
/// added in 09, 43.
/// </summary>
internal static class Tableau22
{
    private const string Raison = "<raison>";
    private const string Complement = "<complément d’information facultatif>";
    private const string MailSujetInterdit = "Si offre ORG : « mailSujet » est interdit.";

    private const Colonnes ToutesSaufUnitaire =
        Colonnes.DemandeLot | Colonnes.Retrait | Colonnes.Revocation | Colonnes.Renouvellement | Colonnes.Suivi;

    private const Colonnes UnitaireEtRenouvellement = Colonnes.DemandeUnitaire | Colonnes.Renouvellement;

    private static readonly Dictionary<int, LigneDuTableau22> ParNumero = new LigneDuTableau22[]
    {
        new(2, "Signature invalide. Veuillez renouveler votre demande.", ToutesSaufUnitaire),
        new(5, "Contenu de la demande non valide : <complément d’information facultatif>. Veuillez vérifier que les paramètres en entrée sont corrects et renouveler votre demande.", ToutesSaufUnitaire | Colonnes.DemandeUnitaire),
        new(7, "Erreur lors la recherche de demande. Veuillez vérifier et renouveler votre demande.", Colonnes.Suivi),
        new(8, "Erreur lors la recherche de certificat. Veuillez vérifier et renouveler votre demande.", Colonnes.Revocation | Colonnes.Renouvellement | Colonnes.Suivi),
        new(9, "Échec lors de la validation de CSR : <raison> Veuillez essayer de nouveau avec un autre fichier CSR.", UnitaireEtRenouvellement),
        new(10, "Échec lors de la validation de demande de certificat. La demande n’est pas valide pour la raison suivante <raison>. Veuillez vérifier et renouveler votre demande.", UnitaireEtRenouvellement),
        new(11, "Échec lors de la validation de demande de retrait : <raison>. Veuillez vérifier et renouveler votre demande.", Colonnes.Retrait),
        new(12, "Échec lors de l’enregistrement de la demande de révocation : <raison>. Veuillez vérifier et renouveler votre demande.", Colonnes.Revocation),
        new(15, "Web-Service PFCNG-IGC inaccessible au retrait technique du certificat. Veuillez renouveler votre demande de retrait ultérieurement.", Colonnes.Retrait),
        new(16, "Web-Service PFCNG-IGC renvoie une erreur au retrait technique du certificat. Veuillez effectuer une nouvelle demande de certificat.", Colonnes.Retrait),
        new(17, "Web-Service PFCNG-IGC renvoie une erreur à l’enregistrement de la demande. Veuillez vérifier et renouveler votre demande de certificat.", Colonnes.Retrait),
        new(18, "Web-Service PFCNG-IGC inaccessible à l’enregistrement de la demande de certificat. Veuillez renouveler votre demande de retrait ultérieurement.", Colonnes.Retrait),
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
        new(43, "Erreur lors de la vérification de la validité de la demande de suivi : <raison>", Colonnes.Suivi),
        new(44, "Échec lors de la complétion de la demande de certificat. La demande est en échec pour la raison suivante <raison>. Veuillez vérifier et renouveler votre demande.", UnitaireEtRenouvellement),
    }.ToDictionary(l => l.Numero);

    /// <summary>Every line.</summary>
    public static IEnumerable<LigneDuTableau22> Lignes => ParNumero.Values;

    extension(Refus refus)
    {
        /// <summary>« WSMG-000000nn ».</summary>
        public string Code => ParNumero[(int)refus.Cause].Code;

        /// <summary>The label, its variable parts filled in; that of an answer given again is as it was given (D25).</summary>
        public string Libelle => refus.DejaDit ?? Dire(refus);

        /// <summary>The precise reason, for the trace.</summary>
        public string RaisonPrecise => refus.Detail ?? refus.Libelle;
    }

    private static string Dire(Refus refus)
    {
        var intitule = ParNumero[(int)refus.Cause].Intitule;
        return refus switch
        {
            { Cause: Cause.ContenuNonValide, Donnee: null } => intitule.Replace($" : {Complement}", "", StringComparison.Ordinal),
            { Cause: Cause.ContenuNonValide, Donnee: { } element } => intitule.Replace(Complement, element, StringComparison.Ordinal),
            { Cause: Cause.CsrRefusee or Cause.SuiviNonValide, Donnee: { } raison } => intitule.Replace(Raison, raison.EndsWith('.') ? raison : raison + ".", StringComparison.Ordinal),
            { Cause: Cause.MailSujetNonConforme, Donnee: not null } => MailSujetInterdit,
            { Donnee: { } raison } => intitule.Replace(Raison, raison.TrimEnd('.'), StringComparison.Ordinal),
            _ => intitule,
        };
    }
}
