using System.Globalization;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Trace;
using Pfcng.Testing;
using static Pfcng.Ws.Tests.Wire.Obtention;

namespace Pfcng.Ws.Tests.Wire;

/// <summary>
/// Forty and more ways to falsify a copied data folder, by somebody who writes the store and the files as he likes but holds no key: the
/// verification names each (D37).
/// </summary>
[Category("§14.2"), Category("D37")]
internal sealed class FalsificationsTests
{
    private const string Actif = "(SELECT min(numero) FROM produit WHERE etat = 'Actif')";
    private const string Revoque = "(SELECT min(numero) FROM produit WHERE etat = 'Revoque')";
    private const string DeLActif = "numero = " + Actif;

    /// <summary>What is done to the copy; a word of what must be said.</summary>
    private static readonly (string Nom, Action<Copie> Atteinte, string Constat)[] Falsifications =
    [
        // The chain.
        ("un acteur changé", c => c.Sql("UPDATE historique SET acteur = 'X (1)' WHERE numero = 4"), "Ligne 4"),
        ("une date changée", c => c.Sql("UPDATE historique SET instant = instant - 86400000 WHERE numero = 3"), "Ligne 3"),
        ("une ligne ôtée au milieu", c => c.Sql("DELETE FROM historique WHERE numero = 5"), "Ligne 5 : elle manque"),
        ("deux lignes échangées", c => c.Sql("UPDATE historique SET numero = -1 WHERE numero = 2; UPDATE historique SET numero = 2 WHERE numero = 3; UPDATE historique SET numero = 3 WHERE numero = -1"), "Ligne 2"),
        ("une empreinte de preuve ôtée", c => c.Sql("UPDATE historique SET empreinte_preuve = NULL, preuve = NULL WHERE numero = (SELECT min(numero) FROM historique WHERE preuve IS NOT NULL)"), "son contenu ou celui de la précédente a changé"),
        ("un complément changé", c => c.Sql("UPDATE historique SET complement = NULL WHERE complement IS NOT NULL"), "Ligne"),
        ("une ligne ramenée à l’ancien format", c => { c.Sql("UPDATE historique SET format = 1 WHERE numero = 6"); c.Chaine(); }, "Ligne 6 : son format"),
        ("un changement de format inventé", c => { c.Sql("UPDATE historique SET format = 1 WHERE numero < 4"); c.Chaine(); }, "le changement de format n’est pas marqué"),

        // Everything computed again: the heads.
        ("tous les acteurs remplacés et la chaîne refaite", c => { c.Sql("UPDATE historique SET acteur = 'AUTRE (000)' WHERE acteur IS NOT NULL"); c.Chaine(); }, "elle est signée par 899700027131, non par AUTRE (000)"),
        ("les habilitations remplacées et la chaîne refaite", c => { c.Sql("UPDATE historique SET habilitations = 'toutes' WHERE habilitations IS NOT NULL"); c.Chaine(); }, "l’historique a été refait"),
        ("les acteurs remplacés, les preuves détachées et la chaîne refaite", c => { c.Sql("UPDATE historique SET acteur = 'AUTRE (000)', preuve = NULL, empreinte_preuve = NULL"); c.Chaine(); }, "l’historique a été refait"),
        ("les dernières lignes coupées", c => c.Sql("DELETE FROM historique WHERE numero > (SELECT max(numero) - 2 FROM historique)"), "des lignes ont été coupées"),
        ("tout l’historique ôté", c => c.Sql("DELETE FROM historique"), "des lignes ont été coupées"),
        ("une dernière ligne ajoutée sans demande", c => { c.Sql("INSERT INTO historique SELECT numero + 1, monde, 4000, canal, instant, action, etat_demande, etat_produit, type_acteur, acteur, habilitations, administrateur, habilitations_administrateur, complement, empreinte, format, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM historique ORDER BY numero DESC LIMIT 1"); c.Chaine(); }, "la demande 4000 a des lignes d’historique"),

        // The register of heads.
        ("le registre des têtes effacé", c => File.Delete(c.Tetes), "manque"),
        ("le registre des têtes vidé", c => File.WriteAllText(c.Tetes, ""), "est vide"),
        ("une tête ôtée au début", c => File.WriteAllLines(c.Tetes, File.ReadAllLines(c.Tetes).Skip(1)), "tête 1 : elle manque"),
        ("une tête changée", c => File.WriteAllText(c.Tetes, File.ReadAllText(c.Tetes).Replace(";0:", ";1:", StringComparison.Ordinal).Replace("2;", "3;", StringComparison.Ordinal)), "signature est fausse"),
        ("une tête d’une autre clé", c => File.WriteAllText(c.Tetes, c.TeteDUneAutreCle()), "signature est fausse"),
        ("les dernières têtes coupées, et leur compte avec elles", c => { File.WriteAllLines(c.Tetes, File.ReadAllLines(c.Tetes)[..1]); c.Sql("UPDATE compteur SET valeur = 1 WHERE nom = 'tetes'"); }, "gardée ailleurs"),
        ("la première tête ôtée, sans copie", c => c.GarderLesTetes(l => l[1..]), "tête 1 : elle manque"),
        ("une tête ôtée au milieu, sans copie", c => c.GarderLesTetes(l => [l[0], .. l[2..]]), "tête 2 : elle manque"),
        ("la dernière tête coupée, sans copie", c => c.GarderLesTetes(l => l[..^1]), "elle manque"),
        ("les dernières têtes coupées, sans copie", c => c.GarderLesTetes(l => l[..1]), "tête 2 : elle manque, et les suivantes"),
        ("le compte des têtes reculé avec elles, moins une", c => { c.GarderLesTetes(l => l[..^1]); c.Sql("UPDATE compteur SET valeur = 0 WHERE nom = 'tetes'"); }, "le compteur des têtes est en dessous"),
        ("le compte des têtes effacé", c => c.Sql("DELETE FROM compteur WHERE nom = 'tetes'"), "le compteur des têtes n’est plus"),
        ("l’attestation de la clé effacée", c => File.Delete(Path.Combine(c.Dossier, "autorites", "certificats", "tetes.attestation")), "manque"),
        ("l’attestation d’une autre clé", c => c.AutreAttestation(), "n’est pas signé par"),

        // The evidence.
        ("une preuve effacée", c => c.Sql("DELETE FROM preuve WHERE id = 2"), "preuve 2 : elle manque"),
        ("la dernière preuve effacée et détachée", c => { c.Sql("UPDATE historique SET preuve = NULL, empreinte_preuve = NULL WHERE preuve = (SELECT max(id) FROM preuve); DELETE FROM preuve WHERE id = (SELECT max(id) FROM preuve)"); c.Chaine(); }, "l’historique a été refait"),
        ("un Body remplacé", c => c.Sql("UPDATE preuve SET corps = x'3C612F3E' WHERE id = 1"), "preuve 1 : le Body gardé n’est pas celui qui a été reçu"),
        ("un Body et son empreinte remplacés, tout refait", c => { c.Sql($"UPDATE preuve SET corps = x'3C612F3E', condensat = x'{Sha256("<a/>")}' WHERE id = 1"); c.Preuves(); }, "preuve 1 : l’empreinte du Body n’est pas celle qui est signée"),
        ("un SignedInfo réécrit pour un autre Body, tout refait", c => c.AutreSignedInfo(), "preuve 1 : la valeur de la signature est fausse"),
        ("une signature changée, tout refait", c => { c.Sql("UPDATE preuve SET signature = zeroblob(256) WHERE id = 1"); c.Preuves(); }, "preuve 1 : la valeur de la signature est fausse"),
        ("un certificat de signataire remplacé", c => c.Sql("UPDATE certificat_signataire SET certificat = x'3000'"), "le certificat du signataire manque ou n’est plus celui"),
        ("le certificat d’un inconnu, qui a signé à sa place, tout refait", c => c.AutreSignataire(), "certificat du signataire"),
        ("le certificat TLS du messager changé", c => c.Sql("UPDATE preuve SET certificat_tls = zeroblob(32) WHERE id = 1"), "preuve 1 : elle n’est plus celle que la ligne lie"),
        ("la liste de révocation utilisée changée", c => c.Sql("UPDATE preuve SET liste_numero = '1' WHERE id = 1"), "preuve 1 : elle n’est plus celle que la ligne lie"),
        ("la liste de révocation archivée remplacée", c => c.AutreListeArchivee(), "n’est pas celle qui a servi"),
        ("la réponse donnée changée", c => c.Sql("UPDATE preuve SET reponse = '{}' WHERE id = 1"), "preuve 1 : elle n’est plus celle que la ligne lie"),
        ("une preuve ajoutée", c => c.Sql("INSERT INTO preuve SELECT id + 1, monde, operation, demande, instant, trace, empreinte, signed_info, signature, certificat_signataire, condensat, corps, reponse, certificat_tls, liste_autorite, liste_numero, liste_empreinte FROM preuve ORDER BY id DESC LIMIT 1"), "aucune ligne de l’historique ne la lie"),

        // The tables.
        ("un produit rendu actif", c => c.Sql("UPDATE produit SET etat = 'Actif' WHERE etat = 'Revoque'"), "les états de la demande"),
        ("une demande rendue validée", c => c.Sql("UPDATE demande SET etat = 'Validee', code_refus = NULL WHERE etat = 'Rejetee'"), "les états de la demande"),
        ("un acteur de demande changé", c => c.Sql($"UPDATE demande SET acteur = '899700027222' WHERE {DeLActif}"), "ce que lie sa dernière ligne"),
        ("une structure changée", c => c.Sql($"UPDATE demande SET structure = '10B0039137' WHERE {DeLActif}"), "ce que lie sa dernière ligne"),
        ("une clé publique changée", c => c.Sql("UPDATE produit SET cle_publique = zeroblob(294) WHERE etat = 'ARetirer'"), "ce que lie sa dernière ligne"),
        ("une raison sociale changée", c => c.Sql("UPDATE produit SET raison_sociale = 'AUTRE' WHERE etat = 'ARetirer'"), "ce que lie sa dernière ligne"),
        ("un FQDN ajouté", c => c.Sql("INSERT INTO produit_fqdn (monde, numero, rang, fqdn) SELECT monde, numero, 9, 'autre.exemple.fr' FROM produit_fqdn LIMIT 1"), "ce que lie sa dernière ligne"),
        ("deux FQDN échangés", c => c.Sql("UPDATE produit_fqdn SET rang = 1 - rang + 10; UPDATE produit_fqdn SET rang = rang - 10"), "ce que lie sa dernière ligne"),
        ("un code de révocation remplacé", c => c.Sql($"UPDATE produit SET code_revocation = '1000$00$00' WHERE {DeLActif}"), "ce que lie sa dernière ligne"),
        ("une demande effacée", c => c.Sql($"DELETE FROM demande WHERE {DeLActif}; DELETE FROM produit WHERE {DeLActif}"), "n’est plus dans le dépôt"),
        ("un produit effacé", c => c.Sql($"DELETE FROM produit WHERE {DeLActif}"), "la demande"),
        ("une demande ajoutée", c => c.Sql($"INSERT INTO demande SELECT monde, numero + 500, lot, canal, offre, usage, structure, beneficiaire, acteur, acteur_nom, acteur_prenom, administrateur, administrateur_nom, administrateur_prenom, mail_demandeur, mail_informer, creation, etat, code_refus, preuve FROM demande WHERE {DeLActif}"), "n’a aucune ligne d’historique"),
        ("une adresse donnée à un autre porteur", c => c.Sql("UPDATE adresse_produit SET porteur = 'personne 1'"), "pour un autre que le porteur"),
        ("les adresses rendues, et non leurs porteurs", c => c.Sql("DELETE FROM adresse_produit"), "aucun produit ne la tient"),
        ("une clé rendue", c => c.Sql($"DELETE FROM cle_publique WHERE {DeLActif}"), "n’est plus parmi les clés prises"),
        ("une clé prise remplacée", c => c.Sql($"UPDATE cle_publique SET empreinte = zeroblob(32) WHERE {DeLActif}"), "n’est pas celle de son produit"),
        ("l’adresse d’un produit à retirer rendue", c => c.Sql("DELETE FROM adresse_porteur WHERE adresse LIKE 'attente@%'; DELETE FROM adresse_produit WHERE adresse LIKE 'attente@%'"), "n’est plus tenue pour son porteur"),
        ("toutes les adresses et leurs porteurs effacés", c => c.Sql("DELETE FROM adresse_produit; DELETE FROM adresse_porteur"), "n’est plus tenue pour son porteur"),
        ("un porteur sans produit", c => c.Sql("INSERT INTO adresse_porteur VALUES ('Test', 'MAIL', 'zz@zz.fr', 'personne 1')"), "aucun produit ne la tient"),
        ("une adresse tenue par un produit révoqué", c => c.Sql($"INSERT INTO adresse_porteur VALUES ('Test', 'UPN', '', 'structure x'); INSERT INTO adresse_produit VALUES ('Test', {Revoque}, 'UPN', '', 'structure x')"), "qui n’en tient plus"),
        ("un tenant sans porteur", c => c.Sql("DELETE FROM adresse_porteur"), "en désigne une qui n’existe pas"),
        ("une clé d’une demande qui n’est pas là", c => c.Sql("INSERT INTO cle_sans_demande VALUES (randomblob(32), 'Test', 900, 1)"), "n’est dite par aucune ligne du journal"),
        ("un scellé de plus", c => c.Sql("INSERT INTO scelle VALUES ('DEMANDE', 'Test', 5, zeroblob(32))"), "n’est lié par aucune ligne"),
        ("un certificat de signataire de plus", c => c.Sql("INSERT INTO certificat_signataire VALUES (zeroblob(32), x'3000')"), "n’est celui d’aucune preuve"),
        ("un compteur avancé", c => c.Sql("UPDATE compteur SET valeur = 99999 WHERE nom = 'demande Test'"), "est au-dessus de ce que dit le journal"),
        ("un compteur reculé jusqu’au dernier numéro montré", c => c.Sql("DELETE FROM compteur WHERE nom = 'demande Production'; UPDATE compteur SET valeur = valeur + 1 WHERE nom = 'lot'"), "compteur « lot »"),
        ("un compteur de listes reculé", c => c.Sql("UPDATE compteur SET valeur = 1 WHERE nom LIKE 'liste %'"), "le compteur des listes"),
        ("un compteur reculé", c => c.Sql("UPDATE compteur SET valeur = 1 WHERE nom = 'demande Test'"), "le compteur des demandes"),

        // What the store is made of.
        ("les déclencheurs ôtés", c => c.Schema("DROP TRIGGER historique_sans_modification; DROP TRIGGER historique_sans_suppression"), "le déclencheur historique_sans_modification manque"),
        ("un déclencheur ajouté", c => c.Schema("CREATE TRIGGER autre AFTER INSERT ON demande BEGIN SELECT 1; END"), "le déclencheur autre n’est pas de ce programme"),
        ("un déclencheur remplacé", c => c.Schema("DROP TRIGGER scelle_sans_suppression; CREATE TRIGGER scelle_sans_suppression BEFORE DELETE ON scelle BEGIN SELECT 1; END"), "le déclencheur scelle_sans_suppression a changé"),
        ("une table ajoutée", c => c.Schema("CREATE TABLE autre (a)"), "la table autre n’est pas de ce programme"),
        ("un index unique ôté", c => c.Schema("DROP INDEX revocation_par_produit"), "l’index revocation_par_produit manque"),
        ("un index de plus", c => c.Schema("CREATE INDEX autre ON demande (mail_demandeur)"), "l’index autre n’est pas de ce programme"),
        ("une table remplacée par une vue", c => c.Schema("ALTER TABLE piece RENAME TO vraie; CREATE VIEW piece AS SELECT * FROM vraie"), "la table piece manque"),

        // What it leans on.
        ("l’empreinte d’une autorité changée", c => c.Sql("UPDATE piece SET empreinte = zeroblob(32) WHERE nom = 'ACI-EL-ORG-TEST'"), "ACI-EL-ORG-TEST.crt n’est pas celui que le dépôt connaît"),
        ("l’empreinte de la clé des codes changée", c => c.Sql("UPDATE piece SET empreinte = zeroblob(32) WHERE nom = 'codes-revocation'"), "codes-revocation.cle n’est pas celui"),
        ("l’empreinte de l’attestation ôtée", c => c.Sql("DELETE FROM piece WHERE nom = 'tetes.attestation'"), "n’a plus l’empreinte de"),
        ("toutes les empreintes ôtées", c => c.Sql("DELETE FROM piece"), "n’a plus l’empreinte de"),
        ("une empreinte ajoutée", c => c.Sql("INSERT INTO piece VALUES ('autre', zeroblob(32))"), "une pièce « autre »"),
        ("la clé des codes remplacée", c => File.WriteAllBytes(c.Autorite("codes-revocation.cle"), new byte[32]), "codes-revocation.cle n’est pas celui"),
        ("la clé des codes effacée", c => File.Delete(c.Autorite("codes-revocation.cle")), "codes-revocation.cle manque"),
        ("la clé des têtes effacée", c => File.Delete(c.Autorite("cles/tetes.key")), "tetes.key manque"),
        ("la clé d’une autorité effacée", c => File.Delete(c.Autorite("cles/ACR-EL.key")), "ACR-EL.key manque"),
        ("le certificat d’une autorité de cartes effacé", c => File.Delete(c.Autorite("certificats/ACI-FO-PP.crt")), "ACI-FO-PP"),
        ("la marque de la forme effacée", c => File.Delete(Path.Combine(c.Dossier, "forme")), "forme manque"),
        ("la marque de la forme changée", c => File.WriteAllText(Path.Combine(c.Dossier, "forme"), "production\n"), "forme manque, est vide ou n’est pas"),

        // Revocations.
        ("une révocation d’exploitant que personne n’a ordonnée", c => c.Sql("INSERT INTO revocation_sans_demande SELECT monde, aki, 'aabbccddeeff00112233445566778899', 1, 'Exploitant', 'x' FROM certificat_sans_demande LIMIT 1"), "n’est dite ni par l’historique"),
        ("une révocation d’une origine qui n’existe pas", c => c.Sql("INSERT INTO revocation_sans_demande SELECT monde, aki, 'aabbccddeeff00112233445566778899', 1, 'Ailleurs', NULL FROM certificat_sans_demande LIMIT 1"), "Ailleurs"),
        ("un index qui ne suit plus sa table", c => c.Schema("PRAGMA writable_schema = 1; UPDATE sqlite_master SET sql = replace(sql, 'demande_par_lot', 'demande_par_lot ') WHERE name = 'demande_par_lot'"), "l’index demande_par_lot a changé"),
        ("une révocation qu’aucune liste ne montre", c => c.Sql("INSERT INTO revocation_sans_demande SELECT monde, aki, 'aabbccddeeff00112233445566778899', 1, 'Liste', NULL FROM certificat_sans_demande LIMIT 1"), "n’est dite ni par l’historique"),
        ("une révocation que le journal ne dit pas", c => c.Sql("INSERT INTO revocation_sans_demande SELECT monde, aki, 'aabbccddeeff00112233445566778899', 1, 'Journal', NULL FROM certificat_sans_demande LIMIT 1"), "n’est dite ni par l’historique"),
        ("une révocation d’un produit actif", c => c.Sql($"INSERT INTO revocation_sans_demande SELECT monde, aki, numero_serie, 1, 'Exploitant', 'x' FROM produit WHERE {DeLActif}"), "n’est pas révoqué, et sa révocation est faite"),
        ("une révocation effacée", c => c.Sql("DELETE FROM demande_revocation WHERE etat = 'Close'"), "n’est plus dans le dépôt"),
        ("une révocation différée repoussée", c => c.Sql("UPDATE demande_revocation SET echeance = echeance + 864000000 WHERE etat = 'Validee'"), "ce que lie sa dernière ligne"),
        ("un motif de révocation changé", c => c.Sql("UPDATE demande_revocation SET motif = 'VOL' WHERE etat = 'Close'"), "ce que lie sa dernière ligne"),
        ("une révocation effacée avec ses lignes, et la chaîne refaite", c => c.RevocationEffacee(), "des lignes ont été coupées"),
        ("une révocation effacée partout, têtes comprises, mais publiée", c => { c.RevocationEffacee(); c.SansTetes = true; }, "est révoqué dans la liste publiée"),

        // Certificates and the journal.
        ("un certificat remplacé par un autre", c => { c.Sql($"UPDATE produit SET certificat = (SELECT certificat FROM produit WHERE numero = {Revoque}) WHERE {DeLActif}"); c.ToutRefaire(); c.SansTetes = true; }, "ce n’est pas ce qui était à signer"),
        ("un certificat que l’autorité n’a pas signé", c => { c.CertificatSansSignature(); c.ToutRefaire(); c.SansTetes = true; }, "ne l’a pas signé"),
        ("un certificat sans demande effacé", c => c.Sql("DELETE FROM certificat_sans_demande"), "n’est pas dans le dépôt"),
        ("un certificat sans demande redaté", c => c.Sql("UPDATE certificat_sans_demande SET emission = 1"), "pas tel qu’elle le dit"),
        ("la fin d’un certificat sans demande changée", c => c.Sql("UPDATE certificat_sans_demande SET fin = fin + 1000"), "pas tel qu’elle le dit"),
        ("un certificat sans demande remplacé", c => c.Sql("UPDATE certificat_sans_demande SET certificat = randomblob(500)"), "pas tel qu’elle le dit"),
        ("un certificat sans demande ajouté", c => c.Sql("INSERT INTO certificat_sans_demande SELECT aki, '11' || substr(numero_serie, 3), monde, numero, dn_autorite, emission, debut, fin, certificat FROM certificat_sans_demande LIMIT 1"), "n’est dit par aucune ligne du journal"),
        ("la place dans le journal effacée", c => c.Sql("DELETE FROM journal_emission"), "la place du dépôt dans le journal"),
        ("la place dans le journal ramenée au début", c => c.Sql("UPDATE journal_emission SET octets = 0, empreinte = zeroblob(32)"), "la place du dépôt dans le journal"),
        ("la place dans le journal changée", c => c.Sql("UPDATE journal_emission SET octets = octets + 1"), "la place du dépôt dans le journal"),
        ("le journal d’émission effacé", c => File.Delete(c.Journal), "journal d’émission"),
        ("une ligne du journal ôtée", c => File.WriteAllLines(c.Journal, File.ReadAllLines(c.Journal).Skip(1)), "journal d’émission"),
        ("le journal d’émission effacé, et les têtes", c => { File.Delete(c.Journal); c.SansTetes = true; }, "n’est pas dans le journal d’émission"),
        ("un certificat et sa demande effacés partout, têtes comprises", c => c.DemandeEffacee(), "journal d’émission, ligne"),
    ];

