using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pfcng.Ca.Delivrance;
using Pfcng.Domain.Acteurs;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Ws.Demonstration;
using Pfcng.Ws.Donnees;
using Pfcng.Ws.Hebergement;
using Pfcng.Ws.Message;

namespace Pfcng.Testing;

/// <summary>The whole service in this process: real TLS on loopback, real signatures, a real database file in a folder of its own.</summary>
public sealed class ServiceDeTest : IAsyncDisposable
{
    /// <summary>The white-listed server of the test world.</summary>
    public const string Editeur = "editeur.exemple.fr";

    private static readonly SemaphoreSlim UnModele = new(1);
    private static string? _modele;

    private readonly WebApplication _app;
    private readonly EtapeDuService _etape;
    private readonly PortsPris _ports;
    private readonly bool _effacer;
    private readonly TraceDeTest _trace = new();

    private ServiceDeTest(WebApplication app, EtapeDuService etape, PortsPris ports, bool effacer)
    {
        (_app, _etape, _ports, _effacer) = (app, etape, ports, effacer);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(_trace);
        Https = app.Urls.Select(u => new Uri(u)).First(u => u.Scheme == Uri.UriSchemeHttps);
        Http = app.Urls.Select(u => new Uri(u)).First(u => u.Scheme == Uri.UriSchemeHttp);
    }

    /// <summary>The HTTPS port.</summary>
    public Uri Https { get; }

    /// <summary>The plain port.</summary>
    public Uri Http { get; }

    /// <summary>The server's door.</summary>
    public Uri Srv => new(Https, "/ws-srv");

    /// <summary>The card's door.</summary>
    public Uri Apt => new(Https, "/ws-apt");

    /// <summary>The data folder.</summary>
    public string Dossier => _etape.Donnees.Dossier.Racine;

    /// <summary>The trace, a line per event.</summary>
    public IEnumerable<string> Trace => _trace.Lignes;

    /// <summary>Its store.</summary>
    internal Depot Depot => _etape.Donnees.Depot;

    /// <summary>Its authorities.</summary>
    internal Autorites Autorites => _etape.Autorites.Autorites;

    /// <summary>What it stands on.</summary>
    internal EtapeDuService Etape => _etape;

    /// <summary>What it answers to.</summary>
    internal IEnumerable<RouteEndpoint> Routes => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Starts a service.</summary>
    /// <param name="reglages">Settings without their prefix: <c>("Limites:TailleDuMessage", "2048")</c>.</param>
    /// <param name="autorite">Stands before the authority, to make it fail.</param>
    /// <param name="dossier">A data folder to go on with; null: a new demonstration world, erased in the end.</param>
    /// <param name="annuaire">Stands before the directory, to make it fail.</param>
    /// <param name="horloge">The domain's clock; null: the machine's.</param>
    public static async Task<ServiceDeTest> DemarrerAsync(
        IEnumerable<(string Nom, string Valeur)>? reglages = null,
        Func<IAutorite, IAutorite>? autorite = null,
        string? dossier = null,
        Func<IAnnuaire, IAnnuaire>? annuaire = null,
        TimeProvider? horloge = null)
    {
        var racine = dossier ?? await NouveauDossierAsync();
        var configuration = Configuration(racine, reglages ?? []);
        var lus = Reglages.Lire(configuration);
        var donnees = await EtapeDesDonnees.OuvrirAsync(lus, horloge ?? new HorlogeDecalee(lus.Decalage));
        var confiance = await Demarrage.EtablirAsync(donnees, new Progress<string>(), CancellationToken.None);
        var (vraie, declarations) = (Demarrage.AutoriteDe(confiance), confiance.Declarations);
        var etape = await EtapeDuService.OuvrirAsync(confiance, autorite?.Invoke(vraie) ?? vraie, annuaire?.Invoke(declarations) ?? declarations);
        var ports = PortsPris.Prendre(lus);
        var app = ServiceWeb.Construire(configuration, etape, ports);
        await app.StartAsync();
        return new(app, etape, ports, dossier is null);
    }

    /// <summary>A demonstration world of its own, copied from one that is made once, with authorities that are kept: fourteen keys of 4096 bits take their time.</summary>
    public static async Task<string> NouveauDossierAsync()
    {
        await UnModele.WaitAsync();
        try
        {
            if (_modele is null)
            {
                var modele = Directory.CreateTempSubdirectory("pfcng-modele-").FullName;
                RepertoireDeDonnees.Ouvrir(modele, demonstration: true);
                await Depot.Ouvrir(Path.Combine(modele, "pfcng.db")).DisposeAsync(); // As in a first start, which makes it before the authorities.
                DossierDeVersion4.ExtraireLesAutorites(modele);
                await using (await Demarrage.OuvrirAsync(Reglages.Lire(Configuration(modele, [])), new Progress<string>(), CancellationToken.None))
                {
                    _modele = modele;
                }
            }
        }
        finally
        {
            UnModele.Release();
        }

        var dossier = Directory.CreateTempSubdirectory("pfcng-test-").FullName;
        Copier(_modele, dossier);
        return dossier;
    }

    /// <summary>Erases what <see cref="NouveauDossierAsync"/> copies, once no test is left.</summary>
    public static void EffacerLeModele()
    {
        if (_modele is not null)
        {
            Directory.Delete(_modele, recursive: true);
        }
    }

    /// <summary>A card's certificate with its key: <c>auth</c> or <c>sign</c>.</summary>
    public X509Certificate2 Carte(string idNat, string nom, Monde monde = Monde.Test) => MondeDeDemonstration.Carte(_etape.Donnees.Dossier, monde, idNat).Ouvrir(nom);

