using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Gabarits;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Cartes;

/// <summary>Certificates of servers that come without a demande: the demonstration's, and the service's own.</summary>
public static class CertificatDeServeur
{
    private static readonly TypeProduit SslServ = new(Offre.SERV, Usage.SSL_SERV);

    /// <summary>Issues what SERV SSL_SERV would be, with a free validity and IP addresses besides.</summary>
    /// <param name="autorites">The authorities.</param>
    /// <param name="produits">The rows: SSL_SERV's own is used.</param>
    /// <param name="publication">Addresses to write.</param>
    /// <param name="monde">Its world.</param>
    /// <param name="sujet">Its subject, whose CN is the first FQDN (<see cref="Sujet.Organisation"/>).</param>
    /// <param name="fqdn">DNS names, one at least.</param>
    /// <param name="adresses">IP addresses, for the service's own certificate (127.0.0.1, ::1).</param>
    /// <param name="cle">Its key, RSA 2048; the certificate given back holds a copy.</param>
    /// <param name="debut">notBefore.</param>
    /// <param name="fin">notAfter.</param>
    /// <param name="client">True: it can stand at /ws-srv as a client too; false: it serves, and opens nothing (D37).</param>
    /// <exception cref="Pfcng.Domain.Autorites.AutoriteErreurException">The certificate would not be its row's.</exception>
    public static X509Certificate2 Emettre(
        Autorites autorites, Produits produits, PublicationOptions publication, Monde monde, Sujet sujet,
        IReadOnlyList<string> fqdn, IReadOnlyList<IPAddress> adresses, RSA cle, DateTimeOffset debut, DateTimeOffset fin, bool client)
    {
        var gabarit = produits[monde, SslServ] with { Annees = null };
        gabarit = client ? gabarit : gabarit with { ExtendedKeyUsage = [Oids.ServerAuth] };
        var emetteur = autorites[gabarit.Emetteur];
        var contenu = new ContenuDuCertificat(sujet, cle.ExportSubjectPublicKeyInfo(), debut, fin) { Fqdn = fqdn, Adresses = adresses };
        var aCertifier = contenu.Preparer(gabarit, emetteur, publication, ACertifier.NouveauNumeroDeSerie());
        using var certificat = X509CertificateLoader.LoadCertificate(emetteur.Signer(aCertifier));
        return certificat.CopyWithPrivateKey(cle);
    }
}
