using Pfcng.Domain.Erreurs;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Operations;

/// <summary>An operation as the pipeline sees it, whatever it asks and gives.</summary>
internal interface IOperation
{
    /// <summary>Its WSDL name, which is its soapAction.</summary>
    string Nom { get; }

    /// <summary>Local name of its request element: what a message is dispatched by (D5).</summary>
    string Requete { get; }

    /// <summary>True when a message that is too large gets 24 in this operation's own answer; else a Fault with the same text (D32).</summary>
    bool RepondTropGrand { get; }

    /// <summary>Its own answer, holding a code.</summary>
    Reponse Refuser(Refus refus);

    /// <summary>Read, then treat: the element is the very node that was digested (D8).</summary>
    Task<Reponse> ExecuterAsync(MessageVerifie message);
}
