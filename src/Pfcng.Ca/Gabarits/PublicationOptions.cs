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
    /// <summary>Path of an authority's CRL.</summary>
    public static string CheminListe(NomAutorite autorite) => $"/CRL/{autorite.Fichier}.crl";

    /// <summary>Path of an authority's certificate, as written in a URL (« /AC%20TEST/… »).</summary>
    public static string CheminCertificat(NomAutorite autorite) => $"/AC{Suffixe(autorite.Monde)}/{autorite.Fichier}.cer";

    /// <summary>Path of the certification policies of a world.</summary>
    public static string CheminPolitique(Monde monde) => $"/PC{Suffixe(monde)}";

    private static string Suffixe(Monde monde) => monde == Monde.Test ? "%20TEST" : "";
}
