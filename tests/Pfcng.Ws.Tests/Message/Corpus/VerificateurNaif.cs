using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Message.Corpus;

/// <summary>SignedXml as it is commonly used: whichever element bears the identifier and the digest will do.</summary>
internal sealed class VerificateurNaif(XmlDocument document) : SignedXml(Epreuve.Tous(document, "Signature")[0])
{
    private XmlElement? _choisi;

    public bool Accepte(X509Certificate2 certificat) => Porteurs().Any(p =>
    {
        _choisi = p;
        try
        {
            LoadXml(Epreuve.Tous(document, "Signature")[0]);
            return CheckSignature(certificat, verifySignatureOnly: true);
        }
        catch (CryptographicException)
        {
            return false;
        }
    });

    public override XmlElement? GetIdElement(XmlDocument? document, string idValue) => _choisi;

    private IEnumerable<XmlElement> Porteurs() => Epreuve.Tous(document, "Body", Espaces.Soap).Where(e => e.HasAttributes);
}
