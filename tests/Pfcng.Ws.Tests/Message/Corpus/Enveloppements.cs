using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Message.Corpus;

/// <summary>
/// Signature wrapping (McIntosh and Austel 2005, Somorovsky 2012): the signed Body, whose signature stays true, is put where nobody reads it, and a
/// forged one where it was. Every shape, under every spelling of the identifier.
/// </summary>
internal static class Enveloppements
{
    // Without namespace, so that a Body nested in it keeps its inclusive digest.
    private const string Faux = "<requeteRetraitCertificat><indiceRetrait>666</indiceRetrait></requeteRetraitCertificat>";
    private const string Ailleurs = "la référence ne désigne pas le Body";
    private const string Double = "un autre élément porte l’identifiant du Body";

    // With the name of the file: a file system may not tell letter cases apart.
    private static readonly (string Id, string Fichier)[] Identifiants =
        [("SOAP-SEC:id", "soap-sec"), ("wsu:Id", "wsu"), ("xml:id", "xml"), ("Id", "Id"), ("ID", "majuscules"), ("id", "minuscules")];

    private static readonly (string Nom, string Attendu, Action<XmlElement, XmlElement> Deplacer)[] Formes =
    [
        ("body-dans-le-header-faux-sans-id", Ailleurs, (corps, faux) => Ou(corps, Espaces.Soap, "Header").AppendChild(Bloc(corps))),
        ("body-dans-le-header-faux-meme-id", Double, (corps, faux) => Ou(Copier(corps, faux), Espaces.Soap, "Header").AppendChild(Bloc(corps))),
        ("body-dans-le-header-faux-autre-id", Double, (corps, faux) => Ou(Autrement(corps, faux), Espaces.Soap, "Header").AppendChild(Bloc(corps))),
        ("body-dans-la-signature", "Signature : suite d’éléments refusée", (corps, faux) => Ou(Copier(corps, faux), Espaces.Ds, "Signature").AppendChild(corps)),
        ("body-dans-ds-object", "Signature : suite d’éléments refusée", (corps, faux) => Ou(Copier(corps, faux), Espaces.Ds, "Signature").AppendChild(Objet(corps))),
        ("body-dans-le-faux-sans-id", Ailleurs, (corps, faux) => faux.FirstChild!.AppendChild(corps)),
        ("body-dans-le-faux-meme-id", Double, (corps, faux) => Copier(corps, faux).FirstChild!.AppendChild(corps)),
        ("body-double-dans-l-enveloppe", "un Header au plus", (corps, faux) => Copier(corps, faux).ParentNode!.AppendChild(corps)),
    ];

    public static IEnumerable<(string Nom, string Attendu, byte[] Message)> Tous(X509Certificate2 carte)
    {
        foreach (var (id, fichier) in Identifiants)
        {
            foreach (var exclusif in new[] { false, true }.Where(e => e || id is "SOAP-SEC:id" or "Id"))
            {
                foreach (var (nom, attendu, deplacer) in Formes)
                {
                    var document = Epreuve.Signer(Epreuve.Charger(Message(id, exclusif)), carte);
                    var corps = (XmlElement)document.DocumentElement!.SelectSingleNode("*[local-name()='Body']")!;
                    var faux = document.CreateElement("SOAP-ENV", "Body", Espaces.Soap);
                    faux.InnerXml = Faux;
                    document.DocumentElement.ReplaceChild(faux, corps);
                    deplacer(corps, faux);
                    yield return ($"{nom}-{fichier}{(exclusif ? "-exclusif" : "")}", attendu, Epreuve.Octets(document));
                }
            }
        }
    }

    private static string Message(string id, bool exclusif) => new Gabarit
    {
        Id = id,
        Canonicalisation = Gabarit.Element("CanonicalizationMethod", exclusif ? Gabarit.Exclusif : Gabarit.Inclusif),
        Transforms = exclusif ? Gabarit.Suite(Gabarit.Element("Transform", Gabarit.Exclusif)) : "",
    }.ToString();

    private static XmlElement Ou(XmlElement element, string espace, string nom) => Epreuve.Tous(element.OwnerDocument, nom, espace)[0];

    private static XmlElement Bloc(XmlElement corps)
    {
        var bloc = corps.OwnerDocument.CreateElement("bloc");
        bloc.AppendChild(corps);
        return bloc;
    }

    private static XmlElement Objet(XmlElement corps)
    {
        var objet = corps.OwnerDocument.CreateElement("ds", "Object", Espaces.Ds);
        objet.AppendChild(corps);
        return objet;
    }

    private static XmlElement Copier(XmlElement corps, XmlElement faux)
    {
        var id = corps.Attributes.Cast<XmlAttribute>().Single();
        faux.SetAttributeNode((XmlAttribute)id.CloneNode(true));
        return faux;
    }

    private static XmlElement Autrement(XmlElement corps, XmlElement faux)
    {
        faux.SetAttribute(corps.HasAttribute("ID") ? "Id" : "ID", "Body");
        return faux;
    }
}
