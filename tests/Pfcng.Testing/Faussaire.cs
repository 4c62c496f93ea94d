using Microsoft.Data.Sqlite;
using Pfcng.Domain.Stockage;

namespace Pfcng.Testing;

/// <summary>
/// Somebody who can write the store and the files beside it, and knows its rules, but holds no key: he drops triggers, changes what he wants,
/// binds again, computes the chain again and puts the triggers back. Works beside a running service.
/// </summary>
public sealed class Faussaire(string dossier)
{
    private string Base => Path.Combine(dossier, "pfcng.db");

    /// <summary>Changes the store; nothing holds him back.</summary>
    public int Executer(string sql)
    {
        var lignes = 0;
        SansDeclencheur(() =>
        {
            using var connexion = Ouvrir();
            lignes = Executer(connexion, sql);
        });
        return lignes;
    }

    /// <summary>Changes what the store is made of.</summary>
    public void Refaire(string sql)
    {
        using var connexion = Ouvrir();
        Executer(connexion, sql);
    }

    /// <summary>The first value of a query.</summary>
    public T Lire<T>(string sql)
    {
        using var connexion = Ouvrir();
        using var commande = Commande(connexion, sql);
        return (T)commande.ExecuteScalar()!;
    }

    /// <summary>Makes the last row of each demande say what the tables now say, then computes the whole chain again.</summary>
    public void ToutRefaire()
    {
        SansDeclencheur(() =>
        {
            using var connexion = Connexion.Ouvrir(Base, lectureSeule: false);
            foreach (var ligne in Toutes(connexion).Where(l => l.Liens.Apres is not null && l.NumeroDemande != 0).GroupBy(l => (l.Monde, l.NumeroDemande)).Select(g => g.Last()))
            {
                Relier(connexion, ligne);
            }
        });
        RefaireLaChaine();
    }

    /// <summary>Computes the whole chain again, as the rows now are.</summary>
    public void RefaireLaChaine() => SansDeclencheur(() =>
    {
        using var connexion = Connexion.Ouvrir(Base, lectureSeule: false);
        connexion.Executer("BEGIN IMMEDIATE");
        var precedente = LigneHistorique.Origine;
        foreach (var ligne in Toutes(connexion))
        {
            precedente = ligne.Enchainer(precedente)!;
            connexion.Executer("UPDATE historique SET empreinte = @empreinte WHERE numero = @numero", ("@empreinte", precedente), ("@numero", ligne.Numero));
        }

        connexion.Executer("COMMIT");
    });

    /// <summary>Gives a piece of evidence the digest that the rows bind, and the rows the digest of the evidence as it now is.</summary>
    public void RelierLesPreuves() => SansDeclencheur(() =>
    {
        using var connexion = Connexion.Ouvrir(Base, lectureSeule: false);
        foreach (var id in Preuves.Apres(connexion, 0, int.MaxValue))
        {
            connexion.Executer(
                "UPDATE historique SET empreinte_preuve = @empreinte WHERE preuve = @id", ("@empreinte", Preuves.Relire(connexion, id)!.Liee), ("@id", id));
        }
    });

    private static void Relier(Connexion connexion, LigneHistorique ligne)
    {
        var dossier = Scelle.Dossier(connexion, ligne.Monde, ligne.NumeroDemande);
        connexion.Executer(
            "UPDATE historique SET empreinte_apres = @apres, empreinte_a_certifier = @tbs, empreinte_certificat = @certificat WHERE numero = @numero",
            ("@apres", dossier?.Empreinte ?? Scelle.Revocation(connexion, ligne.Monde, ligne.NumeroDemande)),
            ("@tbs", dossier?.ACertifier),
            ("@certificat", dossier?.Certificat),
            ("@numero", ligne.Numero));
    }

    private static List<LigneHistorique> Toutes(Connexion connexion) => Historique.Page(connexion, 0, int.MaxValue);

    private SqliteConnection Ouvrir()
    {
        var connexion = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Base, Pooling = false, ForeignKeys = false }.ToString());
        connexion.Open();
        Executer(connexion, "PRAGMA ignore_check_constraints = true");
        return connexion;
    }

    private void SansDeclencheur(Action faire)
    {
        var textes = new List<string>();
        using (var connexion = Ouvrir())
        using (var commande = Commande(connexion, "SELECT 'DROP TRIGGER ' || name, sql FROM sqlite_master WHERE type = 'trigger'"))
        {
            var ordres = new List<string>();
            using (var lignes = commande.ExecuteReader())
            {
                while (lignes.Read())
                {
                    ordres.Add(lignes.GetString(0));
                    textes.Add(lignes.GetString(1));
                }
            }

            ordres.ForEach(o => Executer(connexion, o));
        }

        faire();
        textes.ForEach(Refaire);
    }

    private static int Executer(SqliteConnection connexion, string sql)
    {
        using var commande = Commande(connexion, sql);
        return commande.ExecuteNonQuery();
    }

#pragma warning disable CA2100 // Texts of the tests.
    private static SqliteCommand Commande(SqliteConnection connexion, string sql) => new(sql, connexion);
#pragma warning restore CA2100
}
