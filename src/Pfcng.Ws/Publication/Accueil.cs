using System.Net;
using System.Text;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Gabarits;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Publication;

/// <summary>
/// What a browser shows at the root of either port: where the contract, the authorities and their lists are. Written once at the start; no script,
/// no style, nothing of the request.
/// </summary>
internal static class Accueil
{
    /// <summary>Adds <c>/</c>.</summary>
    public static void MapAccueil(this WebApplication app, bool demonstration, Autorites autorites)
    {
        var page = Encoding.UTF8.GetBytes(Page(demonstration, autorites));
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], (HttpContext http) =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
            return Results.Bytes(page, "text/html; charset=utf-8");
        });
    }

    private static string Page(bool demonstration, Autorites autorites) => $"""
        <!doctype html>
        <html lang="fr">
        <head><meta charset="utf-8"><title>Pfcng</title></head>
        <body>
        <h1>Pfcng, plateforme de certificats IGC-Santé</h1>
        <p>{(demonstration ? "Démonstration : rien ici n’est vrai." : "Canal Web Service.")}</p>
        <ul>
        <li><a href="/ws-srv?wsdl">/ws-srv?wsdl</a>, porte des serveurs (le contrat)</li>
        <li><a href="/ws-apt?wsdl">/ws-apt?wsdl</a>, porte des cartes (le contrat)</li>
        <li><a href="/health">/health</a>, état du service</li>
        {(demonstration ? $"<li><a href=\"{PageDesRefus.Chemin}\">{PageDesRefus.Chemin}</a>, derniers refus et quoi faire</li>" : "")}
        </ul>
        {string.Concat(Enum.GetValues<Monde>().Select(m => Liste(autorites, m)))}</body>
        </html>

        """;

    private static string Liste(Autorites autorites, Monde monde) => $"""
        <h2>Autorités, monde de {(monde == Monde.Test ? "test" : "production")}</h2>
        <ul>
        {string.Concat(autorites.Toutes.Where(a => a.Nom.Monde == monde).Select(a =>
            $"<li>{WebUtility.HtmlEncode(a.Nom.Cn)} : <a href=\"{PublicationOptions.CheminCertificat(a.Nom)}\">/AC</a>, <a href=\"{PublicationOptions.CheminListe(a.Nom)}\">/CRL</a></li>\n"))}</ul>

        """;
}
