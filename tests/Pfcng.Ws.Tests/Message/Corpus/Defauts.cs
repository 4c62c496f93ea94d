using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pfcng.Ws.Message;
using static Pfcng.Ws.Tests.Message.Gabarit;

namespace Pfcng.Ws.Tests.Message.Corpus;

/// <summary>One defect each, in a message that is otherwise good: its digest and its signature are true unless they are the defect.</summary>
internal sealed class Defauts(ClesDuCorpus cles)
{
    private const string Sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";
    private const string Empreinte = "l’empreinte du Body n’est pas celle qui est signée";
    private const string Fausse = "la valeur de la signature est fausse";
    private const string Reference = "Reference : l’URI n’est pas";
    private const string Suites = "Transforms : suite refusée";
    private static readonly string Plein = new Gabarit().ToString();
    private static readonly string Certificat = new Gabarit().KeyInfo;

    public IEnumerable<(string Nom, string Attendu, byte[] Message)> Tous() =>
        [.. Algorithmes(), .. References(), .. Places(), .. Cles(), .. Valeurs(), .. Formes(), .. Soap()];

    private IEnumerable<(string, string, byte[])> Algorithmes()
    {
        yield return Signe("algo-empreinte-sha1", "DigestMethod : algorithme refusé", new() { Condensat = Sha1 });
        yield return Signe("algo-rsa-sha1", "SignatureMethod : algorithme refusé", new() { Methode = Ds + "rsa-sha1" });
        yield return Signe("algo-hmac-sha256-cle-publique", "SignatureMethod : algorithme refusé", new() { Methode = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256" });
        yield return Signe("algo-rsa-sha256-en-majuscules", "SignatureMethod : algorithme refusé", new() { Methode = "http://www.w3.org/2001/04/xmldsig-more#RSA-SHA256" });
        yield return Signe("algo-c14n-1.1", "CanonicalizationMethod : algorithme refusé", new() { Canonicalisation = Element("CanonicalizationMethod", "http://www.w3.org/2006/12/xml-c14n11") });
        foreach (var (nom, uri) in new[]
        {
            ("xslt", "http://www.w3.org/TR/1999/REC-xslt-19991116"), ("xpath", "http://www.w3.org/TR/1999/REC-xpath-19991116"), ("xpath-filter2", "http://www.w3.org/2002/06/xmldsig-filter2"),
            ("dechiffrement", "http://www.w3.org/2002/07/decrypt#XML"), ("base64", Ds + "base64"), ("c14n-1.1", "http://www.w3.org/2006/12/xml-c14n11"),
        })
        {
            yield return Signe($"transform-{nom}", Suites, new() { Transforms = Suite(Element("Transform", uri)) });
        }

        yield return Signe("transform-enveloped-apres-c14n", Suites, new() { Transforms = Suite(Element("Transform", Exclusif), Element("Transform", Enveloppee)) });
        yield return Signe("transform-deux-c14n", Suites, new() { Transforms = Suite(Element("Transform", Exclusif), Element("Transform", Exclusif)) });
        yield return Signe("transform-trois", "Transforms : suite d’éléments refusée", new() { Transforms = Suite([.. Enumerable.Repeat(Element("Transform", Enveloppee), 2), Element("Transform", Exclusif)]) });
        yield return Signe("transform-aucun", "Transforms : suite d’éléments refusée", new() { Transforms = Suite() });
        yield return Signe("transform-feuille-xslt-dedans", "Transform : suite d’éléments refusée", new() { Transforms = Suite(Element("Transform", Exclusif, "<xsl:stylesheet xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/>")) });
        yield return Signe("prefixes-en-inclusif", Suites, new() { Transforms = Suite(Element("Transform", Inclusif, Prefixes("wsu"))) });
        yield return Signe("prefixes-trop-nombreux", Suites, new() { Transforms = Suite(Element("Transform", Exclusif, Prefixes(string.Join(' ', Enumerable.Range(0, 65).Select(i => $"p{i}"))))) });
    }

    private IEnumerable<(string, string, byte[])> References()
    {
        foreach (var (nom, uri) in new[]
        {
            ("vide", ""), ("externe", "http://attaquant.exemple.fr/corps.xml"), ("fichier", "file:///etc/hostname"), ("sans-diese", "Body"), ("diese-seul", "#"),
            ("xpointer-id", "#xpointer(id('Body'))"), ("xpointer-racine", "#xpointer(/)"),
        })
        {
            yield return Signe($"reference-{nom}", Reference, new() { Uri = uri });
        }

        yield return Signe("reference-a-un-autre-element", "la référence ne désigne pas le Body", Plein.Replace("<indiceRetrait>", "<indiceRetrait Id=\"Autre\">", StringComparison.Ordinal).Replace("#Body", "#Autre", StringComparison.Ordinal));
        yield return Signe("reference-au-header", "la référence ne désigne pas le Body", Plein.Replace("<SOAP-ENV:Header>", "<SOAP-ENV:Header Id=\"Tete\">", StringComparison.Ordinal).Replace("#Body", "#Tete", StringComparison.Ordinal));
        yield return Signe("reference-id-inconnu-de-d8", "la référence ne désigne pas le Body", new() { Id = "iD" });
        yield return Signe("reference-espace-de-noms-inconnu", "la référence ne désigne pas le Body", new() { Id = "xmlns:x=\"u:x\" x:Id" });
        yield return Signe("references-deux", "SignedInfo : suite d’éléments refusée", Doubler(Plein, "<ds:Reference ", "</ds:Reference>"));
        yield return Signe("reference-avec-type", "Reference : attribut refusé", Plein.Replace("URI=", "Type=\"http://www.w3.org/2000/09/xmldsig#Manifest\" URI=", StringComparison.Ordinal));
        yield return Signe("id-double-dans-le-contenu", "un autre élément porte l’identifiant du Body", Plein.Replace("<indiceRetrait>", "<indiceRetrait id=\"Body\">", StringComparison.Ordinal));
        yield return Signe("id-double-sur-l-enveloppe", "un autre élément porte l’identifiant du Body", Plein.Replace("<SOAP-ENV:Envelope ", "<SOAP-ENV:Envelope wsu:Id=\"Body\" ", StringComparison.Ordinal));
        yield return Signe("id-double-sur-la-signature", "un autre élément porte l’identifiant du Body", Plein.Replace("<ds:SignedInfo>", "<ds:SignedInfo Id=\"Body\">", StringComparison.Ordinal));
    }

    private IEnumerable<(string, string, byte[])> Places()
    {
        yield return Signe("signatures-deux", "plusieurs signatures", Doubler(Plein, "<ds:Signature ", "</ds:Signature>"));
        yield return Signe("signatures-deux-dont-une-dans-le-contenu", "plusieurs signatures", Plein.Replace("</ns3:", new Gabarit().Signature + "</ns3:", StringComparison.Ordinal));
        yield return Brut("signature-aucune", "aucune signature", Plein.Replace(new Gabarit().Signature, "", StringComparison.Ordinal));
        yield return Signe("signature-dans-un-bloc-inconnu", "place admise", new() { Bloc = "bloc" });
        yield return Signe("signature-trop-profonde-dans-le-header", "place admise", Plein.Replace("<ds:Signature ", "<b><ds:Signature ", StringComparison.Ordinal).Replace("</ds:Signature>", "</ds:Signature></b>", StringComparison.Ordinal));
        yield return Signe("signature-trop-profonde-dans-le-contenu", "place admise", Plein.Replace(new Gabarit().Signature, "", StringComparison.Ordinal).Replace("</indiceRetrait>", new Gabarit().Signature + "</indiceRetrait>", StringComparison.Ordinal));
        yield return Signe("signature-enveloppee-sans-la-transformation", Empreinte, new() { Bloc = null, Transforms = "" });
        yield return Signe("signature-enveloppee-hors-du-body", "un Header au plus", Plein.Replace(new Gabarit().Signature, "", StringComparison.Ordinal).Replace("</SOAP-ENV:Envelope>", new Gabarit().Signature + "</SOAP-ENV:Envelope>", StringComparison.Ordinal));
        yield return Signe("signature-en-soap-sec-d-un-autre-espace", "place admise", Plein.Replace("<SOAP-SEC:Signature>", "<SOAP-SEC:Signature xmlns:SOAP-SEC=\"u:autre\">", StringComparison.Ordinal));
    }

    private IEnumerable<(string, string, byte[])> Cles()
    {
        var etranger = cles.Lire("autre").GetRSAPublicKey()!.ExportParameters(false);
        yield return Signe("cle-keyvalue-d-un-etranger", "KeyValue n’est pas la clé du certificat", new() { KeyInfo = Epreuve.KeyValue(etranger) + Certificat });
        yield return Signe("cle-keyvalue-etranger-certificat-de-la-victime", "KeyValue n’est pas la clé du certificat", Fixer(new Gabarit { KeyInfo = Certificat + Epreuve.KeyValue(etranger) }.ToString(), "carte"), "autre");
        yield return Signe("cle-keyvalue-seul", "KeyInfo : suite d’éléments refusée", new() { KeyInfo = Epreuve.KeyValue(etranger) });
        yield return Signe("cle-autre-certificat-que-le-signataire", Fausse, Fixer(Plein, "carte"), "autre");
        yield return Signe("cle-deux-certificats", "X509Data : suite d’éléments refusée", Plein.Replace("<ds:X509Certificate>", "<ds:X509Certificate></ds:X509Certificate><ds:X509Certificate>", StringComparison.Ordinal));
        foreach (var (nom, cache) in new[]
        {
            ("cle-second-certificat-derriere-huit-elements", "<ds:X509Certificate>AAAA</ds:X509Certificate>"), ("cle-crl-derriere-huit-elements", "<ds:X509CRL>AAAA</ds:X509CRL>"),
        })
        {
            yield return Signe(nom, "X509Data : suite d’éléments refusée", Plein.Replace("</ds:X509Data>", string.Concat(Enumerable.Repeat("<ds:X509SKI>AAAA</ds:X509SKI>", 7)) + cache + "</ds:X509Data>", StringComparison.Ordinal));
        }

        yield return Signe("cle-certificat-suivi-d-octets", "le certificat est illisible", Inscrire([.. cles.Carte.RawData, 0]));
        yield return Signe("cle-deux-certificats-en-pem", "le certificat est illisible", Inscrire(Encoding.ASCII.GetBytes($"{cles.Carte.ExportCertificatePem()}\n{cles.Lire("autre").ExportCertificatePem()}\n")));
        yield return Signe("cle-deux-x509data", "KeyInfo : suite d’éléments refusée", new() { KeyInfo = Certificat + Certificat });
        yield return Signe("cle-sans-certificat", "X509Data : suite d’éléments refusée", new() { KeyInfo = "<ds:X509Data><ds:X509SubjectName>CN=899700027131</ds:X509SubjectName></ds:X509Data>" });
        yield return Signe("cle-avec-crl", "X509Data : suite d’éléments refusée", new() { KeyInfo = Certificat.Replace("</ds:X509Data>", "<ds:X509CRL>AAAA</ds:X509CRL></ds:X509Data>", StringComparison.Ordinal) });
        yield return Signe("cle-par-nom", "KeyInfo : suite d’éléments refusée", new() { KeyInfo = "<ds:KeyName>899700027131</ds:KeyName>" + Certificat });
        yield return Signe("cle-par-adresse", "KeyInfo : suite d’éléments refusée", new() { KeyInfo = "<ds:RetrievalMethod URI=\"http://attaquant.exemple.fr/cle\"/>" });
        yield return Signe("cle-jeton-ws-security", "KeyInfo : suite d’éléments refusée", new() { KeyInfo = "<wsse:SecurityTokenReference><wsse:Reference URI=\"#X509\"/></wsse:SecurityTokenReference>" });
        yield return Signe("cle-keyinfo-absent", "Signature : suite d’éléments refusée", Plein.Replace($"<ds:KeyInfo>{Certificat}</ds:KeyInfo>", "", StringComparison.Ordinal));
        yield return Signe("cle-certificat-illisible", "le certificat est illisible", Plein.Replace("<ds:X509Certificate>", "<ds:X509Certificate>AAAA", StringComparison.Ordinal));
        yield return Signe("cle-de-1024-bits", "clé RSA de 2048", Plein, "petite");
        yield return Signe("confiance-sosie-de-l-autorite", "la chaîne de certification est fausse|émis par aucune autorité admise", Plein, "sosie");
        yield return Signe("confiance-autorite-sosie-qui-signe", "la chaîne de certification est fausse|émis par aucune autorité admise", Plein, "auto-signee");
        yield return Signe("confiance-carte-d-authentification", "nonRepudiation", Plein, "authentification");
        yield return Signe("confiance-autorite-d-organisations", "n’émet pas les certificats de signature admis", Plein, "organisation");
        yield return Signe("confiance-certificat-logiciel", "certificat logiciel", Plein, "logiciel");
        yield return Signe("confiance-certificat-logiciel-a-type-de-carte", "certificat logiciel", Plein, "logiciel-a-type-de-carte");
        yield return Signe("confiance-certificat-logiciel-cps2ter", "certificat logiciel", Plein, "logiciel-cps2ter");
        yield return Signe("confiance-certificat-de-module", "module de sécurité", Plein, "module");
        yield return Signe("confiance-carte-sans-categorie", "l’extension 1.2.250.1.71.1.2.5 manque", Plein, "sans-categorie");
        yield return Signe("confiance-carte-sans-type", "l’extension 1.2.250.1.71.1.2.2 manque", Plein, "sans-type-de-carte");
        yield return Signe("confiance-carte-a-la-categorie-malformee", "malformé", Plein, "categorie-de-deux-octets");
        yield return Signe("confiance-carte-signee-en-md5", "sa signature n’est pas en SHA-256", Plein, "md5");
        yield return Signe("confiance-carte-signee-en-sha1", "sa signature n’est pas en SHA-256", Plein, "sha1");
        yield return Signe("confiance-carte-cps2ter-signee-en-md5", "sa signature n’est pas en SHA-256", Plein, "md5-cps2ter");
        yield return Signe("confiance-autorite-de-1024-bits", "trop faible", Plein, "carte-d-une-autorite-faible");
        yield return Signe("confiance-carte-revoquee", "le certificat est révoqué", Plein, "revoquee");
    }

    private IEnumerable<(string, string, byte[])> Valeurs()
    {
        var signe = Texte(Plein);
        yield return Brut("valeur-du-body-changee", Empreinte, signe.Replace(">59<", ">60<", StringComparison.Ordinal));
        yield return Brut("valeur-element-ajoute", Empreinte, signe.Replace("</ns3:", "<codeRevocation>x</codeRevocation></ns3:", StringComparison.Ordinal));
        yield return Brut("valeur-attribut-ajoute-au-body", Empreinte, signe.Replace("<SOAP-ENV:Body ", "<SOAP-ENV:Body encodingStyle=\"x\" ", StringComparison.Ordinal));
        yield return Brut("valeur-espace-de-noms-ajoute-a-l-enveloppe", Empreinte, signe.Replace("<SOAP-ENV:Envelope ", "<SOAP-ENV:Envelope xmlns:x=\"u:x\" ", StringComparison.Ordinal));
        yield return Brut("valeur-signature-d-un-autre-body", Empreinte, Texte(new Gabarit { Contenu = "<autre/>" }.ToString()).Replace("<autre />", Messages.Retrait, StringComparison.Ordinal));
        yield return Brut("valeur-empreinte-refaite-sans-resigner", Fausse, Refaire(signe));
        yield return Brut("valeur-signature-vide", Fausse, Couper(signe, "SignatureValue", _ => ""));
        yield return Brut("valeur-signature-changee", Fausse, Couper(signe, "SignatureValue", v => (v[0] == 'A' ? "B" : "A") + v[1..]));
        yield return Brut("valeur-empreinte-tronquee", Empreinte, Couper(signe, "DigestValue", v => v[..40]));
        yield return Brut("valeur-pas-en-base64", "base64", Couper(signe, "SignatureValue", v => "é" + v));
        yield return Brut("valeur-empreinte-coupee-par-un-commentaire", "DigestValue : autre chose que du texte", Couper(signe, "DigestValue", v => v[..4] + "<!-- x -->" + v[4..]));
        yield return Brut("valeur-signature-coupee-par-un-commentaire", "SignatureValue : autre chose que du texte", Couper(signe, "SignatureValue", v => v[..4] + "<!-- x -->" + v[4..]));
        yield return Brut("valeur-certificat-en-cdata", "X509Certificate : autre chose que du texte", Couper(signe, "X509Certificate", v => $"<![CDATA[{v}]]>"));
        yield return Brut("valeur-commentaire-ajoute-au-signedinfo-signe-avec-commentaires", Fausse, signe.Replace("<ds:SignedInfo>", "<ds:SignedInfo><!-- x -->", StringComparison.Ordinal));
    }

    private IEnumerable<(string, string, byte[])> Formes()
    {
        yield return Signe("forme-texte-dans-signedinfo", "SignedInfo : texte refusé", Plein.Replace("<ds:SignedInfo>", "<ds:SignedInfo>x", StringComparison.Ordinal));
        yield return Signe("forme-attribut-inconnu", "SignatureMethod : attribut refusé", Plein.Replace("<ds:SignatureMethod ", "<ds:SignatureMethod x=\"1\" ", StringComparison.Ordinal));
        yield return Signe("forme-attribut-xml", "SignedInfo : attribut refusé", Plein.Replace("<ds:SignedInfo>", "<ds:SignedInfo xml:base=\"http://a/\">", StringComparison.Ordinal));
        yield return Signe("forme-element-inconnu", "Signature : suite d’éléments refusée", Plein.Replace("</ds:Signature>", "<ds:Object/></ds:Signature>", StringComparison.Ordinal));
        yield return Signe("forme-element-d-un-autre-espace-de-noms", "élément refusé dans la signature", Plein.Replace("<ds:X509Data>", "<X509Data xmlns=\"u:x\">", StringComparison.Ordinal).Replace("</ds:X509Data>", "</X509Data>", StringComparison.Ordinal));
        yield return Signe("forme-hmac-tronque", "SignatureMethod : suite d’éléments refusée", Plein.Replace("</ds:SignatureMethod>", "<ds:HMACOutputLength>8</ds:HMACOutputLength></ds:SignatureMethod>", StringComparison.Ordinal));
        yield return Signe("forme-ordre-change", "Signature : suite d’éléments refusée", Plein.Replace("<ds:SignatureValue></ds:SignatureValue>", "", StringComparison.Ordinal).Replace("</ds:KeyInfo>", "</ds:KeyInfo><ds:SignatureValue></ds:SignatureValue>", StringComparison.Ordinal));
    }

    private IEnumerable<(string, string, byte[])> Soap()
    {
        var signe = Texte(Plein);
        yield return Signe("soap-1.2", "SOAP 1.1", Plein.Replace(Espaces.Soap, "http://www.w3.org/2003/05/soap-envelope", StringComparison.Ordinal));
        yield return Brut("soap-dtd", "DTD", "<!DOCTYPE SOAP-ENV:Envelope>" + signe);
        yield return Brut("soap-dtd-milliard-de-rires", "DTD", "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>" + signe.Replace(">59<", ">&c;<", StringComparison.Ordinal));
        yield return Brut("soap-dtd-identifiant-par-defaut", "DTD", "<!DOCTYPE a [<!ATTLIST indiceRetrait Id ID \"Body\">]>" + signe);
        yield return Brut("soap-dtd-externe", "DTD", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">" + signe);
        yield return Brut("soap-entite-inconnue", "bien formé", signe.Replace(">59<", ">&x;<", StringComparison.Ordinal));
        yield return Brut("soap-instruction-de-traitement", "instruction de traitement", signe.Replace(">59<", "><?x y?>59<", StringComparison.Ordinal));
        yield return Brut("soap-profondeur", "niveaux d’éléments", signe.Replace(">59<", $">{string.Concat(Enumerable.Repeat("<a>", 40))}{string.Concat(Enumerable.Repeat("</a>", 40))}<", StringComparison.Ordinal));
        yield return Brut("soap-attributs", "64 attributs", signe.Replace("<indiceRetrait>", $"<indiceRetrait{string.Concat(Enumerable.Range(0, 65).Select(i => $" a{i}=\"\""))}>", StringComparison.Ordinal));
        yield return Brut("soap-espaces-de-noms", "32 espaces de noms", signe.Replace("<indiceRetrait>", $"<indiceRetrait{string.Concat(Enumerable.Range(0, 33).Select(i => $" xmlns:a{i}=\"u:a\""))}>", StringComparison.Ordinal));
        yield return Brut("soap-nom-trop-long", "un nom de plus de", signe.Replace("<indiceRetrait>", $"<indiceRetrait {new string('a', 600)}=\"\">", StringComparison.Ordinal));
        yield return Brut("soap-deux-headers", "un Header au plus", signe.Replace("<SOAP-ENV:Body ", "<SOAP-ENV:Header/><SOAP-ENV:Body ", StringComparison.Ordinal));
        yield return Brut("soap-deux-contenus", "un élément", signe.Replace("</SOAP-ENV:Body>", "<x/></SOAP-ENV:Body>", StringComparison.Ordinal));
        yield return Brut("soap-body-vide", "un élément", signe.Replace(Messages.Retrait, "", StringComparison.Ordinal));
        yield return Brut("soap-apres-le-body", "un Header au plus", signe.Replace("</SOAP-ENV:Body>", "</SOAP-ENV:Body><x/>", StringComparison.Ordinal));
        yield return Brut("soap-bloc-obligatoire-inconnu", "bloc d’en-tête obligatoire", signe.Replace("<SOAP-ENV:Header>", "<SOAP-ENV:Header><x SOAP-ENV:mustUnderstand=\"1\"/>", StringComparison.Ordinal));
        yield return Brut("soap-mal-forme", "bien formé", signe[..^3]);
        yield return Brut("soap-deux-racines", "bien formé", signe + "<x/>");
        yield return Brut("soap-prefixe-non-declare", "bien formé", signe.Replace("<indiceRetrait>59</indiceRetrait>", "<z:indiceRetrait>59</z:indiceRetrait>", StringComparison.Ordinal));
        yield return Brut("soap-xml-1.1", "bien formé", "<?xml version=\"1.1\"?>" + signe);
        yield return Brut("soap-encodage-inconnu", "encodage", "<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + signe);
    }

    private (string, string, byte[]) Signe(string nom, string attendu, Gabarit gabarit) => Signe(nom, attendu, gabarit.ToString());

    private (string, string, byte[]) Signe(string nom, string attendu, string message, string carte = "carte") =>
        (nom, attendu, Epreuve.Signer(message, cles.Lire(carte)));

    private static (string, string, byte[]) Brut(string nom, string attendu, string message) => (nom, attendu, Encoding.UTF8.GetBytes(message));

    private string Texte(string message) => Encoding.UTF8.GetString(Epreuve.Signer(message, cles.Carte));

    private string Fixer(string message, string carte) => Inscrire(cles.Lire(carte).RawData, message);

    private static string Inscrire(byte[] certificat, string? message = null) => (message ?? Plein).Replace(
        "<ds:X509Certificate>", "<ds:X509Certificate>" + Convert.ToBase64String(certificat), StringComparison.Ordinal);

    private static string Doubler(string message, string debut, string fin)
    {
        var (a, b) = (message.IndexOf(debut, StringComparison.Ordinal), message.IndexOf(fin, StringComparison.Ordinal) + fin.Length);
        return message[..b] + message[a..b] + message[b..];
    }

    private static string Couper(string message, string element, Func<string, string> changer)
    {
        var a = message.IndexOf($"<ds:{element}>", StringComparison.Ordinal) + element.Length + 5;
        var b = message.IndexOf($"</ds:{element}>", StringComparison.Ordinal);
        return message[..a] + changer(message[a..b]) + message[b..];
    }

    // The digest is made anew for a changed value: only RSA can tell.
    private string Refaire(string signe)
    {
        var change = Texte(Plein.Replace(">59<", ">60<", StringComparison.Ordinal));
        var ancienne = "";
        Couper(signe, "SignatureValue", v => ancienne = v);
        return Couper(change, "SignatureValue", _ => ancienne);
    }
}
