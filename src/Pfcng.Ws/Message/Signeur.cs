using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Pfcng.Ws.Confiance;

namespace Pfcng.Ws.Message;

/// <summary>Signs a message in the guide's own layout (guide WS §11, D8, igc-sante-facts §2.2).</summary>
public static class Signeur
{
    private const string Gabarit = $"""
        <SOAP-ENV:Envelope xmlns:SOAP-ENV="{Espaces.Soap}" xmlns:SOAP-SEC="{Espaces.SoapSec}"><SOAP-ENV:Header><SOAP-SEC:Signature>
        <ds:Signature xmlns:ds="{Espaces.Ds}"><ds:SignedInfo>
        <ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments"></ds:CanonicalizationMethod>
        <ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod>
        <ds:Reference URI="#Body"><ds:Transforms><ds:Transform Algorithm="{Espaces.Ds}enveloped-signature"></ds:Transform></ds:Transforms>
        <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod><ds:DigestValue></ds:DigestValue></ds:Reference>
        </ds:SignedInfo><ds:SignatureValue></ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509SubjectName></ds:X509SubjectName>
        <ds:X509Certificate></ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature></SOAP-SEC:Signature></SOAP-ENV:Header>
        <SOAP-ENV:Body SOAP-SEC:id="Body"></SOAP-ENV:Body></SOAP-ENV:Envelope>
        """;

    /// <summary>A signed envelope, UTF-8 without declaration, without white space between its elements.</summary>
    /// <param name="contenu">The operation's element: what the Body will hold.</param>
    /// <param name="carteDeSignature">The signing certificate, with its RSA key.</param>
    /// <exception cref="CryptographicException">The certificate has no RSA key at hand.</exception>
    public static byte[] Signer(XmlElement contenu, X509Certificate2 carteDeSignature)
    {
        ArgumentNullException.ThrowIfNull(contenu);
        return Signer(contenu.OuterXml, carteDeSignature);
    }

    /// <inheritdoc cref="Signer(XmlElement, X509Certificate2)"/>
    /// <exception cref="XmlException">The content is not one well-formed element.</exception>
    public static byte[] Signer(string contenu, X509Certificate2 carteDeSignature)
    {
        ArgumentNullException.ThrowIfNull(carteDeSignature);
        var document = Charger(Gabarit.ReplaceLineEndings(""));
        var corps = (XmlElement)document.DocumentElement!.LastChild!;
        corps.AppendChild(document.ImportNode(Charger(contenu).DocumentElement!, deep: true));

        Remplir(document, "DigestValue", SHA256.HashData(Canonicaliseur.Octets(corps, Canonicalisation.Inclusive).Span));
        Remplir(document, "X509Certificate", carteDeSignature.RawData);
        Element(document, "X509SubjectName").InnerText = NomDistinctif.Lire(carteDeSignature.SubjectName.RawData).ToString();
        var signedInfo = Canonicaliseur.Octets(Element(document, "SignedInfo"), Canonicalisation.Inclusive with { AvecCommentaires = true });
        using var cle = carteDeSignature.GetRSAPrivateKey() ?? throw new CryptographicException("Le certificat de signature est sans clé RSA.");
        Remplir(document, "SignatureValue", cle.SignData(signedInfo.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        // Canonical octets are XML: what is sent is what was digested.
        return Canonicaliseur.Octets(document.DocumentElement, Canonicalisation.Inclusive).ToArray();
    }

    private static XmlDocument Charger(string texte)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(texte);
        return document;
    }

    private static XmlElement Element(XmlDocument document, string nom) =>
        document.GetElementsByTagName(nom, Espaces.Ds).Cast<XmlElement>().First();

    private static void Remplir(XmlDocument document, string nom, byte[] octets) => Element(document, nom).InnerText = Convert.ToBase64String(octets);
}
