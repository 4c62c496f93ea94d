namespace Pfcng.Ws.Tests.Message;

/// <summary>An unsigned message with a ds:Signature to fill in: what a stranger's tool starts from.</summary>
internal sealed record Gabarit
{
    public const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    public const string Inclusif = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    public const string Exclusif = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public const string Enveloppee = Ds + "enveloped-signature";
    public const string Declarations =
        "xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:SOAP-SEC=\"http://schemas.xmlsoap.org/soap/security/2000-12\""
        + " xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\""
        + " xmlns:wsu=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd\"";

    /// <summary>Where the signature goes: the opening and closing tags of a header block, "" for the Header itself, null for the Body.</summary>
    public string? Bloc { get; init; } = "SOAP-SEC:Signature";

    /// <summary>How the Body's identifier is spelled.</summary>
    public string Id { get; init; } = "SOAP-SEC:id";

    public string Canonicalisation { get; init; } = Element("CanonicalizationMethod", Inclusif + "#WithComments");

    public string Methode { get; init; } = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    public string Condensat { get; init; } = "http://www.w3.org/2001/04/xmlenc#sha256";

    public string Uri { get; init; } = "#Body";

    public string Transforms { get; init; } = Suite(Element("Transform", Enveloppee));

    public string KeyInfo { get; init; } = "<ds:X509Data><ds:X509Certificate></ds:X509Certificate></ds:X509Data>";

    /// <summary>What stands before the operation's element, in the Body.</summary>
    public string Contenu { get; init; } = Messages.Retrait;

    public string Signature =>
        $"<ds:Signature xmlns:ds=\"{Ds}\"><ds:SignedInfo>{Canonicalisation}{Element("SignatureMethod", Methode)}<ds:Reference URI=\"{Uri}\">{Transforms}"
        + $"{Element("DigestMethod", Condensat)}<ds:DigestValue></ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue></ds:SignatureValue>"
        + $"<ds:KeyInfo>{KeyInfo}</ds:KeyInfo></ds:Signature>";

    public override string ToString()
    {
        var entete = Bloc is null ? "" : Bloc.Length == 0 ? Signature : $"<{Bloc}>{Signature}</{Bloc}>";
        return $"<SOAP-ENV:Envelope {Declarations}>\n  <SOAP-ENV:Header>{entete}</SOAP-ENV:Header>\n"
            + $"  <SOAP-ENV:Body {Id}=\"Body\">{(Bloc is null ? Signature : "")}{Contenu}</SOAP-ENV:Body>\n</SOAP-ENV:Envelope>";
    }

    public static string Element(string nom, string algorithme, string dedans = "") => $"<ds:{nom} Algorithm=\"{algorithme}\">{dedans}</ds:{nom}>";

    public static string Suite(params string[] transforms) => $"<ds:Transforms>{string.Concat(transforms)}</ds:Transforms>";

    public static string Prefixes(string liste) => $"<ec:InclusiveNamespaces xmlns:ec=\"{Exclusif}\" PrefixList=\"{liste}\"/>";

    /// <summary>Every layout that D8 accepts, one difference at a time.</summary>
    public static IEnumerable<(string Nom, Gabarit Gabarit)> Admis()
    {
        yield return ("le guide", new());
        yield return ("sans transform", new() { Transforms = "" });
        yield return ("canonicalisation seule", new() { Transforms = Suite(Element("Transform", Inclusif)) });
        yield return ("inclusive partout", new() { Canonicalisation = Element("CanonicalizationMethod", Inclusif), Transforms = Suite(Element("Transform", Enveloppee), Element("Transform", Inclusif)) });
        yield return ("WS-Security exclusif", new()
        {
            Bloc = "wsse:Security",
            Id = "wsu:Id",
            Canonicalisation = Element("CanonicalizationMethod", Exclusif, Prefixes("SOAP-ENV")),
            Transforms = Suite(Element("Transform", Exclusif, Prefixes("wsu #default SOAP-SEC"))),
        });
        yield return ("exclusif avec commentaires", new()
        {
            Canonicalisation = Element("CanonicalizationMethod", Exclusif + "WithComments", "<!-- signé aussi -->"),
            Transforms = Suite(Element("Transform", Enveloppee), Element("Transform", Exclusif + "WithComments")),
            Contenu = "<!-- hors de l’empreinte -->" + Messages.Retrait,
        });
        yield return ("droit dans le Header", new() { Bloc = "" });
        yield return ("enveloppée dans le Body", new() { Bloc = null });
        foreach (var id in new[] { "wsu:Id", "xml:id", "Id", "ID", "id" })
        {
            yield return ($"identifiant {id}", new() { Id = id });
        }
    }
}