    private string _modele = "";
    private string _gardees = "";

    private static IEnumerable<TestCaseData> Cas => Falsifications.Select((f, rang) => new TestCaseData(rang).SetName($"Est_vue : {f.Nom}"));

    [OneTimeSetUp]
    public async Task Jouer()
    {
        _modele = await ServiceDeTest.NouveauDossierAsync();
        await using (var service = await ServiceDeTest.DemarrerAsync(dossier: _modele))
        {
            using var actif = await service.ObtenirAsync();
            using var revoque = await service.ObtenirAsync();
            using var differe = await service.ObtenirAsync();
            using var serveur = await service.ObtenirAsync(Gaetan, csr => Requetes.Demande(
                "SERV", "SSL_SERV", csr, ("idNatStruct", "10B0039137"), ("FQDN", "test.laboratoire.com"), ("FQDN", "www.officine.laboratoire.com")));
            using var adresse = await service.ObtenirAsync(Gaetan, csr => Requetes.Demande(
                "SERV", "SIGN", csr, ("idNatStruct", "10B0039137"), ("nomApplicatif", "Service"), ("mailSujet", "contact@test.laboratoire.com")));
            await service.AppelerAsync(Requetes.Lot(Requetes.Demande(
                "SERV", "SIGN", Requetes.Csr(), ("idNatStruct", "10B0039137"), ("nomApplicatif", "Attente"), ("mailSujet", "attente@test.laboratoire.com"))), Gaetan);
            await service.RevoquerAsync(revoque);
            await service.RevoquerAsync(differe, date: DateTime.Now.AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            await service.AppelerAsync(Requetes.Lot(Requetes.OrgAuthCli(), Requetes.OrgAuthCli(csr: "AAAA")), Carole);
            await service.AppelerAsync(Requetes.Lot(Requetes.Demande("ORG", "AUTH_CLI", null, ("idNatStruct", "499700027180006"))), Carole);
        }

        _gardees = await File.ReadAllTextAsync(Tetes.Chemin(Path.Combine(_modele, "pfcng.db")));
    }

    [OneTimeTearDown]
    public void Ranger() => Directory.Delete(_modele, recursive: true);

    [Test]
    public async Task Un_dossier_intact_est_juste() => (await new Copie(_modele, _gardees).VerifierAsync()).Should().StartWith("juste");

    [Test]
    public void Il_y_en_a_quarante_au_moins() => Falsifications.Should().HaveCountGreaterThanOrEqualTo(40);

    [TestCaseSource(nameof(Cas))]
    public async Task Est_vue(int rang)
    {
        using var copie = new Copie(_modele, _gardees);
        Falsifications[rang].Atteinte(copie);

        (await copie.VerifierAsync()).Should().Contain(Falsifications[rang].Constat);
    }

    private static string Sha256(string texte) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(texte)));
}
