using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>A file of the data folder is empty, or is not what it should be: the service starts all the same, or says which one in one line.</summary>
[Category("exploitation")]
internal sealed class FichiersAbimesTests
{
    private static readonly string[] Sortes =
    [
        "ac/tous.pem", "autorites/certificats/ACI-EL-ORG-TEST.crt", "autorites/cles/ACI-EL-ORG-TEST.key", "autorites/codes-revocation.cle", "demo/annuaire.json",
        "demo/cartes/899700027131/sign.crt", "demo/cartes/899700027131/sign.key", "demo/cartes/899700027131/auth.p12", "demo/cartes/899700027900/auth.crt",
        "demo/serveurs/editeur.exemple.fr/tls.crt", "forme", "listes/ACI-EL-ORG-TEST.crl", "listes/ACR-EL-TEST.crl", "pfcng.db",
    ];

    [Test, Combinatorial]
    public async Task Un_fichier_abime_est_refait_ou_nomme([ValueSource(nameof(Sortes))] string sorte, [Values("", "abîmé\n")] string contenu)
    {
        var dossier = await ServiceDeTest.NouveauDossierAsync();
        var fichier = Path.Combine(dossier, sorte.Replace('/', Path.DirectorySeparatorChar));
        File.Exists(fichier).Should().BeTrue(fichier);
        await File.WriteAllTextAsync(fichier, contenu);
        try
        {
            await using var service = await ServiceDeTest.DemarrerAsync(dossier: dossier);
            using var carte = service.Carte(Acteurs.Carole, "sign");
            using var serveur = service.Serveur();
        }
        catch (DemarrageImpossibleException e)
        {
            e.Message.Should().Contain(dossier).And.NotContain("\n");
        }

        Directory.Delete(dossier, recursive: true);
    }
}
