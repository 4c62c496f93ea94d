using System.Xml;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Ws.Contract;

namespace Pfcng.Ws.Operations.SuivreActivite;

/// <summary><see cref="ReponseSuiviActivite"/> → reponseSuiviActivite (guide WS §18.2, tableaux 20 and 21).</summary>
internal static class Ecriture
{
    /// <summary>The tracking refused: one <c>resultat</c> that holds the label (D31).</summary>
    public static void EcrireRefus(XmlWriter sortie, Refus refus) => Ecrire(sortie, new ReponseSuiviActivite(refus.Code, null, [], refus.Libelle));

    /// <summary>Writes the answer.</summary>
    public static void Ecrire(XmlWriter sortie, ReponseSuiviActivite reponse)
    {
        sortie.Ouvrir("reponseSuiviActivite");
        sortie.Champ("statut", reponse.Statut);
        sortie.ChampFacultatif("avertissement", reponse.Avertissement);
        foreach (var resultat in reponse.Resultats)
        {
            EcrireResultat(sortie, resultat.Champs);
        }

        if (reponse.Erreur is not null)
        {
            EcrireResultat(sortie, [new("erreur", reponse.Erreur)]);
        }

        sortie.WriteEndElement();
    }

    private static void EcrireResultat(XmlWriter sortie, IEnumerable<KeyValuePair<string, string>> champs)
    {
        sortie.WriteStartElement("resultat");
        foreach (var (nom, valeur) in champs)
        {
            sortie.Champ(nom, valeur);
        }

        sortie.WriteEndElement();
    }
}
