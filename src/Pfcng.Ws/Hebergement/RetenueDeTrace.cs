namespace Pfcng.Ws.Hebergement;

/// <summary>
/// Holds back what some categories of the log would write, for as long as it would cut through something else: the framework's stack trace of a
/// start that fails, which the command line tells in one line; each request while the demonstration draws its progress.
/// </summary>
internal sealed class RetenueDeTrace : ConfigurationProvider, IConfigurationSource
{
    private const string Niveaux = "Logging:LogLevel:";

    /// <inheritdoc/>
    IConfigurationProvider IConfigurationSource.Build(IConfigurationBuilder builder) => this;

    /// <summary>Holds those categories back, until what it gives is disposed: then they write again as the settings say.</summary>
    /// <param name="niveau">The lowest level that still goes through.</param>
    /// <param name="categories">Categories, or prefixes of theirs.</param>
    public IDisposable Retenir(LogLevel niveau, params IEnumerable<string> categories)
    {
        string[] retenues = [.. categories];
        foreach (var categorie in retenues)
        {
            Set(Niveaux + categorie, $"{niveau}");
        }

        OnReload();
        return new Fin(this, retenues);
    }

    private void Rendre(IEnumerable<string> categories)
    {
        foreach (var categorie in categories)
        {
            Data.Remove(Niveaux + categorie);
        }

        OnReload();
    }

    private sealed class Fin(RetenueDeTrace retenue, string[] categories) : IDisposable
    {
        public void Dispose() => retenue.Rendre(categories);
    }
}
