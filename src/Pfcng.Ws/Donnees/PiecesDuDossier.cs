using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;

namespace Pfcng.Ws.Donnees;

/// <summary>What the store leans on outside of it (D27, D33, D37): which files they are, what the store knows of them, what is there.</summary>
internal static class PiecesDuDossier
{
    /// <summary>Name under which the store knows the key of the revocation codes.</summary>
    public const string CleDesCodes = "codes-revocation";

    private static readonly NomAutorite[] Cartes = [.. NomAutorite.Toutes(avecCartes: true).Except(NomAutorite.Toutes(avecCartes: false))];

    /// <summary>Names of those that the store knows.</summary>
    /// <exception cref="DemarrageImpossibleException">The store is of the other form.</exception>
    /// <exception cref="StoreException">The store has a history and has lost a fingerprint.</exception>
    public static async Task<IReadOnlySet<string>> ConnuesAsync(Depot depot, RepertoireDeDonnees dossier, bool demonstration, CancellationToken annulation)
    {
        var connues = await Pieces.ConnuesAsync(depot, annulation);
        if (connues.Count > 0 && Cartes.Any(c => connues.Contains(c.Fichier)) != demonstration)
        {
            throw new DemarrageImpossibleException(
                $"Le dépôt {dossier.Base} est celui d’une {(demonstration ? "production" : "démonstration")} : il ne peut pas servir à {(demonstration ? "une démonstration" : "la production")}.");
        }

        await Pieces.ExigerConnuesAsync(
            depot,
            [
                .. NomAutorite.Toutes(demonstration).Select(n => (n.Fichier, dossier.Certificat(n))),
                (CleDesCodes, dossier.CleDesCodes),
                (CleDesTetes.NomDePiece, CleDesTetes.Chemin(dossier.Autorites)),
            ],
            annulation);
        return connues;
    }

    /// <summary>What is there, for who verifies.</summary>
    /// <param name="dossier">The data folder.</param>
    /// <param name="sansCles">True for a copy without private keys: they are not missed.</param>
    public static IReadOnlyList<PieceVue> Voir(RepertoireDeDonnees dossier, bool sansCles)
    {
        var autorites = NomAutorite.Toutes(avecCartes: true).Where(n => !Cartes.Contains(n) || File.Exists(dossier.Certificat(n))).ToList();
        return
        [
            .. autorites.Select(n => new PieceVue(n.Fichier, dossier.Certificat(n), Certificat(dossier.Certificat(n)))),
            new(CleDesTetes.NomDePiece, CleDesTetes.Chemin(dossier.Autorites), Octets(CleDesTetes.Chemin(dossier.Autorites))),
            new(null, dossier.Forme, dossier.FormeEcrite is { } forme && forme == (autorites.Exists(Cartes.Contains) ? RepertoireDeDonnees.EnDemonstration : RepertoireDeDonnees.EnProduction) ? [1] : null),
            .. sansCles ? [new(CleDesCodes, dossier.CleDesCodes, null, Facultative: true)] : Cles(dossier, autorites),
        ];
    }

    private static IEnumerable<PieceVue> Cles(RepertoireDeDonnees dossier, IEnumerable<NomAutorite> autorites) =>
        autorites.Select(n => n.Fichier).Append("tetes").Select(n => Path.Combine(dossier.Autorites, "cles", n + ".key"))
            .Select(chemin => new PieceVue(null, chemin, new FileInfo(chemin) is { Exists: true, Length: > 0 } ? [1] : null))
            .Append(new(CleDesCodes, dossier.CleDesCodes, Octets(dossier.CleDesCodes)));

    private static byte[]? Octets(string chemin) => File.Exists(chemin) ? File.ReadAllBytes(chemin) : null;

    /// <summary>The fingerprint is of the DER, whatever the PEM around it.</summary>
    private static byte[]? Certificat(string chemin)
    {
        if (Octets(chemin) is not { Length: > 0 } octets)
        {
            return null;
        }

        try
        {
            using var certificat = X509CertificateLoader.LoadCertificate(octets);
            return certificat.RawData;
        }
        catch (CryptographicException)
        {
            return octets;
        }
    }
}
