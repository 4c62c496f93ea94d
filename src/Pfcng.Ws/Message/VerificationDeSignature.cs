using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Pfcng.Ca;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Confiance;

namespace Pfcng.Ws.Message;

/// <summary>A signature that verifies. Nothing is said yet of who holds the certificate: <see cref="CercleDeConfiance"/> says it.</summary>
/// <param name="Preuve">What proves it.</param>
/// <param name="Certificat">The certificate whose key signed.</param>
internal sealed record SignatureVerifiee(Preuve Preuve, X509Certificate2 Certificat);

/// <summary>
/// Verifies the signature of a message (guide WS §11, D8): one ds:Signature in the document, at an accepted place, on the allow-list; one
/// reference, to the Body of the envelope and to nothing else that could bear its name; digest, then RSA.
/// </summary>
internal static class VerificationDeSignature
{
    private const int TailleDeCleMaximale = 4096;

    /// <summary>Canonical octets of SignedInfo, which is evidence that is kept (D27): the guide's own has some 900.</summary>
    private const int TailleDeSignedInfoMaximale = 16 * 1024;

    private static readonly (string Espace, string Nom)[] Identifiants =
        [(Espaces.SoapSec, "id"), (Espaces.Wsu, "Id"), (Espaces.Xml, "id"), ("", "Id"), ("", "ID"), ("", "id")];

    /// <summary>
    /// Verifies. On success the Body holds exactly what was digested (<see cref="Enveloppe.RetirerDuCorps"/>): the operation reads that node.
    /// A refusal is 02 for the client, whatever the reason (D9).
    /// </summary>
    public static Resultat<SignatureVerifiee, string> Verifier(Enveloppe enveloppe)
    {
        var signatures = Descendants(enveloppe).Where(Enveloppe.EstSignature).Take(2).ToList();
        if (signatures.Count != 1)
        {
            return Refus(signatures.Count == 0 ? "aucune signature" : "plusieurs signatures");
        }

        if (!EstBienPlacee(signatures[0], enveloppe))
        {
            return Refus("la signature n’est pas à une place admise");
        }

        var lue = FormeDeSignature.Lire(signatures[0]);
        if (!lue.EstAccepte)
        {
            return Refus(lue.Refus);
        }

        var forme = lue.Valeur;
        return EcartDeReference(forme.Id, enveloppe) is { } ecart ? Refus(ecart) : Calculer(forme, signatures[0], enveloppe);
    }

    private static Resultat<SignatureVerifiee, string> Calculer(FormeDeSignature forme, XmlElement signature, Enveloppe enveloppe)
    {
        var corps = Canonicaliseur.Octets(enveloppe.Corps, forme.CanonicalisationDuCorps, forme.EstEnveloppee ? signature : null, enveloppe.Effort);
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(corps.Span), forme.Empreinte))
        {
            return Refus("l’empreinte du Body n’est pas celle qui est signée");
        }

        if (CertificatDeSignature.Lire(forme.Certificat) is not { } signataire)
        {
            return Refus("le certificat est illisible");
        }

        if (signataire.Cle is not { } cle || cle.KeySize is < Robustesse.TailleDeCle or > TailleDeCleMaximale)
        {
            return Refus($"la clé du certificat n’est pas une clé RSA de {Robustesse.TailleDeCle} à {TailleDeCleMaximale} bits");
        }

        if (forme.Cle is { } annoncee && !EstLaCle(cle.ExportParameters(false), annoncee))
        {
            return Refus("KeyValue n’est pas la clé du certificat");
        }

        var signedInfo = Canonicaliseur.Octets(forme.SignedInfo, forme.CanonicalisationDuSignedInfo, effort: enveloppe.Effort);
        if (signedInfo.Length > TailleDeSignedInfoMaximale)
        {
            return Refus($"SignedInfo a plus de {TailleDeSignedInfoMaximale} octets");
        }

        if (!cle.VerifyData(signedInfo.Span, forme.Valeur, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            return Refus("la valeur de la signature est fausse");
        }

        enveloppe.RetirerDuCorps(signature);
        return new SignatureVerifiee(new(signedInfo.ToArray(), forme.Valeur, forme.Certificat, corps.ToArray()), signataire.Certificat);
    }

    private static bool EstBienPlacee(XmlElement signature, Enveloppe enveloppe)
    {
        if (signature.ParentNode is not XmlElement parent)
        {
            return false;
        }

        var bloc = parent is { LocalName: "Signature", NamespaceURI: Espaces.SoapSec } or { LocalName: "Security", NamespaceURI: Espaces.Wsse };
        return parent == enveloppe.Corps
            || parent == enveloppe.Contenu
            || (enveloppe.Entete is { } entete && (parent == entete || (bloc && parent.ParentNode == entete)));
    }

    // One pass over every attribute: the name must be the Body's, and no other element may bear it under any spelling.
    private static string? EcartDeReference(string id, Enveloppe enveloppe)
    {
        if (!Identifiants.Any(i => enveloppe.Corps.GetAttributeNode(i.Nom, i.Espace)?.Value == id))
        {
            return "la référence ne désigne pas le Body";
        }

        var autre = Descendants(enveloppe).Prepend(enveloppe.Racine).Any(e => e != enveloppe.Corps && e.HasAttributes && Porte(e, id));
        return autre ? "un autre élément porte l’identifiant du Body" : null;
    }

    private static bool Porte(XmlElement element, string id) => element.Attributes.Cast<XmlAttribute>().Any(a =>
        a.NamespaceURI != Espaces.Xmlns && a.LocalName.Equals("id", StringComparison.OrdinalIgnoreCase) && a.Value.Trim() == id);

    private static IEnumerable<XmlElement> Descendants(Enveloppe enveloppe)
    {
        var racine = enveloppe.Racine;
        var noeud = racine.FirstChild;
        while (noeud is not null)
        {
            enveloppe.Effort.Compter();
            if (noeud is XmlElement element)
            {
                yield return element;
            }

            var suivant = noeud.FirstChild ?? noeud.NextSibling;
            while (suivant is null && (noeud = noeud.ParentNode!) != racine)
            {
                suivant = noeud.NextSibling;
            }

            noeud = suivant;
        }
    }

    private static bool EstLaCle(RSAParameters cle, (byte[] Modulus, byte[] Exponent) annoncee) =>
        Nombre(cle.Modulus).SequenceEqual(Nombre(annoncee.Modulus)) && Nombre(cle.Exponent).SequenceEqual(Nombre(annoncee.Exponent));

    private static ReadOnlySpan<byte> Nombre(ReadOnlySpan<byte> octets) => octets.TrimStart((byte)0);

    private static Resultat<SignatureVerifiee, string> Refus(string motif) => motif;
}
