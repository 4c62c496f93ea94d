using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Domain.Model;

namespace Pfcng.Ws.Confiance;

/// <summary>What a certificate says of itself, read from its ASN.1, never from a text form (igc-sante-facts §4.1, §5).</summary>
/// <param name="Sujet">Its subject.</param>
/// <param name="Usages">keyUsage; none when the extension is absent.</param>
/// <param name="UsagesEtendus">extendedKeyUsage, OIDs; none when the extension is absent.</param>
/// <param name="Type">Kind of person, from the card's extension, or null.</param>
internal sealed record CertificatLu(NomDistinctif Sujet, X509KeyUsageFlags Usages, IReadOnlySet<string> UsagesEtendus, TypePersonne? Type)
{
    private const string NomCommun = "2.5.4.3";
    private const string NomDeFamille = "2.5.4.4";
    private const string Prenom = "2.5.4.42";
    private const string TypeDeProduit = "1.2.250.1.71.1.2.2";

    /// <summary>Reads it; null when a part of it is malformed.</summary>
    public static CertificatLu? Lire(X509Certificate2 certificat)
    {
        try
        {
            return new(
                NomDistinctif.Lire(certificat.SubjectName.RawData),
                certificat.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages ?? X509KeyUsageFlags.None,
                certificat.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault()?.EnhancedKeyUsages
                    .Cast<System.Security.Cryptography.Oid>().Select(o => o.Value ?? "").ToHashSet() ?? [],
                LireType(certificat.Extensions[TypeDeProduit]));
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The bearer of a card: the relative name that holds the only CN holds SN and GN too, in any order; null when there is not one CN.</summary>
    /// <param name="monde">The world of the issuing authority.</param>
    public Signataire? Porteur(Monde monde)
    {
        if (Sujet.Valeurs(NomCommun).Take(2).ToList() is not [{ Length: > 0 } idNat])
        {
            return null;
        }

        var identite = Sujet.Rdn.First(r => r.Any(a => a.Oid == NomCommun));
        return new(monde, idNat, Valeur(identite, NomDeFamille), Valeur(identite, Prenom), Type);
    }

    private static string Valeur(IReadOnlyList<(string Oid, string Valeur)> identite, string oid) =>
        identite.FirstOrDefault(a => a.Oid == oid).Valeur ?? "";

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
