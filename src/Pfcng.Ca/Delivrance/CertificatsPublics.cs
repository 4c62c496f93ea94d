using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.RetirerCertificat;

namespace Pfcng.Ca.Delivrance;

/// <summary>What can be said of the platform's certificates with the public part of its authorities alone.</summary>
public sealed class CertificatsPublics : IDisposable
{
    private readonly Dictionary<string, (NomAutorite Nom, X509Certificate2 Certificat, RSA Cle)> _parAki = [];

    /// <summary>Those of authorities that are open.</summary>
    public CertificatsPublics(Autorites autorites)
        : this((autorites ?? throw new ArgumentNullException(nameof(autorites))).Toutes.Select(a => (a.Nom, X509CertificateLoader.LoadCertificate(a.Certificat.RawData))))
    {
    }

    private CertificatsPublics(IEnumerable<(NomAutorite Nom, X509Certificate2 Certificat)> autorites)
    {
        foreach (var (nom, certificat) in autorites)
        {
            _parAki[Aki(certificat)] = (nom, certificat, certificat.GetRSAPublicKey()!);
        }
    }

    /// <summary>Reads the certificates of the authorities in a folder: no key, no passphrase.</summary>
    /// <param name="dossier">The authorities' folder.</param>
    /// <exception cref="AutoriteInutilisableException">One is missing, is illegible, or its root did not sign it.</exception>
    public static CertificatsPublics Lire(string dossier)
    {
        var lus = NomAutorite.Toutes(avecCartes: false).Select(nom => (nom, Certificat: Lire(dossier, nom))).ToDictionary(l => l.nom, l => l.Certificat);
        foreach (var (nom, certificat) in lus)
        {
            using var racine = lus[nom.Emetteur].GetRSAPublicKey()!;
            if (EnveloppeDer.Ouvrir(certificat.RawData, racine) is null)
            {
                throw new AutoriteInutilisableException($"Le certificat de « {nom} » n’est pas signé par « {nom.Emetteur} ».");
            }
        }

        return new(lus.Select(l => (l.Key, l.Value)));
    }

    /// <summary>Why a certificate is not what its authority signed of that TBSCertificate, in French; null when it is.</summary>
    /// <param name="monde">Its world.</param>
    /// <param name="der">The certificate.</param>
    /// <param name="aCertifier">What was to be signed.</param>
    public string? Ecart(Monde monde, byte[] der, byte[] aCertifier)
    {
        try
        {
            var tbs = TbsLu.Lire(aCertifier);
            var aki = Convert.ToHexStringLower(ExtensionsLues.CleDeLAutorite(tbs.Valeur(Oids.AuthorityKeyIdentifier)!.Value));
            return !_parAki.TryGetValue(aki, out var autorite) || autorite.Nom.Monde != monde ? "son autorité n’est pas de cette plateforme"
                : EnveloppeDer.Ouvrir(der, autorite.Cle) is not { } signe ? $"« {autorite.Nom} » ne l’a pas signé"
                : signe.AsSpan().SequenceEqual(aCertifier) ? null : "ce n’est pas ce qui était à signer";
        }
        catch (Exception e) when (e is AsnContentException or InvalidOperationException)
        {
            return "il est illisible";
        }
    }

    /// <summary>Reads a certificate of a product; null when its authority did not sign it, or it is not of that product.</summary>
    public CertificatRelu? Relire(Gabarit gabarit, byte[] der)
    {
        ArgumentNullException.ThrowIfNull(gabarit);
        try
        {
            var autorite = _parAki.Values.First(a => a.Nom == gabarit.Emetteur);
            if (EnveloppeDer.Ouvrir(der, autorite.Cle) is not { } signe)
            {
                return null;
            }

            var tbs = TbsLu.Lire(signe);
            var noms = tbs.Valeur(Oids.SubjectAltName) is { } san ? ExtensionsLues.AutresNoms(san) : [];
            var sujet = tbs.Sujet.SelectMany(rdn => rdn).ToLookup(a => a.Oid, a => a.Valeur);
            return Controle.Forme(tbs) != gabarit.Sujet || ExtensionsLues.UsageDeCle(tbs.Valeur(Oids.KeyUsage)!.Value) != gabarit.KeyUsage
                ? null
                : new(
                    Aki(autorite.Certificat),
                    Convert.ToHexStringLower(tbs.NumeroSerie.Span),
                    sujet[NomX500.Oid(Attribut.OU)].SingleOrDefault(),
                    sujet[NomX500.Oid(Attribut.CN)].Single(),
                    [.. noms.Where(n => n.Genre == "DNS").Select(n => n.Valeur)],
                    noms.Where(n => n.Genre == "UPN").Select(n => n.Valeur).SingleOrDefault(),
                    noms.Where(n => n.Genre == "email").Select(n => n.Valeur).SingleOrDefault());
        }
        catch (Exception e) when (e is AsnContentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, certificat, cle) in _parAki.Values)
        {
            cle.Dispose();
            certificat.Dispose();
        }
    }

    /// <exception cref="AutoriteInutilisableException">The file is missing or illegible.</exception>
    internal static X509Certificate2 Lire(string dossier, NomAutorite nom)
    {
        var chemin = Path.Combine(dossier, "certificats", nom.Fichier + ".crt");
        try
        {
            return X509CertificateLoader.LoadCertificate(File.ReadAllBytes(chemin));
        }
        catch (Exception e) when (e is CryptographicException or IOException)
        {
            throw new AutoriteInutilisableException(string.Create(CultureInfo.InvariantCulture, $"Le certificat {chemin} manque ou est illisible."), e);
        }
    }

    private static string Aki(X509Certificate2 certificat) =>
        Convert.ToHexStringLower(certificat.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.Span);
}
