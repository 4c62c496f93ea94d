using System.Xml;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Model;
using Pfcng.Domain.Operations.RetirerCertificat;
using Pfcng.Ws.Contract;
using Pfcng.Ws.Pipeline;
using Pfcng.Ws.Xml;

namespace Pfcng.Ws.Operations.RetirerCertificat;

/// <summary>retirerCertificat (guide WS §15).</summary>
internal sealed class Operation(Contrat contrat, RetirerCertificatHandler handler) : IOperation
{
    public string Nom => "retirerCertificat";

    public string Requete => "requeteRetraitCertificat";

    public bool RepondTropGrand => false;

    public void EcrireRefus(XmlWriter xml, Refus refus) => Ecriture.EcrireRefus(xml, refus);

    public async Task<Reponse> ExecuterAsync(XmlElement requete, Appel appel, Effort effort)
    {
        var lu = Lecture.Lire(contrat, requete, effort);
        if (lu.Refus is { } refus)
        {
            return Reponse.Refusee(refus, EcrireRefus);
        }

        var retrait = await handler.TraiterAsync(appel, lu.Valeur!, effort.Annulation);
        return Reponse.De(xml => Ecriture.Ecrire(xml, retrait.Reponse), retrait.Reponse.Statut, retrait.Reponse.Message) with { Accuser = retrait.AccuserAsync };
    }
}
