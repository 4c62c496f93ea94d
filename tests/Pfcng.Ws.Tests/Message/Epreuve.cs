using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Message;

/// <summary>A signer that signs anything, the way an attacker or an old client would: what the corpus of refusals is made with.</summary>
internal static class Epreuve
{
    /// <summary>Fills in each signature of the message, in document order; a reference that is not « #id » gets the Body's digest.</summary>
    public static byte[] Signer(string message, X509Certificate2 carte) => Octets(Signer(Charger(message), carte));

    public static XmlDocument Signer(XmlDocument document, X509Certificate2 carte)
    {
        foreach (var signature in Tous(document, "Signature", Espaces.Ds))
        {
            foreach (var reference in Tous(signature, "Reference"))
            {
                Condenser(document, signature, reference);
            }

            foreach (var certificat in Tous(signature, "X509Certificate").Where(c => c.InnerText.Length == 0))
            {
                certificat.InnerText = Convert.ToBase64String(carte.RawData);
            }

            var signedInfo = Tous(signature, "SignedInfo")[0];
            var mode = Mode(Tous(signature, "CanonicalizationMethod"), commentaires: true);
            Tous(signature, "SignatureValue")[0].InnerText = Convert.ToBase64String(
                Valeur(Canonicaliseur.Octets(signedInfo, mode).Span, Tous(signature, "SignatureMethod")[0].GetAttribute("Algorithm"), carte));
        }

        return document;
    }

    public static string KeyValue(RSAParameters cle) =>
        $"<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>{Convert.ToBase64String(cle.Modulus!)}</ds:Modulus><ds:Exponent>{Convert.ToBase64String(cle.Exponent!)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>";

    public static XmlDocument Charger(string message)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(message);
        return document;
    }

    public static byte[] Octets(XmlDocument document) => Encoding.UTF8.GetBytes(document.OuterXml);

    public static List<XmlElement> Tous(XmlNode depuis, string nom, string espace = Espaces.Ds) =>
        [.. depuis.SelectNodes($"descendant::*[local-name()='{nom}' and namespace-uri()='{espace}']")!.Cast<XmlElement>()];

    private static void Condenser(XmlDocument document, XmlElement signature, XmlElement reference)
    {
        var id = reference.GetAttribute("URI").TrimStart('#');
        var porteurs = document.SelectNodes("//@*[translate(local-name(), 'ID', 'id')='id']")!.Cast<XmlAttribute>();
        var cible = porteurs.LastOrDefault(a => a.Value == id)?.OwnerElement
            ?? Tous(document, "Body", Espaces.Soap)[0];
        var octets = Canonicaliseur.Octets(cible, Mode(Tous(reference, "Transform"), commentaires: false), signature).Span;
        var sha1 = Tous(reference, "DigestMethod")[0].GetAttribute("Algorithm").EndsWith("sha1", StringComparison.Ordinal);
        Tous(reference, "DigestValue")[0].InnerText = Convert.ToBase64String(sha1 ? SHA1.HashData(octets) : SHA256.HashData(octets));
    }

    private static Canonicalisation Mode(IEnumerable<XmlElement> methodes, bool commentaires)
    {
        var lues = methodes.Select(m => Canonicalisation.Lire(
            m.GetAttribute("Algorithm"), Enveloppe.Enfants(m).FirstOrDefault()?.GetAttribute("PrefixList").Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []));
        var lue = lues.LastOrDefault(l => l is not null) ?? Canonicalisation.Inclusive;
        return commentaires ? lue : lue with { AvecCommentaires = false };
    }

    private static byte[] Valeur(ReadOnlySpan<byte> octets, string methode, X509Certificate2 carte)
    {
        if (methode.Contains("hmac", StringComparison.Ordinal))
        {
            return HMACSHA256.HashData(carte.GetPublicKey(), octets);
        }

        using var cle = carte.GetRSAPrivateKey()!;
        return cle.SignData(octets, methode.EndsWith("rsa-sha1", StringComparison.Ordinal) ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
