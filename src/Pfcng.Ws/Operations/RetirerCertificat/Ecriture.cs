using System.Xml;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Operations.RetirerCertificat;
using Pfcng.Ws.Contract;

namespace Pfcng.Ws.Operations.RetirerCertificat;

/// <summary><see cref="ReponseRetraitCertificat"/> → reponseRetraitCertificat (guide WS §15.2, tableau 14).</summary>
internal static class Ecriture
{
    /// <summary>The withdrawal refused: no certificate.</summary>
    public static void EcrireRefus(XmlWriter sortie, Refus refus) => Ecrire(sortie, new ReponseRetraitCertificat(refus.Code, refus.Libelle, null));

    /// <summary>Writes the answer.</summary>
    public static void Ecrire(XmlWriter sortie, ReponseRetraitCertificat reponse)
    {
        sortie.Ouvrir("reponseRetraitCertificat");
        sortie.Champ("statut", reponse.Statut);
        sortie.Champ("message", reponse.Message);
        sortie.ChampFacultatif("certificat", reponse.Certificat);
        sortie.WriteEndElement();
    }
}
