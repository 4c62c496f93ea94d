using System.Xml;
using Pfcng.Domain.Errors;
using Pfcng.Domain.Model;
using Pfcng.Ws.Pipeline;
using Pfcng.Ws.Xml;

namespace Pfcng.Ws.Operations;

/// <summary>One of the five operations as the pipeline sees it: a name, a reader, a handler, a writer.</summary>
internal interface IOperation
{
    /// <summary>Its WSDL name, which is its soapAction.</summary>
    string Nom { get; }

    /// <summary>Local name of its request element: what a message is dispatched by (D5).</summary>
    string Requete { get; }

    /// <summary>True when a message that is too large gets 24 in this operation's own answer; else a Fault with the same text (D32).</summary>
    bool RepondTropGrand { get; }

    /// <summary>Its own answer, holding a code.</summary>
    void EcrireRefus(XmlWriter xml, Refus refus);

    /// <summary>Read, then handle: the element is the very node that was digested (D8).</summary>
    Task<Reponse> ExecuterAsync(XmlElement requete, Appel appel, Effort effort);
}
