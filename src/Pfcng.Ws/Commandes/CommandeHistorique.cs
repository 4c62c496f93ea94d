using System.CommandLine;
using System.Globalization;
using Pfcng.Domain.Model;
using Pfcng.Domain.Store;
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
        var numero = new Argument<string>("numero") { Description = "Numéro de la demande.", Arity = ArgumentArity.ZeroOrOne };
        var monde = new Option<Monde>("--monde") { Description = "Test ou Production.", DefaultValueFactory = _ => Monde.Test };
        var lister = new Command("lister", "Montre les actions faites sur une demande.") { numero, monde };
        lister.TreatUnmatchedTokensAsErrors = false;
        lister.SetAction((ligne, annulation) => garder(ligne, (c, a) => ListerAsync(c, ligne.GetValue(monde), LireNumero(ligne.GetValue(numero)), a), annulation));
        var verifier = new Command("verifier", "Vérifie la chaîne d’empreintes et nomme la première ligne fausse.") { TreatUnmatchedTokensAsErrors = false };
        verifier.SetAction((ligne, annulation) => garder(ligne, VerifierAsync, annulation));
        return new Command("historique", "Historique des demandes, pour un exploitant ou un auditeur.") { lister, verifier };
    }

    private static long LireNumero(string? texte) => long.TryParse(texte, NumberStyles.None, CultureInfo.InvariantCulture, out var numero)
        ? numero
        : throw new DemarrageImpossibleException("Le numéro de la demande manque : historique lister <numero>.");

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

    private static async Task<int> VerifierAsync(IConfiguration configuration, CancellationToken annulation)
    {
        await using var depot = Ouvrir(configuration);
        var verification = await Historique.VerifierAsync(depot, annulation);
        Console.WriteLine(verification.PremiereFausse is { } fausse
            ? $"Ligne {fausse} : {verification.Raison} ({verification.LignesJustes} lignes justes avant elle)"
            : $"{verification.LignesJustes} lignes justes, dernière empreinte {Convert.ToHexStringLower(verification.DerniereEmpreinte)}");
        return verification.PremiereFausse is null ? 0 : 1;
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
