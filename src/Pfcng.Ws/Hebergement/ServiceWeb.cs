using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Exploitation;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Pipeline;
using Pfcng.Ws.Publication;
using Pfcng.Ws.Traces;

namespace Pfcng.Ws.Hebergement;

/// <summary>Puts the rooms together: with <see cref="Composition"/> and the stages, the only place that knows everybody.</summary>
internal static class ServiceWeb
{
    private static readonly string[] NomsLocaux = ["localhost"];

    /// <summary>Who writes a stack trace when a port is taken: the exception says it too, to whoever starts the service.</summary>
    private static readonly string[] EchecsDeDemarrage = ["Microsoft.Extensions.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting"];

    /// <summary>The web application, ready to start.</summary>
    /// <param name="configuration">The section of the log is read from it.</param>
    /// <param name="service">What it stands on, which it does not close.</param>
    /// <param name="ports">Where it listens; to be closed after it.</param>
    public static WebApplication Construire(IConfiguration configuration, EtapeDuService service, PortsPris ports)
    {
        var (donnees, autorites, confiance) = (service.Donnees, service.Autorites, service.Confiance);
        var reglages = donnees.Reglages;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions // Nothing of the environment, whatever it says: no address, no believed header.
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production, // Whatever ASPNETCORE_ENVIRONMENT says: « Development » would show stack traces.
        });
        var retenue = new RetenueDeTrace();
        Tracer(builder, configuration, retenue);
        builder.Services.AddSingleton(retenue).AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().UseSockets(sockets => Ecoute.ConfigurerSockets(sockets, ports));
        builder.WebHost.ConfigureKestrel(kestrel => Ecoute.Configurer(kestrel, reglages, Identite(confiance), Racines(confiance.Cercle), donnees.Registres.Acces));
        builder.Services.PostConfigure<ConsoleLoggerOptions>(o => o.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite); // An output that nobody reads must not hold requests; it says how many lines it lost.
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = reglages.DelaiArret);
        builder.Services.AddSingleton(reglages.Limites).AddSingleton<Rejets>().AddSingleton<Admission>().AddHostedService(s => s.GetRequiredService<Rejets>());
        builder.Services.AddSingleton(services => new Planificateur(service.Taches, donnees.Horloge, services.GetRequiredService<ILogger<Planificateur>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<Planificateur>());
        builder.Services.AddHostedService(services => new EcouteLocale(donnees.Dossier.Racine, service.Ordres, services.GetRequiredService<ILogger<EcouteLocale>>()));

        var app = builder.Build();
        var echecs = retenue.Retenir(LogLevel.None, EchecsDeDemarrage);
        app.Lifetime.ApplicationStarted.Register(echecs.Dispose);
        Relayer(app, reglages.HotesAutorises);
        app.UseNumeroDeTrace();
        app.Use(suite => http => app.Services.GetRequiredService<Admission>().PasserAsync(http, suite));
        app.MapPublications(reglages.AdressePublique, reglages.HttpsPort);
        app.MapSante(Sante.De(confiance, app.Services.GetRequiredService<Planificateur>()));
        app.MapAutorites(autorites.Autorites, confiance.Servies, donnees.Horloge);
        app.MapAccueil(reglages.Demonstration, autorites.Autorites);
        app.MapRefus(donnees.Registres.Confidences);
        var pipeline = Pipeline(service, app.Services);
        foreach (var (chemin, porte) in Enum.GetValues<Porte>().SelectMany(p => p.Chemins().Select(c => (c, p))))
        {
            app.MapPost(chemin, (HttpContext http) => pipeline.TraiterAsync(http, porte)).WithMetadata(Acces.Porte);
        }

        return app;
    }

    /// <summary>
    /// The log. Of the configuration, the framework gets its section and nothing else: what it reads by itself would open addresses that nothing guards
    /// (« Kestrel:Endpoints »), or believe headers (« ForwardedHeaders_Enabled »).
    /// </summary>
    private static void Tracer(WebApplicationBuilder builder, IConfiguration configuration, RetenueDeTrace retenue)
    {
        builder.Configuration.AddInMemoryCollection(configuration.GetSection("Logging").AsEnumerable()).Add(retenue);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole();
    }

    private static Pipeline.Pipeline Pipeline(EtapeDuService service, IServiceProvider services)
    {
        var (registres, cercle, reglages) = (service.Donnees.Registres, service.Confiance.Cercle, service.Donnees.Reglages);
        var admission = services.GetRequiredService<Admission>();
        return new(
            new Seuil(new Gardien(cercle, ListeBlanche.Charger(service.Confiance.Declarations)), admission, services.GetRequiredService<Rejets>(), registres),
            new Reception(reglages.Reception),
            cercle,
            reglages.Portes,
            service.Operations,
            new Repondre(admission, registres, services.GetRequiredService<ILogger<Pipeline.Pipeline>>()));
    }

    /// <summary>Behind a proxy, wherever it is: its word about the host asked is believed for the listed hosts alone (D6). Never its word about TLS.</summary>
    private static void Relayer(WebApplication app, IReadOnlyList<string> hotes)
    {
        if (hotes.Count > 0)
        {
            var options = new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto,
                AllowedHosts = [.. hotes],
            };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            app.UseForwardedHeaders(options);
        }
    }

    private static IdentiteTls Identite(EtapeDeConfiance confiance)
    {
        var (autorites, donnees) = (confiance.Autorites, confiance.Autorites.Donnees);
        var monde = donnees.Reglages.Demonstration ? Monde.Test : Monde.Production;
        var noms = donnees.Reglages.AdressePublique is { } publique && publique.Host != NomsLocaux[0] ? [publique.Host, .. NomsLocaux] : NomsLocaux;
        var chaine = Certificats(autorites.Autorites.Toutes.Where(a => !a.Nom.EstRacine).Select(a => a.Certificat));
        var acceptees = Certificats(confiance.Cercle.Autorites.Where(a => a.Role is RoleDAutorite.Personnes or RoleDAutorite.Organisations).Select(a => a.Certificat));
        var emission = new CertificatDuService(autorites.Autorites, autorites.Produits, autorites.Publication, donnees.Depot, donnees.Horloge);
        return new(instant => emission.Emettre(monde, noms, instant), chaine, acceptees, TimeProvider.System);
    }

    private static X509Certificate2Collection Racines(CercleDeConfiance cercle) =>
        Certificats(cercle.Autorites.Where(a => a.Role == RoleDAutorite.Racine).Select(a => a.Certificat));

    private static X509Certificate2Collection Certificats(IEnumerable<X509Certificate2> certificats) => [.. certificats];
}
