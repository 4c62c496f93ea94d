using System.Text;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Disque;
using Pfcng.Domain.Journal;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;

namespace Pfcng.Ws.Donnees;

/// <summary>The data folder: where everything is. It remembers whether it is a demonstration's, and refuses to be the other.</summary>
internal sealed class RepertoireDeDonnees
{
    /// <summary>What the mark says of a demonstration.</summary>
    public const string EnDemonstration = "demonstration";

    /// <summary>What the mark says of production.</summary>
    public const string EnProduction = "production";

    /// <summary>Ending of the name under which a restore brings the store: while it is there, the restore is not done.</summary>
    public const string EnRestauration = ".restauration";

    private readonly bool _demonstration;

    private RepertoireDeDonnees(string racine, bool demonstration) => (Racine, _demonstration) = (racine, demonstration);

    public string Racine { get; }

    public string Base => Path.Combine(Racine, "pfcng.db");

    /// <summary>The mark of the form.</summary>
    public string Forme => Path.Combine(Racine, "forme");

    /// <summary>What the mark says; null when it is not there.</summary>
    public string? FormeEcrite => File.Exists(Forme) ? File.ReadAllText(Forme).Trim() : null;

    public string Autorites => Path.Combine(Racine, "autorites");

    public string Listes => Path.Combine(Racine, "listes");

    /// <summary>Copies of the lists that were asked at an address.</summary>
    public string ListesExternes => Path.Combine(Listes, "externes");

    /// <summary>Every list that was in force.</summary>
    public string ArchiveDesListes => Path.Combine(Listes, "archives");

    public string Ac => Path.Combine(Racine, "ac");

    public string Demonstration => Path.Combine(Racine, "demo");

    /// <summary>What shows that a store was in use here: a new one is not made beside it.</summary>
    public Vestiges Vestiges => new(
        [Listes, JournalDEmission.Chemin(Base), Tetes.Chemin(Base), Autorites],
        $"Restaurez une sauvegarde{(_demonstration ? $", ou effacez le dossier {Racine} pour repartir d’un monde neuf" : "")}.");

    /// <summary>The files of the refusals.</summary>
    public string Trace => Path.Combine(Racine, "trace");

    public string CleDesCodes => Path.Combine(Racine, "autorites", "codes-revocation.cle");

    /// <summary>The certificate of an authority.</summary>
    public string Certificat(NomAutorite nom) => Path.Combine(Autorites, "certificats", nom.Fichier + ".crt");

    /// <summary>A folder that is there, of either form, to read it: nothing is made in it.</summary>
    /// <exception cref="DemarrageImpossibleException">It is not there, or this user may not read it.</exception>
    public static RepertoireDeDonnees Existant(string racine)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(racine).Any();
            return new(racine, demonstration: false);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DemarrageImpossibleException($"{Environment.UserName} n’a pas le droit de lire le dossier de données {racine} : lancez la commande sous l’utilisateur du service.", e);
        }
        catch (IOException e)
        {
            throw new DemarrageImpossibleException($"Il n’y a pas de dossier de données {racine} (Pfcng:DataDirectory).", e);
        }
    }

    /// <summary>Opens the folder, made when absent.</summary>
    /// <exception cref="DemarrageImpossibleException">It can't be written, is of the other form, has lost the mark of its form, or a restore into it is not done.</exception>
    public static RepertoireDeDonnees Ouvrir(string racine, bool demonstration)
    {
        var forme = demonstration ? EnDemonstration : EnProduction;
        var dossier = new RepertoireDeDonnees(racine, demonstration);
        dossier.ExigerQueLaRestaurationSoitFinie();
        try
        {
            FichierDurable.CreerDossierPrive(racine);
            if (dossier.FormeEcrite is not { Length: > 0 })
            {
                if (new FileInfo(dossier.Base) is { Exists: true, Length: > 0 } && Directory.Exists(dossier.Autorites))
                {
                    throw new DemarrageImpossibleException(
                        $"{dossier.Forme} manque ou est vide, alors que le dossier de données a servi : remettez l’original (un mot, « {EnDemonstration} » ou « {EnProduction} »).");
                }

                FichierDurable.Ecrire(dossier.Forme, Encoding.UTF8.GetBytes(forme + "\n"), FichierDurable.Prive);
            }

            var lue = dossier.FormeEcrite;
            return lue == forme
                ? dossier
                : throw new DemarrageImpossibleException($"Le dossier de données {racine} est en forme « {lue} » : il ne peut pas servir en « {forme} ».");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DemarrageImpossibleException($"Le dossier de données {racine} ne peut pas être écrit : {ErreurDeFichier.Dire(e)}", e);
        }
    }

    /// <summary>Before anything is made: what is missing is still to come from the backup, and a new world in its place would be in its way.</summary>
    private void ExigerQueLaRestaurationSoitFinie()
    {
        var venant = Base + EnRestauration;
        if (File.Exists(venant) || File.Exists(venant + FichierDurable.Provisoire))
        {
            throw new DemarrageImpossibleException($"Une restauration commencée dans le dossier de données {Racine} n’est pas finie : relancez « pfcng restaurer ».");
        }
    }
}
