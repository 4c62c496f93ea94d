using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Pfcng.Ws.Tests.Contrats;

/// <summary>Requests that are right, in the published order; a test changes one thing.</summary>
internal static class Messages
{
    private static readonly XNamespace Ws = "http://www.pfcng.in.com/WS/";

    public static XElement Lot(params XElement[] demandes) => new(Ws + "requeteDemandeCertificats", demandes.Cast<object>().ToArray());

    public static XElement LotDe(int nombre) => Lot([.. Enumerable.Range(0, nombre).Select(_ => Demande())]);

    public static XElement Demande() => new(
        "demandeCertificat",
        new XElement("offre", "ORG"),
        new XElement("gamme", "EL"),
        new XElement("usage", "AUTH_CLI"),
        new XElement("idNatStruct", "499700027180006"),
        new XElement("nomApplicatif", "SAMU 75"),
        new XElement("CSR", "TUlJQw=="),
        new XElement("mailDemandeur", "carole@exemple.fr"),
        new XElement("mailPersonneAInformer", "secretariat@exemple.fr"));

    /// <summary>Every element of tableau 11 at once: right in itself, whatever the rules say.</summary>
    public static XElement DemandeComplete() => new(
        "demandeCertificat",
        new XElement("offre", "SERV"),
        new XElement("gamme", "EL"),
        new XElement("usage", "S/MIME"),
        new XElement("idNatStruct", "10B0039137"),
        new XElement("idNatBeneficiaire", "899700027123"),
        new XElement("idNatTiers", "500000000028969/CPAT0002"),
        new XElement("nomApplicatif", "CLIENT_WS_ROR"),
        new XElement("FQDN", "test.laboratoire.com"),
        new XElement("FQDN", "a.officine.laboratoire.com"),
        new XElement("UPN", "charles@ch-saint-anne.fr"),
        new XElement("mailSujet", "officine@laboratoire.com"),
        new XElement("CSR", "TUlJQw=="),
        new XElement("mailDemandeur", "gaetan@exemple.fr"),
        new XElement("mailPersonneAInformer", "secretariat@exemple.fr"));

    public static XElement Retrait() => new(
        Ws + "requeteRetraitCertificat",
        new XElement("indiceRetrait", "59"),
        new XElement("codeRevocation", "Un code, secret"));

    public static XElement Revocation() => new(
        Ws + "requeteRevocationCertificat",
        new XElement("AKI", "D7:FB FA"),
        new XElement("numeroSerie", "1234567890"),
        new XElement("gamme", "EL"),
        new XElement("motif", "AUTRE"),
        new XElement("autreDescription", "Cabinet fermé"),
        new XElement("dateEffet", "2026-12-01"),
        new XElement("mailDemandeur", "carole@exemple.fr"),
        new XElement("mailPersonneAInformer", "secretariat@exemple.fr"));

    public static XElement Renouvellement() => new(
        Ws + "requeteRenouvellementCertificat",
        new XElement("AKI", "D7FBFA"),
        new XElement("numeroSerie", "1234567890"),
        new XElement("mailDemandeur", "carole@exemple.fr"),
        new XElement("mailPersonneAInformer", "secretariat@exemple.fr"),
        new XElement("CSR", "TUlJQw=="));

    public static XElement Suivi() => new(
        Ws + "requeteSuiviActivite",
        new XElement("typeDemande", "DEMANDES_CERTIFICAT"),
        new XElement("offre", "PRO"),
        new XElement("usage", "SIGN"),
        new XElement("indiceLot", "1447682134768"),
        new XElement("dateCreationDemande", "2015-11-16"),
        new XElement("idNatBeneficiaire", "899700027123"),
        new XElement("idNatStruct", "1750140014"),
        new XElement("idNatActeur", "899700027123"));

    /// <summary>Sets the one descendant of that name; null takes it away.</summary>
    public static XElement Avec(this XElement message, string nom, string? valeur)
    {
        var element = message.Descendants(nom).FirstOrDefault();
        if (valeur is null)
        {
            element!.Remove();
        }
        else if (element is not null)
        {
            element.Value = valeur;
        }
        else
        {
            (message.Element("demandeCertificat") ?? message).Add(new XElement(nom, valeur));
        }

        return message;
    }

    /// <summary>The node as the door hands it over: in a document that keeps its white space.</summary>
    public static XmlElement Noeud(this XElement message) => Noeud(message.ToString());

    public static XmlElement Noeud(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(xml);
        return document.DocumentElement!;
    }

    /// <summary>What a writer writes.</summary>
    public static XElement Ecrit(Action<XmlWriter> ecrire)
    {
        var texte = new StringBuilder();
        using (var sortie = XmlWriter.Create(texte))
        {
            ecrire(sortie);
        }

        return XElement.Parse(texte.ToString(), LoadOptions.PreserveWhitespace);
    }

    public static string Repete(char c, int nombre) => new(c, nombre);

}
