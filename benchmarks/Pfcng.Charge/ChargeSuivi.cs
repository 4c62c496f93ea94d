using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Pfcng.Domain.Annuaire;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Operations.SuivreActivite;
using Pfcng.Domain.Stockage;

namespace Pfcng.Charge;

/// <summary>
/// How long suivreActivite takes in a store of so many products, all of one structure and one actor, the worst case: what every filter leaves is
/// searched by the handler itself, without network nor signature.
/// </summary>
internal static class ChargeSuivi
{
    private const string Carole = "899700027131";
    private const string Cabinet = "499700027180006";
    private const int Echauffement = 50;
    private const int Mesures = 300;

    private static readonly DateTimeOffset Debut = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Fills a new store in a folder of its own, measures, erases it.</summary>
    /// <param name="produits">How many products.</param>
    /// <param name="annuaire">The demonstration's directory.</param>
    public static async Task FaireAsync(int produits, string annuaire)
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng-suivi-").FullName;
        try
        {
            var chemin = Path.Combine(dossier, "pfcng.db");
            await Depot.Ouvrir(chemin).DisposeAsync();
            Remplir(chemin, produits);
            await using var depot = Depot.Ouvrir(chemin);
            var handler = new SuivreActiviteHandler(depot, AnnuaireFichier.Lire(annuaire), new Verrous(), TimeProvider.System);
            Console.WriteLine(FormattableString.Invariant($"{produits:N0} produits, {new FileInfo(chemin).Length / 1048576:N0} Mio"));
            foreach (var (nom, requete) in Requetes())
            {
                await MesurerAsync(nom, handler, requete);
            }
        }
        finally
        {
            Directory.Delete(dossier, recursive: true);
        }
    }

    private static IEnumerable<(string Nom, RequeteSuiviActivite Requete)> Requetes()
    {
        var ancien = CalendrierParis.Jour(Debut.AddHours(1));
        foreach (var type in new[] { TypeSuivi.PRODUITS, TypeSuivi.DEMANDES_CERTIFICAT })
        {
            var tout = new RequeteSuiviActivite(type, Offre.ORG, null, null, null, null, Cabinet, null, null);
            yield return ($"{type}", tout);
            yield return ($"{type} usage rare", tout with { Usage = Usage.CONF });
            yield return ($"{type} premier jour", tout with { DateCreation = ancien });
            yield return ($"{type} acteur", tout with { IdNatActeur = Carole });
            yield return ($"{type} acteur, usage, jour", tout with { IdNatActeur = Carole, Usage = Usage.CONF, DateCreation = ancien });
            yield return ($"{type} rien de trouvé", tout with { Usage = Usage.SIGN });
        }

        yield return ("DEMANDES_CERTIFICAT lot", new(TypeSuivi.DEMANDES_CERTIFICAT, Offre.ORG, null, 7, null, null, Cabinet, null, null));
        yield return ("DEMANDES_REVOCATION", new(TypeSuivi.DEMANDES_REVOCATION, Offre.ORG, null, null, null, null, Cabinet, null, null));
    }

    private static async Task MesurerAsync(string nom, SuivreActiviteHandler handler, RequeteSuiviActivite requete)
    {
        var appel = new Appel(new(Monde.Test, Carole, "", "", null), Canal.WS, null, "charge");
        var durees = new List<double>();
        var (trouves, processeur) = (0, TimeSpan.Zero);
        for (var i = 0; i < Echauffement + Mesures; i++)
        {
            if (i == Echauffement)
            {
                processeur = Environment.CpuUsage.TotalTime;
            }

            var depart = Stopwatch.GetTimestamp();
            trouves = (await handler.TraiterAsync(appel, requete, default)).Donne(out var activite, out _) ? activite.Lignes.Count : 0;
            durees.Add(Stopwatch.GetElapsedTime(depart).TotalMilliseconds);
        }

        var cpu = (Environment.CpuUsage.TotalTime - processeur).TotalMilliseconds / Mesures;
        var triees = durees.Skip(Echauffement).Order().ToArray();
        Console.WriteLine(FormattableString.Invariant($"  {nom,-44} {trouves,4} lignes   {cpu,6:F2} ms CPU   p50 {triees[Mesures / 2],6:F2} ms   p99 {triees[Mesures * 99 / 100],6:F2} ms"));
    }

    /// <summary>One demande a second; a usage in 5,000 is CONF, a product in ten has been revoked.</summary>
    private static void Remplir(string chemin, int produits)
    {
        using var connexion = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = chemin, Pooling = false, ForeignKeys = false }.ToString());
        connexion.Open();
        using var commande = connexion.CreateCommand();
        commande.CommandText =
            """
            PRAGMA synchronous = OFF;
            BEGIN;
            CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $produits) SELECT i FROM n;
            INSERT INTO demande (monde, numero, lot, canal, offre, usage, structure, acteur, acteur_nom, acteur_prenom, mail_demandeur, mail_informer, creation, etat)
            SELECT 'Test', i, i / 20, 'WS', 'ORG', CASE i % 5000 WHEN 0 THEN 'CONF' ELSE 'AUTH_CLI' END, $structure, $acteur, 'PHARMACH0002713', 'CAROLE',
                   'demandeur@exemple.fr', 'informe@exemple.fr', $debut + i * 1000, 'Close' FROM n;
            INSERT INTO produit (monde, numero, etat, raison_sociale, departement, nom_applicatif, sujet, numero_serie, aki, dn_autorite, a_certifier, certificat, debut, fin, code_revocation)
            SELECT 'Test', i, 'Actif', 'CABINET MEDICAL MEDCAB0002718', 'Paris (75)', 'Application ' || i, 'CN=Application ' || i || ', OU=499700027180006, C=FR',
                   printf('%032x', i * 2654435761), 'aa', 'CN=TEST AC, C=FR', zeroblob(200), zeroblob(400), $debut, $debut + 94608000000, 'x' FROM n;
            INSERT INTO demande_revocation (monde, numero, produit, canal, offre, usage, structure, acteur, acteur_nom, acteur_prenom, mail_demandeur, mail_informer,
                                            motif, creation, date_effet, echeance, revocation, etat)
            SELECT 'Test', $produits + i, i, 'WS', 'ORG', 'AUTH_CLI', $structure, $acteur, 'PHARMACH0002713', 'CAROLE', 'demandeur@exemple.fr', 'informe@exemple.fr',
                   'PERTE', $debut + i * 1000, '2020-01-01', 0, 0, 'Close' FROM n WHERE i % 10 = 0;
            COMMIT;
            """;
        commande.Parameters.AddWithValue("$produits", produits);
        commande.Parameters.AddWithValue("$structure", Cabinet);
        commande.Parameters.AddWithValue("$acteur", Carole);
        commande.Parameters.AddWithValue("$debut", Debut.ToUnixTimeMilliseconds());
        commande.CommandTimeout = 0;
        commande.ExecuteNonQuery();
    }
}
