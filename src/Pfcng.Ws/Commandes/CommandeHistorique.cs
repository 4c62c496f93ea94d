using System.CommandLine;
using Pfcng.Domain.Modele;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Ws.Donnees;
using Pfcng.Ws.Hebergement;
using Spectre.Console;

namespace Pfcng.Ws.Commandes;

/// <summary>The history for an operator or an auditor (IHM §10, D37): the actions on one demande, or the check of the whole chain.</summary>
internal static class CommandeHistorique
{
    private static readonly string[] Colonnes =
    [
        "Numéro", "Numéro demande", "Canal", "Date", "Code action", "Etat demande", "Type acteur", "Acteur", "Habilitations acteur", "Administrateur",
        "Habilitations administrateur",
    ];

    /// <summary>The verb <c>historique</c>.</summary>
    public static Command Verbe(LigneDeCommande.Garde garder)
    {
        var numero = new Argument<long>("numero") { Description = "Numéro de la demande.", CustomParser = Valeurs.Numero };
        var monde = Valeurs.Monde();
        var lister = new Command("lister", "Montre les actions faites sur une demande.") { numero, monde };
        lister.SetAction((ligne, annulation) => garder((c, a) => ListerAsync(c, ligne.GetValue(monde), ligne.GetValue(numero), a), annulation));
        var gardees = new Option<FileInfo?>("--tetes") { HelpName = "fichier", Description = "Têtes signées gardées ailleurs (une copie de tetes.journal, même partielle) : chacune doit être dans le registre." };
        var reprises = new Option<int>("--reprises")
        {
            Description = "Nombre de restaurations, et de pertes de têtes, connues de l’exploitant ; 0 par défaut.",
            HelpName = "nombre",
            CustomParser = Valeurs.Compte,
            DefaultValueFactory = _ => 0,
        };
        var sansCles = new Option<bool>("--sans-cles") { Description = "La copie n’a pas les clés (sauvegarde sans --avec-cles) : elles ne sont pas cherchées." };
        var verifier = new Command(
            "verifier", "Vérifie l’historique et tout ce qu’il lie (preuves, têtes signées, tables, certificats, listes, journal), et nomme la première chose fausse.")
        {
            gardees, reprises, sansCles,
        };
        verifier.SetAction((ligne, annulation) => garder((c, a) => VerifierAsync(c, ligne.GetValue(gardees), ligne.GetValue(reprises), ligne.GetValue(sansCles), a), annulation));
        return new Command("historique", "Historique des demandes, pour un exploitant ou un auditeur.") { lister, verifier };
    }

    /// <summary>A table for a reader; one line of « ; »-separated values per action, as the IHM exports them, for a pipe.</summary>
    private static async Task<int> ListerAsync(IConfiguration configuration, Monde monde, long numero, CancellationToken annulation)
    {
        await using var depot = Ouvrir(RepertoireDeDonnees.Existant(Reglages.LireDossier(configuration)));
        var lignes = await Historique.ListerAsync(depot, monde, numero, annulation);
        if (lignes.Count == 0)
        {
            await Console.Error.WriteLineAsync($"Aucune action pour la demande {numero} dans le monde {monde}.");
            return 1;
        }

        if (Console.IsOutputRedirected)
        {
            Console.WriteLine(string.Join(';', Colonnes));
            lignes.ForEach(l => Console.WriteLine(string.Join(';', Cellules(l).Select(c => c.Replace(';', ',')))));
            return 0;
        }

        var table = new Table().AddColumns(Colonnes);
        lignes.ForEach(l => table.AddRow([.. Cellules(l).Select(Markup.Escape)]));
        AnsiConsole.Write(table);
        return 0;
    }

    /// <summary>« Enregistrée »: the column says already that it is the demande's.</summary>
    private static string Etat(LigneHistorique l)
    {
        if (l.Etats is not { } etats)
        {
            return "";
        }

        var etat = etats.Demande.Libelle()["Demande ".Length..];
        return char.ToUpperInvariant(etat[0]) + etat[1..];
    }

    private static string[] Cellules(LigneHistorique l) =>
    [
        $"{l.Numero}", $"{l.NumeroDemande}", $"{l.Canal}", $"{CalendrierParis.Heure(l.Date):dd/MM/yyyy HH:mm:ss}", l.CodeAction, Etat(l),
        l.TypeActeur.Libelle(), l.Acteur ?? "", l.Habilitations ?? "", l.Administrateur ?? "", l.HabilitationsAdministrateur ?? "",
    ];

    private static async Task<int> VerifierAsync(IConfiguration configuration, FileInfo? gardees, int reprises, bool sansCles, CancellationToken annulation)
    {
        var dossier = RepertoireDeDonnees.Existant(Reglages.LireDossier(configuration));
        await using var depot = Ouvrir(dossier);
        var (temoins, cle) = TemoinsDuDossier.Ouvrir(dossier, Reglages.LireConfiance(configuration), sansCles);
        var verification = await Verification.VerifierAsync(
            depot,
            annulation,
            temoins with
            {
                Reprises = reprises,
                Delai = Reglages.LireDelaiDeRetrait(configuration),
                TetesGardees = gardees is null ? [] : TetesGardees.Lire(gardees.FullName, temoins.Tetes!.Value.Juste),
            },
            new Avancement());
        Console.WriteLine(verification switch
        {
            { PremiereFausse: null } v => Bilan(v, cle, reprises),
            { PremiereFausse: 0 } v => $"Faux : {v.Raison} ({Justes(v)})",
            var v => $"Ligne {v.PremiereFausse} : {v.Raison} ({Justes(v)} avant elle)",
        });
        return verification.PremiereFausse is null ? 0 : 1;
    }

    private static string Bilan(VerificationHistorique v, string cle, int reprises) =>
        $"{Justes(v)}, dernière empreinte {Convert.ToHexStringLower(v.DerniereEmpreinte)}, {Libelles.Compter(v.Tetes, "tête signée", "têtes signées")} par la clé {cle}, "
        + $"{Libelles.Compter(v.Preuves, "preuve", "preuves")}, {Libelles.Compter(v.Certificats, "certificat", "certificats")}"
        + (reprises > v.Reprises ? $" ; --reprises {reprises}, mais l’historique n’en montre que {v.Reprises}" : "");

    private static string Justes(VerificationHistorique v) => Libelles.Compter(v.LignesJustes, "ligne juste", "lignes justes");

    /// <summary>How far it is, on the error output, at once.</summary>
    private sealed class Avancement : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine("  " + value);
    }

    private static Depot Ouvrir(RepertoireDeDonnees dossier)
    {
        try
        {
            return Depot.OuvrirEnLecture(dossier.Base);
        }
        catch (StoreException e)
        {
            throw new DemarrageImpossibleException(e.Message, e);
        }
    }
}
