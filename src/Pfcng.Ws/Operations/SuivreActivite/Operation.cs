using System.Xml;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Model;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Ws.Contract;
using Pfcng.Ws.Pipeline;
using Pfcng.Ws.Xml;

namespace Pfcng.Ws.Operations.SuivreActivite;

/// <summary>suivreActivite (guide WS §18).</summary>
internal sealed class Operation(Contrat contrat, SuivreActiviteHandler handler) : IOperation
{
    public string Nom => "suivreActivite";

    public string Requete => "requeteSuiviActivite";

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
        return Reponse.De(xml => Ecriture.Ecrire(xml, reponse), reponse.Statut, reponse.Erreur);
    }
}
