using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Gabarits;
using Pfcng.Ca.Locale;
using Pfcng.Ca.Revocation;

namespace Pfcng.Testing;

/// <summary>
/// A set of authorities of both worlds with cards, made once per test run with 2048-bit keys (4096 costs seconds each): all the rest is what the
/// service makes. Valid from the end of 2025 for 20 years. Its folder goes with the process.
/// </summary>
public static class AutoritesDeTest
{
    private static readonly Lazy<Task<Autorites>> Communes = new(() => CreerAsync(DossierCommun));

    /// <summary>Addresses of the demonstration.</summary>
    public static PublicationOptions Publication { get; } = new("http://localhost:8080");

    /// <summary>The thirteen rows as they come.</summary>
    public static Produits Produits { get; } = new(new OptionsProduits());

    /// <summary>The shared set. Do not dispose of it.</summary>
    public static Task<Autorites> Partagees => Communes.Value;

    private static string DossierCommun
    {
        get
        {
            var dossier = Directory.CreateTempSubdirectory("pfcng-ac-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(dossier, recursive: true);
            return dossier;
        }
    }

    /// <summary>A set of its own, in a folder of the caller.</summary>
    public static Task<Autorites> CreerAsync(string dossier, string? phraseSecrete = null) => Autorites.OuvrirAsync(
        new(dossier, Publication) { AvecCartes = true, PhraseSecrete = phraseSecrete, NouvelleCle = () => ClesDeTest.Neuve() },
        new HorlogeFixe(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), progres: null, CancellationToken.None);

    /// <summary>The authority of the domain over the shared set, its CRLs published in a folder of the caller.</summary>
    public static async Task<(AutoriteLocale Autorite, PublicationDesListes Listes)> LocaleAsync(string dossierDesListes, TimeProvider? horloge = null)
    {
        var autorites = await Partagees;
        var listes = new PublicationDesListes(autorites, dossierDesListes, horloge ?? TimeProvider.System);
        await listes.PublierToutesAsync();
        return (new(autorites, Produits, Publication, listes), listes);
    }

    /// <summary>A clock that stands still, and can be moved.</summary>
    public sealed class HorlogeFixe(DateTimeOffset maintenant) : TimeProvider
    {
        public DateTimeOffset Maintenant { get; set; } = maintenant;

        public override DateTimeOffset GetUtcNow() => Maintenant;
    }
}
