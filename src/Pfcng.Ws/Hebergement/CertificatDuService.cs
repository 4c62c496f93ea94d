using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Cartes;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Gabarits;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;

namespace Pfcng.Ws.Hebergement;

/// <summary>The service's own TLS certificates: with serverAuth alone, they open no door; none without its record (D37).</summary>
/// <param name="autorites">One of them issues it.</param>
/// <param name="produits">Its row.</param>
/// <param name="publication">Addresses to write.</param>
/// <param name="depot">Records it.</param>
/// <param name="horloge">The domain's clock, for the record.</param>
internal sealed class CertificatDuService(Autorites autorites, Produits produits, PublicationOptions publication, Depot depot, TimeProvider horloge)
{
    private static readonly IPAddress[] AdressesLocales = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    /// <summary>Makes one for a year, recorded before it is shown to anybody.</summary>
    /// <param name="monde">World of its authority.</param>
    /// <param name="noms">Its DNS names.</param>
    /// <param name="instant">The true time; it is valid a little before.</param>
    /// <exception cref="StoreIndisponibleException">It can't be recorded, hence not used.</exception>
    public X509Certificate2 Emettre(Monde monde, IReadOnlyList<string> noms, DateTimeOffset instant)
    {
        using var cle = RSA.Create(2048);
        var debut = DateTimeOffset.FromUnixTimeSeconds((instant - IdentiteTls.MargeDeDebut).ToUnixTimeSeconds());
        var certificat = CertificatDeServeur.Emettre(
            autorites, produits, publication, monde, Sujet.Organisation("Paris (75)", "PFCNG", "PLATEFORME", noms[0]),
            noms, AdressesLocales, cle, debut, debut.AddYears(1), client: false);
        var autorite = autorites[produits[monde, new(Offre.SERV, Usage.SSL_SERV)].Emetteur];
        var emis = new CertificatEmis(certificat.RawData, certificat.NotBefore.ToUniversalTime(), certificat.NotAfter.ToUniversalTime());
        var emission = Emission.De(null, monde, autorite.Aki, certificat.SerialNumber.ToLowerInvariant(), autorite.Dn, emis, horloge.GetUtcNow());
        CertificatsSansDemande.EnregistrerAsync(depot, emission).GetAwaiter().GetResult(); // The handshake asks for it synchronously.
        return certificat;
    }
}
