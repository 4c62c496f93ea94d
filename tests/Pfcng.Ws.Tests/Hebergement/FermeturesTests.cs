using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Ws.Tests.Hebergement;

/// <summary>What a stage of the start has opened is closed once, in reverse order, whatever happens.</summary>
internal sealed class FermeturesTests
{
    private readonly List<string> _fermes = [];

    [SetUp]
    public void Vider() => _fermes.Clear();

    [Test]
    public async Task Une_etape_ferme_ce_qu_elle_a_ouvert_puis_celle_d_avant()
    {
        var avant = new Chose("avant", _fermes);
        var etape = await Fermetures.OuvrirAsync(avant, "pfcng.db", ouverts =>
        {
            ouverts.Garder(new Chose("un", _fermes));
            ouverts.Garder(new Chose("deux", _fermes));
            return Task.FromResult(ouverts);
        });
        _fermes.Should().BeEmpty();

        await etape.DisposeAsync();
        await etape.DisposeAsync();

        _fermes.Should().Equal("deux", "un", "avant");
    }

    [Test]
    public async Task Une_etape_qui_echoue_a_mi_chemin_ne_laisse_rien_d_ouvert()
    {
        var ouvrir = () => Fermetures.OuvrirAsync<string>(new Chose("avant", _fermes), "pfcng.db", ouverts =>
        {
            ouverts.Garder(new Chose("un", _fermes));
            throw new IOException("disque plein");
        });

        (await ouvrir.Should().ThrowExactlyAsync<DemarrageImpossibleException>()).Which.Message.Should().Be("disque plein");
        _fermes.Should().Equal("un", "avant");
    }

    [Test]
    public async Task Une_fermeture_qui_echoue_n_empeche_pas_les_autres()
    {
        var etape = await Fermetures.OuvrirAsync(new Chose("avant", _fermes), "pfcng.db", ouverts =>
        {
            ouverts.Garder(new Chose("un", _fermes) { Echoue = true });
            return Task.FromResult(ouverts);
        });

        await FluentActions.Awaiting(() => etape.DisposeAsync().AsTask()).Should().ThrowExactlyAsync<IOException>();

        _fermes.Should().Equal("un", "avant");
    }

    private sealed class Chose(string nom, List<string> fermes) : IAsyncDisposable
    {
        public bool Echoue { get; init; }

        public ValueTask DisposeAsync()
        {
            fermes.Add(nom);
            return Echoue ? ValueTask.FromException(new IOException(nom)) : ValueTask.CompletedTask;
        }
    }
}
