using System.CommandLine;
using Pfcng.Charge;

// Load with real mutual TLS and real signatures. What the client side costs (keys, CSRs, signatures) is prepared before each measured part.
var donnees = new Option<DirectoryInfo>("--data") { Description = "Dossier de données de la démonstration mesurée.", DefaultValueFactory = _ => new("data") };
var porte = new Option<string>("--porte") { Description = "La porte.", DefaultValueFactory = _ => "https://localhost:8443/ws-srv" };
var pid = new Option<int?>("--pid") { Description = "Processus du service, pour son temps processeur et sa mémoire." };
var lots = new Option<int>("--lots") { Description = "Lots de 20 à envoyer.", DefaultValueFactory = _ => 1000 };
var retraits = new Option<int>("--retraits") { Description = "Retraits à faire.", DefaultValueFactory = _ => 2000 };
var chauffe = new Option<int>("--chauffe") { Description = "Lots et retraits d’échauffement, non comptés.", DefaultValueFactory = _ => 200 };
var clients = new Option<int>("--clients") { Description = "Clients simultanés.", DefaultValueFactory = _ => 8 };
var passes = new Option<int>("--passes") { Description = "Passes entre lesquelles les lots et les retraits se partagent ; la médiane est donnée.", DefaultValueFactory = _ => 5 };
var plafond = new Option<bool>("--plafond") { Description = "Mesure aussi openssl speed (RSA-2048 verify, RSA-4096 sign) sur cette machine." };
var avecCfssl = new Option<bool>("--cfssl") { Description = "Mesure ensuite cfssl serve (paquet golang-cfssl), lancé pour cela, avec une autorité RSA-4096." };
var pfcng = new Command("pfcng", "Lots de 20 et retraits sur un service Pfcng qui tourne, en signatures RSA-4096 du même passage.") { donnees, porte, pid, lots, retraits, chauffe, clients, passes, plafond, avecCfssl };
pfcng.SetAction(async (ligne, annulation) =>
{
    if (ligne.GetValue(plafond))
    {
        Plafond.Mesurer();
    }

    await Comparaison.FaireAsync(new(
        ligne.GetValue(donnees)!.FullName, new Uri(ligne.GetValue(porte)!), ligne.GetValue(pid) is { } p ? new Processus(p) : null,
        ligne.GetValue(lots), ligne.GetValue(retraits), ligne.GetValue(chauffe), ligne.GetValue(clients), ligne.GetValue(passes)), ligne.GetValue(avecCfssl));
});

var adresse = new Option<string>("--adresse") { Description = "cfssl serve.", DefaultValueFactory = _ => "http://127.0.0.1:8888/api/v1/cfssl/sign" };
var demandes = new Option<int>("--demandes") { Description = "Certificats à demander.", DefaultValueFactory = _ => 3000 };
var cfssl = new Command("cfssl", "Le même travail de signature demandé à cfssl serve, pour comparer.") { adresse, demandes, clients, pid };
cfssl.SetAction((ligne, annulation) => ChargeCfssl.FaireAsync(
    new Uri(ligne.GetValue(adresse)!), ligne.GetValue(demandes), ligne.GetValue(clients), ligne.GetValue(pid) is { } p ? new Processus(p) : null));

var produits = new Option<int[]>("--produits") { Description = "Nombres de produits.", DefaultValueFactory = _ => [10_000, 1_000_000], AllowMultipleArgumentsPerToken = true };
var annuaire = new Option<FileInfo>("--annuaire") { Description = "Annuaire de la démonstration.", DefaultValueFactory = _ => new("src/Pfcng.Ws/Demonstration/annuaire.json") };
var suivi = new Command("suivi", "suivreActivite dans un dépôt de 10 000 puis de 1 000 000 produits d’une même structure.") { produits, annuaire };
suivi.SetAction(async (ligne, annulation) =>
{
    foreach (var combien in ligne.GetValue(produits)!)
    {
        await ChargeSuivi.FaireAsync(combien, ligne.GetValue(annuaire)!.FullName);
    }
});

var taille = new Option<int>("--taille") { Description = "Octets d’un message, à peu près.", DefaultValueFactory = _ => 10 * 1024 * 1024 };
var forme = new Option<string>("--forme") { Description = "Les formes dont le nom contient ce texte.", DefaultValueFactory = _ => "" };
var envois = new Option<int>("--envois") { Description = "Envois simultanés de chaque message.", DefaultValueFactory = _ => 1 };
var hostile = new Command("hostile", "Ce que coûte chaque message hostile au service qui tourne.") { donnees, porte, pid, taille, forme, envois };
hostile.SetAction((ligne, annulation) => ChargeHostile.FaireAsync(
    ligne.GetValue(donnees)!.FullName, new Uri(ligne.GetValue(porte)!), new Processus(ligne.GetValue(pid) ?? throw new InvalidOperationException("--pid ?")),
    ligne.GetValue(taille), ligne.GetValue(forme)!, ligne.GetValue(envois)));

var csr = new Command("csr", "Ce que coûte la lecture d’une CSR, part par part.");
csr.SetAction(_ => CoutDUneCsr.Mesurer());

var message = new Command("message", "Ce que coûte un lot de 20 signé jusqu’à ses valeurs, part par part.");
message.SetAction(_ => CoutDUnMessage.Mesurer());

var entrees = new Option<int>("--entrees") { Description = "Certificats déjà révoqués.", DefaultValueFactory = _ => 100_000 };
var liste = new Command("liste", "Ce que coûte une révocation de plus dans une longue liste.") { entrees };
liste.SetAction((ligne, annulation) => CoutDUneListe.MesurerAsync(ligne.GetValue(entrees)));

return await new RootCommand("Charge de Pfcng.") { pfcng, cfssl, suivi, hostile, csr, message, liste }.Parse(args).InvokeAsync();
