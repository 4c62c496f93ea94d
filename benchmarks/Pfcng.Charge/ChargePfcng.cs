using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Pfcng.Ws.Message;

namespace Pfcng.Charge;

/// <summary>What to load, and how much.</summary>
internal sealed record Programme(string Donnees, Uri Porte, Processus? Serveur, int Lots, int Retraits, int Chauffe, int Clients, int Passes);

/// <summary>Lots of 20 ORG AUTH_CLI, then withdrawals of what they asked for, by CAROLE through the white-listed server.</summary>
internal static class ChargePfcng
{
    private const string Espace = "http://www.pfcng.in.com/WS/";
    private const int Taille = 20;

    /// <summary>Gives what a lot and a withdrawal cost the service, in RSA-4096 signatures, and how many it did per second: medians of the passes.</summary>
    public static async Task<(Allure Lot, Allure Retrait)> FaireAsync(Programme programme)
    {
        var demo = Path.Combine(programme.Donnees, "demo");
        using var carte = Ouvrir(Path.Combine(demo, "cartes", "899700027131", "sign"));
        using var tls = Ouvrir(Path.Combine(demo, "serveurs", "editeur.exemple.fr", "tls"));
        var racines = new X509Certificate2Collection();
        racines.ImportFromPemFile(Path.Combine(programme.Donnees, "ac", "tous.pem"));
        var clients = Enumerable.Range(0, programme.Clients).Select(_ => Client(tls, racines)).ToArray();
        var indices = new ConcurrentQueue<string>();

        var total = programme.Chauffe + programme.Lots;
        Console.WriteLine($"Préparation : {total} lots de {Taille}, {programme.Clients} clients");
        var cles = new Cles(total * Taille);
        var lots = Enumerable.Range(0, total).Select(_ => Enumerable.Range(0, Taille).Select(_ => cles.Csr()).ToList()).ToList()
            .AsParallel().Select(csr => Signeur.Signer(Lot(csr), carte)).ToList();
        await Mesure.FaireAsync("lots de 20 (échauffement)", lots[..programme.Chauffe], programme.Clients, programme.Serveur, EnvoyerLotAsync);
        var parLot = await PasserAsync("lots de 20", lots[programme.Chauffe..], EnvoyerLotAsync);

        var retraits = indices.Take(programme.Chauffe + programme.Retraits).AsParallel().Select(i => Signeur.Signer(Retrait(i), carte)).ToList();
        await Mesure.FaireAsync("retraits (échauffement)", retraits[..programme.Chauffe], programme.Clients, programme.Serveur, EnvoyerRetraitAsync);
        var parRetrait = await PasserAsync("retraits", retraits[programme.Chauffe..], EnvoyerRetraitAsync);
        return (parLot, parRetrait);

        // Each pass is told in signatures measured beside it: the machine's own pace of the moment is divided out.
        async Task<Allure> PasserAsync(string nom, List<byte[]> travaux, Func<int, byte[], Task> travail)
        {
            var passes = new List<Allure>();
            foreach (var passe in travaux.Chunk(Math.Max(1, (travaux.Count + programme.Passes - 1) / programme.Passes)))
            {
                var signature = SignatureDeReference.Mesurer();
                var allure = await Mesure.FaireAsync(nom, passe, programme.Clients, programme.Serveur, travail);
                passes.Add(allure with { Cpu = allure.Cpu / signature });
                Console.WriteLine(FormattableString.Invariant($"{"",-28} signature RSA-4096 {signature:F2} ms, soit {passes[^1].Cpu:F2} signatures par requête"));
            }

            return Allure.Mediane(passes);
        }

        async Task EnvoyerLotAsync(int client, byte[] lot)
        {
            var reponse = await EnvoyerAsync(clients[client], programme.Porte, lot);
            foreach (var demande in reponse.Elements("demande"))
            {
                indices.Enqueue(demande.Element("indiceRetrait")?.Value ?? throw new InvalidOperationException(reponse.ToString()));
            }
        }

        async Task EnvoyerRetraitAsync(int client, byte[] retrait)
        {
            var reponse = await EnvoyerAsync(clients[client], programme.Porte, retrait);
            if (reponse.Element("certificat") is null)
            {
                throw new InvalidOperationException(reponse.ToString());
            }
        }
    }

    private static async Task<XElement> EnvoyerAsync(HttpClient client, Uri porte, byte[] message)
    {
        using var contenu = new ByteArrayContent(message);
        contenu.Headers.ContentType = new("text/xml") { CharSet = "utf-8" };
        using var reponse = await client.PostAsync(porte, contenu);
        return XDocument.Parse(await reponse.Content.ReadAsStringAsync()).Root!.Elements().Last().Elements().Single();
    }

    /// <summary>A client that trusts those authorities.</summary>
    public static HttpClient Client(X509Certificate2 tls, X509Certificate2Collection racines)
    {
        var chaine = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        chaine.CustomTrustStore.AddRange(racines);
        return new(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { ClientCertificates = [tls], CertificateChainPolicy = chaine }, UseProxy = false });
    }

    /// <summary>A certificate of the demonstration, with its key.</summary>
    public static X509Certificate2 Ouvrir(string nom) => X509Certificate2.CreateFromPemFile(nom + ".crt", nom + ".key");

    private static string Lot(IEnumerable<string> csr) => $"<ws:requeteDemandeCertificats xmlns:ws=\"{Espace}\">" + string.Concat(csr.Select((c, rang) =>
        $"<demandeCertificat><offre>ORG</offre><gamme>EL</gamme><usage>AUTH_CLI</usage><idNatStruct>499700027180006</idNatStruct><nomApplicatif>Charge {rang}</nomApplicatif><CSR>{c}</CSR>"
        + "<mailDemandeur>charge@exemple.fr</mailDemandeur><mailPersonneAInformer>charge@exemple.fr</mailPersonneAInformer></demandeCertificat>")) + "</ws:requeteDemandeCertificats>";

    private static string Retrait(string indice) =>
        $"<ws:requeteRetraitCertificat xmlns:ws=\"{Espace}\"><indiceRetrait>{indice}</indiceRetrait><codeRevocation>charge-1234</codeRevocation></ws:requeteRetraitCertificat>";
}
