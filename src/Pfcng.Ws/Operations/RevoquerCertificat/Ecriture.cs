using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Operations.RevoquerCertificat;

/// <summary>A revocation → reponseRevocationCertificat (guide WS §16.2, tableau 16).</summary>
internal static class Ecriture
{
    /// <summary>Done, or registered for its day: the answer does not tell which.</summary>
    public static Reponse Repondre(DemandeRevocation revocation) => Reponse.Acceptee(xml => Ecrire(xml, Statuts.Ok, ""));

    /// <summary>The revocation refused.</summary>
    public static void EcrireRefus(XmlWriter sortie, Refus refus) => Ecrire(sortie, refus.Code, refus.Libelle);

    private static void Ecrire(XmlWriter sortie, string statut, string message)
    {
        sortie.Ouvrir("reponseRevocationCertificat");
        sortie.Champ("statut", statut);
        sortie.Champ("message", message);
        sortie.WriteEndElement();
    }
}
