using System.Security.Cryptography.X509Certificates;
using Pfcng.Testing;

namespace Pfcng.Charge;

/// <summary>What each hostile message costs the server, one after the other: a line of the table of docs/performance.md each.</summary>
internal static class ChargeHostile
{
    private const int Chauffe = 200;

    public static async Task FaireAsync(string donnees, Uri porte, Processus serveur, int taille, string forme)
    {
        var demo = Path.Combine(donnees, "demo");
        using var carte = ChargePfcng.Ouvrir(Path.Combine(demo, "cartes", "899700027131", "sign"));
        using var tls = ChargePfcng.Ouvrir(Path.Combine(demo, "serveurs", "editeur.exemple.fr", "tls"));
        var racines = new X509Certificate2Collection();
        racines.ImportFromPemFile(Path.Combine(donnees, "ac", "tous.pem"));
        using var client = ChargePfcng.Client(tls, racines);
        client.Timeout = TimeSpan.FromMinutes(10);
        for (var n = 0; n < Chauffe; n++)
        {
            await EnvoyerAsync(client, porte, MessagesHostiles.Tous(carte, 20_000).ElementAt(n % 10));
        }

        Console.WriteLine("| form | size | CPU | answer |\n|---|---|---|---|");
        foreach (var message in MessagesHostiles.Tous(carte, taille).Where(m => m.Nom.Contains(forme, StringComparison.Ordinal)))
        {
            var avant = serveur.SecondesProcesseur();
            var (statut, texte) = await EnvoyerAsync(client, porte, message);
            var cpu = serveur.SecondesProcesseur() - avant;
            var juste = texte.Contains(message.Attendu, StringComparison.Ordinal) ? message.Attendu : $"INATTENDU : {texte}";
            Console.WriteLine(FormattableString.Invariant($"| {message.Nom} | {message.Message.Length / 1048576.0:F1} MiB | {cpu:F2} s | {statut}, {juste} |"));
        }
    }

    private static async Task<(int Statut, string Texte)> EnvoyerAsync(HttpClient client, Uri porte, MessageHostile message)
    {
        using var contenu = new ByteArrayContent(message.Message);
        contenu.Headers.TryAddWithoutValidation("Content-Type", message.TypeDeContenu);
        using var reponse = await client.PostAsync(porte, contenu);
        return ((int)reponse.StatusCode, await reponse.Content.ReadAsStringAsync());
    }
}
