namespace Pfcng.Ws.Message;

/// <summary>The namespaces that an envelope and its signature are made of (D8, igc-sante-facts §2).</summary>
internal static class Espaces
{
    /// <summary>SOAP 1.1.</summary>
    public const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>« SOAP-SEC », W3C Note of 6 February 2001: the guide's own layout.</summary>
    public const string SoapSec = "http://schemas.xmlsoap.org/soap/security/2000-12";

    /// <summary>WS-Security 1.0.</summary>
    public const string Wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    /// <summary>WS-Security 1.0, utilities: <c>wsu:Id</c>.</summary>
    public const string Wsu = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    /// <summary>XML Signature.</summary>
    public const string Ds = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>Exclusive canonicalisation, also the namespace of <c>InclusiveNamespaces</c>.</summary>
    public const string Exclusif = "http://www.w3.org/2001/10/xml-exc-c14n#";

    /// <summary>The prefix <c>xml</c>.</summary>
    public const string Xml = "http://www.w3.org/XML/1998/namespace";

    /// <summary>Namespace declarations.</summary>
    public const string Xmlns = "http://www.w3.org/2000/xmlns/";
}
