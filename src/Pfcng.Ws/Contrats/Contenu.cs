using System.Xml.Schema;

namespace Pfcng.Ws.Contrats;

/// <summary>
/// An element of a request as it was read once: what was checked and what is used are the same strings. Its children are in the contract's
/// order; the signed node it comes from is untouched.
/// </summary>
/// <param name="Declaration">Its declaration in the contract.</param>
/// <param name="Texte">Its text, comments dropped; empty when it has children.</param>
/// <param name="Enfants">Its children.</param>
internal sealed record Contenu(XmlSchemaElement Declaration, string Texte, IReadOnlyList<Contenu> Enfants)
{
    /// <summary>The element's name.</summary>
    public string Nom => Declaration.QualifiedName.Name;

    /// <summary>The text of a mandatory child.</summary>
    public string Valeur(string nom) => Facultatif(nom) ?? throw new InvalidOperationException($"the contract does not make {nom} mandatory in {Nom}");

    /// <summary>The text of a child, or null when it is absent.</summary>
    public string? Facultatif(string nom)
    {
        foreach (var enfant in Enfants)
        {
            if (enfant.Nom == nom)
            {
                return enfant.Texte;
            }
        }

        return null;
    }

    /// <summary>The texts of a child that may be repeated, in the order of the message.</summary>
    public IReadOnlyList<string> Valeurs(string nom) => [.. Enfants.Where(e => e.Nom == nom).Select(e => e.Texte)];
}
