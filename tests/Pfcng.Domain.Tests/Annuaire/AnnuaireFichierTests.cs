using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Tests.Annuaire;

[TestFixture, Category("§8")]
public class AnnuaireFichierTests
{
    private const string Juste =
        """
        {
          "test": {
            "structures": [
              { "idNat": "10B0039137", "raisonSociale": "PHARMACIE DE LA GARE ROUTIERE03913", "departement": "Paris (75)" }
            ],
            "personnes": [
              {
                "idNat": "899700027222", "nom": "PHARMOFFICE RPPS-ADELI", "prenom": "GAETAN", "type": "PS", "titre": "Pharmacien", "tableauPharmacien": "A",
                "habilitations": [ { "offre": "SERV", "structure": "10B0039137", "domaines": ["test.laboratoire.com", "*officine.laboratoire.com"] } ]
              },
              { "idNat": "300000000039210/CPAT0001", "nom": "ASSIST-CS039210002", "prenom": "VLADIMIR", "type": "PA", "adminAsip": true },
              { "idNat": "899700027900", "nom": "REVOQUEE", "prenom": "ALICE", "type": "PS", "titre": "Infirmier", "specialite": "SM42", "carte": { "etat": "revoquee" } }
            ],
            "serveurs": [ { "nom": "editeur.exemple.fr", "structure": "10B0039137", "listeBlanche": true } ],
            "listeBlanche": [ "CN=ancien.exemple.fr, C=FR" ]
          },
          "production": {}
        }
        """;

    private string _chemin = "";

    [SetUp]
    public void Preparer() => _chemin = Path.GetTempFileName();

    [TearDown]
    public void Effacer() => File.Delete(_chemin);

    [Test]
    public async Task Un_fichier_juste_se_lit()
    {
        var annuaire = Lire(Juste);

        var gaetan = await annuaire.PersonneAsync(Monde.Test, "899700027222", default);
        (gaetan?.Habilitations[0].Domaines).Should().Equal("test.laboratoire.com", "*officine.laboratoire.com");
        ((await annuaire.PersonneAsync(Monde.Test, "300000000039210/CPAT0001", default))?.AdminAsip).Should().BeTrue();
        ((await annuaire.StructureAsync(Monde.Test, "10B0039137", default))?.Departement).Should().Be("Paris (75)");
        var test = annuaire.Declare(Monde.Test);
        test.Personnes.Select(p => p.Carte).Should().Equal(EtatCarte.Valide, EtatCarte.Valide, EtatCarte.Revoquee);
        test.Serveurs[0].Fqdn.Should().Equal("editeur.exemple.fr");
        test.ListeBlanche.Should().HaveCount(1);
    }

    [Test, Category("D35")]
    public async Task Le_tableau_d_un_pharmacien_se_lit()
    {
        var annuaire = Lire(Juste);
        ((await annuaire.PersonneAsync(Monde.Test, "899700027222", default))?.Exercice).Should().BeEquivalentTo(new Exercice(21, null, null, "A"));
        ((await annuaire.PersonneAsync(Monde.Test, "899700027900", default))?.Exercice.TableauPharmacien).Should().BeNull();
    }

    [Test, Category("D11")]
    [Category("§13")]
    public async Task Les_mondes_sont_separes() =>
        (await Lire(Juste).PersonneAsync(Monde.Production, "899700027222", default)).Should().BeNull();

