using System.Threading.RateLimiting;
using Pfcng.Ws.Configuration;

namespace Pfcng.Ws.Hosting;

/// <summary>How many requests are served at the same time, in all and for one client; beyond, 503 with Retry-After.</summary>
internal static class Admission
{
    /// <summary>Adds the limiter to the services.</summary>
    public static IServiceCollection AddAdmission(this IServiceCollection services, Reglages reglages) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(_ => Simultanees("toutes", reglages.RequetesSimultanees)),
            PartitionedRateLimiter.Create<HttpContext, string>(http => Simultanees(Client(http), reglages.RequetesParClient)));
        options.OnRejected = async (rejet, annulation) =>
            await Pipeline.Repondre.RefuserAsync(rejet.HttpContext, StatusCodes.Status503ServiceUnavailable, "Trop de requêtes simultanées. Veuillez réessayer.");
    });

    /// <summary>The client of a request: its TLS certificate, else its address.</summary>
    public static string Client(HttpContext http) =>
        http.Connection.ClientCertificate?.Thumbprint ?? http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static RateLimitPartition<string> Simultanees(string cle, int limite) => RateLimitPartition.GetConcurrencyLimiter(
        cle, _ => new ConcurrencyLimiterOptions { PermitLimit = limite, QueueLimit = 0 });
}
