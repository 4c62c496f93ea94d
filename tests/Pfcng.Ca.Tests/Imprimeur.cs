using System.Formats.Asn1;
using System.Globalization;
using System.Text;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Tests;

/// <summary>Prints a TBSCertificate for approval: one line per fact, in the order of the certificate; what is drawn at random is masked.</summary>
internal static class Imprimeur
{
    public static string Imprimer(byte[] aCertifier)
    {
        var tbs = TbsLu.Lire(aCertifier);
        var texte = new StringBuilder();
        texte.Append(CultureInfo.InvariantCulture, $"version {tbs.Version + 1}\n");
        texte.Append(CultureInfo.InvariantCulture, $"serialNumber <{tbs.NumeroSerie.Length} bytes>\n");
        texte.Append(CultureInfo.InvariantCulture, $"signature {tbs.Algorithme}\n");
        texte.Append(CultureInfo.InvariantCulture, $"issuer {Nom(TbsLu.LireNom(new(tbs.Emetteur, AsnEncodingRules.DER)))}\n");
        texte.Append(CultureInfo.InvariantCulture, $"notBefore {tbs.Debut:u}\nnotAfter {tbs.Fin:u}\n");
        texte.Append(CultureInfo.InvariantCulture, $"subject {Nom(tbs.Sujet)}\n");
        texte.Append(CultureInfo.InvariantCulture, $"subjectPublicKeyInfo <RSA {tbs.Module.GetBitLength()}, {tbs.Exposant}>\n");
        foreach (var extension in tbs.Extensions)
        {
            texte.Append(CultureInfo.InvariantCulture, $"{extension.Oid}{(extension.Critique ? " critical" : "")} {Valeur(extension)}\n");
        }

        return texte.ToString();
    }

    private static string Valeur(ExtensionLue extension) => extension.Oid switch
    {
        Oids.SubjectKeyIdentifier => $"subjectKeyIdentifier <{ExtensionsLues.IdentifiantDeCle(extension.Valeur).Length} bytes>",
        Oids.AuthorityKeyIdentifier => $"authorityKeyIdentifier <{ExtensionsLues.CleDeLAutorite(extension.Valeur).Length} bytes>",
        Oids.KeyUsage => $"keyUsage {ExtensionsLues.UsageDeCle(extension.Valeur)}",
        Oids.ExtendedKeyUsage => $"extendedKeyUsage {string.Join(' ', ExtensionsLues.UsagesEtendus(extension.Valeur))}",
        Oids.PrivateKeyUsagePeriod => Periode(extension),
        Oids.SubjectAltName => "subjectAltName " + string.Join(' ', ExtensionsLues.AutresNoms(extension.Valeur).Select(n => $"{n.Genre}={n.Valeur}")),
        Oids.BasicConstraints => ExtensionsLues.EstPorteurFinal(extension.Valeur) ? "basicConstraints CA:FALSE" : "basicConstraints ?",
        Oids.CrlDistributionPoints => "cRLDistributionPoints " + string.Join(' ', ExtensionsLues.Listes(extension.Valeur)),
        Oids.CertificatePolicies => $"certificatePolicies {ExtensionsLues.Politique(extension.Valeur)}",
        Oids.AuthorityInfoAccess => "authorityInfoAccess " + string.Join(' ', ExtensionsLues.AccesALAutorite(extension.Valeur)),
        _ => "private " + Convert.ToHexStringLower(extension.Valeur.Span),
    };

    private static string Periode(ExtensionLue extension)
    {
        var (debut, fin) = ExtensionsLues.PeriodeDeCle(extension.Valeur);
        return string.Create(CultureInfo.InvariantCulture, $"privateKeyUsagePeriod {debut:u} {fin:u}");
    }

    private static string Nom(IEnumerable<IReadOnlyList<AttributLu>> rdn) => string.Join(", ", rdn.Select(r =>
        string.Join(" + ", r.Select(a => $"{Enum.GetValues<Attribut>().Single(x => NomX500.Oid(x) == a.Oid)}={a.Chaine}:{a.Valeur}"))));
}
