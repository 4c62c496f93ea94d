using System.Xml;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Operations.RevoquerCertificat;
using Pfcng.Ws.Contract;

namespace Pfcng.Ws.Operations.RevoquerCertificat;

/// <summary><see cref="ReponseRevocationCertificat"/> → reponseRevocationCertificat (guide WS §16.2, tableau 16).</summary>
internal static class Ecriture
{
    /// <summary>The revocation refused.</summary>
    public static void EcrireRefus(XmlWriter sortie, Refus refus) => Ecrire(sortie, new ReponseRevocationCertificat(refus.Code, refus.Libelle));

    /// <summary>Writes the answer.</summary>
    public static void Ecrire(XmlWriter sortie, ReponseRevocationCertificat reponse)
    {
        sortie.Ouvrir("reponseRevocationCertificat");
        sortie.Champ("statut", reponse.Statut);
        sortie.Champ("message", reponse.Message);
        sortie.WriteEndElement();
    }
}
