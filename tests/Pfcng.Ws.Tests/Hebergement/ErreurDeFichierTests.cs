using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ws.Hebergement;

namespace Pfcng.Ws.Tests.Hebergement;

/// <summary>What the system refuses at the start is said in French, with its file.</summary>
[Category("exploitation")]
internal sealed class ErreurDeFichierTests
{
    [Test]
    public async Task Un_refus_du_systeme_est_dit_en_francais_avec_son_fichier()
    {
        (await DireAsync(new UnauthorizedAccessException("Access to the path '/d/tetes.key' is denied.")))
            .Should().Be($"/d/tetes.key ne peut pas être lu ou écrit : {Environment.UserName} n’en a pas le droit.");
        (await DireAsync(new IOException("No space left on device : '/d/forme'", 28))).Should().Be("/d/forme : le disque est plein.");
        (await DireAsync(new IOException("Read-only file system : '/d/forme'", 30))).Should().Be("/d/forme : le disque est en lecture seule.");
        (await DireAsync(new IOException("Input/output error", 5))).Should().Be("le disque est en défaut.");
        (await DireAsync(new IOException("Le disque n’a pas gardé ce qui lui a été écrit"))).Should().Be("Le disque n’a pas gardé ce qui lui a été écrit");
    }

    [Test]
    public async Task De_plusieurs_causes_la_premiere_est_dite() =>
        (await DireAsync(new AggregateException(new IOException("No space left on device : '/d/a'", 28), new InvalidOperationException()))).Should().Be("/d/a : le disque est plein.");

    private static async Task<string> DireAsync(Exception e) =>
        (await FluentActions.Awaiting(() => Fermetures.OuvrirAsync<int>(precedente: null, "pfcng.db", _ => throw e)).Should().ThrowExactlyAsync<DemarrageImpossibleException>()).Which.Message;
}
