using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Message;

/// <summary>What an operation answers: the pipeline's last step alone writes it.</summary>
/// <param name="Ecrire">Writes the one child of the Body.</param>
/// <param name="Issue">« OK », « KO », a code or a fault code: for the trace.</param>
/// <param name="EstUneFaute">True for a SOAP Fault: HTTP 500 (D6); every business refusal is HTTP 200.</param>
/// <param name="Refus">What it refuses, with the precise reasons: for the trace, which must have them before it leaves (D37); empty for what was accepted.</param>
/// <param name="Accuser">Called once the answer went out whole (true) or not (false); null when nobody waits for it (D26). Gives 38, for the trace, when it did not.</param>
internal sealed record Reponse(Action<XmlWriter> Ecrire, string Issue, IReadOnlyList<RefusTrace> Refus, bool EstUneFaute = false, Func<bool, Task<Refus?>>? Accuser = null)
{
    /// <summary>A SOAP 1.1 Fault (SOAP 1.1 §4.4): bare children, a code in the envelope's namespace, no detail.</summary>
    /// <param name="code">Its faultcode.</param>
    /// <param name="texte">faultstring, plain French.</param>
    /// <param name="raison">The precise reason, for the trace; null: the text says it.</param>
    public static Reponse Faute(CodeDeFaute code, string texte, string? raison = null) => new(
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
        [new(null, $"soap:{code}", raison ?? texte)],
        EstUneFaute: true);

    /// <summary>A code of §19 in the operation's own answer.</summary>
    public static Reponse Refusee(Refus refus, Action<XmlWriter, Refus> ecrire) => new(xml => ecrire(xml, refus), refus.Code, [RefusTrace.De(refus)]);

    /// <summary>An operation's own answer, all of it accepted.</summary>
    public static Reponse Acceptee(Action<XmlWriter> ecrire) => new(ecrire, Statuts.Ok, []);
}
