using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Garde;

/// <summary>Says of a route what it is, where it is neither a public document nor nothing at all.</summary>
internal sealed record Acces
{
    /// <summary>A door: the guard says first who stands there, then <see cref="Admission.EntrerAsync"/> gives a place.</summary>
    public static readonly Acces Porte = new();

    /// <summary>Whether the service is well.</summary>
    public static readonly Acces Sante = new();

    private Acces()
    {
    }
}

/// <summary>
/// How much is served at the same time. Each sort of request has places of its own, so that none shuts out another: operations, by who was
/// recognised at the door; public documents, refusals and health, by address, whoever asks.
/// </summary>
internal sealed class Admission(Limites limites, Rejets rejets)
{
    private const string Trop = "Trop de requêtes simultanées. Veuillez réessayer.";

    /// <summary>Places of each of the pools open to strangers: enough for some twenty addresses that would each take their part.</summary>
    private const int PlacesPubliques = 256;

    /// <summary>Of which for one address: what a browser or a client behind one address asks at the same time, and more.</summary>
    private const int PlacesParAdresse = 12;

    private readonly Pairs _pairs = new(limites.AdressesSansBorne);
    private readonly Places _travaux = new(limites.Requetes, limites.RequetesParClient);
    private readonly Places _clients = new(long.MaxValue, limites.ReponsesParClient);
    private readonly Places _documents = new(PlacesPubliques, PlacesParAdresse);
    private readonly Places _sante = new(PlacesPubliques, PlacesParAdresse);
    private readonly Places _refus = new(PlacesPubliques, PlacesParAdresse);

    /// <summary>The middleware: bounds the answer's time, and gives its place to all that is not a door.</summary>
    public async Task PasserAsync(HttpContext http, RequestDelegate suite)
    {
        using var delai = new DelaiDeReponse(http, limites.DelaiReponse, rejets);
        var route = http.GetEndpoint();
        var acces = route?.Metadata.GetMetadata<Acces>();
        if (acces == Acces.Porte)
        {
            await suite(http);
        }
        else if (route is not RouteEndpoint)
        {
            rejets.Compter(Rejet.Adresse, http.Connection.RemoteIpAddress, $"HTTP 404 ou 405 {Passage.Lisible(http.Request.Path)}");
            await OccuperAsync(_refus, http, suite, Couper);
        }
        else
        {
            await OccuperAsync(acces == Acces.Sante ? _sante : _documents, http, suite, h => SurchargerAsync(h, Trop));
        }
    }

    /// <summary>The place of a request that the guard let in; null, and 503 sent, when its client, or all together, have as many as they may.</summary>
    /// <param name="http">The request.</param>
    /// <param name="cle">Who was recognised at the door.</param>
    public async Task<PlaceAuTravail?> EntrerAsync(HttpContext http, string cle)
    {
        if (_clients.Occuper(cle) is { } client)
        {
            if (_travaux.Occuper(cle) is { } travail)
            {
                return new(client, travail);
            }

            client.Dispose();
        }

        await SurchargerAsync(http, Trop);
        return null;
    }

    /// <summary>503: come back later.</summary>
    public Task SurchargerAsync(HttpContext http, string raison)
    {
        rejets.Compter(Rejet.Surcharge, http.Connection.RemoteIpAddress, "HTTP 503 " + raison);
        return RefuserAsync(http, StatusCodes.Status503ServiceUnavailable, raison);
    }

    /// <summary>A refusal before SOAP, in the refusals' own places; the request is cut when its address has as many under way as it may.</summary>
    public Task RefuserAsync(HttpContext http, int statut, string raison) =>
        OccuperAsync(_refus, http, h => RefusAvantSoap.EnvoyerAsync(h, statut, raison), Couper);

    private async Task OccuperAsync(Places places, HttpContext http, RequestDelegate faire, RequestDelegate refuser)
    {
        using var place = places.Occuper(_pairs.Cle(http));
        await (place is null ? refuser : faire)(http);
    }

    private Task Couper(HttpContext http)
    {
        rejets.Compter(Rejet.Refus, http.Connection.RemoteIpAddress, "requête coupée : trop de refus à la fois");
        http.Abort();
        return Task.CompletedTask;
    }
}

/// <summary>
/// The place of a business request. That of its work is given back as soon as the work is done, since what is left depends on the client alone:
/// an answer that is not read keeps its own client from coming again, and nobody else.
/// </summary>
internal sealed class PlaceAuTravail(Place client, Place travail) : IDisposable
{
    /// <summary>The work is done, the answer is to be sent.</summary>
    public void FinirLeTravail() => travail.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        travail.Dispose();
        client.Dispose();
    }
}