    [TestCase("\"SERV\"", "\"serv\"", "test.personnes[0].habilitations[0].offre : « serv » n’est pas l’un de : PRO, ORG, SERV")]
    [TestCase("\"*officine", "\"*.officine", "test.personnes[0].habilitations[0].domaines[1] : « *.officine.laboratoire.com » n’est pas une forme de domaine de l’offre SERV (domaine ou *domaine)")]
    [TestCase("\"adminAsip\"", "\"adminASIP\"", "test.personnes[1] : le champ « adminASIP » est inconnu")]
    [TestCase("\"adminAsip\": true", "\"adminAsip\": \"oui\"", "test.personnes[1].adminAsip : true ou false est attendu")]
    [TestCase("\"899700027222\", \"nom\"", "\"899700027222 \", \"nom\"", "test.personnes[0].idNat : ce texte est vide ou entouré de blancs")]
    [TestCase("\"899700027222\"", "\"999700027222\"", "test.personnes[0].idNat : « 999700027222 » n’a pas la forme d’un identifiant national")]
    [TestCase("\"899700027900\"", "\"899700027222\"", "test.personnes[2] : « 899700027222 » est déclaré deux fois")]
    [TestCase("\"prenom\": \"GAETAN\", ", "", "test.personnes[0] : le champ « prenom » manque")]
    [TestCase("\"structure\": \"10B0039137\", \"liste", "\"structure\": \"10B0039138\", \"liste", "test.serveurs[0].structure : la structure « 10B0039138 » n’est pas déclarée dans la même section")]
    [TestCase("\"tableauPharmacien\": \"A\"", "\"tableauPharmacien\": \"A - Titulaire\"", "test.personnes[0].tableauPharmacien : « A - Titulaire » n’est pas une section du tableau (A, B, C…)")]
    [TestCase("\"specialite\": \"SM42\"", "\"tableauPharmacien\": \"A\"", "test.personnes[2].tableauPharmacien : seul un PS de titre « Pharmacien » est inscrit à un tableau")]
    [TestCase("\"production\"", "\"prod\"", "racine : le champ « prod » est inconnu")]
    [TestCase("\"revoquee\"", "\"perdue\"", "test.personnes[2].carte.etat : « perdue » n’est pas l’un de : valide, revoquee, expiree")]
    [TestCase("\"production\": {}", "\"production\": {", "JSON illisible à la ligne 18")]
    [TestCase("\"type\": \"PA\",", "\"type\": \"PA\", \"type\": \"PS\",", "test.personnes[1] : le champ « type » est écrit deux fois")]
    [TestCase("\"adminAsip\": true", "\"\\u0061dminAsip\": true, \"adminAsip\": true", "test.personnes[1] : le champ « adminAsip » est écrit deux fois")]
    [TestCase("\"adminAsip\": true", "\"adminAsip\": null", "test.personnes[1].adminAsip : true ou false est attendu")]
    [TestCase("\"titre\": \"Infirmier\"", "\"titre\": null", "test.personnes[2].titre : un texte est attendu")]
    [TestCase("\"titre\": \"Infirmier\"", "\"titre\": \"\\ud800\"", "test.personnes[2].titre : ce texte n’est pas de l’Unicode")]
    [TestCase("\"titre\": \"Infirmier\"", "\"\\ud800\": 1", "test.personnes[2] : le nom d’un champ n’est pas de l’Unicode")]
    [TestCase("\"899700027222\"", "\"8\\n9\"", "test.personnes[0].idNat : « 8\uFFFD9 » n’a pas la forme d’un identifiant national")]
    [TestCase("\"prenom\": \"GAETAN\"", "\"prenom\": \"GA\\nETAN\"", "test.personnes[0].prenom : « GA\uFFFDETAN » a un caractère de commande")]
    [TestCase("\"prenom\": \"GAETAN\"", "\"prenom\": \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", "test.personnes[0].prenom : 64 caractères au plus")]
    [TestCase("\"nom\": \"editeur.exemple.fr\"", "\"nom\": \"../../../evade\"", "test.serveurs[0].nom : « ../../../evade » n’est pas le nom d’un serveur")]
    [TestCase("\"nom\": \"editeur.exemple.fr\"", "\"nom\": \"..\"", "test.serveurs[0].nom : « .. » n’est pas le nom d’un serveur")]
    [TestCase("{ \"etat\": \"revoquee\" }", "null", "test.personnes[2].carte : un objet { … } est attendu")]
    [TestCase("\"serveurs\": [", "\"serveurs\": [ null, ", "test.serveurs[0] : un objet { … } est attendu")]
    [TestCase("[ \"CN=ancien.exemple.fr, C=FR\" ]", "[ null ]", "test.listeBlanche[0] : un texte est attendu")]
    [TestCase("[ \"CN=ancien.exemple.fr, C=FR\" ]", "{}", "test.listeBlanche : une liste [ … ] est attendue")]
    [TestCase("\"production\": {}", "\"production\": null", "production : un objet { … } est attendu")]
    [TestCase("\"production\": {}", "\"production\": {} } {", "JSON illisible à la ligne 17")]
    public void Une_faute_est_dite_en_une_ligne_qui_nomme_l_endroit(string juste, string faux, string message) =>
        FluentActions.Invoking(() => Lire(Juste.Replace(juste, faux, StringComparison.Ordinal)))
        .Should().ThrowExactly<AnnuaireException>().Which.Message.Should().StartWith(_chemin).And.Contain(message).And.NotContain("\n");

    [TestCase("null"), TestCase("[]"), TestCase("\"test\"")]
    public void Un_fichier_qui_n_est_pas_un_objet_est_une_faute_claire(string texte) =>
        FluentActions.Invoking(() => Lire(texte)).Should().ThrowExactly<AnnuaireException>().Which.Message.Should().EndWith("racine : un objet { … } est attendu");

    [Test]
    public void Marque_d_ordre_commentaires_et_virgules_finales_sont_admis() =>
        Lire('\uFEFF' + Juste.Replace("\"production\": {}", "/* vide */ \"production\": {}, // fin", StringComparison.Ordinal)).Declare(Monde.Test).Personnes.Should().HaveCount(3);

    [Test]
    public void Une_liste_trop_profonde_est_une_faute_claire() =>
        FluentActions.Invoking(() => Lire("{\"test\":" + new string('[', 100) + new string(']', 100) + "}"))
        .Should().ThrowExactly<AnnuaireException>().Which.Message.Should().Contain("JSON illisible à la ligne 1");

    [Test]
    public void Un_fichier_absent_est_une_faute_claire() =>
        FluentActions.Invoking(() => AnnuaireFichier.Lire("/nulle/part.json")).Should().ThrowExactly<AnnuaireException>().Which.Message.Should().StartWith("/nulle/part.json : fichier illisible");

    private AnnuaireFichier Lire(string texte)
    {
        File.WriteAllText(_chemin, texte);
        return AnnuaireFichier.Lire(_chemin);
    }
}
