using System.Security.Cryptography.X509Certificates;
using Pfcng.Testing;

namespace Pfcng.Charge;

/// <summary>What each hostile message costs the server, one after the other: a line of the table of docs/performance.md each.</summary>
internal static class ChargeHostile
{
    private const int Chauffe = 200;

    /// <param name="donnees">Data folder of the demonstration.</param>
    /// <param name="porte">The server's door.</param>
    /// <param name="serveur">The measured process.</param>
    /// <param name="taille">Bytes of a message, about.</param>
    /// <param name="forme">Only the forms whose name holds this.</param>
    /// <param name="envois">How many times each, all at once; those that the service sends back (503) are counted in the answer.</param>
    public static async Task FaireAsync(string donnees, Uri porte, Processus serveur, int taille, string forme, int envois)
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
            var reponses = await Task.WhenAll(Enumerable.Range(0, envois).Select(_ => EnvoyerAsync(client, porte, message)));
            var servies = reponses.Where(r => r.Statut != 503).ToList();
            var cpu = (serveur.SecondesProcesseur() - avant) / Math.Max(1, servies.Count);
            var inattendue = servies.Find(r => !r.Texte.Contains(message.Attendu, StringComparison.Ordinal)).Texte;
            Console.WriteLine(FormattableString.Invariant(
                $"| {message.Nom} | {message.Message.Length / 1048576.0:F1} MiB | {cpu:F2} s | {Reponse(message, servies.Count, envois, inattendue)} |"));
        }

        Console.WriteLine(FormattableString.Invariant($"mémoire max {serveur.MemoireMaximale():F0} Mio"));
    }

    private static string Reponse(MessageHostile message, int servies, int envois, string? inattendue) =>
        inattendue is not null ? $"INATTENDU : {inattendue}"
        : message.Attendu.Trim('<', '>') + (servies < envois ? FormattableString.Invariant($", {envois - servies} × 503") : "");

    private static async Task<(int Statut, string Texte)> EnvoyerAsync(HttpClient client, Uri porte, MessageHostile message)
    {
        using var contenu = new ByteArrayContent(message.Message);
        contenu.Headers.TryAddWithoutValidation("Content-Type", message.TypeDeContenu);
        try
        {
            using var reponse = await client.PostAsync(porte, contenu);
            return ((int)reponse.StatusCode, await reponse.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return (503, ""); // Turned away before the end of its message, and cut.
        }
    }
}
