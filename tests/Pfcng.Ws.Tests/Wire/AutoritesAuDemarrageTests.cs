using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Tests.Confiance;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>An authority that can't be believed is named at the start, and nothing starts (D9).</summary>
[Category("D9"), Category("exploitation")]
internal sealed class AutoritesAuDemarrageTests
{
    private string _dossier = null!;
    private string _cps2ter = null!;

    [SetUp]
    public async Task Preparer()
    {
        _dossier = await ServiceDeTest.NouveauDossierAsync();
        _cps2ter = Directory.CreateDirectory(Path.Combine(_dossier, "confiance", "cps2ter")).FullName;
    }

    [TearDown]
    public void Effacer() => Directory.Delete(_dossier, recursive: true);

    [Test]
    public async Task Une_autorite_de_1024_bits_est_refusee_par_son_nom()
    {
        using var cle = RSA.Create(1024);
        await RefuserAsync("TEST CLASSE-2", "trop faible : sa clé n’est pas une clé RSA de 2048 bits au moins", PkiDeTest.Autorite("TEST CLASSE-2", cle: cle));
    }

    [Test]
    public async Task Une_autorite_signee_en_MD5_par_une_autre_est_refusee_par_son_nom()
    {
        var racine = PkiDeTest.Autorite("TEST STRUCTURE");
        await RefuserAsync("TEST CLASSE-2", "trop faible : sa signature n’est pas en SHA-256", racine, PkiDeTest.Autorite("TEST CLASSE-2", racine, signature: SignatureFaible.Md5(racine)));
    }

    [Test]
    public async Task Une_autorite_de_l_IGC_Sante_n_a_pas_l_exception_de_CPS2ter() =>
        await RefuserAsync(PkiDeTest.TestFort, "pas une classe CPS2ter", PkiDeTest.Autorite(PkiDeTest.TestFort));

    private async Task RefuserAsync(string nom, string motif, params X509Certificate2[] autorites)
    {
        foreach (var autorite in autorites)
        {
            using (autorite)
            {
                await File.WriteAllBytesAsync(Path.Combine(_cps2ter, autorite.GetNameInfo(X509NameType.SimpleName, false) + ".cer"), autorite.RawData);
            }
        }

        var (code, _, erreurs) = await ServiceEnProcessus.ExecuterAsync([$"--Pfcng:DataDirectory={_dossier}", "--Pfcng:HttpsPort=0", "--Pfcng:HttpPort=0"]);
        code.Should().Be(1);
        erreurs.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle(e => e.StartsWith("pfcng : ", StringComparison.Ordinal), erreurs).And.ContainSingle(erreurs);
        erreurs.Should().ContainAll(nom, motif);
    }
}