    /// <summary>A server's TLS certificate with its key.</summary>
    public X509Certificate2 Serveur(string nom = Editeur) => MondeDeDemonstration.Serveur(_etape.Donnees.Dossier, Monde.Test, nom).Ouvrir("tls");

    /// <summary>A client that trusts the service's authorities; with a TLS certificate or without.</summary>
    public HttpClient Client(X509Certificate2? tls) => Client(tls, [.. Autorites.Toutes.Select(a => a.Certificat)]);

    /// <summary>A client that trusts those authorities; with a TLS certificate or without.</summary>
    public static HttpClient Client(X509Certificate2? tls, X509Certificate2Collection autorites)
    {
        var chaine = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        chaine.CustomTrustStore.AddRange(autorites);
        return new(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { ClientCertificates = tls is null ? null : [tls], CertificateChainPolicy = chaine },
            UseProxy = false,
        });
    }

    /// <summary>Does what the service does by itself every minute.</summary>
    public Task PlanifierAsync() => _app.Services.GetServices<IHostedService>().OfType<Planificateur>().Single().PasserAsync(CancellationToken.None);

    /// <summary>From now on the store can't write, until what is given is disposed; nothing is being written at either moment.</summary>
    public Task<IDisposable> GelerLaBaseAsync() => GelerAsync(_etape.Donnees.Depot);

    /// <summary>The same of a store that no service has yet.</summary>
    public static async Task<IDisposable> GelerAsync(Depot depot)
    {
        var connexion = await depot.EcrireAsync(c =>
        {
            c.Executer("PRAGMA query_only = 1");
            return c;
        });
        return new Gel(depot, connexion);
    }

    /// <summary>Signs a request with a card and sends it through the server's door, or through the card's own.</summary>
    /// <returns>The Body's child.</returns>
    public async Task<XElement> AppelerAsync(string requete, string idNat, bool apt = false, Monde monde = Monde.Test)
    {
        using var client = Client(apt ? Carte(idNat, "auth", monde) : Serveur());
        using var signature = Carte(idNat, "sign", monde);
        using var reponse = await EnvoyerAsync(client, apt ? Apt : Srv, Signeur.Signer(requete, signature));
        return Corps(await reponse.Content.ReadAsStringAsync());
    }

    /// <summary>The history of a demande of the test world.</summary>
    public Task<List<LigneHistorique>> HistoriqueAsync(string indice) =>
        Historique.ListerAsync(_etape.Donnees.Depot, Monde.Test, long.Parse(indice, CultureInfo.InvariantCulture), CancellationToken.None);

    /// <summary>The certificate that the store holds for a demande of the test world, DER; null before it is signed.</summary>
    public Task<byte[]?> CertificatGardeAsync(string indice) => _etape.Donnees.Depot.LireAsync(
        c => DepotDesDemandes.Lire(c, Monde.Test, long.Parse(indice, CultureInfo.InvariantCulture))?.Produit.Certificat?.Der, CancellationToken.None);

    /// <summary>Sends an envelope as it is.</summary>
    public static Task<HttpResponseMessage> EnvoyerAsync(HttpClient client, Uri porte, byte[] enveloppe)
    {
        var contenu = new ByteArrayContent(enveloppe);
        contenu.Headers.ContentType = new("text/xml") { CharSet = "utf-8" };
        return client.PostAsync(porte, contenu);
    }

    /// <summary>The Body's child of an envelope.</summary>
    public static XElement Corps(string enveloppe) => XDocument.Parse(enveloppe).Root!.Elements().Last().Elements().Single();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _ports.Dispose();
        await _etape.DisposeAsync();
        if (_effacer)
        {
            Directory.Delete(Dossier, recursive: true);
        }
    }

    private sealed class Gel(Depot depot, Connexion connexion) : IDisposable
    {
        public void Dispose()
        {
            SpinWait.SpinUntil(() => depot.Ecriture.EnCours == TimeSpan.Zero);
            connexion.Executer("PRAGMA query_only = 0");
        }
    }

    /// <summary>What a client has to do in time, and would not on a machine that does ten other things: a test that is about one of them sets it.</summary>
    private static readonly string[] DelaisDUneMachineChargee = ["DelaiEnTetes", "DelaiCorps", "DelaiReponse"];

    private static IConfiguration Configuration(string racine, IEnumerable<(string Nom, string Valeur)> reglages) => new ConfigurationBuilder()
        .AddInMemoryCollection(
        [
            new("Logging:LogLevel:Default", "Information"),
            new("Logging:LogLevel:Microsoft", "Warning"),
            new("Logging:Console:LogLevel:Default", "None"),
            new("Pfcng:DataDirectory", racine),
            new("Pfcng:HttpsPort", "0"),
            new("Pfcng:HttpPort", "0"),
            .. DelaisDUneMachineChargee.Select(d => KeyValuePair.Create("Pfcng:Limites:" + d, (string?)"00:10:00")),
        ])
        .AddInMemoryCollection(reglages.Select(r => new KeyValuePair<string, string?>("Pfcng:" + r.Nom, r.Valeur)))
        .Build();

    private static void Copier(string de, string vers)
    {
        foreach (var dossier in Directory.EnumerateDirectories(de, "*", SearchOption.AllDirectories))
        {
            var copie = Path.Combine(vers, Path.GetRelativePath(de, dossier));
            Directory.CreateDirectory(copie);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(copie, File.GetUnixFileMode(dossier));
            }
        }

        foreach (var fichier in Directory.EnumerateFiles(de, "*", SearchOption.AllDirectories))
        {
            File.Copy(fichier, Path.Combine(vers, Path.GetRelativePath(de, fichier)));
        }
    }
}
