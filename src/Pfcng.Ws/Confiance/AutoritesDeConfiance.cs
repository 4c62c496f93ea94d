using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca;
using Pfcng.Ca.Delivrance;
using Pfcng.Domain.Modele;

namespace Pfcng.Ws.Confiance;

/// <summary>
/// Whom the service trusts: its own authorities, and, in production form, those of the cards, put by the operator in a folder
/// (D7, D9). Nothing is downloaded and no store of the system is read.
/// </summary>
internal static class AutoritesDeConfiance
{
    /// <summary>The authorities, roots included.</summary>
    /// <param name="notres">Our own.</param>
    /// <param name="production">False: a demonstration makes its cards with ours, and takes from the folder the CPS2ter classes alone.</param>
    /// <param name="confiance">The operator's folder; it may not exist.</param>
    /// <exception cref="DemarrageImpossibleException">
    /// A file is not a certificate, production form has no authority of cards, or an authority is too weak to be believed (D9).
    /// </exception>
    public static IReadOnlyList<AutoriteDeConfiance> Charger(Autorites notres, bool production, string confiance)
    {
        IReadOnlyList<AutoriteDeConfiance> autorites =
        [
            .. notres.Toutes.Select(a => AutoriteDeConfiance.Reconnaitre(a.Certificat)).OfType<AutoriteDeConfiance>(),
            .. DesCartes(production, confiance),
        ];
        RefuserLesFaibles(autorites);
        return autorites;
    }

    /// <summary>Those that the operator gives, which can be looked at before ours exist.</summary>
    /// <param name="production">As for <see cref="Charger"/>.</param>
    /// <param name="confiance">As for <see cref="Charger"/>.</param>
    /// <exception cref="DemarrageImpossibleException">As <see cref="Charger"/>.</exception>
    public static IReadOnlyList<AutoriteDeConfiance> DesCartes(bool production, string confiance)
    {
        IReadOnlyList<AutoriteDeConfiance> autorites =
        [
            .. (production ? Externes(confiance) : []).Select(AutoriteDeConfiance.Reconnaitre).OfType<AutoriteDeConfiance>(),
            .. Cps2ter(confiance),
        ];
        RefuserLesFaibles(autorites);
        return autorites;
    }

    /// <summary>Those of a data folder, from its public files alone, for who reads evidence again.</summary>
    /// <param name="propres">Folder of our own authorities' certificates.</param>
    /// <param name="confiance">Folder of the cards' authorities; it may not exist.</param>
    public static IReadOnlyList<AutoriteDeConfiance> Connues(string propres, string confiance) =>
    [
        .. Certificats(propres).Concat(Certificats(confiance)).Select(AutoriteDeConfiance.Reconnaitre).OfType<AutoriteDeConfiance>(),
        .. Cps2ter(confiance),
    ];

    /// <summary>
    /// The old CPS2ter classes are trusted only when the operator puts them in a folder of their own (D9); those of test say so in their name.
    /// SHA-1 is tolerated there: an authority of IGC-Santé has no business in it.
    /// </summary>
    private static IEnumerable<AutoriteDeConfiance> Cps2ter(string confiance)
    {
        var dossier = Path.Combine(confiance, "cps2ter");
        var certificats = Certificats(dossier);
        return certificats.Find(c => AutoriteDeConfiance.Reconnaitre(c) is not null) is { } egaree
            ? throw new DemarrageImpossibleException($"{dossier} : « {NomDistinctif.Texte(egaree.SubjectName)} » est une autorité de l’IGC-Santé, pas une classe CPS2ter.")
            : certificats.Select(c => new AutoriteDeConfiance(
                c, RoleDAutorite.Cps2ter, c.Subject.Contains("TEST", StringComparison.Ordinal) ? Monde.Test : Monde.Production));
    }

    /// <summary>Each key; and each signature but an anchor's own, which is trusted for its bytes.</summary>
    private static void RefuserLesFaibles(IReadOnlyList<AutoriteDeConfiance> autorites)
    {
        foreach (var autorite in autorites)
        {
            var emetteur = autorites.FirstOrDefault(a => !a.Est(autorite.Certificat)
                && a.Certificat.SubjectName.RawData.AsSpan().SequenceEqual(autorite.Certificat.IssuerName.RawData));
            var ecart = autorite.Faiblesse
                ?? (emetteur is null ? null : Robustesse.EcartDeSignature(autorite.Certificat, emetteur.SigneEnSha1));
            if (ecart is not null)
            {
                throw new DemarrageImpossibleException($"L’autorité « {NomDistinctif.Texte(autorite.Certificat.SubjectName)} » est trop faible : {ecart}.");
            }
        }
    }

    private static List<X509Certificate2> Certificats(string dossier) => Directory.Exists(dossier)
        ? [.. Directory.EnumerateFiles(dossier).Where(f => Path.GetExtension(f) is ".cer" or ".crt" or ".pem").SelectMany(Lire)]
        : [];

    private static List<X509Certificate2> Externes(string confiance)
    {
        var certificats = Certificats(confiance);
        var etrangere = certificats.Find(c => AutoriteDeConfiance.Reconnaitre(c) is null);
        if (etrangere is not null)
        {
            throw new DemarrageImpossibleException($"{confiance} : « {NomDistinctif.Texte(etrangere.SubjectName)} » n’est pas une autorité de l’IGC-Santé.");
        }

        return certificats.Count > 0
            ? certificats
            : throw new DemarrageImpossibleException($"Forme de production : aucune autorité de cartes dans {confiance} (Pfcng:Confiance).");
    }

    /// <summary>One certificate in DER, or as many as there are in PEM.</summary>
    private static X509Certificate2Collection Lire(string fichier)
    {
        try
        {
            var octets = File.ReadAllBytes(fichier);
            var certificats = new X509Certificate2Collection();
            if (octets.AsSpan().IndexOf("-----BEGIN CERTIFICATE-----"u8) >= 0)
            {
                certificats.ImportFromPem(System.Text.Encoding.Latin1.GetString(octets));
            }
            else
            {
                certificats.Add(X509CertificateLoader.LoadCertificate(octets));
            }

            return certificats;
        }
        catch (CryptographicException e)
        {
            throw new DemarrageImpossibleException($"{fichier} n’est pas un certificat.", e);
        }
    }
}
