using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Modele;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>The policies that the operator gives, in the certificates that leave.</summary>
[Category("D35"), Category("exploitation")]
internal sealed class PolitiquesTests
{
    private const string Donnee = "1.2.250.1.213.1.7.1.1.2.9.9";
    private const string Structure = "10B0039137";

    [Test]
    public async Task La_politique_donnee_pour_un_produit_de_production_est_dans_ses_certificats_et_dans_eux_seuls()
    {
        await using var service = await ServiceDeTest.DemarrerAsync([("Produits:Production:ORG_AUTH_CLI:Politique", Donnee)]);
        (await DelivrerAsync(service, Monde.Production, "AUTH_CLI")).Should().Be(Donnee);
        (await DelivrerAsync(service, Monde.Production, "SIGN")).Should().NotBe(Donnee);
        (await DelivrerAsync(service, Monde.Test, "AUTH_CLI")).Should().NotBe(Donnee);
    }

    private static async Task<string> DelivrerAsync(ServiceDeTest service, Monde monde, string usage)
    {
        var demande = Requetes.Demande("ORG", usage, null, ("idNatStruct", Structure), ("nomApplicatif", "Application"));
        var lot = await service.AppelerAsync(Requetes.Lot(demande), Acteurs.Gaetan, monde: monde);
        var retrait = await service.AppelerAsync(Requetes.Retrait(lot.Descendants("indiceRetrait").Single().Value), Acteurs.Gaetan, monde: monde);
        using var certificat = X509Certificate2.CreateFromPem(retrait.Element("certificat")!.Value);
        var politiques = new AsnReader(certificat.Extensions[Oids.CertificatePolicies]!.RawData, AsnEncodingRules.DER).ReadSequence();
        return politiques.ReadSequence().ReadObjectIdentifier();
    }
}
