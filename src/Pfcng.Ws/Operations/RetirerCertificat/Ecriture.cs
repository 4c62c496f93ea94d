using System.Security.Cryptography;
using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Operations.RetirerCertificat;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Operations.RetirerCertificat;

/// <summary>A withdrawal → reponseRetraitCertificat (guide WS §15.2, tableau 14).</summary>
internal static class Ecriture
{
    /// <summary>The certificate in PEM with armour (D28), to acknowledge once it went out (D26).</summary>
    public static Reponse Repondre(RetraitEnCours retrait) => Reponse.Acceptee(
        xml => Ecrire(xml, Statuts.Ok, "", PemEncoding.WriteString("CERTIFICATE", retrait.Certificat.Der))) with
    { Accuser = retrait.AccuserAsync };

    /// <summary>The withdrawal refused: no certificate.</summary>
    public static void EcrireRefus(XmlWriter sortie, Refus refus) => Ecrire(sortie, refus.Code, refus.Libelle, null);

    internal static void Ecrire(XmlWriter sortie, string statut, string message, string? certificat)
    {
        sortie.Ouvrir("reponseRetraitCertificat");
        sortie.Champ("statut", statut);
        sortie.Champ("message", message);
        sortie.ChampFacultatif("certificat", certificat);
        sortie.WriteEndElement();
    }
}
