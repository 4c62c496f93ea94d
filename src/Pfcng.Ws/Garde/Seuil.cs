using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Garde;

/// <summary>Somebody whom the guard let in, and the place he holds.</summary>
/// <param name="Entree">Who he is.</param>
/// <param name="Place">His place, given back when this is disposed of.</param>
internal sealed record Admis(Entree Entree, PlaceAuTravail Place) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Place.Dispose();
}

/// <summary>The way in of both doors: first who stands there (403), then a place (503), since a stranger takes nobody's place.</summary>
internal sealed class Seuil(Gardien gardien, Admission admission, Rejets rejets, Registres registres)
{
    /// <summary>Lets a request in; null when it was turned away, its answer being sent: <see cref="Rejets"/> says it.</summary>
    public async Task<Admis?> PasserAsync(HttpContext http, Porte porte, Passage passage)
    {
        var entree = gardien.Examiner(http, porte);
        if (entree.Motif is { } motif)
        {
            await RefuserAsync(http, porte, entree, passage, motif);
            return null;
        }

        if (await admission.EntrerAsync(http, entree.Cle) is not { } place)
        {
            return null;
        }

        passage.Client = entree.Client;
        return new(entree, place);
    }

    private async Task RefuserAsync(HttpContext http, Porte porte, Entree entree, Passage passage, string motif)
    {
        passage.Client = entree.Client;
        registres.Acces.Compter(CleDAdresse.De(http.Connection.RemoteIpAddress), passage, motif);
        registres.Confidences.Dire(http, passage, [new(null, "HTTP 403", motif)]);
        rejets.Compter(
            Rejet.Porte, http.Connection.RemoteIpAddress, $"{http.TraceIdentifier} {porte} HTTP 403 client={Passage.Lisible(entree.Client)} {Passage.Lisible(motif)}");
        await admission.RefuserAsync(http, StatusCodes.Status403Forbidden, "Accès refusé : " + motif + ".");
    }
}
