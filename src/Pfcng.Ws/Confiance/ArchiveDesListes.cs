using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Modele;

namespace Pfcng.Ws.Confiance;

/// <summary>
/// Every revocation list that was in force, ours and others', as it was: evidence names the one that was used by its authority, its number and its
/// digest (D27). One file each, <c>&lt;key identifier of the authority&gt;/&lt;number&gt;.crl</c>. What the disk refuses waits for the next try: a list is in
/// force whether it is archived or not.
/// </summary>
/// <param name="dossier">The folder, made when absent.</param>
internal sealed class ArchiveDesListes(string dossier)
{
    private const int LongueurDUneDate = 14;

    private readonly Lock _garde = new();
    private readonly List<(ListeUtilisee Nom, ReadOnlyMemory<byte> Der)> _enAttente = [];

    /// <summary>How evidence names a list.</summary>
    public static ListeUtilisee Nommer(AutoriteDeConfiance autorite, ListeDeRevocation liste) => new(
        Nommer(autorite),
        liste.Numero is { } numero
            ? numero.ToString(CultureInfo.InvariantCulture)
            : liste.ThisUpdate.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture),
        liste.Empreinte);

    /// <summary>
    /// The newest list of an authority that was in force: after a start, nothing older is to be believed again. Names tell the order: numbers, and dates for
    /// the lists that have no number; the newest of each kind, for whoever takes them to compare. One that can't be read gives its place to the one before.
    /// </summary>
    public IEnumerable<ListeDeRevocation> Dernieres(AutoriteDeConfiance autorite)
    {
        var listes = Path.Combine(dossier, Nommer(autorite));
        return !Directory.Exists(listes) ? [] : Directory.EnumerateFiles(listes, "*.crl")
            .GroupBy(f => Path.GetFileNameWithoutExtension(f).Length == LongueurDUneDate)
            .Select(g => g.OrderByDescending(f => f.Length).ThenByDescending(f => f, StringComparer.Ordinal).Select(Lire).OfType<ListeDeRevocation>().FirstOrDefault())
            .OfType<ListeDeRevocation>();
    }

    /// <summary>Where a list is, or will be.</summary>
    public string Chemin(ListeUtilisee liste) => Path.Combine(dossier, liste.Autorite, liste.Numero + ".crl");

    /// <summary>Keeps a list that is about to be in force.</summary>
    public void Garder(AutoriteDeConfiance autorite, ListeDeRevocation liste)
    {
        lock (_garde)
        {
            _enAttente.Add((Nommer(autorite, liste), liste.Der));
            Ecrire();
        }
    }

    /// <summary>Tries again what the disk refused.</summary>
    /// <exception cref="IOException">It refuses still.</exception>
    public void Rattraper()
    {
        lock (_garde)
        {
            if (Ecrire() is { } echec)
            {
                throw new IOException($"{_enAttente.Count} liste(s) de révocation ne sont pas archivées : {echec.Message}", echec);
            }
        }
    }

    private static string Nommer(AutoriteDeConfiance autorite) =>
        autorite.Certificat.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } ski
            ? Convert.ToHexStringLower(ski.SubjectKeyIdentifierBytes.Span)
            : autorite.Certificat.Thumbprint.ToLowerInvariant();

    private static ListeDeRevocation? Lire(string fichier)
    {
        try
        {
            return ListeDeRevocation.Lire(File.ReadAllBytes(fichier));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private Exception? Ecrire()
    {
        try
        {
            while (_enAttente is [.., var (nom, der)])
            {
                var chemin = Chemin(nom);
                if (!File.Exists(chemin))
                {
                    FichierDurable.CreerDossierPublic(Path.GetDirectoryName(chemin)!);
                    FichierDurable.Ecrire(chemin, der.Span, FichierDurable.Public);
                }

                _enAttente.RemoveAt(_enAttente.Count - 1);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e;
        }
    }
}
