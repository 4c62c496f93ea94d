using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Pfcng.Ws.Traces;

/// <summary>
/// <c>GET /refus</c> of the public port: the last refusals and what to do about each. It is there in demonstration form, for a browser of the
/// same machine that asks for that machine by name: another site's page can't reach it by having its own name point here. 404 otherwise.
/// </summary>
internal static class PageDesRefus
{
    /// <summary>Its path.</summary>
    public const string Chemin = "/refus";

    private const string Debut = """
        <!DOCTYPE html>
        <html lang="fr"><head><meta charset="utf-8"><title>Pfcng : derniers refus</title>
        <style>body{font-family:sans-serif;margin:2em;max-width:60em}li{margin-bottom:1.2em}code{background:#eee}p{margin:.2em 0}</style></head>
        <body><h1>Derniers refus</h1>
        <p>Les cent derniers, le plus récent d’abord (démonstration seulement). Le numéro est celui de l’en-tête X-Pfcng-Trace de la réponse.</p>
        """;

    private static readonly HtmlEncoder Texte = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Adds the page.</summary>
    public static void MapRefus(this WebApplication app, Confidences confidences) => app.MapGet(Chemin, (HttpContext http) =>
    {
        if (!confidences.Permises(http))
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(Ecrire(confidences.Derniers.Tous), "text/html; charset=utf-8");
    });

    /// <summary>The page; whatever a client wrote is escaped.</summary>
    internal static string Ecrire(IReadOnlyList<RefusVu> refus) =>
        Debut + (refus.Count == 0 ? "<p>Aucun refus depuis le démarrage.</p>" : $"<ol>{string.Concat(refus.Select(Ecrire))}</ol>") + "</body></html>\n";

    private static string Ecrire(RefusVu vu) =>
        $"<li><p><code>{Texte.Encode(vu.Trace)}</code> {vu.Instant.UtcDateTime:yyyy-MM-dd' 'HH':'mm':'ss} UTC, {Texte.Encode(vu.Porte)} {Texte.Encode(vu.Operation)}"
        + $", signataire {Texte.Encode(vu.Signataire)}</p>"
        + $"<p><strong>{Texte.Encode(vu.Refus.Code)}</strong>{(vu.Refus.Rang is { } rang ? $", demande {rang} du lot" : "")} : {Texte.Encode(vu.Refus.Raison)}</p>"
        + $"<p>À faire : {Texte.Encode(Conseils.Pour(vu.Refus))}</p></li>\n";
}
