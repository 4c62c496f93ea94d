using System.Collections.Frozen;
using System.Text.RegularExpressions;
using System.Xml;
using Pfcng.Domain.Erreurs;

namespace Pfcng.Ws.Message;

/// <summary>
/// A ds:Signature whose shape and algorithms are on the allow-list of D8, read before any cryptography: what is not expected is refused,
/// elements, attributes, texts and comments inside values alike.
/// </summary>
/// <param name="SignedInfo">What the signature covers.</param>
/// <param name="CanonicalisationDuSignedInfo">How it is canonicalised.</param>
/// <param name="Id">The identifier that the only reference names, without its « # ».</param>
/// <param name="EstEnveloppee">True when the enveloped-signature transform is there.</param>
/// <param name="CanonicalisationDuCorps">How the referenced element is canonicalised.</param>
/// <param name="Empreinte">ds:DigestValue.</param>
/// <param name="Valeur">ds:SignatureValue.</param>
/// <param name="Certificat">The only ds:X509Certificate, DER expected.</param>
/// <param name="Cle">Modulus and exponent of a ds:RSAKeyValue, which must then be the certificate's; or null.</param>
internal sealed partial record FormeDeSignature(
    XmlElement SignedInfo,
    Canonicalisation CanonicalisationDuSignedInfo,
    string Id,
    bool EstEnveloppee,
    Canonicalisation CanonicalisationDuCorps,
    byte[] Empreinte,
    byte[] Valeur,
    byte[] Certificat,
    (byte[] Modulus, byte[] Exponent)? Cle)
{
    /// <summary>Characters of a value in base 64, blanks included: a card's certificate has some 3,000. What is longer is not decoded.</summary>
    public const int LongueurDeValeur = 32 * 1024;

    /// <summary>Prefixes of an InclusiveNamespaces list.</summary>
    public const int Prefixes = 64;

    private const int EnfantsMaximum = 8;

    private const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private const string Enveloppee = Espaces.Ds + "enveloped-signature";

    private static readonly FrozenDictionary<string, Regle> Grammaire = new Dictionary<string, Regle>
    {
        ["Signature"] = new(["Id"], SuiteSignature()),
        ["SignedInfo"] = new(["Id"], SuiteSignedInfo()),
        ["CanonicalizationMethod"] = new(["Algorithm"], SuitePrefixes()),
        ["SignatureMethod"] = new(["Algorithm"], Rien()),
        ["Reference"] = new(["Id", "URI"], SuiteReference()),
        ["Transforms"] = new([], SuiteTransforms()),
        ["Transform"] = new(["Algorithm"], SuitePrefixes()),
        ["InclusiveNamespaces"] = new(["PrefixList"], Rien()),
        ["DigestMethod"] = new(["Algorithm"], Rien()),
        ["DigestValue"] = new([], null),
        ["SignatureValue"] = new(["Id"], null),
        ["KeyInfo"] = new(["Id"], SuiteKeyInfo()),
        ["X509Data"] = new([], SuiteX509Data()),
        ["X509Certificate"] = new([], null),
        ["X509SubjectName"] = new([], null),
        ["X509SKI"] = new([], null),
        ["X509IssuerSerial"] = new([], SuiteIssuerSerial()),
        ["X509IssuerName"] = new([], null),
        ["X509SerialNumber"] = new([], null),
        ["KeyValue"] = new([], SuiteKeyValue()),
        ["RSAKeyValue"] = new([], SuiteRsa()),
        ["Modulus"] = new([], null),
        ["Exponent"] = new([], null),
    }.ToFrozenDictionary();

    /// <summary>Reads the signature, or says what is not allowed in it.</summary>
    public static Resultat<FormeDeSignature, string> Lire(XmlElement signature) =>
        Ecart(signature) is { } ecart ? ecart : Interpreter(signature);

    // The grammar holds from here on: what it makes mandatory is there, once.
    private static Resultat<FormeDeSignature, string> Interpreter(XmlElement signature)
    {
        var signedInfo = Un(signature, "SignedInfo")!;
        var reference = Un(signedInfo, "Reference")!;
        var cle = Un(Un(signature, "KeyInfo")!, "KeyValue") is { } valeur ? Un(valeur, "RSAKeyValue") : null;
        var uri = reference.GetAttribute("URI");
        var canonicalisation = Canonicaliser(Un(signedInfo, "CanonicalizationMethod")!);
        var corps = Transformer(Un(reference, "Transforms"), out var enveloppee);
        var motif = Algorithme(signedInfo, "SignatureMethod", RsaSha256)
            ?? Algorithme(reference, "DigestMethod", Sha256)
            ?? (canonicalisation is null ? "CanonicalizationMethod : algorithme refusé" : null)
            ?? (corps is null ? "Transforms : suite refusée" : null)
            ?? (uri.Length < 2 || uri[0] != '#' || uri.AsSpan().ContainsAny("()/ ") ? "Reference : l’URI n’est pas « # » suivi d’un identifiant" : null);
        if (motif is not null)
        {
            return motif;
        }

        var octets = new[]
        {
            Octets(Un(reference, "DigestValue")),
            Octets(Un(signature, "SignatureValue")),
            Octets(Un(Un(Un(signature, "KeyInfo")!, "X509Data")!, "X509Certificate")),
            cle is null ? [] : Octets(Un(cle, "Modulus")),
            cle is null ? [] : Octets(Un(cle, "Exponent")),
        };
        return octets.Contains(null)
            ? "une valeur de la signature n’est pas en base64, ou est trop longue"
            : new FormeDeSignature(
                signedInfo, canonicalisation!, uri[1..], enveloppee, corps!, octets[0]!, octets[1]!, octets[2]!, cle is null ? null : (octets[3]!, octets[4]!));
    }

    private static string? Ecart(XmlElement element)
    {
        if (element.NamespaceURI != (element.LocalName == "InclusiveNamespaces" ? Espaces.Exclusif : Espaces.Ds)
            || !Grammaire.TryGetValue(element.LocalName, out var regle))
        {
            return $"élément refusé dans la signature : {element.Name}";
        }

        var attribut = element.Attributes.Cast<XmlAttribute>().FirstOrDefault(a =>
            a.NamespaceURI != Espaces.Xmlns && !(a.NamespaceURI.Length == 0 && regle.Attributs.Contains(a.LocalName)));
        if (attribut is not null)
        {
            return $"{element.LocalName} : attribut refusé : {attribut.Name}";
        }

        return regle.Suite is null ? EcartDeTexte(element) : EcartDeSuite(element, regle.Suite);
    }

    private static string? EcartDeTexte(XmlElement element) => element.ChildNodes.Cast<XmlNode>().All(n => n is XmlText or XmlWhitespace)
        ? null
        : $"{element.LocalName} : autre chose que du texte";

    private static string? EcartDeSuite(XmlElement element, Regex suite)
    {
        if (element.ChildNodes.Cast<XmlNode>().Any(n => n is not (XmlElement or XmlComment or XmlWhitespace)))
        {
            return $"{element.LocalName} : texte refusé";
        }

        // Counted whole before anything is matched: what is cut is not judged.
        if (Enveloppe.Enfants(element).Skip(EnfantsMaximum).Any())
        {
            return $"{element.LocalName} : suite d’éléments refusée : plus de {EnfantsMaximum}";
        }

        var enfants = Enveloppe.Enfants(element).ToList();
        var noms = string.Concat(enfants.Select(e => e.LocalName + " "));
        return suite.IsMatch(noms)
            ? enfants.Select(Ecart).FirstOrDefault(e => e is not null)
            : $"{element.LocalName} : suite d’éléments refusée : {noms.TrimEnd()}";
    }

    private static string? Algorithme(XmlElement parent, string nom, string seul) =>
        Un(parent, nom)!.GetAttribute("Algorithm") == seul ? null : $"{nom} : algorithme refusé";

    private static Canonicalisation? Canonicaliser(XmlElement methode)
    {
        var liste = Un(methode, "InclusiveNamespaces");
        var prefixes = liste?.GetAttribute("PrefixList").Split((char[]?)null, Prefixes + 1, StringSplitOptions.RemoveEmptyEntries) ?? [];
        var lue = prefixes.Length > Prefixes ? null : Canonicalisation.Lire(methode.GetAttribute("Algorithm"), prefixes);
        return lue is { Exclusive: false } && liste is not null ? null : lue;
    }

    // Nothing, enveloped-signature, a canonicalisation, or both in that order. A reference « #id » leaves the comments out before any transform
    // sees them (XML Signature §4.3.3.3).
    private static Canonicalisation? Transformer(XmlElement? transforms, out bool enveloppee)
    {
        var suite = transforms is null ? [] : Enveloppe.Enfants(transforms).ToList();
        enveloppee = suite.Count > 0 && suite[0].GetAttribute("Algorithm") == Enveloppee && Un(suite[0], "InclusiveNamespaces") is null;
        return suite[(enveloppee ? 1 : 0)..] switch
        {
            [] => Canonicalisation.Inclusive,
            [var seule] => Canonicaliser(seule) is { } lue ? lue with { AvecCommentaires = false } : null,
            _ => null,
        };
    }

    private static byte[]? Octets(XmlElement? valeur)
    {
        try
        {
            return valeur?.InnerText is { Length: <= LongueurDeValeur } texte ? Convert.FromBase64String(texte) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static XmlElement? Un(XmlElement parent, string nom) => Enveloppe.Enfants(parent).FirstOrDefault(e => e.LocalName == nom);

    [GeneratedRegex("^SignedInfo SignatureValue KeyInfo $")]
    private static partial Regex SuiteSignature();

    [GeneratedRegex("^CanonicalizationMethod SignatureMethod Reference $")]
    private static partial Regex SuiteSignedInfo();

    [GeneratedRegex("^(Transforms )?DigestMethod DigestValue $")]
    private static partial Regex SuiteReference();

    [GeneratedRegex("^(Transform ){1,2}$")]
    private static partial Regex SuiteTransforms();

    [GeneratedRegex("^(InclusiveNamespaces )?$")]
    private static partial Regex SuitePrefixes();

    [GeneratedRegex("^(KeyValue )?X509Data $|^X509Data KeyValue $")]
    private static partial Regex SuiteKeyInfo();

    [GeneratedRegex("^((X509SubjectName|X509IssuerSerial|X509SKI) )*X509Certificate ((X509SubjectName|X509IssuerSerial|X509SKI) )*$")]
    private static partial Regex SuiteX509Data();

    [GeneratedRegex("^X509IssuerName X509SerialNumber $")]
    private static partial Regex SuiteIssuerSerial();

    [GeneratedRegex("^RSAKeyValue $")]
    private static partial Regex SuiteKeyValue();

    [GeneratedRegex("^Modulus Exponent $")]
    private static partial Regex SuiteRsa();

    [GeneratedRegex("^$")]
    private static partial Regex Rien();

    /// <param name="Attributs">Attributes without namespace that it may carry.</param>
    /// <param name="Suite">The names of its children, each with a space behind; null for a text.</param>
    private sealed record Regle(string[] Attributs, Regex? Suite);
}
