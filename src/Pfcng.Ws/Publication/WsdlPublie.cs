using System.Text;
using System.Xml;
using System.Xml.Linq;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Publication;

/// <summary>
/// The contract as it is served (D6): the files of contracts/, the WSDL's two addresses apart. Both become absolute, since clients disagree on
/// what a relative <c>schemaLocation</c> is relative to.
/// </summary>
internal static class WsdlPublie
{
    private static readonly XName Adresse = XName.Get("address", "http://schemas.xmlsoap.org/wsdl/soap/");
    private static readonly XName Import = XName.Get("import", "http://www.w3.org/2001/XMLSchema");

    private static readonly XDocument Contrat = XDocument.Load(new MemoryStream(FichiersDuContrat.Wsdl.ToArray()), LoadOptions.PreserveWhitespace);

    /// <summary>contracts/pfcng-ws.xsd, byte for byte.</summary>
    public static ReadOnlyMemory<byte> Xsd => FichiersDuContrat.Xsd;

    /// <summary>contracts/pfcng-ws.wsdl with its addresses, in UTF-8.</summary>
    /// <param name="porte">The HTTPS door, absolute: « https://hote:8443/ws-srv ».</param>
    /// <param name="schema">Where <see cref="Xsd"/> is served, absolute.</param>
    public static byte[] Wsdl(Uri porte, Uri schema)
    {
        var document = new XDocument(Contrat);
        document.Descendants(Adresse).Single().SetAttributeValue("location", porte.AbsoluteUri);
        document.Descendants(Import).Single().SetAttributeValue("schemaLocation", schema.AbsoluteUri);
        using var octets = new MemoryStream();
        using (var sortie = XmlWriter.Create(octets, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            document.Save(sortie);
        }

        return octets.ToArray();
    }
}
