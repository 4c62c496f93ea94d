using Pfcng.Domain.Errors;
using Pfcng.Domain.Model;

namespace Pfcng.Domain.Operations.DemanderCertificats;

/// <summary>What must be stored of a demande.</summary>
/// <param name="Demande">The demande, in its last state.</param>
/// <param name="Produit">Its product, likewise.</param>
/// <param name="Parcours">What happened to it, from its registration on: one row of history each.</param>
/// <param name="Auteur">Who asked.</param>
/// <param name="EmpreinteCle">Fingerprint of the key it takes for ever, or null (D21).</param>
/// <param name="Porteur">Who bears the addresses it holds, or null (D22).</param>
/// <param name="Renouvelle">Number of the product it renews (§17), or null.</param>
internal sealed record DemandeDecidee(
    Demande Demande, Produit Produit, IReadOnlyList<Evenement> Parcours, Auteur Auteur, byte[]? EmpreinteCle, string? Porteur, long? Renouvelle = null);

/// <summary>A lot decided: what to store, what to answer.</summary>
internal sealed record Decision(IReadOnlyList<DemandeDecidee> AEnregistrer, ReponseDemandeCertificats Reponse)
{
    private const string Ok = "OK";
    private const string Ko = "KO";

    /// <summary>Decides of a whole lot, demande after demande: what one takes, the next ones can't (D21, D22). Pure.</summary>
    public static Decision Decider(EtatDuLot lot)
    {
        var prises = new Prises(lot.Connus);
        var decidees = new List<DemandeDecidee>();
        var reponses = new List<ReponseDemande>();
        foreach (var (demande, csr) in lot.Demandes)
        {
            if (Presence.Verifier(demande) is { } absence)
            {
                reponses.Add(EnErreur(absence));
                continue;
            }

            var dossier = Reunir(lot, demande, csr, prises);
            var numero = lot.PremierNumero + decidees.Count;
            var (decidee, refus) = DeciderUne(lot, dossier, numero);
            decidees.Add(decidee);
            reponses.Add(refus is null ? new(numero, Ok, "") : EnErreur(refus));
            prises.Retenir(decidee);
        }

        return new(decidees, Repondre(lot.IndiceLot, reponses));
    }

    private static (DemandeDecidee, Refus?) DeciderUne(EtatDuLot lot, Dossier d, long numero)
    {
        var refus = Regles.Verifier(d);
        var valide = refus is null || refus.EstDeCompletion;
        var produit = Completion.Completer(d, EtatProduit.Demande);
        refus ??= Completion.Verifier(d, produit);
        IReadOnlyList<Evenement> parcours = refus switch
        {
            null => [Evenement.Enregistrement, Evenement.Validation],
            _ when valide => [Evenement.Enregistrement, Evenement.Validation, Evenement.CompletionImpossible],
            { Ligne.ErreurMetier: "RMT_ERR_001" } => [Evenement.Enregistrement, Evenement.RejetDeLaCsr],
            _ => [Evenement.Enregistrement, Evenement.Rejet],
        };
        var etats = Arrivee(parcours);
        var demande = new Demande(
            lot.Signataire.Monde,
            numero,
            lot.IndiceLot,
            lot.Canal,
            d.Type,
            d.Demande.IdNatStruct,
            d.Demande.Offre == Offre.PS ? ActeurDe(d).IdNat : d.Demande.IdNatBeneficiaire,
            ActeurDe(d),
            d.PourUnTiers ? DuSignataire(d.Signataire) : null,
            d.Demande.MailDemandeur,
            d.Demande.MailPersonneAInformer,
            lot.Instant,
            etats.Demande,
            refus?.Code);
        var (empreinte, porteur) = (valide ? d.Csr.Empreinte : null, refus is null ? d.Porteur : null);
        return (new(demande, produit with { Etat = etats.Produit }, parcours, AuteurDe(d), empreinte, porteur, d.Ancien?.Numero), refus);
    }

    /// <summary>The states at the end of a course.</summary>
    private static Etats Arrivee(IReadOnlyList<Evenement> parcours) =>
        parcours.Aggregate(default(Etats?), (etats, evenement) => CycleDeVie.Suivre(evenement, etats).Vers)!.Value;

    private static Dossier Reunir(EtatDuLot lot, DemandeCertificat demande, CsrLue csr, Prises prises)
    {
        var personnes = lot.Repertoire.Personnes;
        var signant = personnes[lot.Signataire.IdNat];
        var acteur = demande.IdNatTiers is not null && signant is { AdminAsip: true } ? personnes[demande.IdNatTiers] : signant;
        return new(
            demande,
            csr,
            lot.Signataire,
            signant,
            acteur,
            demande.IdNatStruct is null ? null : lot.Repertoire.Structures[demande.IdNatStruct],
            demande.Offre == Offre.PS ? acteur : demande.IdNatBeneficiaire is null ? null : personnes[demande.IdNatBeneficiaire],
            prises.Cle(csr.Empreinte),
            prises.Mail(demande.MailSujet),
            prises.Upn(demande.Upn),
            lot.Parametres,
            lot.Instant,
            lot.Ancien);
    }

    private static Auteur AuteurDe(Dossier d)
    {
        var type = d.Demande.Offre == Offre.PS ? TypeActeur.Beneficiaire : TypeActeur.Mandataire;
        var habilitation = d.Acteur is null ? null : Regles.Droit(d).Habilitation;
        return new(type, ActeurDe(d), habilitation, d.PourUnTiers ? DuSignataire(d.Signataire) : null);
    }

    /// <summary>The actor as the directory knows him; a stranger to it as the message names him.</summary>
    private static Identite ActeurDe(Dossier d) => d switch
    {
        { Acteur: { } a } => new(a.IdNat, a.Nom, a.Prenom),
        { PourUnTiers: true } => new(d.Demande.IdNatTiers!, "", ""),
        _ => DuSignataire(d.Signataire),
    };

    private static Identite DuSignataire(Signataire s) => new(s.IdNat, s.Nom, s.Prenom);

    private static ReponseDemande EnErreur(Refus refus) => new(null, refus.Code, refus.Libelle);

    /// <summary>OK, or KO with the message of the first demande in error (D19).</summary>
    private static ReponseDemandeCertificats Repondre(long? indiceLot, List<ReponseDemande> reponses)
    {
        var erreur = reponses.Find(r => r.IndiceDemande is null);
        return new($"{indiceLot}", erreur is null ? Ok : Ko, erreur?.Message ?? "", reponses);
    }
}
