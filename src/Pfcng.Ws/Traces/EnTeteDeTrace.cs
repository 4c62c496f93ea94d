namespace Pfcng.Ws.Traces;

/// <summary>Every answer, whatever it is, carries its trace number.</summary>
internal static class EnTeteDeTrace
{
    /// <summary>Its header.</summary>
    public const string Nom = "X-Pfcng-Trace";

    /// <summary>Numbers every request, and writes the number on its answer.</summary>
    public static void UseNumeroDeTrace(this WebApplication app) => app.Use((http, suite) =>
    {
        http.TraceIdentifier = NumeroDeTrace.Suivant();
        http.Response.OnStarting(Ecrire, http); // At the last moment: an answer begun and cleared keeps it too.
        return suite(http);
    });

    private static Task Ecrire(object http)
    {
        var reponse = (HttpContext)http;
        reponse.Response.Headers[Nom] = reponse.TraceIdentifier;
        return Task.CompletedTask;
    }
}
