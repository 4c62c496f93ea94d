using System.Collections.Frozen;
using System.Security.Cryptography;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Stockage;

namespace Pfcng.Ca.Revocation;

/// <summary>
/// The CRL of every authority: one file each in a folder, the current ones in memory to be served. What is revoked is the union of what the
/// domain's store says and of what the last list showed, so that a restore undoes no revocation (D29).
/// </summary>
public sealed class PublicationDesListes : IDisposable
{
    private readonly Autorites _autorites;
    private readonly FrozenDictionary<NomAutorite, ListeTenue> _listes;

    /// <summary>Reads the last lists; <see cref="Connaitre"/> then <see cref="PublierDuesAsync"/> must follow, the latter at start and often.</summary>
    /// <param name="autorites">The authorities.</param>
    /// <param name="dossier">Folder of the lists, made when absent.</param>
    /// <param name="horloge">Dates of the lists.</param>
    /// <param name="numeros">Where cRLNumbers are retained besides; null: nowhere.</param>
    /// <exception cref="AutoriteInutilisableException">A list on disk is damaged.</exception>
    public PublicationDesListes(Autorites autorites, string dossier, TimeProvider horloge, NumerosDeListe? numeros = null)
    {
        _autorites = autorites;
        FichierDurable.CreerDossierPublic(dossier);
        _listes = autorites.Toutes.ToFrozenDictionary(a => a.Nom, a => new ListeTenue(a, dossier, horloge, numeros, a => Publiee?.Invoke(a), m => Manquee?.Invoke(m)));
    }

    /// <summary>The lists that could not be made when they were last tried: their revocations wait. Each is due until it is published.</summary>
    public IReadOnlyList<ListeNonPubliee> NonPubliees => [.. _autorites.Toutes.Select(a => _listes[a.Nom].Manque).OfType<ListeNonPubliee>()];

    /// <summary>Every revocation that the last lists show.</summary>
    public IReadOnlyCollection<RevocationTechnique> Montrees =>
        [.. _autorites.Toutes.SelectMany(a => _listes[a.Nom].Montrees.Select(e => new RevocationTechnique(a.Nom.Monde, a.Aki, e.Key, e.Value)))];

    /// <summary>Takes in revocations already done: the next lists show them.</summary>
    /// <exception cref="AutoriteInutilisableException">One is of an unknown authority.</exception>
    public void Connaitre(IEnumerable<RevocationTechnique> connues)
    {
        foreach (var connue in connues)
        {
            if (Chercher(connue) is not { } liste)
            {
                throw new AutoriteInutilisableException($"Le certificat révoqué {connue.NumeroSerie} est d’une autorité inconnue ({connue.Aki}).");
            }

            liste.Ajouter(Normaliser(connue.NumeroSerie), connue.Date);
        }
    }

    /// <summary>Retains the numbers of the lists that are in force, where a store that is younger, or older, than they does not know them.</summary>
    /// <exception cref="StoreIndisponibleException">They can't be retained.</exception>
    public async Task RetenirLesNumerosAsync()
    {
        foreach (var liste in _listes.Values)
        {
            await liste.RetenirLeNumeroAsync();
        }
    }

    /// <summary>A new list is in force: what was concluded from the former one must be forgotten. Called before the revocation's task ends.</summary>
    public event Action<Autorite>? Publiee;

    /// <summary>A list could not be made. Told once until it is.</summary>
    public event Action<ListeNonPubliee>? Manquee;

    /// <summary>Tries the place of every list, so that one which can't be published is known before it is due.</summary>
    public Task EprouverAsync() => Task.WhenAll(_listes.Values.Select(l => l.EprouverAsync()));

    /// <summary>The list in force, DER; null before the first publication.</summary>
    public ReadOnlyMemory<byte>? Courante(NomAutorite nom) =>
        _listes.TryGetValue(nom, out var liste) && liste.Courante is { } der ? der : default(ReadOnlyMemory<byte>?);

    /// <summary>Makes a new list for every authority.</summary>
    /// <exception cref="IOException">A list could not be written; the others were.</exception>
    public Task PublierToutesAsync() => Task.WhenAll(_listes.Values.Select(l => l.PublierAsync()));

    /// <summary>Makes a new list where one is due: intermediate lists daily, roots at half of their life, and whatever is ahead of the clock or incomplete (D36).</summary>
    /// <exception cref="IOException">A list could not be written; the others were.</exception>
    public Task PublierDuesAsync() => Task.WhenAll(_listes.Values.Where(l => l.EstDue()).Select(l => l.PublierAsync()));

    /// <summary>Revokes; ends once a list that shows it is published. The same number again changes nothing.</summary>
    /// <exception cref="AutoriteErreurException">Unknown authority, or not a serial number.</exception>
    /// <exception cref="AutoriteInaccessibleException">The list could not be published: calling again tries again.</exception>
    public async Task RevoquerAsync(RevocationTechnique revocation, CancellationToken annulation)
    {
        var liste = Chercher(revocation) ?? throw new AutoriteErreurException($"L’autorité {revocation.Aki} n’est pas de cette plateforme.");
        var numeroSerie = Normaliser(revocation.NumeroSerie);
        try
        {
            await liste.RevoquerAsync(numeroSerie, revocation.Date).WaitAsync(annulation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or StoreIndisponibleException)
        {
            throw new AutoriteInaccessibleException($"La liste de révocation de l’autorité {revocation.Aki} n’a pas pu être publiée.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var liste in _listes.Values)
        {
            liste.Dispose();
        }
    }

    private ListeTenue? Chercher(RevocationTechnique revocation) =>
        _autorites.ParAki(revocation.Aki) is { } autorite && autorite.Nom.Monde == revocation.Monde ? _listes[autorite.Nom] : null;

    /// <summary>Lower case, without leading zero bytes: the form of an INTEGER read back. The digits may be odd in number: the store trims zeros one by one.</summary>
    private static string Normaliser(string numeroSerie)
    {
        try
        {
            return Convert.ToHexStringLower(Convert.FromHexString(numeroSerie.Length % 2 == 0 ? numeroSerie : "0" + numeroSerie).AsSpan().TrimStart((byte)0)) is { Length: > 0 } numero
                ? numero
                : throw new AutoriteErreurException("Le numéro de série 0 n’existe pas.");
        }
        catch (FormatException e)
        {
            throw new AutoriteErreurException($"« {numeroSerie} » n’est pas un numéro de série.", e);
        }
    }
}
