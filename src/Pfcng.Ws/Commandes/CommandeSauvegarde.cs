using System.CommandLine;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Donnees;
using Pfcng.Ws.Hebergement;
using Pfcng.Ws.Sauvegarde;

namespace Pfcng.Ws.Commandes;

/// <summary>Backups for an operator: made beside the running service, checked anywhere, restored while it is stopped.</summary>
internal static class CommandeSauvegarde
{
    /// <summary>The verb <c>sauvegarder</c>.</summary>
    public static Command Sauvegarder(LigneDeCommande.Garde garder)
    {
        var vers = new Argument<string>("dossier") { Description = "Dossier absent ou vide.", CustomParser = Valeurs.Dossier };
        var avecCles = new Option<bool>("--avec-cles") { Description = "Ajoute les clés privées : qui prend cette sauvegarde peut signer." };
        var verbe = new Command("sauvegarder", "Copie le dossier de données, pendant que le service tourne ou non.") { vers, avecCles };
        verbe.SetAction((ligne, annulation) => garder(
            (c, _) => SauvegarderAsync(Reglages.LireDossier(c), ligne.GetValue(vers)!, ligne.GetValue(avecCles)), annulation));
        return verbe;
    }

    /// <summary>The verb <c>restaurer</c>.</summary>
    public static Command Restaurer(LigneDeCommande.Garde garder)
    {
        var de = new Argument<string>("sauvegarde") { Description = "Dossier d’une sauvegarde.", CustomParser = Valeurs.Dossier };
        var verifier = new Option<bool>("--verifier") { Description = "Vérifie la sauvegarde et n’écrit rien." };
        var verbe = new Command("restaurer", "Remet une sauvegarde dans le dossier de données, le service étant arrêté.") { de, verifier };
        verbe.SetAction((ligne, annulation) => garder(
            (c, _) => RestaurerAsync(Reglages.LireDossier(c), ligne.GetValue(de)!, ligne.GetValue(verifier)), annulation));
        return verbe;
    }

    private static async Task<int> SauvegarderAsync(string racine, string vers, bool avecCles)
    {
        RepertoireDeDonnees.Existant(racine);
        var manifeste = await Task.Run(() => Sauvegarde.Sauvegarder.Faire(racine, vers, avecCles, Montrer));
        Console.WriteLine($"{Bilan(manifeste)} copiés dans {vers}{(avecCles ? ", clés privées comprises" : " ; les clés privées n’y sont pas : gardez autorites/ à part")}.");
        return 0;
    }

    private static async Task<int> RestaurerAsync(string racine, string sauvegarde, bool verifier)
    {
        if (verifier)
        {
            var manifeste = await Task.Run(() => Sauvegarde.Restaurer.Verifier(sauvegarde, Montrer));
            Console.WriteLine($"{Bilan(manifeste)}, sauvegardés le {manifeste.Instant:dd/MM/yyyy HH:mm:ss} UTC : tous justes.");
            return 0;
        }

        var aCote = await Task.Run(() => Sauvegarde.Restaurer.Faire(sauvegarde, racine, Montrer));
        Console.WriteLine($"{sauvegarde} est remise dans {racine}{(aCote is null ? "" : $" ; le dépôt qui y était s’appelle {aCote}")}.");
        Console.WriteLine("Au démarrage, le service dira ce que le dépôt a repris des listes et du journal.");
        return 0;
    }

    private static string Bilan(Manifeste manifeste) => $"{Libelles.Compter(manifeste.Fichiers.Count, "fichier", "fichiers")}, {manifeste.Fichiers.Sum(f => f.Octets)} octets";

    private static void Montrer(FichierSauvegarde fichier) => Console.Error.WriteLine($"  {fichier.Nom} ({fichier.Octets} octets)");
}
