using System.Globalization;
using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Operations.RenouvelerCertificat;

/// <summary>A renewal → reponseRenouvellementCertificat (guide WS §17.2, tableau 18).</summary>
internal static class Ecriture
{
    /// <summary>The number for the withdrawal.</summary>
    public static Reponse Repondre(long indiceRetrait) => Reponse.Acceptee(xml => Ecrire(xml, indiceRetrait, Statuts.Ok, ""));

    /// <summary>The renewal refused: no index.</summary>
    public static void EcrireRefus(XmlWriter sortie, Refus refus) => Ecrire(sortie, null, refus.Code, refus.Libelle);

    private static void Ecrire(XmlWriter sortie, long? indiceRetrait, string statut, string message)
    {
        sortie.Ouvrir("reponseRenouvellementCertificat");
        sortie.ChampFacultatif("indiceRetrait", indiceRetrait?.ToString(CultureInfo.InvariantCulture));
        sortie.Champ("statut", statut);
        sortie.Champ("message", message);
        sortie.WriteEndElement();
    }
}
