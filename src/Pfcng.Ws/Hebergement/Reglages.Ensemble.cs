using System.Net;
using Pfcng.Domain.Modele;

namespace Pfcng.Ws.Hebergement;

/// <content>The settings together: how they are read, all or one, what follows from several, and which do not go together.</content>
internal sealed partial class Reglages
{
    private const string AnnuaireDeDemonstration = "demo/annuaire.json";

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<Reglage> Tous => field ??= new Reglages(new(new ConfigurationBuilder().Build().GetSection(Reglage.Section))).Declares;

    public string Annuaire => AnnuaireDonne ?? Path.GetFullPath(Path.Combine(DataDirectory, Demonstration ? AnnuaireDeDemonstration : "annuaire.json"));

    /// <summary>True when that file is made if it is absent: the demonstration's, in its place, since elsewhere it is a name that was mistyped.</summary>
    public bool AnnuaireACreer => Demonstration && Annuaire == Path.GetFullPath(Path.Combine(DataDirectory, AnnuaireDeDemonstration));

    public string Confiance => ConfianceSous(DataDirectory, ConfianceDonnee);

    private IReadOnlyList<Reglage> Declares { get; } = lu.Declares;

    private Predicate<string> EstEcrit { get; } = lu.EstEcrit;

    /// <summary>Reads and checks every setting.</summary>
    /// <exception cref="DemarrageImpossibleException">A name or a value is wrong.</exception>
    public static Reglages Lire(IConfiguration configuration)
    {
        SectionDesReglages.RefuserKestrel(configuration);
        var reglages = new Reglages(Ouvrir(configuration));
        reglages.VerifierLensemble();
        return reglages;
    }

    /// <summary>Reads the data folder's path alone, for the verbs that only read it: neither passphrase nor addresses are asked of an auditor.</summary>
    /// <exception cref="DemarrageImpossibleException">A name is wrong.</exception>
    public static string LireDossier(IConfiguration configuration) => LireDossier(Ouvrir(configuration));

    /// <summary>Reads the path of the folder of the cards' authorities alone, likewise.</summary>
    /// <exception cref="DemarrageImpossibleException">A name is wrong.</exception>
    public static string LireConfiance(IConfiguration configuration) => ConfianceSous(LireDossier(configuration), LireConfiance(Ouvrir(configuration)));

    /// <summary>Reads the delay of withdrawal alone, likewise.</summary>
    /// <exception cref="DemarrageImpossibleException">A name is wrong, or it is no number of days.</exception>
    public static DelaiDeRetrait LireDelaiDeRetrait(IConfiguration configuration) => LireDelaiDeRetrait(Ouvrir(configuration));

    private static LectureDesReglages Ouvrir(IConfiguration configuration) => new(SectionDesReglages.Ouvrir(configuration, Tous));

    private static string ConfianceSous(string dossier, string? donnee) => donnee ?? Path.Combine(dossier, "confiance");

    private void VerifierLensemble()
    {
        if (HttpPort != 0 && HttpPort == HttpsPort)
        {
            throw new DemarrageImpossibleException($"Pfcng:HttpsPort et Pfcng:HttpPort sont le même port, {HttpPort}.");
        }

        if (Demonstration)
        {
            RefuserLaDemonstrationParAccident();
            return;
        }

        if (PhraseSecrete is null)
        {
            throw new DemarrageImpossibleException(
                "Forme de production : la phrase secrète des autorités manque (Pfcng:Autorites:PhraseSecrete ou Pfcng:Autorites:FichierPhraseSecrete).");
        }

        if (AdresseDePublication is null)
        {
            throw new DemarrageImpossibleException("Forme de production : Pfcng:AdresseDePublication manque (adresse écrite dans les certificats).");
        }

        if (Decalage != TimeSpan.Zero)
        {
            throw new DemarrageImpossibleException("Pfcng:Demonstration:Decalage n’existe qu’en démonstration.");
        }
    }

    /// <summary>
    /// Demonstration is the default, and its keys are in clear: beside a setting that has a meaning in production only, or heard beyond this machine,
    /// it must have been written out. The settings shipped beside the executable do not write it.
    /// </summary>
    private void RefuserLaDemonstrationParAccident()
    {
        if (EstEcrit("Demonstration"))
        {
            return;
        }

        (string Nom, bool Donne)[] production =
        [
            ("Autorites:PhraseSecrete", EstEcrit("Autorites:PhraseSecrete")),
            ("Autorites:FichierPhraseSecrete", EstEcrit("Autorites:FichierPhraseSecrete")),
            ("Confiance", EstEcrit("Confiance") || AutoritesDeposees()),
            ("ListesExternes", ListesExternes.Count > 0),
            ("AdressePublique", AdressePublique is { IsLoopback: false }),
            ("AdresseDePublication", AdresseDePublication is { IsLoopback: false }),
            ("Ecoute", Ecoute is not null && !IPAddress.IsLoopback(Ecoute)),
        ];
        if (production.Where(r => r.Donne).Select(r => $"{Reglage.Section}:{r.Nom}").ToList() is { Count: > 0 } donnes)
        {
            throw new DemarrageImpossibleException(
                $"Démonstration ou production ? {string.Join(", ", donnes)} ne va pas avec la démonstration par défaut : écrire {Reglage.Section}:Demonstration=false, ou true si elle est voulue.");
        }
    }

    // Certificates in the trust folder itself: demonstration reads but its sub-folder of CPS2ter.
    private bool AutoritesDeposees()
    {
        try
        {
            return Directory.EnumerateFiles(Confiance).Any(f => Path.GetExtension(f) is ".cer" or ".crt" or ".pem");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
