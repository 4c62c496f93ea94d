using System.Text;
using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Message;

/// <summary>
/// A message read once, hardened: no DTD, no entity but XML's five, no processing instruction, nothing fetched, <see cref="Bornes"/> held, and the
/// shape of SOAP 1.1 (D8): an Envelope that holds at most one Header, then one Body; a Body that holds one element, the operation's. A
/// ds:Signature enveloped in the Body may stand beside it. Comments and CDATA sections cut no text (<see cref="Assemblage"/>).
/// </summary>
internal sealed class Enveloppe
{
    private const string PasDuXml = "Le message n’est pas un document XML bien formé.";
    private const string SuivantSoap = "http://schemas.xmlsoap.org/soap/actor/next";
    private const int DebutCherche = 256 * 1024;

    private static readonly XmlReaderSettings Reglages = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
    };

    private Enveloppe(XmlElement racine, XmlElement? entete, XmlElement corps, XmlElement contenu, Effort effort)
    {
        (Racine, Entete, Corps, Contenu, Effort) = (racine, entete, corps, contenu, effort);
    }

    /// <summary>The Envelope.</summary>
    public XmlElement Racine { get; }

    /// <summary>Its Header, or null.</summary>
    public XmlElement? Entete { get; }

    /// <summary>Its Body, which the signature covers.</summary>
    public XmlElement Corps { get; }

    /// <summary>The Body's element: what the operation reads, once the signature is verified.</summary>
    public XmlElement Contenu { get; }

    /// <summary>What the message has cost so far; its client.</summary>
    public Effort Effort { get; }

    /// <summary>The qualified name of <see cref="Contenu"/>: the operation, whatever SOAPAction says (D5).</summary>
    public XmlQualifiedName Operation => new(Contenu.LocalName, Contenu.NamespaceURI);

    /// <summary>Reads a message: an envelope, or the Fault to answer.</summary>
    /// <param name="octets">The whole message.</param>
    /// <param name="charset">The charset of HTTP's Content-Type, or null; it has the first word (D8).</param>
    /// <param name="annulation">Cancelled when the client has left.</param>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public static Resultat<Enveloppe, Faute> Lire(ReadOnlyMemory<byte> octets, string? charset, CancellationToken annulation = default)
    {
        annulation.ThrowIfCancellationRequested();
        if (Encodage.Choisir(octets.Span, charset) is not { } lu)
        {
            return Fautif("L’encodage du message n’est pas accepté : UTF-8, UTF-16 ou ISO-8859-1.");
        }

        try
        {
            var texte = lu.Encodage.GetString(octets.Span[lu.Marque..]);
            return Bornes.Franchie(texte) is { } motif ? Fautif(motif) : Reconnaitre(texte, new(annulation));
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException)
        {
            return Fautif(PasDuXml);
        }
    }

    /// <summary>
    /// The qualified name of the Body's child in the first bytes of a message too large to be read (D5), which may be cut anywhere; null when
    /// they do not tell. No more than 256 KiB are looked at. Chooses the shape of an answer, nothing else: no signature was verified.
    /// </summary>
    public static XmlQualifiedName? ChercherOperation(ReadOnlySpan<byte> debut, string? charset)
    {
        debut = debut[..Math.Min(debut.Length, DebutCherche)];
        if (Encodage.Choisir(debut, charset) is not { } lu)
        {
            return null;
        }

        var indulgent = (Encoding)lu.Encodage.Clone();
        indulgent.DecoderFallback = DecoderFallback.ReplacementFallback;
        using var lecteur = XmlReader.Create(new StringReader(indulgent.GetString(debut[lu.Marque..])), Reglages);
        try
        {
            while (lecteur.Read())
            {
                if (lecteur is { NodeType: XmlNodeType.Element, Depth: 1, LocalName: "Body", NamespaceURI: Espaces.Soap })
                {
                    return EnfantDuCorps(lecteur);
                }
            }
        }
        catch (XmlException)
        {
            // Cut or malformed before the Body: nothing can be told.
        }

        return null;
    }

    /// <summary>
    /// Leaves in the Body what was digested and nothing else: an enveloped signature is out of it. To be called once the signature is verified.
    /// </summary>
    public void RetirerDuCorps(XmlElement signature)
    {
        if (Corps == signature.ParentNode || Contenu == signature.ParentNode)
        {
            signature.ParentNode!.RemoveChild(signature);
        }
    }

    /// <summary>The element children, in order.</summary>
    public static IEnumerable<XmlElement> Enfants(XmlElement parent) => parent.ChildNodes.OfType<XmlElement>();

    /// <summary>True for a ds:Signature.</summary>
    public static bool EstSignature(XmlElement e) => e is { LocalName: "Signature", NamespaceURI: Espaces.Ds };

    private static Resultat<Enveloppe, Faute> Reconnaitre(string texte, Effort effort)
    {
        using var lecteur = XmlReader.Create(new StringReader(texte), Reglages);
        var racine = Assemblage.Assembler(lecteur, effort);
        if (racine.LocalName != "Envelope")
        {
            return Fautif("Le message n’est pas une enveloppe SOAP.");
        }

        if (racine.NamespaceURI != Espaces.Soap)
        {
            return new Faute(CodeDeFaute.VersionMismatch, "L’enveloppe n’est pas celle de SOAP 1.1.");
        }

        var enfants = Enfants(racine).Take(3).ToList();
        var entete = enfants.Count == 2 && EstSoap(enfants[0], "Header") ? enfants[0] : null;
        if (enfants.Count != (entete is null ? 1 : 2) || !EstSoap(enfants[^1], "Body") || PorteDuTexte(racine) || PorteDuTexte(entete))
        {
            return Fautif("L’enveloppe SOAP doit contenir un Header au plus, puis un Body, et rien d’autre.");
        }

        if (entete is not null && Enfants(entete).Any(EstExigeEtInconnu))
        {
            return new Faute(CodeDeFaute.MustUnderstand, "Un bloc d’en-tête obligatoire n’est pas connu.");
        }

        var corps = enfants[^1];
        var contenus = Enfants(corps).Where(e => !EstSignature(e)).Take(2).ToList();
        return contenus.Count != 1 || PorteDuTexte(corps)
            ? Fautif("Le Body doit contenir un élément, celui de l’opération, et rien d’autre.")
            : new Enveloppe(racine, entete, corps, contenus[0], effort);
    }

    private static bool EstSoap(XmlElement e, string nom) => e.LocalName == nom && e.NamespaceURI == Espaces.Soap;

    private static bool PorteDuTexte(XmlElement? e) =>
        e is not null && e.ChildNodes.Cast<XmlNode>().Any(n => n is XmlText or XmlCDataSection && !string.IsNullOrWhiteSpace(n.Value));

    // SOAP 1.1 §4.2.2, §4.2.3: a block meant for another actor is not ours to understand.
    private static bool EstExigeEtInconnu(XmlElement bloc)
    {
        var connu = EstSignature(bloc)
            || bloc is { LocalName: "Signature", NamespaceURI: Espaces.SoapSec } or { LocalName: "Security", NamespaceURI: Espaces.Wsse };
        return !connu
            && bloc.GetAttribute("mustUnderstand", Espaces.Soap).Trim() is "1" or "true"
            && bloc.GetAttribute("actor", Espaces.Soap) is "" or SuivantSoap;
    }

    private static XmlQualifiedName? EnfantDuCorps(XmlReader lecteur)
    {
        while (lecteur.Read() && lecteur.Depth > 1)
        {
            var signature = lecteur is { LocalName: "Signature", NamespaceURI: Espaces.Ds };
            if (lecteur is { NodeType: XmlNodeType.Element, Depth: 2 } && !signature)
            {
                return new(lecteur.LocalName, lecteur.NamespaceURI);
            }
        }

        return null;
    }

    private static Faute Fautif(string texte) => new(CodeDeFaute.Client, texte);
}
