using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Ws.Confiance;

/// <summary>What a certificate says of itself, read from its ASN.1, never from a text form (igc-sante-facts §4.1, §4.5, §5).</summary>
/// <param name="Sujet">Its subject.</param>
/// <param name="Usages">keyUsage; none when the extension is absent.</param>
/// <param name="UsagesEtendus">extendedKeyUsage, OIDs; none when the extension is absent.</param>
/// <param name="Categorie">TRE_G01, what holds the key (1.2.250.1.71.1.2.5), as written: 80 and more in test; null when the extension is absent.</param>
/// <param name="PorteUnTypeDeCarte">True when the extension of the types of cards is there (TRE_G02, 1.2.250.1.71.1.2.2).</param>
/// <param name="Type">Kind of person, from that extension, or null.</param>
internal sealed record CertificatLu(
    NomDistinctif Sujet, X509KeyUsageFlags Usages, IReadOnlySet<string> UsagesEtendus, byte? Categorie, bool PorteUnTypeDeCarte, TypePersonne? Type)
{

    private const byte Carte = 0x00;
    private const byte Module = 0x02;
    private const byte Logiciel = 0x03;
    private const byte SansLeBitDeTest = 0x7F;

    /// <summary>Why it is not a card's (D7, D9: category 00, 80 in test, and a type of card), in French for the trace; null when it is.</summary>
    public string? EcartDeCarte => (Categorie & SansLeBitDeTest, PorteUnTypeDeCarte) switch
    {
        (null, _) => $"le certificat n’est pas celui d’une carte : l’extension {Oids.CategorieG01} manque",
        (Carte, false) => $"le certificat n’est pas celui d’une carte : l’extension {Oids.TypeDeCarteG02} manque",
        (Carte, true) => null,
        _ => $"le certificat n’est pas celui d’une carte : {NomDeCategorie}",
    };

    /// <summary>Why it is not a server's for all that it says (D7: « certificats logiciels rattachés à un serveur »); null when nothing denies it.</summary>
    public string? EcartDeServeur => (Categorie & SansLeBitDeTest, PorteUnTypeDeCarte) switch
    {
        (null or Logiciel, false) => null,
        (null or Logiciel, true) => $"le certificat n’est pas celui d’un serveur : il porte l’extension {Oids.TypeDeCarteG02} d’une carte",
        _ => $"le certificat n’est pas celui d’un serveur : {NomDeCategorie}",
    };

    /// <summary>What certifies others, or would: the leaf of nobody (RFC 5280 §4.2.1.9, §4.2.1.3).</summary>
    private const X509KeyUsageFlags UsagesDAutorite = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign;

    private string NomDeCategorie => (Categorie & SansLeBitDeTest) switch
    {
        Carte => "catégorie de carte",
        Module => "catégorie de module de sécurité",
        Logiciel => "catégorie de certificat logiciel",
        _ => "catégorie inconnue",
    } + $" ({Oids.CategorieG01} : {Categorie:X2})";

    /// <summary>Reads it; a refusal when a part of it is malformed or an extension is there twice (RFC 5280 §4.2).</summary>
    public static Resultat<CertificatLu, string> Lire(X509Certificate2 certificat)
    {
        if (certificat.Extensions.GroupBy(e => e.Oid?.Value).FirstOrDefault(g => g.Skip(1).Any()) is { } repetee)
        {
            return $"le certificat est malformé : l’extension {repetee.Key} est répétée";
        }

        try
        {
            var usages = certificat.Extensions.OfType<X509KeyUsageExtension>().SingleOrDefault()?.KeyUsages ?? X509KeyUsageFlags.None;
            if ((usages & UsagesDAutorite) != 0 || certificat.Extensions.OfType<X509BasicConstraintsExtension>().Any(b => b.CertificateAuthority))
            {
                return "le certificat est celui d’une autorité";
            }

            return new CertificatLu(
                NomDistinctif.Lire(certificat.SubjectName.RawData),
                usages,
                certificat.Extensions.OfType<X509EnhancedKeyUsageExtension>().SingleOrDefault()?.EnhancedKeyUsages
                    .Cast<Oid>().Select(o => o.Value ?? "").ToHashSet() ?? [],
                LireCategorie(certificat.Extensions[Oids.CategorieG01]),
                certificat.Extensions[Oids.TypeDeCarteG02] is not null,
                LireType(certificat.Extensions[Oids.TypeDeCarteG02]));
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException or CryptographicException)
        {
            return "le certificat est malformé";
        }
    }

    /// <summary>The bearer of a card: the relative name that holds the only CN holds SN and GN too, in any order; null when there is not one CN.</summary>
    /// <param name="monde">The world of the issuing authority.</param>
    public Signataire? Porteur(Monde monde)
    {
        if (Sujet.Valeurs(Oids.CommonName).Take(2).ToList() is not [{ Length: > 0 } idNat])
        {
            return null;
        }

        var identite = Sujet.Rdn.First(r => r.Any(a => a.Oid == Oids.CommonName));
        return new(monde, idNat, Valeur(identite, Oids.Surname), Valeur(identite, Oids.GivenName), Type);
    }

    private static string Valeur(IReadOnlyList<(string Oid, string Valeur)> identite, string oid) =>
        identite.FirstOrDefault(a => a.Oid == oid).Valeur ?? "";

    // TRE_G01: an OCTET STRING of one byte.
    private static byte? LireCategorie(X509Extension? extension)
    {
        if (extension is null)
        {
            return null;
        }

        var lecteur = new AsnReader(extension.RawData, AsnEncodingRules.DER);
        var octets = lecteur.ReadOctetString();
        lecteur.ThrowIfNotEmpty();
        return octets is [var categorie] ? categorie : throw new AsnContentException();
    }

    // TRE_G02: 0 CPS, 1 CPF, 2 CDE/CPE, 3 CDA/CPA.
    private static TypePersonne? LireType(X509Extension? extension)
    {
        if (extension is null)
        {
            return null;
        }

        var lecteur = new AsnReader(extension.RawData, AsnEncodingRules.DER);
        var lu = lecteur.TryReadInt32(out var valeur);
        lecteur.ThrowIfNotEmpty();
        return (lu, valeur) switch
        {
            (true, 0) => TypePersonne.PS,
            (true, 1) => TypePersonne.PF,
            (true, 2) => TypePersonne.PE,
            (true, 3) => TypePersonne.PA,
            _ => null,
        };
    }
}
