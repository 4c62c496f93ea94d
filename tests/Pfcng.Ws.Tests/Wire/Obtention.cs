using System.Security.Cryptography.X509Certificates;
using Pfcng.Ca.Noms;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Modele;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>Gets certificates through the channel, with their keys, and the lists that are published.</summary>
internal static class Obtention
{
    public const string Carole = "899700027131";
    public const string Gaetan = "899700027222";

    public static readonly NomAutorite Organisations = new(Monde.Test, Gamme.Elementaire, Branche.Organisations);

    /// <summary>An active product of ORG AUTH_CLI, CAROLE's.</summary>
    public static Task<X509Certificate2> ObtenirAsync(this ServiceDeTest service) => service.ObtenirAsync(Carole, csr => Requetes.OrgAuthCli("Application", csr));

    /// <summary>An active product, with its key.</summary>
    public static async Task<X509Certificate2> ObtenirAsync(this ServiceDeTest service, string idNat, Func<string, string> demande)
    {
        using var cle = ClesDeTest.Neuve();
        var lot = await service.AppelerAsync(Requetes.Lot(demande(Requetes.Csr(cle))), idNat);
        var indice = lot.Element("demande")!.Element("indiceRetrait") ?? throw new InvalidOperationException(lot.ToString());
        var retrait = await service.AppelerAsync(Requetes.Retrait(indice.Value), idNat);
        using var certificat = X509Certificate2.CreateFromPem(retrait.Element("certificat")!.Value);
        return certificat.CopyWithPrivateKey(cle);
    }

    /// <summary>Revokes; gives statut and message.</summary>
    public static async Task<(string Statut, string Message)> RevoquerAsync(
        this ServiceDeTest service, X509Certificate2 certificat, string idNat = Carole, string motif = "FIN_DACTIVITE", string? date = null)
    {
        var reponse = await service.AppelerAsync(Requetes.Revocation(certificat, motif, date is null ? [] : [("dateEffet", date)]), idNat);
        return (reponse.Element("statut")!.Value, reponse.Element("message")!.Value);
    }

    /// <summary>The list of the authority of organisations, fetched over plain HTTP.</summary>
    public static async Task<ListeDeRevocation> ListeAsync(this ServiceDeTest service) => ListeDeRevocation.Lire(await service.OctetsDeLaListeAsync());

    /// <inheritdoc cref="ListeAsync"/>
    public static async Task<byte[]> OctetsDeLaListeAsync(this ServiceDeTest service)
    {
        using var client = new HttpClient();
        return await client.GetByteArrayAsync(new Uri(service.Http, $"/CRL/{Organisations.Fichier}.crl"));
    }

    /// <summary>True when that list shows the certificate.</summary>
    public static bool Contient(this ListeDeRevocation liste, X509Certificate2 certificat) => liste.Contient(certificat.SerialNumberBytes.Span);
}
