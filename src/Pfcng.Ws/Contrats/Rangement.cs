using System.Text;
using System.Xml;
using System.Xml.Schema;
using Pfcng.Domain.Erreurs;

namespace Pfcng.Ws.Contrats;

/// <summary>
/// Reads a request's element and puts its children in the contract's order (D3). Refuses (05, with the element's name) what no order can mend:
/// unknown, repeated or missing elements, stray text, foreign attributes. Depth is the contract's; work is bounded by the message's size.
/// </summary>
internal static class Rangement
{
    /// <summary>No value of the contract is longer, a CSR with its armour and blanks included: facets are spared the rest.</summary>
    private const int LongueurMaximale = 16_384;

    /// <summary>What an answer quotes of a stranger's name.</summary>
    private const int NomMaximal = 64;

    /// <summary>Reads one element and all it holds.</summary>
    /// <param name="element">The node, which is not modified.</param>
    /// <param name="declaration">Its declaration, compiled.</param>
    /// <param name="effort">Counts the nodes, or null.</param>
    public static Resultat<Contenu, Refus> Ranger(XmlElement element, XmlSchemaElement declaration, Effort? effort)
    {
        if (AttributInconnu(element))
        {
            return Faute(element.LocalName, "attribut inconnu");
        }

        return declaration.ElementSchemaType is XmlSchemaComplexType { Particle: XmlSchemaSequence sequence }
            ? RangerEnfants(element, declaration, [.. sequence.Items.Cast<XmlSchemaElement>()], effort)
            : LireValeur(element, declaration);
    }

    private static Resultat<Contenu, Refus> RangerEnfants(XmlElement element, XmlSchemaElement declaration, XmlSchemaElement[] places, Effort? effort)
    {
        var ranges = new List<Contenu>[places.Length];
        for (var noeud = element.FirstChild; noeud is not null; noeud = noeud.NextSibling)
        {
            effort?.Compter();
            if (EstDuTexte(noeud) && noeud.Value.AsSpan().ContainsAnyExcept(" \t\r\n"))
            {
                return Faute(element.LocalName, "texte hors des éléments");
            }

            if (noeud is not XmlElement enfant)
            {
                continue;
            }

            var place = Place(places, enfant);
            if (place < 0 || ranges[place]?.Count >= places[place].MaxOccurs)
            {
                return Faute(enfant.LocalName, place < 0 ? "élément inconnu" : "élément répété");
            }

            var lu = Ranger(enfant, places[place], effort);
            if (!lu.Donne(out var contenu, out var refus))
            {
                return places[place].MaxOccurs > 1 ? refus with { Detail = $"{enfant.LocalName} {(ranges[place]?.Count ?? 0) + 1}, {refus.Detail}" } : lu;
            }

            (ranges[place] ??= []).Add(contenu);
        }

        return places.Where((attendu, place) => attendu.MinOccurs > 0 && ranges[place] is null).FirstOrDefault() is { } manquant
            ? Faute(manquant.QualifiedName.Name, "élément absent")
            : new Contenu(declaration, "", [.. ranges.Where(r => r is not null).SelectMany(r => r)]);
    }

    private static Resultat<Contenu, Refus> LireValeur(XmlElement element, XmlSchemaElement declaration)
    {
        if (Texte(element) is { } texte)
        {
            return new Contenu(declaration, texte, []);
        }

        var intrus = element.ChildNodes.OfType<XmlElement>().FirstOrDefault();
        return Faute((intrus ?? element).LocalName, intrus is null ? "valeur trop longue" : "élément inconnu");
    }

    /// <summary>
    /// The text of a value, the comments and processing instructions that split it dropped, as canonicalisation does; null when it is not a
    /// value: it holds elements, or more than any value can.
    /// </summary>
    public static string? Texte(XmlElement element)
    {
        if (element.FirstChild is XmlText { NextSibling: null } seul)
        {
            return seul.Length <= LongueurMaximale ? seul.Value : null;
        }

        var texte = new StringBuilder();
        for (var noeud = element.FirstChild; noeud is not null; noeud = noeud.NextSibling)
        {
            if (noeud is XmlElement || (EstDuTexte(noeud) && texte.Append(noeud.Value).Length > LongueurMaximale))
            {
                return null;
            }
        }

        return texte.ToString();
    }

    private static int Place(XmlSchemaElement[] places, XmlElement enfant)
    {
        for (var place = 0; place < places.Length; place++)
        {
            var nom = places[place].QualifiedName;
            if (nom.Name == enfant.LocalName && nom.Namespace == enfant.NamespaceURI)
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>The contract has no attribute. Declarations of namespaces, and xsi's hints (type, schemaLocation), are not of the content: the declared type rules.</summary>
    private static bool AttributInconnu(XmlElement element) => element.HasAttributes && element.Attributes.Cast<XmlAttribute>().Any(a =>
        a.NamespaceURI is not ("http://www.w3.org/2000/xmlns/" or XmlSchema.InstanceNamespace));

    private static bool EstDuTexte(XmlNode noeud) =>
        noeud.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;

    /// <summary>05; never the value, which may be a secret (D27).</summary>
    private static Refus Faute(string nom, string defaut)
    {
        nom = nom.Length > NomMaximal ? nom[..NomMaximal] : nom;
        return Catalogue.ContenuNonValide(nom) with { Detail = $"{nom} : {defaut}" };
    }
}
