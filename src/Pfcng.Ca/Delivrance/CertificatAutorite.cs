using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Delivrance;

/// <summary>Certificates of authorities (igc-sante-facts §3).</summary>
internal static class CertificatAutorite
{
    private const int AnneesRacine = 20;

    /// <summary>
    /// A root: 20 years from the day before, midnight UTC. The day before leaves room for clocks that are late, and for a demonstration card
    /// that has expired already.
    /// </summary>
    public static byte[] Racine(NomAutorite nom, RSA cle, PublicationOptions publication, DateTimeOffset maintenant)
    {
        var debut = Veille(maintenant);
        var identifiant = Extensions.IdentifiantDeCle(cle.ExportSubjectPublicKeyInfo()).SubjectKeyIdentifierBytes.ToArray();
        return EnveloppeDer.Signer(ContenuDuCertificat(nom, cle, identifiant, publication, debut, debut.AddYears(AnneesRacine)), cle);
    }

    /// <summary>An intermediate authority: until one day before its root ends.</summary>
    public static byte[] Intermediaire(NomAutorite nom, RSA cle, Autorite racine, PublicationOptions publication, DateTimeOffset maintenant) =>
        racine.Signer(ContenuDuCertificat(nom, cle, racine.IdentifiantDeCle, publication, Veille(maintenant), racine.Fin.AddDays(-1)));

    private static DateTimeOffset Veille(DateTimeOffset maintenant) => new(maintenant.UtcDateTime.Date.AddDays(-1), TimeSpan.Zero);

    private static byte[] ContenuDuCertificat(NomAutorite nom, RSA cle, byte[] aki, PublicationOptions publication, DateTimeOffset debut, DateTimeOffset fin)
    {
        var clePublique = cle.ExportSubjectPublicKeyInfo();
        X509Extension[] listes = nom.EstRacine ? [] : [Extensions.Listes(nom.Emetteur, publication)];
        var aCertifier = new ACertifier(
            NumeroDeSerie(), NomX500.Encoder(nom.Emetteur.Dn), debut, fin, NomX500.Encoder(nom.Dn), clePublique,
            [
                X509BasicConstraintsExtension.CreateForCertificateAuthority(nom.EstRacine ? null : 0),
                Extensions.UsageDeCle(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign),
                Extensions.Politique(Oids.AnyPolicy, publication.Base + PublicationOptions.CheminPolitique(nom.Monde)),
                .. listes,
                Extensions.IdentifiantDeCle(clePublique),
                Extensions.CleDeLAutorite(aki),
            ]);
        return aCertifier.Encoder();
    }

    /// <summary>18 bytes, the first two 11 20, as the real authorities' (igc-sante-facts §3).</summary>
    private static byte[] NumeroDeSerie() => [0x11, 0x20, .. RandomNumberGenerator.GetBytes(16)];
}
