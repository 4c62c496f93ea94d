using System.Diagnostics;
using Pfcng.Domain.Stockage;
using Pfcng.Testing;
using static Pfcng.Testing.ConstructeursDuDomaine;

namespace Pfcng.Domain.Tests;

/// <summary>This very program, run as a child that writes until it is killed (kill -9: no handler runs, nothing is flushed).</summary>
internal static class Enfant
{
    /// <summary>What the child does: « ecrire », or « manquer » until the disk fails, « retirer » or « revoquer » up to a step; then it kills itself.</summary>
    public static async Task<int> LancerAsync(string[] args)
    {
        await using var plateforme = PlateformeDeTest.Sur(args[1]);
        return args[0] switch
        {
            "ecrire" => await EcrireAsync(plateforme),
            "retirer" => await RetirerAsync(plateforme, args[2]),
            "manquer" => await ManquerAsync(plateforme),
            "revoquer" => await RevoquerAsync(plateforme),
            _ => 2,
        };
    }

    /// <summary>Starts the child; its lines come on standard output.</summary>
    public static Process Demarrer(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(Enfant).Assembly.Location, .. arguments]) { RedirectStandardOutput = true })!;

    private static async Task<int> EcrireAsync(PlateformeDeTest plateforme)
    {
        while (true)
        {
            var reponse = await plateforme.Demander.TraiterAsync(Appel(Carole), Lot(Org(), Org(), Org()), default);
            Console.WriteLine(string.Join(' ', reponse.Demandes.Select(d => d.IndiceDemande)));
        }
    }

    private static async Task<int> ManquerAsync(PlateformeDeTest plateforme)
    {
        while (true)
        {
            try
            {
                await plateforme.DemanderUneAsync(Carole, Org());
                Console.WriteLine("gardée");
            }
            catch (StoreIndisponibleException)
            {
                Console.WriteLine("manquée");
                await Mourir();
            }
        }
    }

    private static async Task<int> RetirerAsync(PlateformeDeTest plateforme, string etape)
    {
        var numero = await plateforme.DemanderUneAsync(Carole, Org());
        Console.WriteLine(numero);
        if (etape == "enregistrement")
        {
            plateforme.Autorite.AvantEnregistrement = Mourir;
        }
        else if (etape == "retrait")
        {
            plateforme.Autorite.AvantRetrait = Mourir;
        }

        await using var retrait = await plateforme.RetirerAsync(Carole, numero, "ancien code");
        Console.WriteLine(retrait.Reponse.Certificat!.ReplaceLineEndings(""));
        await Mourir();
        return 0;
    }

    private static async Task<int> RevoquerAsync(PlateformeDeTest plateforme)
    {
        var numero = await plateforme.ObtenirAsync(Carole, Org());
        plateforme.Autorite.AvantRevocation = Mourir;
        await plateforme.RevoquerAsync(Carole, numero);
        return 0;
    }

    private static Task Mourir()
    {
        Process.GetCurrentProcess().Kill();
        return Task.Delay(Timeout.Infinite);
    }
}
