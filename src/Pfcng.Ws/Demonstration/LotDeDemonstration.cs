using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Donnees;
using Spectre.Console;

namespace Pfcng.Ws.Demonstration;

/// <summary>A signed lot of 20 demandes becomes 20 certificates, through the service's own door, as an editor's server would do it.</summary>
internal static class LotDeDemonstration
{
    private const int Taille = 20;
    private const string Fichier = "certificat";
    private const string Serveur = "editeur.exemple.fr";
    private const string Signataire = "899700027131";
    private const string Structure = "499700027180006";

    /// <summary>Plays the lot, with progress and a final table.</summary>
    /// <param name="app">The service.</param>
    /// <param name="dossier">Its data folder, where the cards are and the certificates go.</param>
    /// <param name="racines">Roots that the client trusts.</param>
    /// <param name="annulation">Stops it.</param>
    /// <returns>0 when 20 certificates came out, else 1.</returns>
    public static async Task<int> JouerAsync(WebApplication app, RepertoireDeDonnees dossier, X509Certificate2Collection racines, CancellationToken annulation)
    {
        using var tls = MondeDeDemonstration.Serveur(dossier, Monde.Test, Serveur).Ouvrir("tls");
        using var carte = MondeDeDemonstration.Carte(dossier, Monde.Test, Signataire).Ouvrir("sign");
        using var client = new ClientDeDemonstration(Porte(app), tls, carte, racines);
        var certificats = new List<(string Indice, X509Certificate2 Certificat)>();
        var cles = new RSA[Taille];
        try
        {
            await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn()).StartAsync(async avancement =>
            {
                var lot = PreparerLot(cles, avancement.AddTask("20 clés et CSR", maxValue: Taille));
                var demande = avancement.AddTask("demanderCertificats, lot signé de 20", maxValue: 1);
                var indices = Indices(await client.AppelerAsync(lot, annulation));
                demande.Increment(1);
                var retrait = avancement.AddTask("retirerCertificat, 20 fois", maxValue: Taille);
                foreach (var (indice, cle) in indices.Zip(cles))
                {
                    certificats.Add((indice, await RetirerAsync(client, indice, annulation)));
                    MondeDeDemonstration.Certificat(dossier, indice).Deposer([Fichier], [certificats[^1].Certificat.CopyWithPrivateKey(cle)]);
                    retrait.Increment(1);
                }
            });
            await client.AttendreLaFinAsync(annulation);
        }
        catch (Exception e) when (e is HttpRequestException or EchecDeDemonstrationException)
        {
            await Console.Error.WriteLineAsync("La démonstration n’est pas allée au bout : " + e.Message);
            return 1;
        }
        finally
        {
            Array.ForEach(cles, c => c?.Dispose());
        }

        Montrer(certificats, dossier);
        return 0;
    }

    private static Uri Porte(WebApplication app) =>
        new(new UriBuilder(app.Urls.Select(u => new Uri(u)).First(u => u.Scheme == Uri.UriSchemeHttps)) { Host = "localhost" }.Uri, "/ws-srv");

    private static string PreparerLot(RSA[] cles, ProgressTask avancement)
    {
        var demandes = Enumerable.Range(1, Taille).AsParallel().AsOrdered().Select(rang =>
        {
            var cle = cles[rang - 1] = RSA.Create(2048);
            var csr = Convert.ToBase64String(new CertificateRequest("CN=demande", cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest());
            avancement.Increment(1);
            return $"<demandeCertificat><offre>ORG</offre><gamme>EL</gamme><usage>AUTH_CLI</usage><idNatStruct>{Structure}</idNatStruct>"
                + $"<nomApplicatif>Application {rang:D2}</nomApplicatif><CSR>{csr}</CSR>"
                + "<mailDemandeur>carole@exemple.fr</mailDemandeur><mailPersonneAInformer>informatique@exemple.fr</mailPersonneAInformer></demandeCertificat>";
        });
        return $"<ws:requeteDemandeCertificats xmlns:ws=\"{Contrats.FichiersDuContrat.EspaceDeNoms}\">{string.Concat(demandes)}</ws:requeteDemandeCertificats>";
    }

    private static List<string> Indices(XElement reponse) => reponse.Element("statutLot")?.Value == "OK"
        ? [.. reponse.Elements("demande").Select(d => d.Element("indiceRetrait")!.Value)]
        : throw new EchecDeDemonstrationException(Refus(reponse));

    private static async Task<X509Certificate2> RetirerAsync(ClientDeDemonstration client, string indice, CancellationToken annulation)
    {
        var reponse = await client.AppelerAsync(
            $"<ws:requeteRetraitCertificat xmlns:ws=\"{Contrats.FichiersDuContrat.EspaceDeNoms}\"><indiceRetrait>{indice}</indiceRetrait>"
            + $"<codeRevocation>{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}</codeRevocation></ws:requeteRetraitCertificat>",
            annulation);
        return reponse.Element("certificat") is { } pem ? X509Certificate2.CreateFromPem(pem.Value) : throw new EchecDeDemonstrationException(Refus(reponse));
    }

    private static string Refus(XElement reponse) => string.Join(" ", reponse.Elements().Where(e => !e.HasElements && e.Value.Length > 0).Select(e => e.Value));

    private static void Montrer(IEnumerable<(string Indice, X509Certificate2 Certificat)> certificats, RepertoireDeDonnees dossier)
    {
        var table = new Table().AddColumns("N°", "Numéro de série", "Application", "Fin de validité");
        foreach (var (indice, certificat) in certificats)
        {
            using (certificat)
            {
                table.AddRow(
                    indice, Convert.ToHexStringLower(certificat.SerialNumberBytes.Span), certificat.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
                    $"{certificat.NotAfter:dd/MM/yyyy}");
            }
        }

        AnsiConsole.Write(table);
        Console.WriteLine($"Certificats et clés : {Path.Combine(MondeDeDemonstration.Certificats(dossier), "<N°>", Fichier)}.crt, .key, .p12");
        Console.WriteLine($"Cartes, serveurs et premiers pas : {Path.Combine(dossier.Demonstration, "LISEZMOI.txt")}");
        AnsiConsole.MarkupLine("Un lot signé de 20 demandes est devenu 20 certificats. Le service continue, une ligne par requête ; [bold]Ctrl+C[/] l’arrête.");
    }

    private sealed class EchecDeDemonstrationException(string message) : Exception(message);
}
