using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Cartes;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Ws.Hebergement;

/// <summary>The service's own TLS certificates: with serverAuth alone, they open no door; none without its record (D37).</summary>
internal static class CertificatDuService
{
    private static readonly IPAddress[] AdressesLocales = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    /// <summary>Makes one for a year, recorded before it is shown to anybody.</summary>
    /// <param name="socle">The authorities, the store.</param>
    /// <param name="monde">World of its authority.</param>
    /// <param name="noms">Its DNS names.</param>
    /// <param name="instant">The true time; it is valid a little before.</param>
    /// <exception cref="StoreIndisponibleException">It can't be recorded, hence not used.</exception>
    public static X509Certificate2 Emettre(Socle socle, Monde monde, IReadOnlyList<string> noms, DateTimeOffset instant)
    {
        using var cle = RSA.Create(2048);
        var debut = DateTimeOffset.FromUnixTimeSeconds((instant - IdentiteTls.MargeDeDebut).ToUnixTimeSeconds());
        var certificat = CertificatDeServeur.Emettre(
            socle.Autorites, socle.Produits, socle.Publication, monde, Sujet.Organisation("Paris (75)", "PFCNG", "PLATEFORME", noms[0]),
            noms, AdressesLocales, cle, debut, debut.AddYears(1), client: false);
        var autorite = socle.Autorites[socle.Produits[monde, new(Offre.SERV, Usage.SSL_SERV)].Emetteur];
        var emis = new CertificatEmis(certificat.RawData, certificat.NotBefore.ToUniversalTime(), certificat.NotAfter.ToUniversalTime());
        var emission = Emission.De(null, monde, autorite.Aki, certificat.SerialNumber.ToLowerInvariant(), autorite.Dn, emis, socle.Horloge.GetUtcNow());
        CertificatsSansDemande.EnregistrerAsync(socle.Depot, emission).GetAwaiter().GetResult(); // The handshake asks for it synchronously.
        return certificat;
    }
}
