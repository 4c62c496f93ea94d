using System.Text.RegularExpressions;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>
/// samples/soap, replayed: requests that no code of ours signs or sends (openssl, xmlsec1, curl), answers that no code of ours reads (xmllint).
/// </summary>
[Category("§14.2.1"), Category("§14.2.2"), Category("§14.4"), Category("§15.4"), Category("§16.4"), Category("§17.4"), Category("§18.3"), Category("§19"), Category("D8"), Category("D16")]
internal sealed partial class EchantillonsTests
{
    private static readonly Dictionary<string, Colonnes> ColonnesDe = new()
    {
        ["demanderCertificats"] = Colonnes.DemandeLot | Colonnes.DemandeUnitaire,
        ["retirerCertificat"] = Colonnes.Retrait,
        ["revoquerCertificat"] = Colonnes.Revocation,
        ["renouvelerCertificat"] = Colonnes.Renouvellement,
        ["suivreActivite"] = Colonnes.Suivi,
    };

    private readonly Dictionary<string, string> _joues = [];

    private string _dossier = "";

    public static IEnumerable<string> Cas => Directory.EnumerateFiles(Echantillons, "*.xml", SearchOption.AllDirectories)
        .Select(f => Path.ChangeExtension(Path.GetRelativePath(Echantillons, f), null))
        .Where(c => c.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    public static IEnumerable<string> Operations => ColonnesDe.Keys.Where(o => Directory.Exists(Path.Combine(Echantillons, o)));

    private static string Echantillons => ArbreDesSources.Fichier("samples/soap");

    private static string Script => Path.Combine(Echantillons, "jouer.sh");

    [OneTimeSetUp]
    public async Task Jouer()
    {
        Outils.Exiger("bash", "openssl", "xmlsec1", "curl", "xmllint");
        _dossier = await ServiceDeTest.NouveauDossierAsync();
        var service = Path.Combine(TestContext.CurrentContext.TestDirectory, "Pfcng.Ws.dll");
        var (code, sortie, erreurs) = Outils.Lancer("bash", [Script, "-d", _dossier, "--preparer", $"dotnet {service}"]);
        code.Should().Be(0, sortie + erreurs);

        await using var marche = await ServiceDeTest.DemarrerAsync(
            [("Produits:Test:PS_CONF:Ouvert", "false"), ("Renouvellement:JoursAvantExpiration", "1100")], dossier: _dossier);
        (_, sortie, erreurs) = Outils.Lancer("env", ["PFCNG_PS_CONF_FERME=1", "PFCNG_RENOUVELABLE=1", "bash", Script, "-u", $"{marche.Https}", "-d", _dossier], minutes: 9);
        foreach (Match ligne in LigneDeCas().Matches(sortie))
        {
            _joues[ligne.Groups["cas"].Value] = ligne.Value.TrimEnd();
        }

        await TestContext.Progress.WriteLineAsync(erreurs + sortie.TrimEnd().Split('\n')[^1]);
    }

    [OneTimeTearDown]
    public void Effacer()
    {
        if (_dossier.Length > 0)
        {
            Directory.Delete(_dossier, recursive: true);
        }
    }

    [TestCaseSource(nameof(Cas))]
    public void Chaque_cas_recoit_la_reponse_qu_il_attend(string cas) =>
        _joues.GetValueOrDefault(cas, "n’a pas été joué").Should().StartWith("bon ");

    [TestCaseSource(nameof(Operations))]
    public void Chaque_code_qu_un_client_peut_provoquer_a_son_cas(string operation)
    {
        var attendus = Tableau22.Lignes.Where(l => (l.Colonnes & ColonnesDe[operation]) != 0 && !HorsDePortee(operation, l.Numero)).Select(l => l.Code);
        var montres = Directory.EnumerateFiles(Path.Combine(Echantillons, operation), "*.xml")
            .SelectMany(File.ReadLines)
            .Where(l => l.StartsWith("expect: ", StringComparison.Ordinal))
            .Select(l => CodeAttendu().Match(l).Groups["code"].Value)
            .Where(c => c.Length > 0)
            .Distinct();
        montres.Should().BeEquivalentTo(attendus);
    }

    [Test]
    public void Le_script_dit_comment_il_s_emploie()
    {
        var (code, sortie, _) = Outils.Lancer("bash", [Script, "--help"]);
        code.Should().Be(0);
        sortie.Should().ContainAll("--url", "--donnees", "--voir");
    }

    /// <summary>Codes that no message provokes: the authority must fail (15 to 18), the connection be cut (38), the directory change meanwhile (44).</summary>
    private static bool HorsDePortee(string operation, int numero) => numero is (>= 15 and <= 18) or 38 || (operation == "renouvelerCertificat" && numero == 44);

    /// <summary>A case's line, and what differs below it.</summary>
    [GeneratedRegex(@"^(bon|ÉCHEC|sauté) +(?<cas>\S+/\S+) .*(\n {7}.*)*", RegexOptions.Multiline)]
    private static partial Regex LigneDeCas();

    [GeneratedRegex("(statut|statutLot|statutDemande) = (?<code>WSMG-[0-9]{8})$")]
    private static partial Regex CodeAttendu();
}
