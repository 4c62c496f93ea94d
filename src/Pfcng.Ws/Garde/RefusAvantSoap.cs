namespace Pfcng.Ws.Garde;

/// <summary>A refusal before SOAP: plain text (D7).</summary>
internal static class RefusAvantSoap
{
    /// <summary>Sends it; a 503 says when to come back.</summary>
    public static async Task EnvoyerAsync(HttpContext http, int statut, string raison)
    {
        http.Response.StatusCode = statut;
        http.Response.ContentType = "text/plain; charset=utf-8";
        if (statut == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "5";
        }

        try
        {
            await http.Response.WriteAsync(raison + "\n", http.RequestAborted);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            http.Abort();
        }
    }
}
