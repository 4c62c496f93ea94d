using System.Collections.Frozen;
using System.Xml;
using Pfcng.Ws.Contract;

namespace Pfcng.Ws.Operations;

/// <summary>The operations there are, found by the name of their request (D5) or, for want of it, by their own.</summary>
internal sealed class TableDesOperations(IEnumerable<IOperation> operations)
{
    private readonly FrozenDictionary<string, IOperation> _parRequete = operations.ToFrozenDictionary(o => o.Requete);
    private readonly FrozenDictionary<string, IOperation> _parNom = operations.ToFrozenDictionary(o => o.Nom);

    /// <summary>The operation of a request element, or null.</summary>
    public IOperation? Trouver(XmlQualifiedName? requete) =>
        requete is not null && requete.Namespace == FichiersDuContrat.EspaceDeNoms ? _parRequete.GetValueOrDefault(requete.Name) : null;

    /// <summary>The operation of that name, or null.</summary>
    public IOperation? Nommee(string nom) => _parNom.GetValueOrDefault(nom);
}
