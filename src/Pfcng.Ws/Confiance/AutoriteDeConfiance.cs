using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca;
using Pfcng.Domain.Modele;

namespace Pfcng.Ws.Confiance;

/// <summary>What an authority may vouch for.</summary>
internal enum RoleDAutorite
{
    /// <summary>« AC RACINE IGC-SANTE … »: issues the others.</summary>
    Racine,

    /// <summary>One of the six « … PERSONNES » (guide WS §10, §11): cards, to authenticate and to sign.</summary>
    Personnes,

    /// <summary>One of the two « ELEMENTAIRE ORGANISATIONS »: TLS certificates of servers.</summary>
    Organisations,

    /// <summary>A CPS2ter class 1, 2 or 3 that the operator trusts (D9): signatures only.</summary>
    Cps2ter,
}

/// <summary>An authority that the operator configured: nothing else is trusted, no system store, nothing downloaded.</summary>
/// <param name="Certificat">Its certificate: itself the anchor, unless its root is configured too.</param>
/// <param name="Role">What it may vouch for.</param>
/// <param name="Monde">The world of what it issues (D11).</param>
internal sealed record AutoriteDeConfiance(X509Certificate2 Certificat, RoleDAutorite Role, Monde Monde)
{
    private static readonly string[] Gammes = ["ELEMENTAIRE", "STANDARD", "FORT"];

    /// <summary>Its commonName; empty when there is not one and one only.</summary>
    public string Nom { get; } = NomCommun(Certificat);

    /// <summary>Why its key is too weak to be believed, in French, or null; found once, since lists make chains be built again and again.</summary>
    public string? Faiblesse { get; } = Robustesse.EcartDeCle(Certificat);

    /// <summary>True for CPS2ter, whose certificates and lists may still be signed with SHA-1 (D9).</summary>
    public bool SigneEnSha1 => Role == RoleDAutorite.Cps2ter;

    /// <summary>Recognises an authority of IGC-Santé by its commonName (igc-sante-facts §3); null for any other, the STANDARD ORGANISATIONS included.</summary>
    public static AutoriteDeConfiance? Reconnaitre(X509Certificate2 certificat)
    {
        var nom = NomCommun(certificat);
        var monde = nom.StartsWith("TEST ", StringComparison.Ordinal) ? Monde.Test : Monde.Production;
        var reste = monde == Monde.Test ? nom[5..] : nom;
        RoleDAutorite? role = reste switch
        {
            "AC IGC-SANTE ELEMENTAIRE ORGANISATIONS" => RoleDAutorite.Organisations,
            _ when Gammes.Any(g => reste == $"AC IGC-SANTE {g} PERSONNES") => RoleDAutorite.Personnes,
            _ when Gammes.Any(g => reste == $"AC RACINE IGC-SANTE {g}") => RoleDAutorite.Racine,
            _ => null,
        };
        return role is { } connu ? new(certificat, connu, monde) : null;
    }

    /// <summary>True for that very certificate: the bytes, not the name, since a name can be borrowed.</summary>
    public bool Est(X509Certificate2 certificat) => Certificat.RawDataMemory.Span.SequenceEqual(certificat.RawDataMemory.Span);

    private static string NomCommun(X509Certificate2 certificat) =>
        NomDistinctif.Lire(certificat.SubjectName.RawData).Valeurs(Oids.CommonName).Take(2).ToList() is [var seul] ? seul : "";
}
