using System.Xml;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Model;
using Pfcng.Domain.Operations.DemanderCertificats;
using Pfcng.Ws.Contract;
using Pfcng.Ws.Pipeline;

namespace Pfcng.Ws.Operations.DemanderCertificats;

/// <summary>demanderCertificats (guide WS §14).</summary>
internal sealed class Operation(Contrat contrat, DemanderCertificatsHandler handler) : IOperation
{
    public string Nom => "demanderCertificats";

    public string Requete => "requeteDemandeCertificats";

    public bool RepondTropGrand => true;

    public void EcrireRefus(XmlWriter xml, Refus refus) => Ecriture.EcrireRefus(xml, refus);

    public async Task<Reponse> ExecuterAsync(XmlElement requete, Appel appel, CancellationToken annulation)
    {
        var lot = Lecture.Lire(contrat, requete);
        var reponse = lot.Requete is not null
            ? await handler.TraiterAsync(appel, lot.Requete, annulation)
            : await handler.RefuserAsync(appel, lot.Refus!, lot.NonTraitees, annulation);
        return new(xml => Ecriture.Ecrire(xml, reponse), reponse.StatutLot);
    }
}
