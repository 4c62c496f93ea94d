using System.Xml;
using Pfcng.Domain.Errors;
using Pfcng.Ws.Xml;

namespace Pfcng.Ws.Pipeline;

/// <summary>What an operation answers: written by <see cref="Repondre"/> only.</summary>
/// <param name="Ecrire">Writes the one child of the Body.</param>
/// <param name="Issue">« OK », « KO », a code or a fault code: for the trace.</param>
/// <param name="EstUneFaute">True for a SOAP Fault: HTTP 500 (D6); every business refusal is HTTP 200.</param>
/// <param name="Accuser">Called once the answer went out whole (true) or not (false); null when nobody waits for it (D26). Gives 38, for the trace, when it did not.</param>
internal sealed record Reponse(Action<XmlWriter> Ecrire, string Issue, bool EstUneFaute = false, Func<bool, Task<Refus?>>? Accuser = null)
{
    /// <summary>A SOAP 1.1 Fault (SOAP 1.1 §4.4): bare children, a code in the envelope's namespace, no detail.</summary>
    /// <param name="code">Its faultcode.</param>
    /// <param name="texte">faultstring, plain French.</param>
    public static Reponse Faute(CodeDeFaute code, string texte) => new(
        xml =>
        {
            xml.WriteStartElement("Fault", Espaces.Soap);
            xml.WriteStartElement("faultcode");
            xml.WriteQualifiedName(code.ToString(), Espaces.Soap);
            xml.WriteEndElement();
            xml.WriteElementString("faultstring", texte);
            xml.WriteEndElement();
        },
        $"soap:{code}",
        EstUneFaute: true);

    /// <summary>A code of §19 in the operation's own answer.</summary>
    public static Reponse Refusee(Refus refus, Action<XmlWriter, Refus> ecrire) => new(xml => ecrire(xml, refus), refus.Code);
}
