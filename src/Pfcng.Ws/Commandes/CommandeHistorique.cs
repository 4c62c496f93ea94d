using System.CommandLine;
using Pfcng.Domain.Model;
using Pfcng.Domain.Store;
using Pfcng.Ws.Configuration;
using Pfcng.Ws.Hosting;
using Spectre.Console;

namespace Pfcng.Ws.Commandes;

/// <summary>The history for an operator or an auditor (IHM §10, D37): the actions on one demande, or the check of the whole chain.</summary>
internal static class CommandeHistorique
{
    /// <summary>The verb <c>historique</c>.</summary>
    public static Command Verbe(LigneDeCommande.Garde garder)
    {
        var numero = new Argument<long>("numero") { Description = "Numéro de la demande." };
        var monde = new Option<Monde>("--monde") { Description = "Test ou Production.", DefaultValueFactory = _ => Monde.Test };
        var lister = new Command("lister", "Montre les actions faites sur une demande.") { numero, monde };
        lister.TreatUnmatchedTokensAsErrors = false;
        lister.SetAction((ligne, annulation) => garder(ligne, (c, a) => ListerAsync(c, ligne.GetValue(monde), ligne.GetValue(numero), a), annulation));
        var verifier = new Command("verifier", "Vérifie la chaîne d’empreintes et nomme la première ligne fausse.") { TreatUnmatchedTokensAsErrors = false };
        verifier.SetAction((ligne, annulation) => garder(ligne, VerifierAsync, annulation));
        return new Command("historique", "Historique des demandes, pour un exploitant ou un auditeur.") { lister, verifier };
    }

    private static async Task<int> ListerAsync(IConfiguration configuration, Monde monde, long numero, CancellationToken annulation)
    {
        await using var depot = Ouvrir(configuration);
        var lignes = await Historique.ListerAsync(depot, monde, numero, annulation);
        var table = new Table().AddColumns(
            "Numéro", "Numéro demande", "Canal", "Date", "Code action", "Etat demande", "Type acteur", "Acteur", "Habilitations acteur", "Administrateur");
        foreach (var l in lignes)
        {
            table.AddRow([.. new[]
            {
                $"{l.Numero}", $"{l.NumeroDemande}", $"{l.Canal}", $"{CalendrierParis.Heure(l.Date):dd/MM/yyyy HH:mm:ss}", l.CodeAction, l.Etats.Demande.Libelle(),
                l.TypeActeur.Libelle(), l.Acteur ?? "", l.Habilitations ?? "", l.Administrateur ?? "",
            }.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
        return lignes.Count > 0 ? 0 : 1;
    }

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
        var reglages = Reglages.Lire(configuration);
        if (!Directory.Exists(reglages.DataDirectory))
        {
            throw new DemarrageImpossibleException($"Il n’y a pas de dossier de données {reglages.DataDirectory} (Pfcng:DataDirectory).");
        }

        try
        {
            return Depot.OuvrirEnLecture(DossierDeDonnees.Ouvrir(reglages.DataDirectory, reglages.Demonstration).Base);
        }
        catch (StoreException e)
        {
            throw new DemarrageImpossibleException(e.Message, e);
        }
    }
}
