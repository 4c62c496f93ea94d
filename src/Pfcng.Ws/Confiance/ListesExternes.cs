using System.Security.Cryptography;
using System.Text;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Disque;

namespace Pfcng.Ws.Confiance;

/// <summary>
/// Revocation lists made elsewhere, those of the cards' authorities in production form (D9): files of the trust folder, read again within the
/// minute when they change, and addresses, asked every hour in the background. What is refused leaves the list in force as it was. Not for concurrent use.
/// </summary>
/// <param name="confiance">Takes the lists.</param>
/// <param name="dossier">Folder of the files <c>*.crl</c>, sub-folders included; it may not exist.</param>
/// <param name="adresses">Addresses, http or https.</param>
/// <param name="copies">Folder that keeps what the addresses gave, for the next start.</param>
/// <param name="horloge">The clock.</param>
internal sealed class ListesExternes(CercleDeConfiance confiance, string dossier, IReadOnlyList<Uri> adresses, string copies, TimeProvider horloge) : IDisposable
{
    private const int TailleMaximale = 64 * 1024 * 1024;

    private static readonly TimeSpan EntreDeuxDemandes = TimeSpan.FromHours(1);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = TailleMaximale };
    private readonly Dictionary<string, DateTime> _lus = [];
    private readonly Dictionary<Uri, DateTimeOffset> _donnees = [];

    /// <summary>
    /// Takes the files at the start, then the copies, which may be out of date. A file older than the list in force, which the archive gave, is refused as
    /// while running: the first <see cref="RafraichirAsync"/> says so.
    /// </summary>
    /// <exception cref="DemarrageImpossibleException">A file is damaged, or no authority signed it.</exception>
    public void Charger()
    {
        foreach (var fichier in Fichiers(dossier))
        {
            if (Lire(fichier) is { } motif)
            {
                _lus.Remove(fichier);
                if (!motif.Contains(CercleDeConfiance.PlusRecenteConnue, StringComparison.Ordinal))
                {
                    throw new DemarrageImpossibleException($"{motif} Remplacez ce fichier, ou ôtez-le.");
                }
            }
        }

        foreach (var copie in adresses.Select(Copie).Where(File.Exists))
        {
            Prendre(copie, File.ReadAllBytes(copie));
        }
    }

    /// <summary>Takes the files that changed, and asks the addresses whose hour has come; one that did not answer is asked again the next time.</summary>
    /// <returns>What was refused, a line each, in French.</returns>
    public async Task<IReadOnlyList<string>> RafraichirAsync(CancellationToken annulation)
    {
        var motifs = Fichiers(dossier).Where(f => _lus.GetValueOrDefault(f) != File.GetLastWriteTimeUtc(f)).Select(Lire).ToList();
        var instant = horloge.GetUtcNow();
        var dues = adresses.Where(a => !_donnees.TryGetValue(a, out var derniere) || instant - derniere >= EntreDeuxDemandes).ToList();
        foreach (var (adresse, octets, motif) in await Task.WhenAll(dues.Select(a => DemanderAsync(a, annulation))))
        {
            motifs.Add(motif ?? Garder(adresse, octets!, instant));
        }

        return [.. motifs.OfType<string>()];
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static IEnumerable<string> Fichiers(string dossier) =>
        Directory.Exists(dossier) ? Directory.EnumerateFiles(dossier, "*.crl", SearchOption.AllDirectories) : [];

    private string? Lire(string fichier)
    {
        _lus[fichier] = File.GetLastWriteTimeUtc(fichier);
        return Prendre(fichier, File.ReadAllBytes(fichier));
    }

    private string? Prendre(string origine, byte[] octets)
    {
        try
        {
            return confiance.MettreAJour(ListeDeRevocation.Lire(octets)) is { } motif ? $"{origine} : {motif}." : null;
        }
        catch (CryptographicException e)
        {
            return $"{origine} n’est pas une liste de révocation admise. {e.Message}";
        }
    }

    private async Task<(Uri Adresse, byte[]? Octets, string? Motif)> DemanderAsync(Uri adresse, CancellationToken annulation)
    {
        try
        {
            return (adresse, await _http.GetByteArrayAsync(adresse, annulation), null);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !annulation.IsCancellationRequested)
        {
            return (adresse, null, $"{adresse} : {e.Message}");
        }
    }

    private string? Garder(Uri adresse, byte[] octets, DateTimeOffset instant)
    {
        if (Prendre(adresse.ToString(), octets) is { } motif)
        {
            return motif;
        }

        FichierDurable.CreerDossierPublic(copies);
        FichierDurable.Ecrire(Copie(adresse), octets, FichierDurable.Public);
        _donnees[adresse] = instant;
        return null;
    }

    private string Copie(Uri adresse) =>
        Path.Combine(copies, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(adresse.AbsoluteUri)).AsSpan(0, 16)) + ".crl");
}
