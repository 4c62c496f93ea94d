using Pfcng.Ca.Products;
using Pfcng.Ws.Hosting;

namespace Pfcng.Ws.Publication;

/// <summary>Certificates and revocation lists of the authorities, where the extensions of every certificate say they are (D36).</summary>
internal static class PublicationAutorites
{
    /// <summary>Adds <c>/AC/…</c>, <c>/AC TEST/…</c> and <c>/CRL/…</c>.</summary>
    public static void MapAutorites(this WebApplication app, Socle socle)
    {
        foreach (var autorite in socle.Autorites.Toutes)
        {
            var certificat = autorite.Certificat.RawData;
            app.MapGet(Uri.UnescapeDataString(PublicationOptions.CheminCertificat(autorite.Nom)), () => Results.Bytes(certificat, "application/pkix-cert"));
            app.MapGet(PublicationOptions.CheminListe(autorite.Nom), () => socle.Listes.Courante(autorite.Nom) is { } liste
                ? Results.Bytes(liste, "application/pkix-crl")
                : Results.NotFound());
        }
    }
}
