using System.Xml;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Model;
using Pfcng.Domain.Operations.DemanderCertificats;
using Pfcng.Ws.Contract;
using Pfcng.Ws.Pipeline;
using Pfcng.Ws.Traces;
using Pfcng.Ws.Xml;

namespace Pfcng.Ws.Operations.DemanderCertificats;

/// <summary>demanderCertificats (guide WS §14).</summary>
internal sealed class Operation(Contrat contrat, DemanderCertificatsHandler handler) : IOperation
{
    public string Nom => "demanderCertificats";

    public string Requete => "requeteDemandeCertificats";

    public bool RepondTropGrand => true;

    public void EcrireRefus(XmlWriter xml, Refus refus) => Ecriture.EcrireRefus(xml, refus);

    public async Task<Reponse> ExecuterAsync(XmlElement requete, Appel appel, Effort effort)
    {
        var lot = Lecture.Lire(contrat, requete, effort);
        var reponse = lot.Requete is not null
            ? await handler.TraiterAsync(appel, lot.Requete, effort.Annulation)
            : await handler.RefuserAsync(appel, lot.Refus!, lot.NonTraitees, effort.Annulation);
        return new(xml => Ecriture.Ecrire(xml, reponse), reponse.StatutLot, [.. Refus(lot, reponse)]);
    }

    /// <summary>The code of the whole lot, else that of each demande in error.</summary>
    private static IEnumerable<RefusTrace> Refus(LectureDuLot lot, ReponseDemandeCertificats reponse) => lot.Refus is { } refus
        ? [RefusTrace.De(refus)]
        : from demande in reponse.Demandes.Index()
          where demande.Item.IndiceDemande is null
          select new RefusTrace(demande.Index + 1, demande.Item.StatutDemande, demande.Item.Detail ?? demande.Item.Message);
}
