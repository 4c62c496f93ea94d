using System.Globalization;
using System.Xml;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Errors;
using Pfcng.Ws.Contract;

namespace Pfcng.Ws.Operations.DemanderCertificats;

/// <summary><see cref="ReponseDemandeCertificats"/> → reponseDemandeCertificats (guide WS §14.2, tableau 12).</summary>
internal static class Ecriture
{
    /// <summary>The whole lot refused: no index, no demande (D19).</summary>
    public static void EcrireRefus(XmlWriter sortie, Refus refus) => Ecrire(sortie, new ReponseDemandeCertificats("", refus.Code, refus.Libelle, []));

    /// <summary>Writes the acknowledgement.</summary>
    public static void Ecrire(XmlWriter sortie, ReponseDemandeCertificats reponse)
    {
        sortie.Ouvrir("reponseDemandeCertificats");
        sortie.Champ("indiceLot", reponse.IndiceLot);
        sortie.Champ("statutLot", reponse.StatutLot);
        sortie.Champ("message", reponse.Message);
        foreach (var demande in reponse.Demandes)
        {
            EcrireDemande(sortie, demande);
        }

        sortie.WriteEndElement();
    }

    private static void EcrireDemande(XmlWriter sortie, ReponseDemande demande)
    {
        // One number, twice: the demande's and its withdrawal's (D24).
        var indice = demande.IndiceDemande?.ToString(CultureInfo.InvariantCulture);
        sortie.WriteStartElement("demande");
        sortie.ChampFacultatif("indiceDemande", indice);
        sortie.Champ("statutDemande", demande.StatutDemande);
        sortie.Champ("message", demande.Message);
        sortie.ChampFacultatif("indiceRetrait", indice);
        sortie.WriteEndElement();
    }
}
