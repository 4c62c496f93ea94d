using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Operations;

/// <summary>One of the five operations: reads its request, has it treated, writes its answer.</summary>
/// <typeparam name="TRequete">What it asks.</typeparam>
/// <typeparam name="TReponse">What it gives when it is not refused.</typeparam>
/// <param name="nom">Its WSDL name, which is its soapAction.</param>
/// <param name="requete">Local name of its request element: what a message is dispatched by (D5).</param>
internal sealed class Operation<TRequete, TReponse>(string nom, string requete) : IOperation
    where TRequete : notnull
    where TReponse : notnull
{
    /// <inheritdoc/>
    public string Nom => nom;

    /// <inheritdoc/>
    public string Requete => requete;

    /// <inheritdoc/>
    public bool RepondTropGrand { get; init; }

    /// <summary>The element → the request, or why it can't be read.</summary>
    public required Func<XmlElement, Effort, Resultat<TRequete, Refus>> Lire { get; init; }

    /// <summary>The request → what it gives, or why it is refused.</summary>
    public required Func<Appel, TRequete, CancellationToken, Task<Resultat<TReponse, Refus>>> Traiter { get; init; }

    /// <summary>What it gives → the answer.</summary>
    public required Func<TReponse, Reponse> Repondre { get; init; }

    /// <summary>Writes the answer that holds a code.</summary>
    public required Action<XmlWriter, Refus> EcrireRefus { get; init; }

    /// <inheritdoc/>
    public Reponse Refuser(Refus refus) => Reponse.Refusee(refus, EcrireRefus);

    /// <inheritdoc/>
    public async Task<Reponse> ExecuterAsync(MessageVerifie message) =>
        !Lire(message.Contenu, message.Effort).Donne(out var lue, out var refus) || !(await Traiter(message.Appel, lue, message.Effort.Annulation)).Donne(out var valeur, out refus)
            ? Refuser(refus)
            : Repondre(valeur);
}
