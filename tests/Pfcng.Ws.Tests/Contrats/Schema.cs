using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Tests.Contrats;

/// <summary>An ordinary XSD validation: what any client or server does with our contract, without our tolerances.</summary>
internal static class Schema
{
    public static XmlSchemaSet Compile { get; } = Compiler();

    /// <summary>The faults, none when the message is valid.</summary>
    public static IReadOnlyList<string> Fautes(XElement message)
    {
        var fautes = new List<string>();
        new XDocument(message).Validate(Compile, (_, e) => fautes.Add(e.Message));
        return fautes;
    }

    private static XmlSchemaSet Compiler()
    {
        var schemas = new XmlSchemaSet();
        schemas.ValidationEventHandler += (_, e) => throw e.Exception;
        schemas.Add(null, XmlReader.Create(new MemoryStream(FichiersDuContrat.Xsd.ToArray())));
        schemas.Compile();
        return schemas;
    }
}
