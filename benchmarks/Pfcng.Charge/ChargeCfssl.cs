using System.Net.Http.Json;

namespace Pfcng.Charge;

/// <summary>cfssl serve, which signs over clear HTTP and stores nothing: the yardstick of the withdrawal.</summary>
internal static class ChargeCfssl
{
    public static async Task<Allure> FaireAsync(Uri adresse, int demandes, int clients, Processus? serveur)
    {
        var cles = new Cles(demandes);
        var corps = Enumerable.Range(0, demandes).Select(_ => new { hostname = "charge.exemple.fr", certificate_request = $"-----BEGIN CERTIFICATE REQUEST-----\n{cles.Csr()}\n-----END CERTIFICATE REQUEST-----\n" }).ToList();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return await Mesure.FaireAsync("cfssl sign", corps, clients, serveur, async (_, c) =>
        {
            using var reponse = await http.PostAsJsonAsync(adresse, c);
            reponse.EnsureSuccessStatusCode();
        });
    }
}
