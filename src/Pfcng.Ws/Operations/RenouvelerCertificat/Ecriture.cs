using System.Globalization;
using System.Xml;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Operations.RenouvelerCertificat;
using Pfcng.Ws.Contract;

namespace Pfcng.Ws.Operations.RenouvelerCertificat;

/// <summary><see cref="ReponseRenouvellementCertificat"/> → reponseRenouvellementCertificat (guide WS §17.2, tableau 18).</summary>
internal static class Ecriture
{
    /// <summary>The renewal refused: no index.</summary>
    public static void EcrireRefus(XmlWriter sortie, Refus refus) => Ecrire(sortie, new ReponseRenouvellementCertificat(null, refus.Code, refus.Libelle));

    /// <summary>Writes the answer.</summary>
    public static void Ecrire(XmlWriter sortie, ReponseRenouvellementCertificat reponse)
    {
        sortie.Ouvrir("reponseRenouvellementCertificat");
        sortie.ChampFacultatif("indiceRetrait", reponse.IndiceRetrait?.ToString(CultureInfo.InvariantCulture));
        sortie.Champ("statut", reponse.Statut);
        sortie.Champ("message", reponse.Message);
        sortie.WriteEndElement();
    }
}
