using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>A PRO certificate says the profession of its bearer, and his speciality when he has one.</summary>
[Category("§7.1"), Category("D35")]
internal sealed class ExerciceTests
{
    private const string Charles = "899700027123";
    private const string Profession = "1.2.250.1.71.1.2.7";
    private const string SavoirFaire = "1.2.250.1.71.4.2.5";
    private const string TableauPharmacien = "1.2.250.1.71.4.2.6";

    private ServiceDeTest _service = null!;

    [OneTimeSetUp]
    public async Task Demarrer() => _service = await ServiceCommun.PrendreAsync();

    [TestCase(Acteurs.Gaetan, "A")]
    [TestCase(Acteurs.Carole, null)]
    public async Task Le_certificat_PS_d_un_pharmacien_dit_son_tableau(string pharmacien, string? tableau)
    {
        var lot = await _service.AppelerAsync(Requetes.Lot(Requetes.Demande("PS", "AUTH", null)), pharmacien);
        var retrait = await _service.AppelerAsync(Requetes.Retrait(lot.Element("demande")!.Element("indiceRetrait")!.Value), pharmacien);
        using var certificat = X509Certificate2.CreateFromPem(retrait.Element("certificat")!.Value);

        ((int)new AsnReader(certificat.Extensions[Profession]!.RawData, AsnEncodingRules.DER).ReadInteger()).Should().Be(21);
        (certificat.Extensions[TableauPharmacien] is { } e ? new AsnReader(e.RawData, AsnEncodingRules.DER).ReadSequence().ReadCharacterString(UniversalTagNumber.UTF8String) : null).Should().Be(tableau);
    }

    [TestCase("810100531143", "SM42")]
    [TestCase("810001514701", null)]
    public async Task Le_certificat_PRO_dit_la_profession_et_le_savoir_faire_du_beneficiaire(string beneficiaire, string? savoirFaire)
    {
        var lot = await _service.AppelerAsync(
            Requetes.Lot(Requetes.Demande("PRO", "AUTH", null, ("idNatStruct", "1750140014"), ("idNatBeneficiaire", beneficiaire))), Charles);
        var retrait = await _service.AppelerAsync(Requetes.Retrait(lot.Element("demande")!.Element("indiceRetrait")!.Value), Charles);
        using var certificat = X509Certificate2.CreateFromPem(retrait.Element("certificat")!.Value);

        ((int)new AsnReader(certificat.Extensions[Profession]!.RawData, AsnEncodingRules.DER).ReadInteger()).Should().Be(10);
        (certificat.Extensions[SavoirFaire] is { } e ? new AsnReader(e.RawData, AsnEncodingRules.DER).ReadSequence().ReadCharacterString(UniversalTagNumber.UTF8String) : null).Should().Be(savoirFaire);
    }
}
