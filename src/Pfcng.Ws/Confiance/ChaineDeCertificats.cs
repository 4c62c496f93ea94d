using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca;
using Pfcng.Domain.Erreurs;

namespace Pfcng.Ws.Confiance;

/// <summary>A certificate and the configured authorities above it, every signature verified; the hour is not looked at here.</summary>
/// <param name="Autorite">The authority that issued it.</param>
/// <param name="Maillons">Each certificate that a configured authority issued, with that authority: what revocation lists are looked up for.</param>
/// <param name="Debut">Start of the validity common to all.</param>
/// <param name="Fin">End of it, included.</param>
internal sealed record ChaineDeCertificats(
    AutoriteDeConfiance Autorite,
    IReadOnlyList<(X509Certificate2 Certificat, AutoriteDeConfiance Emetteur)> Maillons,
    DateTimeOffset Debut,
    DateTimeOffset Fin)
{
    private const string Inconnu = "le certificat n’est émis par aucune autorité admise";

    /// <summary>Builds the chain with those authorities alone: no system store, no download.</summary>
    public static Resultat<ChaineDeCertificats, string> Construire(X509Certificate2 certificat, IReadOnlyList<AutoriteDeConfiance> autorites)
    {
        using var chaine = new X509Chain { ChainPolicy = Politique(autorites) };
        var construite = chaine.Build(certificat);
        var elements = chaine.ChainElements.Select(e => e.Certificate).ToList();
        var emetteurs = elements.Skip(1).Select(e => autorites.FirstOrDefault(a => a.Est(e))).ToList();
        if (emetteurs.Count == 0 || emetteurs.Contains(null))
        {
            return Inconnu;
        }

        // A trusted intermediate whose root is not configured is an anchor: the end of the chain is then « partial », which is what was asked. The
        // hour is the caller's to judge, on his own clock.
        var defauts = chaine.ChainStatus.Select(s => s.Status).Where(s => s is not (X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.NotTimeValid)).ToList();
        if (defauts.Count > 0 || (!construite && chaine.ChainStatus.Length == 0))
        {
            return $"la chaîne de certification est fausse : {string.Join(", ", defauts)}";
        }

        (X509Certificate2 Certificat, AutoriteDeConfiance Emetteur)[] maillons =
            [.. emetteurs.Select((e, i) => (i == 0 ? certificat : emetteurs[i - 1]!.Certificat, e!))];
        if (Faiblesse(certificat, maillons) is { } faiblesse)
        {
            return faiblesse;
        }

        return new ChaineDeCertificats(
            emetteurs[0]!,
            maillons,
            elements.Max(e => Utc(e.NotBefore)),
            elements.Min(e => Utc(e.NotAfter)));
    }

    // The anchor's key counts, its own signature does not: it is trusted for its bytes.
    private static string? Faiblesse(X509Certificate2 certificat, IReadOnlyList<(X509Certificate2 Certificat, AutoriteDeConfiance Emetteur)> maillons)
    {
        if (Robustesse.EcartDeCle(certificat) is { } cle)
        {
            return $"le certificat est trop faible : {cle}";
        }

        foreach (var (maillon, emetteur) in maillons)
        {
            if (Robustesse.EcartDeSignature(maillon, emetteur.SigneEnSha1) is { } signature)
            {
                return $"{(maillon == certificat ? "le certificat" : "l’autorité du certificat")} est trop faible : {signature}";
            }

            if (emetteur.Faiblesse is { } ecart)
            {
                return $"« {emetteur.Nom} » est trop faible : {ecart}";
            }
        }

        return null;
    }

    private static X509ChainPolicy Politique(IReadOnlyList<AutoriteDeConfiance> autorites)
    {
        var politique = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        foreach (var autorite in autorites)
        {
            var estRacine = autorite.Certificat.SubjectName.RawData.AsSpan().SequenceEqual(autorite.Certificat.IssuerName.RawData);
            (estRacine ? politique.CustomTrustStore : politique.ExtraStore).Add(autorite.Certificat);
        }

        return politique;
    }

    private static DateTimeOffset Utc(DateTime date) => new(date.ToUniversalTime(), TimeSpan.Zero);
}
