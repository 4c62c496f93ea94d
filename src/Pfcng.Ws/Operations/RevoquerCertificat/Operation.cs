using System.Xml;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Model;
using Pfcng.Domain.Operations.RevoquerCertificat;
using Pfcng.Ws.Contract;
using Pfcng.Ws.Pipeline;
using Pfcng.Ws.Xml;

namespace Pfcng.Ws.Operations.RevoquerCertificat;

/// <summary>revoquerCertificat (guide WS §16).</summary>
internal sealed class Operation(Contrat contrat, RevoquerCertificatHandler handler) : IOperation
{
    public string Nom => "revoquerCertificat";

    public string Requete => "requeteRevocationCertificat";

    public bool RepondTropGrand => false;

    public void EcrireRefus(XmlWriter xml, Refus refus) => Ecriture.EcrireRefus(xml, refus);

    public async Task<Reponse> ExecuterAsync(XmlElement requete, Appel appel, Effort effort)
    {
        var lu = Lecture.Lire(contrat, requete, effort);
        if (lu.Refus is { } refus)
        {
            return Reponse.Refusee(refus, EcrireRefus);
        }

        var reponse = await handler.TraiterAsync(appel, lu.Valeur!, effort.Annulation);
        return Reponse.De(xml => Ecriture.Ecrire(xml, reponse), reponse.Statut, reponse.Message);
    }
}
