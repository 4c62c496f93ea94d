using Pfcng.Ca.Noms;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Gabarits;

/// <summary>
/// Addresses written in certificates (D36, igc-sante-facts §4.2). The demonstration gives its own <c>http://localhost:port</c>, never the real
/// platform's.
/// </summary>
/// <param name="Base">Base address, http, without final slash: CRL, authority certificates and policies are below it.</param>
public sealed record PublicationOptions(string Base)
{
    /// <summary>Address of the OCSP responder; null leaves OCSP out of the certificates, since nobody would answer.</summary>
    public string? Ocsp { get; init; }

    /// <summary>Host of the LDAP directory; null leaves out the LDAP distribution points and freshestCRL.</summary>
    public string? Ldap { get; init; }

    /// <summary>Path of an authority's CRL.</summary>
    public static string CheminListe(NomAutorite autorite) => $"/CRL/{autorite.Fichier}.crl";

    /// <summary>Path of an authority's certificate, as written in a URL (« /AC%20TEST/… »).</summary>
    public static string CheminCertificat(NomAutorite autorite) => $"/AC{Suffixe(autorite.Monde)}/{autorite.Fichier}.cer";

    /// <summary>Path of the certification policies of a world.</summary>
    public static string CheminPolitique(Monde monde) => $"/PC{Suffixe(monde)}";

    /// <summary>Distribution points of an authority's CRL: http, then LDAP when there is a host.</summary>
    internal IReadOnlyList<string> Listes(NomAutorite autorite) => Ldap is null
        ? [Base + CheminListe(autorite)]
        : [Base + CheminListe(autorite), AdresseLdap(autorite, "certificaterevocationlist")];

    /// <summary>Distribution points of the delta CRL: LDAP only.</summary>
    internal IReadOnlyList<string> Deltas(NomAutorite autorite) => Ldap is null ? [] : [AdresseLdap(autorite, "deltarevocationlist")];

    private static string Suffixe(Monde monde) => monde == Monde.Test ? "%20TEST" : "";

    private string AdresseLdap(NomAutorite autorite, string attribut)
    {
        var parent = autorite.EstRacine ? "" : $"ou={autorite.Emetteur.Cn},";
        var dn = $"cn={autorite.Cn},{parent}ou={autorite.Unite},ou=0002 187512751,o=ASIP-SANTE,c=FR".Replace(" ", "%20", StringComparison.Ordinal);
        return $"ldap://{Ldap}/{dn}?{attribut};binary?base?objectClass=pkiCA";
    }
}
