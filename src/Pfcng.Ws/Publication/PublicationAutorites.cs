using System.Runtime.InteropServices;
using Microsoft.Net.Http.Headers;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Gabarits;
using Pfcng.Domain.Modele;

namespace Pfcng.Ws.Publication;

/// <summary>
/// Certificates and revocation lists of the authorities, where the extensions of every certificate say they are (D36, RFC 5280 §4.2.1.13,
/// RFC 2585 §3), with what caches need: a list may be kept an hour, and never beyond its nextUpdate.
/// </summary>
internal static class PublicationAutorites
{
    private static readonly string[] Lectures = [HttpMethods.Get, HttpMethods.Head];
    private static readonly TimeSpan GardeDesListes = TimeSpan.FromHours(1);
    private static readonly TimeSpan GardeDesCertificats = TimeSpan.FromDays(1);

    /// <summary>Adds <c>/AC/…</c>, <c>/AC TEST/…</c>, <c>/CRL/…</c>, and <c>/PC</c>, which every certificate names as the place of its policy.</summary>
    public static void MapAutorites(this WebApplication app, Autorites autorites, ListesServies listes, TimeProvider horloge)
    {
        foreach (var monde in Enum.GetValues<Monde>())
        {
            var texte = $"Politique de certification, monde {monde}. Le texte est celui que publie l’organisme qui exploite cette plateforme.\n";
            app.MapMethods(Uri.UnescapeDataString(PublicationOptions.CheminPolitique(monde)), Lectures, () => Results.Text(texte));
        }

        foreach (var autorite in autorites.Toutes)
        {
            var certificat = autorite.Certificat.RawData;
            var etag = ListesServies.Etag(certificat);
            app.MapMethods(Uri.UnescapeDataString(PublicationOptions.CheminCertificat(autorite.Nom)), Lectures, (HttpContext http) =>
                Servir(http, certificat, "application/pkix-cert", etag, autorite.Debut, GardeDesCertificats));
            app.MapMethods(PublicationOptions.CheminListe(autorite.Nom), Lectures, (HttpContext http) => listes.De(autorite.Nom) is { } liste
                ? Servir(http, liste.Der, "application/pkix-crl", liste.Etag, liste.Debut, Garde(liste.Fin - horloge.GetUtcNow()))
                : Results.NotFound());
        }
    }

    /// <summary>The answer, or 304 when the client has it; HEAD gives the headers alone. Sent piece by piece: a long list takes no memory for each who is slow to read it.</summary>
    private static IResult Servir(HttpContext http, ReadOnlyMemory<byte> octets, string type, EntityTagHeaderValue etag, DateTimeOffset modifie, TimeSpan garde)
    {
        http.Response.GetTypedHeaders().CacheControl = new() { Public = true, MaxAge = garde };
        var contenu = MemoryMarshal.TryGetArray(octets, out var tableau) ? tableau : octets.ToArray();
        return Results.Stream(new MemoryStream(contenu.Array!, contenu.Offset, contenu.Count, writable: false), type, lastModified: modifie, entityTag: etag);
    }

    private static TimeSpan Garde(TimeSpan reste) => reste < TimeSpan.Zero ? TimeSpan.Zero : reste < GardeDesListes ? reste : GardeDesListes;
}
