using System.Xml;
using System.Xml.Schema;
using Pfcng.Domain.Erreurs;

namespace Pfcng.Ws.Contrats;

/// <summary>
/// The contract that every request is held against: children in any order, each known and given as often as it may be (D3), then each value by
/// the facets of contracts/pfcng-ws.xsd and, where a facet can't say it, by the rule named after its type (D4). One instance serves everybody.
/// </summary>
internal sealed class Contrat
{
    private static readonly Dictionary<XmlQualifiedName, Func<string, bool>> ReglesSansFacette = new()
    {
        [new("adresseEmail", FichiersDuContrat.EspaceDeNoms)] = SansFinDeLigne,
        [new("csr", FichiersDuContrat.EspaceDeNoms)] = TexteCsr.EstValide,
        [new("date", XmlSchema.Namespace)] = DateCivile.EstValide,
        [new("fqdn", FichiersDuContrat.EspaceDeNoms)] = SansFinDeLigne,
        [new("indiceLot", FichiersDuContrat.EspaceDeNoms)] = SansFinDeLigne,
        [new("nationalId", FichiersDuContrat.EspaceDeNoms)] = SansFinDeLigne,
        [new("nomApplicatif", FichiersDuContrat.EspaceDeNoms)] = SansFinDeLigne,
    };

    private readonly XmlSchemaSet _schemas;

    private Contrat(XmlSchemaSet schemas) => _schemas = schemas;

    /// <summary>Compiles the contract, once for the life of the process.</summary>
    public static Contrat Charger()
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        using var lecteur = XmlReader.Create(new MemoryStream(FichiersDuContrat.Xsd.ToArray()));
        schemas.Add(null, lecteur);
        schemas.Compile();
        return new Contrat(schemas);
    }

    /// <summary>Reads the Body's child; the node itself is never modified.</summary>
    /// <param name="requete">A request element of the contract.</param>
    /// <param name="effort">Counts the nodes, for a message that a client sent; or null.</param>
    /// <returns>Its content in the contract's order, or 05 with the name of the first faulty element.</returns>
    /// <exception cref="ArgumentException">The contract has no such element: dispatch comes before (D5).</exception>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public Resultat<Contenu, Refus> Lire(XmlElement requete, Effort? effort = null)
    {
        var declaration = _schemas.GlobalElements[new XmlQualifiedName(requete.LocalName, requete.NamespaceURI)] as XmlSchemaElement
            ?? throw new ArgumentException($"the contract has no element {requete.Name}", nameof(requete));
        var range = Rangement.Ranger(requete, declaration, effort);
        return range.Donne(out var contenu, out _) && ElementFautif(contenu, effort) is { } refus ? refus : range;
    }

    /// <summary>.NET ends a pattern facet with « $ », which a last line feed slips past; their patterns have no line feed.</summary>
    private static bool SansFinDeLigne(string texte) => !texte.EndsWith('\n');

    private Refus? ElementFautif(Contenu contenu, Effort? effort)
    {
        var noms = new NameTable();
        var validateur = new XmlSchemaValidator(noms, _schemas, new XmlNamespaceManager(noms), XmlSchemaValidationFlags.None);
        var courant = contenu;
        var lieu = "";
        Refus? fautif = null;
        validateur.ValidationEventHandler += (_, _) => fautif ??= Faute();
        validateur.Initialize();
        Valider(contenu);
        validateur.EndValidation();
        return fautif;

        void Valider(Contenu element)
        {
            effort?.Annulation.ThrowIfCancellationRequested(); // A value of 16,384 characters is much for a pattern.
            courant = element;
            validateur.ValidateElement(element.Nom, element.Declaration.QualifiedName.Namespace, null);
            validateur.ValidateEndOfAttributes(null);
            validateur.ValidateText(element.Texte);
            foreach (var (rang, enfant) in element.Enfants.Index())
            {
                lieu = element == contenu && enfant.Enfants.Count > 0 ? $"{enfant.Nom} {rang + 1}, " : lieu;
                Valider(enfant);
            }

            courant = element;
            validateur.ValidateEndElement(null);
            if (ReglesSansFacette.TryGetValue(element.Declaration.SchemaTypeName, out var regle) && !regle(element.Texte))
            {
                fautif ??= Faute();
            }
        }

        // Never the value, which may be a secret (D27).
        Refus Faute() => Catalogue.ContenuNonValide(courant.Nom) with { Detail = $"{lieu}{courant.Nom} : valeur non conforme" };
    }
}
