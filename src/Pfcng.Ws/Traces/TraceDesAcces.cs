using System.Buffers;
using System.Text.Json;
using Pfcng.Domain.Disque;

namespace Pfcng.Ws.Traces;

/// <summary>
/// The file of those whom the doors refuse (403, D7), or who do not come as far as that: one line per address and minute, with their number and the last reason. It never stops
/// anything: what can't be written is dropped and counted. Safe for concurrent use.
/// </summary>
/// <param name="registre">The file.</param>
/// <param name="horloge">The machine's clock.</param>
internal sealed class TraceDesAcces(RegistreTournant registre, TimeProvider horloge) : IDisposable
{
    private readonly CumulParMinute _cumul = new(horloge);
    private readonly Lock _verrou = new();
    private readonly ArrayBufferWriter<byte> _tampon = new(1024);
    private Utf8JsonWriter? _json;
    private long _perdus;

    /// <summary>Counts a refusal; written at once when it is the first of its address in a minute.</summary>
    public void Compter(string adresse, Passage passage, string motif) => Compter(adresse, $"{passage.Chemin} {passage.Client} : {motif}");

    /// <summary>Counts a connection that did not come as far as a request, likewise.</summary>
    public void Compter(string adresse, string motif)
    {
        if (_cumul.Ajouter(adresse, motif) is { } ligne)
        {
            Ecrire([ligne]);
        }
    }

    /// <summary>Once a minute: writes the minutes that are over, deletes what is too old.</summary>
    /// <param name="tout">True at the end of the service.</param>
    public void Entretenir(bool tout = false)
    {
        Ecrire(_cumul.Finir(tout));
        lock (_verrou)
        {
            registre.Purger();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Entretenir(tout: true);
        registre.Dispose();
        _json?.Dispose();
    }

    private void Ecrire(IReadOnlyList<LigneCumulee> lignes)
    {
        lock (_verrou)
        {
            foreach (var ligne in lignes)
            {
                Ecrire(ligne);
            }
        }
    }

    private void Ecrire(LigneCumulee ligne)
    {
        _tampon.ResetWrittenCount();
        var json = _json ??= LigneDeTrace.Ecrivain(_tampon);
        LigneDeTrace.Commencer(json, horloge.GetUtcNow());
        LigneDeTrace.Texte(json, "adresse", ligne.Cle);
        json.WriteNumber("fois", ligne.Fois);
        LigneDeTrace.Texte(json, "dernier", ligne.Detail);
        if (_perdus > 0)
        {
            json.WriteNumber("perdus", _perdus);
        }

        LigneDeTrace.Finir(json, _tampon);
        try
        {
            registre.Ajouter(_tampon.WrittenSpan);
            _perdus = 0;
        }
        catch (IOException)
        {
            _perdus += ligne.Fois;
        }
    }
}
