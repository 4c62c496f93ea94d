using System.Security.Cryptography.X509Certificates;
using Pfcng.Domain.Modele;

namespace Pfcng.Ws.Confiance;

/// <summary>
/// What was established once about a certificate that one of our authorities issued, and does not depend on the hour: kept in cache, and asked
/// again with the hour at each use.
/// </summary>
/// <param name="Autorite">The authority that issued it.</param>
/// <param name="Lu">What it says of itself.</param>
/// <param name="Debut">Start of the validity common to it and its authorities.</param>
/// <param name="Fin">End of that validity, included.</param>
/// <param name="Revocation">Why it is held as revoked (or can't be checked), or null.</param>
/// <param name="DebutDesListes">From when the lists that say so are valid.</param>
/// <param name="FinDesListes">Until when, excluded.</param>
internal sealed record Examen(
    AutoriteDeConfiance Autorite,
    CertificatLu Lu,
    DateTimeOffset Debut,
    DateTimeOffset Fin,
    string? Revocation,
    DateTimeOffset DebutDesListes,
    DateTimeOffset FinDesListes)
{
    // Lists made elsewhere: the clocks of two machines may differ by this much.
    private static readonly TimeSpan EcartDHorloges = TimeSpan.FromMinutes(5);

    /// <summary>The list of its authority, or null when there is none.</summary>
    public ListeUtilisee? Liste { get; init; }

    /// <summary>Why the certificate is refused at that hour, or null.</summary>
    /// <param name="maintenant">For its validity.</param>
    /// <param name="maintenantDesListes">For the lists, which are made on the domain's clock.</param>
    public string? Refus(DateTimeOffset maintenant, DateTimeOffset maintenantDesListes)
    {
        if (maintenant < Debut || maintenant > Fin)
        {
            return maintenant < Debut ? "le certificat n’est pas encore valide" : "le certificat est expiré";
        }

        if (Revocation is not null)
        {
            return Revocation;
        }

        return maintenantDesListes >= FinDesListes || maintenantDesListes + EcartDHorloges < DebutDesListes
            ? "la liste de révocation n’est pas en cours de validité"
            : null;
    }

    /// <summary>True when keyUsage holds that use.</summary>
    public bool Sert(X509KeyUsageFlags usage) => Lu.Usages.HasFlag(usage);

    /// <summary>True when extendedKeyUsage holds that one.</summary>
    public bool SertA(string usageEtendu) => Lu.UsagesEtendus.Contains(usageEtendu);
}
