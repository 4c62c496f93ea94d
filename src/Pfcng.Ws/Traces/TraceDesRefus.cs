using System.Buffers;
using System.Text.Json;
using Pfcng.Domain.Disque;

namespace Pfcng.Ws.Traces;

/// <summary>
/// The file of the refusals, which nothing else keeps (D19, D32, D37): a line each, in the system's hands before the answer leaves, on the disk
/// within a minute. While it can't be written, operations stop; it is tried again by whoever comes next, and the first line then tells for how
/// long it was mute. Safe for concurrent use.
/// </summary>
/// <param name="registre">The file.</param>
/// <param name="horloge">The machine's clock.</param>
internal sealed class TraceDesRefus(RegistreTournant registre, TimeProvider horloge) : IDisposable
{
    private static readonly TimeSpan EntreDeuxEssais = TimeSpan.FromSeconds(1);

    private readonly Lock _verrou = new();
    private readonly ArrayBufferWriter<byte> _tampon = new(4096);
    private Utf8JsonWriter? _json;
    private volatile Panne? _panne;

    /// <summary>False while it can't be written, which is tried again once a second at most.</summary>
    public bool Disponible => _panne is null || Reprendre();

    /// <summary>Writes the refusals of a request.</summary>
    /// <returns>False when they are not in the file: the operation must not answer them.</returns>
    public bool Ecrire(Passage passage, IReadOnlyList<RefusTrace> refus)
    {
        lock (_verrou)
        {
            var instant = horloge.GetUtcNow();
            DireLaReprise(instant);
            foreach (var un in refus)
            {
                Commencer(instant);
                Decrire(passage, un);
                Finir();
            }

            return Ajouter(refus.Count);
        }
    }

    /// <summary>Looks whether the file is still there, without writing anything.</summary>
    public bool Verifier()
    {
        lock (_verrou)
        {
            if (_panne is null)
            {
                Essayer(registre.Ouvrir, 0);
            }
        }

        return Disponible;
    }

    /// <summary>Once a minute: has the disk keep what was written, deletes what is too old.</summary>
    public void Entretenir()
    {
        lock (_verrou)
        {
            if (_panne is null)
            {
                Essayer(registre.Synchroniser, 0);
            }

            registre.Purger();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Entretenir();
        registre.Dispose();
        _json?.Dispose();
    }

    private void Commencer(DateTimeOffset instant) => LigneDeTrace.Commencer(_json ??= LigneDeTrace.Ecrivain(_tampon), instant);

    private void Finir() => LigneDeTrace.Finir(_json!, _tampon);

    private void Decrire(Passage passage, RefusTrace refus)
    {
        LigneDeTrace.Texte(_json!, "trace", passage.Trace);
        LigneDeTrace.Texte(_json!, "porte", passage.Chemin);
        LigneDeTrace.Texte(_json!, "operation", passage.Operation);
        LigneDeTrace.Texte(_json!, "code", refus.Code);
        if (refus.Rang is { } rang)
        {
            _json!.WriteNumber("rang", rang);
        }

        LigneDeTrace.Texte(_json!, "raison", refus.Raison);
        LigneDeTrace.Texte(_json!, "signataire", passage.Acteur);
        LigneDeTrace.Texte(_json!, "monde", passage.Monde);
        LigneDeTrace.Texte(_json!, "client", passage.Client);
    }

    private bool Reprendre()
    {
        lock (_verrou)
        {
            var instant = horloge.GetUtcNow();
            if (_panne is not { } panne)
            {
                return true;
            }

            if (instant - panne.DernierEssai is var depuis && depuis >= TimeSpan.Zero && depuis < EntreDeuxEssais)
            {
                return false;
            }

            DireLaReprise(instant);
            return Ajouter(0);
        }
    }

    /// <summary>The line that comes before those of the first writing that works again.</summary>
    private void DireLaReprise(DateTimeOffset instant)
    {
        if (_panne is { } panne)
        {
            Commencer(instant);
            LigneDeTrace.Texte(_json!, "code", "reprise");
            LigneDeTrace.Texte(_json!, "raison", $"la trace n’a pas pu être écrite depuis {panne.Debut.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} ; refus qui manquent : {panne.Perdus}");
            Finir();
        }
    }

    private bool Ajouter(int nombre)
    {
        var ecrit = Essayer(() => registre.Ajouter(_tampon.WrittenSpan), nombre);
        _tampon.ResetWrittenCount();
        return ecrit;
    }

    private bool Essayer(Action geste, int perdus)
    {
        try
        {
            geste();
            _panne = null;
            return true;
        }
        catch (IOException)
        {
            var instant = horloge.GetUtcNow();
            _panne = new(_panne?.Debut ?? instant, instant, (_panne?.Perdus ?? 0) + perdus);
            return false;
        }
    }

    /// <summary>Since when it can't be written, and how many refusals are not in it.</summary>
    private sealed record Panne(DateTimeOffset Debut, DateTimeOffset DernierEssai, long Perdus);
}
