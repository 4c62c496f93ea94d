using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using FluentAssertions.Execution;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Hebergement;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>The built program, as an operator starts and stops it.</summary>
[Category("exploitation")]
internal sealed class DemarrageTests
{
    private string _dossier = null!;

    [OneTimeSetUp]
    public async Task Preparer() => _dossier = await ServiceDeTest.NouveauDossierAsync();

    [OneTimeTearDown]
    public void Effacer() => Directory.Delete(_dossier, recursive: true);

    [TestCase("inconnu", "Mot inconnu : inconnu")]
    [TestCase("--port=9", "Mot inconnu : --port=9")]
    [TestCase("--Pfcng:Inconnu=1", "Réglage inconnu : Pfcng:Inconnu")]
    [TestCase("--Pfcng:HttpsPort=http", "Pfcng:HttpsPort")]
    [TestCase("--Pfcng:HttpsPort=70000", "Pfcng:HttpsPort")]
    [TestCase("--Pfcng:HttpsPort", "n’a pas de valeur")]
    [TestCase("--Pfcng:Demonstration=oui", "Pfcng:Demonstration")]
    [TestCase("--Pfcng:Demonstration:Decalage=9999999.00:00:00", "Pfcng:Demonstration:Decalage")]
    [TestCase("--Pfcng:Limites:DelaiCorps=0", "Pfcng:Limites:DelaiCorps")]
    [TestCase("--Pfcng:Produits:Test:ORG_RIEN:Ouvert=false", "Réglage inconnu")]
    [TestCase("--Pfcng:Produits:Production:ORG_SIGN:Politique=1.2.x", "Réglage invalide : Pfcng:Produits:Production:ORG_SIGN:Politique")]
    [TestCase("--Pfcng:Produits:Production:ORG_SIGN:Politique=2.5.29.32.0", "Réglage invalide : Pfcng:Produits:Production:ORG_SIGN:Politique ; attendu : un identifiant de politique (1.2.250.1.…)")]
    [TestCase("--Pfcng:Produits:Production:ORG_SIGN:Politique=1.2.250", "Réglage invalide : Pfcng:Produits:Production:ORG_SIGN:Politique")]
    [TestCase("--Pfcng:Produits:Production:ORG_SIGN:Politique=1.2.250.1", "Réglage invalide : Pfcng:Produits:Production:ORG_SIGN:Politique")]
    [TestCase("--Pfcng:Produits:Production:ORG_SIGN:Politique=1.2.250.11.3", "Réglage invalide : Pfcng:Produits:Production:ORG_SIGN:Politique")]
    [TestCase("--Pfcng:Produits:Production:ORG_RIEN:Politique=1.2.3", "Réglage inconnu")]
    [TestCase("--Pfcng:Produits:Test:ORG_SIGN:Politique=1.2.3", "Réglage inconnu")]
    [TestCase("--Pfcng:DataDirectory=", "Le réglage Pfcng:DataDirectory est vide")]
    [TestCase("--Pfcng:HttpsPort=", "Le réglage Pfcng:HttpsPort est vide")]
    [TestCase("--Pfcng:UpnDomainesPs=", "Le réglage Pfcng:UpnDomainesPs est vide")]
    [TestCase("--Pfcng:UpnDomainesPs=;;", "Pfcng:UpnDomainesPs")]
    [TestCase("--Pfcng:UpnDomainesPs=@exemple.fr", "Pfcng:UpnDomainesPs")]
    [TestCase("--Pfcng:UpnDomainesPs=exemple.fr;*.exemple.fr", "Pfcng:UpnDomainesPs")]
    [TestCase("--Pfcng:HotesAutorises=a;b:443", "Pfcng:HotesAutorises")]
    [TestCase("--Pfcng:HotesAutorises=https://a", "Pfcng:HotesAutorises")]
    [TestCase("--Pfcng:HotesAutorises=*", "Pfcng:HotesAutorises")]
    [TestCase("--Pfcng:ListesExternes=;", "Pfcng:ListesExternes")]
    [TestCase("--Pfcng:ListesExternes=ftp://a", "Pfcng:ListesExternes")]
    [TestCase("--Pfcng:Limites:AdressesSansBorne=a", "Pfcng:Limites:AdressesSansBorne")]
    [TestCase("--Pfcng:AdressePublique=https://a?b", "Pfcng:AdressePublique")]
    [TestCase("--Pfcng:Historique:EntreDeuxTetes=1", "Pfcng:Historique:EntreDeuxTetes")]
    [TestCase("historique verifier --Pfcng:DataDirectory=", "Le réglage Pfcng:DataDirectory est vide")]
    [TestCase("--Pfcng:DataDirectory=/proc/pfcng", "ne peut pas être écrit")]
    [TestCase("--Pfcng:Demonstration=false", "phrase secrète")]
    [TestCase("--Pfcng:Demonstration=false --Pfcng:Autorites:PhraseSecrete=secret", "AdresseDePublication")]
    [TestCase("demonstration --Pfcng:Demonstration=false --Pfcng:Autorites:PhraseSecrete=secret --Pfcng:AdresseDePublication=http://pki.exemple.fr", "demonstration n’existe pas")]
    [TestCase("historique verifier --Pfcng:DataDirectory=/nulle/part", "pas de dossier de données")]
    public async Task Ce_qui_ne_va_pas_est_dit_en_une_ligne(string ligne, string attendu) => await RefuserAsync(ligne.Split(' '), attendu);

