using System.Xml;

namespace Pfcng.Ws.Contrats;

/// <summary>The two words that are no code (guide WS §14.2 to §18.2).</summary>
internal static class Statuts
{
    /// <summary>All that was asked is accepted.</summary>
    public const string Ok = "OK";

    /// <summary>A lot of which some demandes are refused.</summary>
    public const string Ko = "KO";
}

/// <summary>What the five writers share: the response element is in the contract's namespace, what it holds is bare (D2).</summary>
internal static class Reponses
{
    /// <summary>The prefix of the guide's sample (§14.2.2); any other would do.</summary>
    private const string Prefixe = "ns3";

    /// <summary>Opens the response element; its name tells which.</summary>
    public static void Ouvrir(this XmlWriter sortie, string nom) => sortie.WriteStartElement(Prefixe, nom, FichiersDuContrat.EspaceDeNoms);

    /// <summary>Writes a child; an empty text gives an empty element.</summary>
    public static void Champ(this XmlWriter sortie, string nom, string valeur) => sortie.WriteElementString(nom, "", valeur);

    /// <summary>Writes a child, or nothing when there is no value.</summary>
    public static void ChampFacultatif(this XmlWriter sortie, string nom, string? valeur)
    {
        if (valeur is not null)
        {
            sortie.Champ(nom, valeur);
        }
    }
}
