using System.Collections.Frozen;
using System.Xml;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.DemanderCertificats;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Domain.Operations.RetirerCertificat;
using Pfcng.Domain.Operations.RevoquerCertificat;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Operations;

/// <summary>The five operations, found by the name of their request (D5) or, for want of it, by their own.</summary>
internal sealed class TableDesOperations
{
    private readonly FrozenDictionary<string, IOperation> _parRequete;
    private readonly FrozenDictionary<string, IOperation> _parNom;

    private TableDesOperations(IReadOnlyList<IOperation> operations) =>
        (_parRequete, _parNom) = (operations.ToFrozenDictionary(o => o.Requete), operations.ToFrozenDictionary(o => o.Nom));

    /// <summary>Draws up the table: how each request is read, who treats it, how its answer is written (guide WS §14 to §18).</summary>
    public static TableDesOperations Dresser(
        Contrat contrat,
        DemanderCertificatsHandler demander,
        RetirerCertificatHandler retirer,
        RevoquerCertificatHandler revoquer,
        RenouvelerCertificatHandler renouveler,
        SuivreActiviteHandler suivre,
        DelaiDeRetrait delai) => new(
    [
        new Operation<DemanderCertificats.LotLu, LotCree>("demanderCertificats", "requeteDemandeCertificats")
        {
            RepondTropGrand = true,
            Lire = (xml, effort) => DemanderCertificats.Lecture.Lire(contrat, xml, effort),
            Traiter = (appel, lot, annulation) => DemanderAsync(demander, appel, lot, annulation),
            Repondre = DemanderCertificats.Ecriture.Repondre,
            EcrireRefus = DemanderCertificats.Ecriture.EcrireRefus,
        },
        new Operation<RequeteRetraitCertificat, RetraitEnCours>("retirerCertificat", "requeteRetraitCertificat")
        {
            Lire = (xml, effort) => RetirerCertificat.Lecture.Lire(contrat, xml, effort),
            Traiter = retirer.TraiterAsync,
            Repondre = RetirerCertificat.Ecriture.Repondre,
            EcrireRefus = RetirerCertificat.Ecriture.EcrireRefus,
        },
        new Operation<RequeteRevocationCertificat, DemandeRevocation>("revoquerCertificat", "requeteRevocationCertificat")
        {
            Lire = (xml, effort) => RevoquerCertificat.Lecture.Lire(contrat, xml, effort),
            Traiter = revoquer.TraiterAsync,
            Repondre = RevoquerCertificat.Ecriture.Repondre,
            EcrireRefus = RevoquerCertificat.Ecriture.EcrireRefus,
        },
        new Operation<RequeteRenouvellementCertificat, long>("renouvelerCertificat", "requeteRenouvellementCertificat")
        {
            Lire = (xml, effort) => RenouvelerCertificat.Lecture.Lire(contrat, xml, effort),
            Traiter = renouveler.TraiterAsync,
            Repondre = RenouvelerCertificat.Ecriture.Repondre,
            EcrireRefus = RenouvelerCertificat.Ecriture.EcrireRefus,
        },
        new Operation<RequeteSuiviActivite, Activite>("suivreActivite", "requeteSuiviActivite")
        {
            Lire = (xml, effort) => SuivreActivite.Lecture.Lire(contrat, xml, effort),
            Traiter = suivre.TraiterAsync,
            Repondre = new SuivreActivite.Ecriture(new(delai)).Repondre,
            EcrireRefus = SuivreActivite.Ecriture.EcrireRefus,
        },
    ]);

    /// <summary>The operation of a request element, or null.</summary>
    public IOperation? Trouver(XmlQualifiedName? requete) =>
        requete is not null && requete.Namespace == FichiersDuContrat.EspaceDeNoms ? _parRequete.GetValueOrDefault(requete.Name) : null;

    /// <summary>The operation of that name, or null.</summary>
    public IOperation? Nommee(string nom) => _parNom.GetValueOrDefault(nom);

    /// <summary>A lot that can't be read as a whole is refused as a whole, and what could be read of it is registered (§14.2, D19).</summary>
    private static async Task<Resultat<LotCree, Refus>> DemanderAsync(
        DemanderCertificatsHandler demander, Appel appel, DemanderCertificats.LotLu lot, CancellationToken annulation)
    {
        if (lot.Requete.Donne(out var requete, out var refus))
        {
            return await demander.TraiterAsync(appel, requete, annulation);
        }

        await demander.RefuserAsync(appel, refus, lot.NonTraitees, annulation);
        return refus;
    }
}
