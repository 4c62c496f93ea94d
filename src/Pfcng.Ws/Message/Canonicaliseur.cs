using System.Buffers;
using System.Text;
using System.Xml;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Message;

/// <summary>
/// Canonical octets of an element of a document, in one pass: Canonical XML 1.0 and Exclusive XML Canonicalization 1.0. Departure from
/// SignedXml: three times faster on a lot, and the octets that were digested remain in hand as evidence (D27). The document must hold
/// neither DTD nor processing instruction (<see cref="Enveloppe"/>), and its depth is the depth of the recursion.
/// </summary>
internal sealed class Canonicaliseur
{
    private static readonly SearchValues<char> Echappes = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> EchappesAttribut = SearchValues.Create("&<\"\t\n\r");

    private readonly Canonicalisation _mode;
    private readonly XmlElement? _retire;
    private readonly Effort? _effort;
    private readonly ArrayBufferWriter<byte> _octets = new(4096);

    // What the output ancestors have rendered, by prefix, and what each element changed in it, to be undone at its end.
    private readonly Dictionary<string, string> _rendus = [];
    private readonly List<(string Prefixe, string Ancien)> _journal = [];

    // Of the start tag being written.
    private readonly List<(string Prefixe, string Uri)> _espaces = [];
    private readonly List<XmlAttribute> _attributs = [];

    private Canonicaliseur(Canonicalisation mode, XmlElement? retire, Effort? effort)
    {
        (_mode, _retire, _effort) = (mode, retire, effort);
    }

    /// <summary>The canonical octets of an element and all it holds, its context inherited as the mode says.</summary>
    /// <param name="sommet">The element.</param>
    /// <param name="mode">How.</param>
    /// <param name="retire">An element left out with all it holds: the enveloped-signature transform.</param>
    /// <param name="effort">Counts the nodes, for a message that a client sent; or null.</param>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public static ReadOnlyMemory<byte> Octets(XmlElement sommet, Canonicalisation mode, XmlElement? retire = null, Effort? effort = null)
    {
        var canonicaliseur = new Canonicaliseur(mode, retire, effort);
        canonicaliseur.Element(sommet, estSommet: true);
        return canonicaliseur._octets.WrittenMemory;
    }

    private void Element(XmlElement element, bool estSommet)
    {
        var marque = _journal.Count;
        _espaces.Clear();
        _attributs.Clear();
        if (_mode.Exclusive)
        {
            RendreUtilises(element, estSommet);
        }
        else
        {
            RendreDeclares(element, estSommet);
        }

        Balise(element);
        for (var enfant = element.FirstChild; enfant is not null; enfant = enfant.NextSibling)
        {
            Noeud(enfant);
        }

        Ecrire("</");
        Ecrire(element.Name);
        Ecrire(">");
        for (; _journal.Count > marque; _journal.RemoveAt(_journal.Count - 1))
        {
            _rendus[_journal[^1].Prefixe] = _journal[^1].Ancien;
        }
    }

    private void Noeud(XmlNode noeud)
    {
        _effort?.Compter();
        switch (noeud)
        {
            case XmlElement element when element != _retire:
                Element(element, estSommet: false);
                break;
            case XmlElement:
            case XmlComment when !_mode.AvecCommentaires:
                break;
            case XmlComment:
                Ecrire("<!--");
                Ecrire(noeud.Value);
                Ecrire("-->");
                break;
            case XmlCharacterData:
                Echapper(noeud.Value, Echappes);
                break;
            default:
                throw new InvalidOperationException($"nœud inattendu : {noeud.NodeType}");
        }
    }

    private void Balise(XmlElement element)
    {
        Ecrire("<");
        Ecrire(element.Name);
        _espaces.Sort(static (a, b) => Comparer(a.Prefixe, b.Prefixe));
        foreach (var (prefixe, uri) in _espaces)
        {
            Ecrire(prefixe.Length == 0 ? " xmlns" : " xmlns:");
            Ecrire(prefixe);
            Valeur(uri);
        }

        _attributs.Sort(static (a, b) => Comparer(a.NamespaceURI, b.NamespaceURI) is not 0 and var ordre ? ordre : Comparer(a.LocalName, b.LocalName));
        foreach (var attribut in _attributs)
        {
            Ecrire(" ");
            Ecrire(attribut.Name);
            Valeur(attribut.Value);
        }

        Ecrire(">");
    }

