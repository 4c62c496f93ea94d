using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>The only CSR that the guide prints, sent as it is printed, armour and line breaks included.</summary>
[Category("§12"), Category("D20"), Category("D34")]
internal sealed class CsrDuGuideTests
{
    [Test]
    public async Task La_CSR_du_guide_donne_un_certificat_de_sa_cle_et_rien_de_son_DN()
    {
        var csr = await File.ReadAllTextAsync(ArbreDesSources.Fichier("tests/Pfcng.Testing/donnees/guide-12.2.csr"));
        var service = await ServiceCommun.PrendreAsync();

        var lot = await service.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli("Application du guide", csr)), Acteurs.Carole);
        var retrait = await service.AppelerAsync(Requetes.Retrait(lot.Element("demande")!.Element("indiceRetrait")!.Value), Acteurs.Carole);

        using var certificat = X509Certificate2.CreateFromPem(retrait.Element("certificat")!.Value);
        var demande = CertificateRequest.LoadSigningRequestPem(csr, System.Security.Cryptography.HashAlgorithmName.SHA256);
        demande.SubjectName.Name.Should().Be("CN=demande");
        certificat.PublicKey.ExportSubjectPublicKeyInfo().Should().Equal(demande.PublicKey.ExportSubjectPublicKeyInfo());
        certificat.Subject.Should().Contain("CN=Application du guide").And.NotContain("CN=demande");
    }
}
