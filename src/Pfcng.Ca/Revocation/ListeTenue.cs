using Pfcng.Ca.Delivrance;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Revocation;

/// <summary>
/// The list that one authority keeps. Revocations that come while a list is being made wait together for the next one, and share it (D29).
/// </summary>
internal sealed class ListeTenue : IDisposable
{
    private readonly Autorite _autorite;
    private readonly string _chemin;
    private readonly TimeProvider _horloge;
    private readonly NumerosDeListe? _numeros;
    private readonly Action<Autorite> _publiee;
    private readonly Action<ListeNonPubliee> _manquee;
    private readonly SemaphoreSlim _uneALaFois = new(1);
    private readonly Lock _verrou = new();
    private readonly SortedDictionary<string, DateTimeOffset> _entrees = new(StringComparer.Ordinal);
    private readonly HashSet<string> _enAttente = [];
    private Task? _prochaine;
    private volatile ListePubliee? _courante;
    private volatile ListeNonPubliee? _manque;

    public ListeTenue(
        Autorite autorite, string dossier, TimeProvider horloge, NumerosDeListe? numeros, Action<Autorite> publiee, Action<ListeNonPubliee> manquee)
    {
        (_autorite, _numeros) = (autorite, numeros);
        _chemin = Path.Combine(dossier, autorite.Nom.Fichier + ".crl");
        _horloge = horloge;
        (_publiee, _manquee) = (publiee, manquee);
        if (!File.Exists(_chemin))
        {
            return;
        }

        _courante = ListePubliee.Relire(_chemin, autorite);
        foreach (var (numero, date) in _courante.Entrees)
        {
            _entrees.Add(numero, date);
        }
    }

    /// <summary>The list in force, or null before the first one.</summary>
    public byte[]? Courante => _courante?.Der;

    /// <summary>Why the next list could not be made when it was last tried; null when it was, or was not tried.</summary>
    public ListeNonPubliee? Manque => _manque;

    /// <summary>What the last list shows.</summary>
    public IReadOnlyList<KeyValuePair<string, DateTimeOffset>> Montrees => _courante?.Entrees ?? [];

    /// <summary>
    /// True when a new list must be made (D36): there is none, it is ahead of the clock, it lacks an entry, the next one could not be made, it is
    /// not of today in Paris, or, for a root, half of its life has passed.
    /// </summary>
    public bool EstDue()
    {
        var maintenant = _horloge.GetUtcNow();
        lock (_verrou)
        {
            return _courante is not { } courante
                || _enAttente.Count > 0
                || _manque is not null
                || courante.Debut > maintenant
                || (_autorite.Nom.EstRacine
                    ? maintenant - courante.Debut >= EcritureDeListe.ValiditeRacine / 2
                    : CalendrierParis.Jour(courante.Debut) != CalendrierParis.Jour(maintenant));
        }
    }

    /// <summary>Retains the number of the list in force, unless it is.</summary>
    public Task RetenirLeNumeroAsync() => _numeros is not null && _courante is { } courante && _numeros.Dernier(_autorite.Aki) < courante.Numero
        ? _numeros.RetenirAsync(_autorite.Aki, courante.Numero)
        : Task.CompletedTask;

    /// <summary>Adds an entry that the next list will show, without publishing. True when it was not there.</summary>
    public bool Ajouter(string numeroSerie, DateTimeOffset date)
    {
        lock (_verrou)
        {
            return _entrees.TryAdd(numeroSerie, date) && _enAttente.Add(numeroSerie);
        }
    }

    /// <summary>Adds an entry; ends once a list that shows it is published.</summary>
    public Task RevoquerAsync(string numeroSerie, DateTimeOffset date)
    {
        lock (_verrou)
        {
            Ajouter(numeroSerie, date);
            return _enAttente.Contains(numeroSerie) ? PublierAsync() : Task.CompletedTask;
        }
    }

    /// <summary>Publishes a new list, or joins the one that is about to be made.</summary>
    public Task PublierAsync()
    {
        lock (_verrou)
        {
            return _prochaine ??= Task.Run(ProchaineAsync);
        }
    }

    /// <summary>Tries the place of the next list; what is wrong with it is told as a list that could not be made.</summary>
    public async Task EprouverAsync()
    {
        await _uneALaFois.WaitAsync();
        try
        {
            FichierDurable.Eprouver(_chemin);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Manquer(e);
        }
        finally
        {
            _uneALaFois.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _uneALaFois.Dispose();

    private async Task ProchaineAsync()
    {
        await _uneALaFois.WaitAsync();
        try
        {
            KeyValuePair<string, DateTimeOffset>[] entrees;
            lock (_verrou)
            {
                _prochaine = null;
                entrees = [.. _entrees];
            }

            _courante = await FaireAsync(entrees);
            _manque = null;
            lock (_verrou)
            {
                foreach (var (numero, _) in entrees)
                {
                    _enAttente.Remove(numero);
                }
            }
        }
        catch (Exception e)
        {
            Manquer(e);
            throw;
        }
        finally
        {
            _uneALaFois.Release();
        }

        _publiee(_autorite);
    }

    /// <summary>Told by the first failure alone, until a list is made.</summary>
    private void Manquer(Exception echec)
    {
        var deja = _manque is not null;
        _manque = new(_autorite, echec.Message);
        if (!deja)
        {
            _manquee(_manque);
        }
    }

    /// <summary>
    /// The number grows whatever the clock does and whichever file was lost or restored (RFC 5280 §5.2.3): above the last list's and above what is
    /// retained elsewhere, and the time in seconds at least. It is retained before the list is signed.
    /// </summary>
    private async Task<ListePubliee> FaireAsync(KeyValuePair<string, DateTimeOffset>[] entrees)
    {
        var maintenant = DateTimeOffset.FromUnixTimeSeconds(_horloge.GetUtcNow().ToUnixTimeSeconds());
        var dernier = Math.Max(_courante?.Numero ?? 0, _numeros?.Dernier(_autorite.Aki) ?? 0);
        var numero = Math.Max(dernier + 1, maintenant.ToUnixTimeSeconds());
        if (_numeros is not null)
        {
            await _numeros.RetenirAsync(_autorite.Aki, numero);
        }

        var der = _autorite.Signer(EcritureDeListe.ACertifier(_autorite, numero, maintenant, entrees));
        FichierDurable.Ecrire(_chemin, der, FichierDurable.Public);
        return new(der, numero, maintenant, entrees);
    }
}
