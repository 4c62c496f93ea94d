using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Commandes;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>What an operator types wrong is told in one line of French, that names it and says what is accepted; the help is in French too.</summary>
[Category("exploitation")]
internal sealed class LigneDeCommandeTests
{
    private static readonly string[] Anglais =
        ["Usage:", "Options:", "Commands:", "Arguments:", "REQUIRED", "Show ", "default:", "additional", "required", "matched", "Cannot", "Pfcng.Domain", "System.", "Pfcng.Ws"];

    [TestCase("historique", "historique : il manque un verbe, lister ou verifier.")]
    [TestCase("historique verifer", "Mot inconnu : verifer (historique : lister ou verifier).")]
    [TestCase("historique lister", "historique lister : il manque <numero>.")]
    [TestCase("historique lister abc", "« abc » n’est pas un numéro de demande : un entier, 1 ou plus.")]
    [TestCase("historique lister -1", "« -1 » n’est pas un numéro de demande")]
    [TestCase("historique lister 0", "« 0 » n’est pas un numéro de demande")]
    [TestCase("historique lister 1 2", "Mot inconnu : 2")]
    [TestCase("historique lister 1 --monde Tset", "--monde : « Tset » n’est pas admis ; attendu : Test ou Production.")]
    [TestCase("historique lister 1 --monde 0", "--monde : « 0 » n’est pas admis")]
    [TestCase("historique lister 1 --monde Test --monde Test", "--monde ne se donne qu’une fois.")]
    [TestCase("historique verifier --reprises x", "--reprises : « x » n’est pas admis ; attendu : un entier, 0 ou plus.")]
    [TestCase("historique verifier --reprises -1", "--reprises : « -1 » n’est pas admis")]
    [TestCase("revoquer", "revoquer : il manque --aki, --serie, --motif.")]
    [TestCase("revoquer --aki", "--aki n’a pas de valeur")]
    [TestCase("revoquer --aki zz --serie 01 --motif essai", "--aki : « zz » n’est pas admis ; attendu : des chiffres hexadécimaux.")]
    [TestCase("revoquer --aki 01 --serie 0x12 --motif essai", "--serie : « 0x12 » n’est pas admis")]
    [TestCase("revoquer --aki 01 --serie 02 --motif essai --bidule", "Mot inconnu : --bidule")]
    [TestCase("demande-ihm --offre XX --acteur a --usage SIGN --csr c --mail d", "--offre : « XX » n’est pas admis ; attendu : PS, PRO, ORG ou SERV.")]
    [TestCase("demande-ihm --offre PS --acteur a --usage sign --csr c --mail d", "--usage : « sign » n’est pas admis ; attendu : AUTH, AUTH_CLI, SIGN, CONF, SSL_SERV ou S/MIME.")]
    [TestCase("demande-ihm --offre PS --acteur a --usage SIGN --csr /nulle/part --mail d", "La CSR /nulle/part ne peut pas être lue")]
    [TestCase("sauvegarder", "sauvegarder : il manque <dossier>.")]
    [TestCase("sauvegarder --Pfcng:DataDirectory=/nulle/part", "sauvegarder : il manque <dossier>.")]
    [TestCase("sauvegarder --Pfcng:DataDirectory=/nulle/part ailleurs", "Il n’y a pas de dossier de données /nulle/part")]
    [TestCase("restaurer --bidule", "Mot inconnu : --bidule")]
    [TestCase("restaurer a b", "Mot inconnu : b")]
    [TestCase("demonstraton", "Mot inconnu : demonstraton")]
    [TestCase("servir --help", "Mot inconnu : servir")]
    [TestCase("historique verifer --help", "Mot inconnu : verifer")]
    [TestCase("@absent", "Mot inconnu : @absent")]
    [TestCase("[suggest]", "Mot inconnu : [suggest]")]
    [TestCase("--avec-cles", "Mot inconnu : --avec-cles")]
    public async Task Ce_qui_est_mal_tape_est_nomme_en_une_ligne(string ligne, string attendu)
    {
        var (code, sortie, erreurs) = await ServiceEnProcessus.ExecuterAsync(ligne.Split(' '), [("Pfcng__DataDirectory", "/proc/pfcng")]);
        using (new AssertionScope())
        {
            (code, sortie).Should().Be((1, ""));
            erreurs.Should().StartWith("pfcng : ").And.Contain(attendu);
            erreurs.TrimEnd().Should().NotContain("\n");
            Anglais.Where(m => erreurs.Contains(m, StringComparison.Ordinal)).Should().BeEmpty();
        }
    }

    [TestCase("{\n  \"Pfcng\": {\n    \"HttpPort\": 8080,,\n  }\n}\n", "JSON illisible à la ligne 3")]
    [TestCase("{ \"Pfcng\": { \"HttpPort\": 1, \"HttpPort\": 2 } }", "chaque nom n’est donné qu’une fois")]
    [TestCase("[]", "ce n’est pas un objet JSON")]
    public void Un_appsettings_casse_est_nomme_avec_sa_ligne(string contenu, string attendu)
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng").FullName;
        var fichier = Path.Combine(dossier, "appsettings.json");
        File.WriteAllText(fichier, contenu);
        FluentActions.Invoking(() => LigneDeCommande.Configurer(dossier, [])).Should().ThrowExactly<DemarrageImpossibleException>().Which.Message.Should().StartWith(fichier + " : ").And.Contain(attendu);
        Directory.Delete(dossier, recursive: true);
    }

    [TestCase("--help", "pfcng [verbe] [options] [--Pfcng:Nom=valeur…]")]
    [TestCase("-h", "Verbes :")]
    [TestCase("historique --help", "pfcng historique <verbe>")]
    [TestCase("historique lister --help", "pfcng historique lister <numero> [options]")]
    [TestCase("historique verifier --help", "--reprises <nombre>")]
    [TestCase("sauvegarder --help", "pfcng sauvegarder <dossier> [options]")]
    [TestCase("restaurer --help", "pfcng restaurer <sauvegarde> [options]")]
    [TestCase("revoquer --help", "--aki <aki> (obligatoire)")]
    [TestCase("demande-ihm --help", "--offre <PS|PRO|ORG|SERV> (obligatoire)")]
    [TestCase("demonstration --help", "pfcng demonstration")]
    public async Task L_aide_est_en_francais(string ligne, string attendu)
    {
        var (code, sortie, erreurs) = await ServiceEnProcessus.ExecuterAsync(ligne.Split(' '));
        using (new AssertionScope())
        {
            (code, erreurs).Should().Be((0, ""));
            sortie.Should().ContainAll(attendu, "Usage :", "--help");
            Anglais.Where(m => sortie.Contains(m, StringComparison.Ordinal)).Should().BeEmpty();
        }
    }
}
