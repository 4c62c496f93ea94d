using System.Diagnostics;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Noms;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;

namespace Pfcng.Charge;

/// <summary>What one more revocation costs once many are in force (D29): the list made, signed, kept on disk and read again.</summary>
internal static class CoutDUneListe
{
    private const int Fois = 10;

    public static async Task MesurerAsync(int entrees)
    {
        var dossier = Directory.CreateTempSubdirectory("pfcng-listes-").FullName;
        try
        {
            var autorites = await Autorites.OuvrirAsync(
                new(dossier, new PublicationOptions("http://localhost:8080")), TimeProvider.System, progres: null, CancellationToken.None);
            var autorite = autorites[new NomAutorite(Monde.Test, Gamme.Elementaire, Branche.Organisations)];
            RevocationTechnique Revocation(int rang) => new(Monde.Test, autorite.Aki, $"7f{rang:x30}", DateTimeOffset.UtcNow);
            using var listes = new PublicationDesListes(autorites, Path.Combine(dossier, "listes"), TimeProvider.System);
            listes.Connaitre(Enumerable.Range(0, entrees).Select(Revocation));
            listes.Publiee += a => ListeDeRevocation.Lire(listes.Courante(a.Nom)!.Value);
            await listes.RevoquerAsync(Revocation(entrees), default);
            var durees = new List<double>();
            for (var i = 1; i <= Fois; i++)
            {
                var debut = Stopwatch.GetTimestamp();
                await listes.RevoquerAsync(Revocation(entrees + i), default);
                durees.Add(Stopwatch.GetElapsedTime(debut).TotalMilliseconds);
            }

            Console.WriteLine(FormattableString.Invariant(
                $"{entrees} entrées, {listes.Courante(autorite.Nom)!.Value.Length} octets : {durees.Min():F0} ms au mieux, {durees.Max():F0} au pire"));
        }
        finally
        {
            Directory.Delete(dossier, recursive: true);
        }
    }
}