    [Test]
    public async Task Un_reglage_inconnu_de_l_environnement_est_refuse_aussi() =>
        await RefuserAsync([], "Réglage inconnu : Pfcng:Faux", [("Pfcng__Faux", "1")]);

    /// <summary>The framework would open it without any of our guards, and beyond this machine.</summary>
    [TestCase("Kestrel__Endpoints__X__Url", "http://0.0.0.0:21999")]
    [TestCase("Kestrel__Limits__MaxConcurrentConnections", "1")]
    [TestCase("ASPNETCORE_Kestrel__Endpoints__X__Url", "http://0.0.0.0:21999")]
    [TestCase("dotnet_kestrel__Endpoints__X__Url", "http://0.0.0.0:21999")]
    [Category("D7")]
    public async Task Un_reglage_de_Kestrel_arrete_le_demarrage(string nom, string valeur) =>
        await RefuserAsync([], "Réglage refusé : " + nom.Replace("__", ":", StringComparison.Ordinal), [(nom, valeur)]);

    [Test, Category("D7")]
    public void Un_reglage_de_Kestrel_dans_appsettings_arrete_aussi_le_demarrage()
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng-appsettings-").FullName;
        File.WriteAllText(Path.Combine(dossier, "appsettings.json"), """{ "Kestrel": { "Endpoints": { "X": { "Url": "http://0.0.0.0:21999" } } } }""");
        var configuration = Commandes.LigneDeCommande.Configurer(dossier, []);
        FluentActions.Invoking(() => Reglages.Lire(configuration)).Should().ThrowExactly<DemarrageImpossibleException>().Which.Message.Should().StartWith("Réglage refusé : Kestrel:Endpoints:X:Url");
        Directory.Delete(dossier, recursive: true);
    }

    [Test]
    public async Task Un_reglage_vide_de_l_environnement_ou_un_espace_au_milieu_est_refuse()
    {
        await RefuserAsync([], "Le réglage Pfcng:HttpPort est vide", [("Pfcng__HttpPort", "")]);
        await RefuserAsync(["--Pfcng:HotesAutorises=a b"], "Pfcng:HotesAutorises");
        await RefuserAsync(["--Pfcng:UpnDomainesPs=a b"], "Pfcng:UpnDomainesPs");
    }

    [Test]
    public async Task Ce_qui_se_voit_sans_peine_est_dit_avant_de_creer_une_cle()
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng-test-").FullName;
        using var prise = new Socket(SocketType.Stream, ProtocolType.Tcp);
        prise.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        prise.Listen();
        var port = ((IPEndPoint)prise.LocalEndPoint!).Port;
        string[] production =
            ["--Pfcng:Demonstration=false", "--Pfcng:Autorites:PhraseSecrete=s", "--Pfcng:AdresseDePublication=http://pki.exemple.fr", $"--Pfcng:Annuaire={ArbreDesSources.Fichier("src/Pfcng.Ws/Demonstration/annuaire.json")}"];

        await RefuserAsync(dossier, [$"--Pfcng:HttpsPort={port}"], $"port est déjà pris : {port} (Pfcng:HttpsPort)");
        await RefuserAsync(dossier, [$"--Pfcng:HttpPort={port}"], $"port est déjà pris : {port} (Pfcng:HttpPort)");
        await RefuserAsync(dossier, [$"--Pfcng:Annuaire={dossier}/anuaire.json"], $"Il n’y a pas d’annuaire {dossier}/anuaire.json (Pfcng:Annuaire)");
        await RefuserAsync(dossier, production[..^1], $"Il n’y a pas d’annuaire {dossier}/annuaire.json (Pfcng:Annuaire)");
        await RefuserAsync(dossier, production, "aucune autorité de cartes");
        Directory.EnumerateFileSystemEntries(dossier).Should().BeEmpty("rien n’est commencé, pas même la forme");
        Directory.Delete(dossier, recursive: true);
    }

    [Test]
    public async Task Un_dossier_de_l_autre_forme_est_refuse() => await RefuserAsync(
        [$"--Pfcng:DataDirectory={_dossier}", "--Pfcng:Demonstration=false", "--Pfcng:Autorites:PhraseSecrete=s", "--Pfcng:AdresseDePublication=http://pki.exemple.fr"],
        "est en forme « demonstration »");

    [Test]
    public async Task Une_base_d_une_version_plus_recente_est_refusee()
    {
        Outils.Exiger("sqlite3");
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        Outils.Lancer("sqlite3", [Path.Combine(dossier, "pfcng.db"), "PRAGMA user_version = 999"]);
        await RefuserAsync([$"--Pfcng:DataDirectory={dossier}", "--Pfcng:HttpsPort=0", "--Pfcng:HttpPort=0"], "version 999");
        Directory.Delete(dossier, recursive: true);
    }

    [Test]
    public async Task Il_demarre_pareil_de_partout_refuse_un_second_processus_un_port_pris_et_s_arrete_proprement()
    {
        using var ailleurs = new TcpListener(IPAddress.Loopback, 0);
        ailleurs.Start(); // Taken: whoever obeyed would not start.
        using var service = await ServiceEnProcessus.DemarrerAsync(_dossier, environnement: SansEffet(ailleurs.LocalEndpoint), courant: Path.GetTempPath());
        service.Ligne.Should().ContainAll("démonstration", _dossier, "SQLite");
        using (var client = service.Client(null))
        {
            (await client.GetStringAsync(new Uri(service.Http, "/health"))).Should().Be("OK\n");
        }

        await RefuserAsync([$"--Pfcng:DataDirectory={_dossier}", "--Pfcng:HttpsPort=0", "--Pfcng:HttpPort=0"], "autre processus");
        var second = await ServiceDeTest.NouveauDossierAsync();
        await RefuserAsync([$"--Pfcng:DataDirectory={second}", $"--Pfcng:HttpsPort={service.Https.Port}", "--Pfcng:HttpPort=0"], "port est déjà pris");
        Directory.Delete(second, recursive: true);

        await FinirEnServantAsync(service);
    }

    [TestCase("pfcng.sock")]
    [TestCase("pfcng.db-wal")]
    public async Task Un_SIGTERM_pendant_le_demarrage_arrete_sans_bruit_et_le_dossier_rouvre(string signe)
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        for (var essai = 0; essai < 3; essai++)
        {
            var (code, _, erreurs) = await ServiceEnProcessus.ArreterPendantLeDemarrageAsync(dossier, Path.Combine(dossier, signe));
            (code, erreurs).Should().BeOneOf((0, ""), (143, ""));
        }

        using (await ServiceEnProcessus.DemarrerAsync(dossier))
        {
            (await ServiceEnProcessus.ExecuterAsync(["historique", "verifier", $"--Pfcng:DataDirectory={dossier}"])).Code.Should().Be(0);
        }

        Directory.Delete(dossier, recursive: true);
    }

    [Test]
    public void Une_sortie_pleine_est_dite_en_une_ligne()
    {
        Outils.Exiger("sh");
        Assume.That(File.Exists("/dev/full"));
        var service = $"'{Environment.ProcessPath}' '{typeof(Reglage).Assembly.Location}'";
        var (code, _, erreurs) = Outils.Lancer("sh", ["-c", $"exec {service} --Pfcng:HttpsPort=0 --Pfcng:HttpPort=0 --Pfcng:DataDirectory='{_dossier}' > /dev/full"]);
        (code, erreurs.TrimEnd().Split('\n').Length).Should().Be((1, 1), erreurs);
        erreurs.Should().StartWith("pfcng : lecture ou écriture impossible");
        Outils.Lancer("sh", ["-c", $"exec {service} historique verifier --Pfcng:DataDirectory='{_dossier}' > /dev/full 2>&1"]).Code.Should().Be(1);
    }

    [Test, Category("D32")]
    public async Task Un_depot_qui_ne_prend_pas_le_certificat_TLS_du_service_est_dit_en_une_ligne_avec_son_fichier()
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Pfcng:DataDirectory", dossier), new("Pfcng:HttpsPort", "0"), new("Pfcng:HttpPort", "0")]).Build();
        await using (var service = await Demarrage.OuvrirAsync(Reglages.Lire(configuration), new Progress<string>(), default))
        {
            using var gel = await ServiceDeTest.GelerAsync(service.Donnees.Depot);
            var refus = (await FluentActions.Awaiting(() => Commandes.CommandeServir.ServirAsync(configuration, service, demonstration: false, default)).Should().ThrowExactlyAsync<DemarrageImpossibleException>()).Which;
            refus!.Message.Should().StartWith("Le dépôt ne peut pas écrire (").And.ContainAll("pfcng.db) : ", "readonly").And.NotContain("\n");
        }

        Directory.Delete(dossier, recursive: true);
    }

    [TestCase("HttpPort", "HttpsPort")]
    [TestCase("HttpsPort", "HttpPort")]
    public async Task Un_port_pris_apres_la_premiere_epreuve_est_dit_de_meme_et_aucun_ordre_n_est_servi(string pris, string libre)
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        using var autre = new TcpListener(IPAddress.Loopback, 0);
        autre.Start();
        var port = ((IPEndPoint)autre.LocalEndpoint).Port;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Pfcng:DataDirectory", dossier), new("Pfcng:" + pris, $"{port}"), new("Pfcng:" + libre, "0")]).Build();
        await using (var service = await Demarrage.OuvrirAsync(Reglages.Lire(configuration), new Progress<string>(), default))
        {
            var servir = Commandes.CommandeServir.ServirAsync(configuration, service, demonstration: false, default).WaitAsync(Attente.Patience);
            (await FluentActions.Awaiting(() => servir).Should().ThrowExactlyAsync<DemarrageImpossibleException>())
                .WithMessage($"Un port est déjà pris : {port} (Pfcng:{pris}).");
            File.Exists(Exploitation.Liaison.Prise(dossier)).Should().BeFalse();
        }

        Directory.Delete(dossier, recursive: true);
    }

    [Test, Category("D37")]
    public async Task L_auditeur_lit_un_dossier_de_production_sans_phrase_ni_adresse()
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        await File.WriteAllTextAsync(Path.Combine(dossier, "forme"), "production\n");
        new Faussaire(dossier).Executer("DELETE FROM piece WHERE nom LIKE 'AC_-ST%' OR nom LIKE 'AC_-FO%'");
        foreach (var carte in Directory.EnumerateFiles(Path.Combine(dossier, "autorites", "certificats"), "AC?-*.crt").Where(f => Path.GetFileName(f)[4..6] is "ST" or "FO"))
        {
            File.Delete(carte);
        }

        foreach (var forme in new[] { "true", "false" })
        {
            var (code, sortie, erreurs) = await ServiceEnProcessus.ExecuterAsync(["historique", "verifier", $"--Pfcng:DataDirectory={dossier}", $"--Pfcng:Demonstration={forme}"]);
            code.Should().Be(0, erreurs);
            sortie.Should().StartWith("0 ligne juste, ");
        }

        Directory.Delete(dossier, recursive: true);
    }

    [Test]
    public async Task Aide_donne_les_verbes_et_les_reglages()
    {
        var (code, sortie, _) = await ServiceEnProcessus.ExecuterAsync(["--help"]);
        code.Should().Be(0);
        sortie.Should().ContainAll("demonstration", "historique", "demande-ihm");
        Reglages.Tous.Where(r => !sortie.Contains("Pfcng:" + r.Nom, StringComparison.Ordinal)).Should().BeEmpty();
    }

    /// <summary>SIGTERM in the middle of a request: it is answered, then the process ends with 0, and takes no new connection meanwhile.</summary>
    private static async Task FinirEnServantAsync(ServiceEnProcessus service)
    {
        using var auth = service.Carte(Acteurs.Carole, "auth");
        using var signature = service.Carte(Acteurs.Carole, "sign");
        var message = Signeur.Signer(Requetes.Lot(Requetes.OrgAuthCli()), signature);
        using var client = await ClientBrut.OuvrirAsync(service.Https, auth);
        await client.AnnoncerAsync("/ws-apt", message.Length);
        await client.EcrireAsync(message.AsMemory(0, 100));
        service.DemanderLarret();
        await AttendreLaFermetureAsync(service.Http);
        await client.EcrireAsync(message.AsMemory(100));
        (await client.LireAsync()).Should().StartWith("HTTP/1.1 200 ").And.Contain("<statutLot>OK</statutLot>");
        (await service.FinirAsync()).Should().Be((0, ""));
    }

    /// <summary>What the framework reads from the environment, and this service does not: addresses, hosts, believed headers. Images of .NET set some of it.</summary>
    private static IEnumerable<(string, string)> SansEffet(EndPoint pris) =>
        from prefixe in new[] { "", "ASPNETCORE_", "DOTNET_" }
        from reglage in new[]
        {
            ("ENVIRONMENT", "Development"), ("URLS", $"http://{pris}"), ("HTTP_PORTS", "1"), ("HTTPS_PORTS", "1"), ("PREFERHOSTINGURLS", "true"),
            ("ALLOWEDHOSTS", "ailleurs.exemple.fr"), ("FORWARDEDHEADERS_ENABLED", "true"),
        }
        select (prefixe + reglage.Item1, reglage.Item2);

    private static async Task AttendreLaFermetureAsync(Uri adresse) => await Attente.VoirAsync(
        "la porte fermée",
        async () =>
        {
            using var prise = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await prise.ConnectAsync(IPAddress.Loopback, adresse.Port);
                return "ouverte";
            }
            catch (SocketException)
            {
                return "fermée";
            }
        },
        porte => porte == "fermée");

    private static Task RefuserAsync(string dossier, string[] arguments, string attendu) =>
        RefuserAsync([$"--Pfcng:DataDirectory={dossier}", .. new[] { "HttpsPort", "HttpPort" }.Where(p => !arguments.Any(a => a.StartsWith($"--Pfcng:{p}=", StringComparison.Ordinal))).Select(p => $"--Pfcng:{p}=0"), .. arguments], attendu);

    private static async Task RefuserAsync(string[] arguments, string attendu, IEnumerable<(string, string)>? environnement = null)
    {
        // A service that would start after all must not fill this machine with its data.
        var (code, sortie, erreurs) = await ServiceEnProcessus.ExecuterAsync(arguments, (environnement ?? []).Append(("Pfcng__DataDirectory", "/proc/pfcng")));
        var ligne = erreurs.TrimEnd().Split('\n')[^1];
        using (new AssertionScope())
        {
            code.Should().Be(1);
            sortie.Should().BeEmpty();
            ligne.Should().StartWith("pfcng : ").And.Contain(attendu);
            erreurs.Split('\n').Where(l => !l.StartsWith("  Clé", StringComparison.Ordinal) && l.Length > 0).Should().HaveCount(1, erreurs);
        }
    }
}
