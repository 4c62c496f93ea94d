using System.CommandLine;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Model;
using Pfcng.Domain.Store;
using Pfcng.Domain.Trace;
using Pfcng.Ws.Configuration;
using Pfcng.Ws.Hosting;
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
        var gardees = new Option<FileInfo?>("--tetes") { Description = "Têtes signées gardées ailleurs (une copie de tetes.journal, même partielle) : chacune doit être dans le registre." };
        var reprises = new Option<int>("--reprises")
        {
            Description = "Nombre de restaurations connues de l’exploitant ; 0 si elle n’est pas donnée.",
            HelpName = "nombre",
            CustomParser = Valeurs.Compte,
            DefaultValueFactory = _ => 0,
        };
        var verifier = new Command(
            "verifier", "Vérifie l’historique et tout ce qu’il lie (preuves, têtes signées, tables, certificats, listes, journal), et nomme la première chose fausse.")
        {
            gardees, reprises,
        };
        verifier.SetAction((ligne, annulation) => garder((c, a) => VerifierAsync(c, ligne.GetValue(gardees), ligne.GetValue(reprises), a), annulation));
        return new Command("historique", "Historique des demandes, pour un exploitant ou un auditeur.") { lister, verifier };
    }

    /// <summary>A table for a reader; one line of « ; »-separated values per action, as the IHM exports them, for a pipe.</summary>
    private static async Task<int> ListerAsync(IConfiguration configuration, Monde monde, long numero, CancellationToken annulation)
    {
        await using var depot = Ouvrir(configuration);
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

    private static async Task<int> VerifierAsync(IConfiguration configuration, FileInfo? gardees, int reprises, CancellationToken annulation)
    {
        await using var depot = Ouvrir(configuration);
        var (temoins, cle) = TemoinsDuDossier.Ouvrir(DossierDeDonnees.Existant(Reglages.LireDossier(configuration)), Reglages.LireConfiance(configuration));
        var verification = await Verification.VerifierAsync(
            depot,
            annulation,
            temoins with { Reprises = reprises, TetesGardees = gardees is null ? [] : [.. Registre.Lire(gardees.FullName)] },
            new Avancement());
        Console.WriteLine(verification switch
        {
            { PremiereFausse: null } v =>
                $"{v.LignesJustes} lignes justes, dernière empreinte {Convert.ToHexStringLower(v.DerniereEmpreinte)}, {v.Tetes} têtes signées par la clé {cle}, "
                + $"{v.Preuves} preuves, {v.Certificats} certificats",
            { PremiereFausse: 0 } v => $"Faux : {v.Raison} ({v.LignesJustes} lignes justes)",
            var v => $"Ligne {v.PremiereFausse} : {v.Raison} ({v.LignesJustes} lignes justes avant elle)",
        });
        return verification.PremiereFausse is null ? 0 : 1;
    }

    /// <summary>How far it is, on the error output, at once.</summary>
    private sealed class Avancement : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine("  " + value);
    }

    private static Depot Ouvrir(IConfiguration configuration)
    {
        var racine = Reglages.LireDossier(configuration);
        if (!Directory.Exists(racine))
        {
            throw new DemarrageImpossibleException($"Il n’y a pas de dossier de données {racine} (Pfcng:DataDirectory).");
        }

        try
        {
            return Depot.OuvrirEnLecture(DossierDeDonnees.Existant(racine).Base);
        }
        catch (StoreException e)
        {
            throw new DemarrageImpossibleException(e.Message, e);
        }
    }
}
