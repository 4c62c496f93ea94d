using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Operations.SuivreActivite;

/// <summary><see cref="Activite"/> → reponseSuiviActivite (guide WS §18.2, tableaux 20 and 21).</summary>
/// <param name="tableau">The fields of a row.</param>
internal sealed class Ecriture(Tableau21 tableau)
{
    private const string Avertissement =
        "MESSAGE : La recherche donne un trop grand nombre de résultats. La réponse n’est pas exhaustive et se limite à 500 réponses. Veuillez restreindre la recherche.";

    /// <summary>The rows, with the warning of §18.2 when there are more.</summary>
    public Reponse Repondre(Activite activite) => Reponse.Acceptee(xml => Ecrire(
        xml, Statuts.Ok, activite.Tronquee ? Avertissement : null, activite.Lignes.Select(l => tableau.Decrire(activite.Type, l, activite.Instant))));

    /// <summary>The tracking refused: one <c>resultat</c> that holds the label (D31).</summary>
    public static void EcrireRefus(XmlWriter sortie, Refus refus) => Ecrire(sortie, refus.Code, null, [[new("erreur", refus.Libelle)]]);

    internal static void Ecrire(XmlWriter sortie, string statut, string? avertissement, IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> resultats)
    {
        sortie.Ouvrir("reponseSuiviActivite");
        sortie.Champ("statut", statut);
        sortie.ChampFacultatif("avertissement", avertissement);
        foreach (var champs in resultats)
        {
            sortie.WriteStartElement("resultat");
            foreach (var (nom, valeur) in champs)
            {
                sortie.Champ(nom, valeur);
            }

            sortie.WriteEndElement();
        }

        sortie.WriteEndElement();
    }
}