    // Canonical XML 1.0 §2.3, §2.4: at the apex, all that is in scope, and the xml:* attributes of the ancestors; below, what changes.
    private void RendreDeclares(XmlElement element, bool estSommet)
    {
        foreach (var attribut in Attributs(element))
        {
            if (attribut.NamespaceURI != Espaces.Xmlns)
            {
                _attributs.Add(attribut);
            }
            else if (!estSommet)
            {
                Rendre(Prefixe(attribut), attribut.Value);
            }
        }

        if (estSommet)
        {
            foreach (var (prefixe, uri) in EnPortee(element))
            {
                Rendre(prefixe, uri);
            }

            Heriter(element);
        }
    }

    private void Heriter(XmlElement sommet)
    {
        for (var ancetre = sommet.ParentNode as XmlElement; ancetre is not null; ancetre = ancetre.ParentNode as XmlElement)
        {
            _attributs.AddRange(Attributs(ancetre).Where(a =>
                a.NamespaceURI == Espaces.Xml && !_attributs.Exists(b => b.NamespaceURI == Espaces.Xml && b.LocalName == a.LocalName)));
        }
    }

    // Exclusive XML Canonicalization 1.0 §3: what the start tag visibly uses; the prefixes of the list are treated as in inclusive mode.
    private void RendreUtilises(XmlElement element, bool estSommet)
    {
        if (_mode.Prefixes.Count > 0)
        {
            foreach (var (prefixe, uri) in estSommet ? EnPortee(element) : Declares(element))
            {
                if (_mode.Prefixes.Contains(prefixe))
                {
                    Rendre(prefixe, uri);
                }
            }
        }

        Rendre(element.Prefix, element.NamespaceURI);
        foreach (var attribut in Attributs(element))
        {
            if (attribut.NamespaceURI != Espaces.Xmlns)
            {
                _attributs.Add(attribut);
                if (attribut.Prefix.Length > 0)
                {
                    Rendre(attribut.Prefix, attribut.NamespaceURI);
                }
            }
        }
    }

    private static IEnumerable<(string Prefixe, string Uri)> EnPortee(XmlElement element)
    {
        var portee = new Dictionary<string, string>();
        for (var porteur = element; porteur is not null; porteur = porteur.ParentNode as XmlElement)
        {
            foreach (var (prefixe, uri) in Declares(porteur))
            {
                portee.TryAdd(prefixe, uri);
            }
        }

        return portee.Select(p => (p.Key, p.Value));
    }

    private static IEnumerable<(string Prefixe, string Uri)> Declares(XmlElement element) =>
        Attributs(element).Where(a => a.NamespaceURI == Espaces.Xmlns).Select(a => (Prefixe(a), a.Value));

    // An element without attribute makes its empty collection when asked for it.
    private static IEnumerable<XmlAttribute> Attributs(XmlElement element) => element.HasAttributes ? element.Attributes.Cast<XmlAttribute>() : [];

    private static string Prefixe(XmlAttribute declaration) => declaration.Prefix.Length == 0 ? "" : declaration.LocalName;

    private void Rendre(string prefixe, string uri)
    {
        var ancien = _rendus.GetValueOrDefault(prefixe, "");
        if (uri != ancien && prefixe != "xml")
        {
            _journal.Add((prefixe, ancien));
            _rendus[prefixe] = uri;
            _espaces.Add((prefixe, uri));
        }
    }

    private void Valeur(string valeur)
    {
        Ecrire("=\"");
        Echapper(valeur, EchappesAttribut);
        Ecrire("\"");
    }

    private void Echapper(ReadOnlySpan<char> texte, SearchValues<char> echappes)
    {
        for (var i = texte.IndexOfAny(echappes); i >= 0; i = texte.IndexOfAny(echappes))
        {
            Ecrire(texte[..i]);
            _octets.Write(texte[i] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                '\t' => "&#x9;"u8,
                '\n' => "&#xA;"u8,
                _ => "&#xD;"u8,
            });
            texte = texte[(i + 1)..];
        }

        Ecrire(texte);
    }

    private void Ecrire(ReadOnlySpan<char> texte)
    {
        if (!texte.IsEmpty)
        {
            Encoding.UTF8.GetBytes(texte, _octets);
        }
    }

    // The specifications sort by code point. No name that .NET reads goes beyond U+FFFF, where UTF-16 sorts otherwise.
    private static int Comparer(string a, string b) => string.CompareOrdinal(a, b);
}
