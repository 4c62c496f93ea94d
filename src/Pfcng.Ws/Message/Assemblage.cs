using System.Text;
using System.Xml;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Message;

/// <summary>
/// Makes the document of a message from what the parser reads. XmlDocument alone is not fit for strangers: it walks a run of pieces of text, and
/// the children of the document, from the first one at each step, and removes a node in as long. Here no text has a text beside it, whatever
/// comments and CDATA sections cut it (a text of which a piece is CDATA is CDATA); the root is the only child of the document; comments are kept in
/// ds:Signature alone, whose SignedInfo may be digested with them: elsewhere they are neither signed (XML Signature §4.3.3.3) nor read. So every
/// step in it takes the same time.
/// </summary>
internal sealed class Assemblage
{
    private readonly XmlDocument _document;
    private readonly StringBuilder _suite = new();

    private XmlNode _parent;
    private XmlElement? _signature;
    private string _texte = "";
    private bool _cdata;

    private Assemblage(XmlNameTable noms)
    {
        _document = new(noms) { PreserveWhitespace = true, XmlResolver = null };
        _parent = _document;
    }

    /// <summary>Reads to the end; gives the root.</summary>
    /// <param name="lecteur">Hardened: no DTD.</param>
    /// <param name="effort">Counts what is read.</param>
    /// <exception cref="XmlException">The message is not well-formed.</exception>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public static XmlElement Assembler(XmlReader lecteur, Effort effort)
    {
        var assemblage = new Assemblage(lecteur.NameTable);
        while (lecteur.Read())
        {
            effort.Compter();
            assemblage.Prendre(lecteur);
        }

        return assemblage._document.DocumentElement!;
    }

    private void Prendre(XmlReader lecteur)
    {
        switch (lecteur.NodeType)
        {
            case XmlNodeType.Element:
                PoserLeTexte();
                Ouvrir(lecteur);
                break;
            case XmlNodeType.EndElement:
                PoserLeTexte();
                Fermer();
                break;
            case XmlNodeType.Comment when _signature is not null:
                PoserLeTexte();
                _parent.AppendChild(_document.CreateComment(lecteur.Value));
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when _parent != _document:
                _cdata |= lecteur.NodeType == XmlNodeType.CDATA;
                Retenir(lecteur.Value);
                break;
        }
    }

    private void Ouvrir(XmlReader lecteur)
    {
        var element = _document.CreateElement(lecteur.Prefix, lecteur.LocalName, lecteur.NamespaceURI);
        var vide = lecteur.IsEmptyElement;
        while (lecteur.MoveToNextAttribute())
        {
            var attribut = _document.CreateAttribute(lecteur.Prefix, lecteur.LocalName, lecteur.NamespaceURI);
            attribut.Value = lecteur.Value;
            element.Attributes.Append(attribut);
        }

        _parent.AppendChild(element);
        if (!vide)
        {
            _parent = element;
            _signature ??= Enveloppe.EstSignature(element) ? element : null;
        }
    }

    private void Fermer()
    {
        _signature = _signature == _parent ? null : _signature;
        _parent = _parent.ParentNode!;
    }

    // One piece, nearly always: it is not copied.
    private void Retenir(string piece)
    {
        if (_texte.Length == 0)
        {
            _texte = piece;
            return;
        }

        if (_suite.Length == 0)
        {
            _suite.Append(_texte);
        }

        _suite.Append(piece);
    }

    private void PoserLeTexte()
    {
        if (_texte.Length == 0 && !_cdata)
        {
            return;
        }

        _parent.AppendChild(Texte(_suite.Length == 0 ? _texte : _suite.ToString()));
        (_texte, _cdata) = ("", false);
        _suite.Clear();
    }

    private XmlCharacterData Texte(string texte) => (_cdata, texte.AsSpan().ContainsAnyExcept(" \t\r\n")) switch
    {
        (true, _) => _document.CreateCDataSection(texte),
        (_, true) => _document.CreateTextNode(texte),
        _ => _document.CreateWhitespace(texte),
    };
}
