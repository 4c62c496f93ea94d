using System.IO.Pipelines;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NUnit.Framework;
using Pfcng.Ws.Pipeline;

namespace Pfcng.Ws.Tests.Pipeline;

/// <summary>What a message that is still coming takes, where the test itself says what has been read.</summary>
[TestFixture, Category("D32")]
internal sealed class ReceptionTests
{
    private const int Mega = 1024 * 1024;

    [Test]
    public async Task Un_message_sans_longueur_prend_sa_place_entiere_avant_de_grossir()
    {
        var reception = new Reception(new(3 * Mega, 4 * Mega, TimeSpan.FromSeconds(30)));
        var premier = new Envoi(reception, "le premier");
        await premier.EcrireAsync(Mega + 1);
        (await EnvoyerAsync(reception, "le second", (2 * Mega) - 1)).Should().Be(IssueDeReception.Surcharge, "le premier finira : sa place est prise");
        await premier.EcrireAsync(Mega);
        (await premier.FinirAsync()).Should().Be(IssueDeReception.Entier, "il est lu jusqu’au bout");
        (await EnvoyerAsync(reception, "le second", (2 * Mega) - 1)).Should().Be(IssueDeReception.Entier, "ce qui était pris a été rendu");
    }

    [Test]
    public async Task Un_petit_message_sans_longueur_ne_prend_que_ce_qu_il_apporte()
    {
        var reception = new Reception(new(3 * Mega, 4 * Mega, TimeSpan.FromSeconds(30)));
        var premier = new Envoi(reception, "le premier");
        await premier.EcrireAsync(Mega);
        (await EnvoyerAsync(reception, "le second", (2 * Mega) - 1)).Should().Be(IssueDeReception.Entier);
        (await premier.FinirAsync()).Should().Be(IssueDeReception.Entier);
    }

    private static async Task<IssueDeReception> EnvoyerAsync(Reception reception, string client, int taille)
    {
        var envoi = new Envoi(reception, client, taille);
        await envoi.EcrireAsync(taille);
        return await envoi.FinirAsync();
    }

    /// <summary>A message on its way: what is written has been read once the writing ends.</summary>
    private sealed class Envoi : IRequestBodyPipeFeature
    {
        private readonly Pipe _tuyau = new(new(pauseWriterThreshold: 1, resumeWriterThreshold: 1, useSynchronizationContext: false));
        private readonly Task<MessageRecu> _reception;

        public Envoi(Reception reception, string client, int? annonce = null)
        {
            var http = new DefaultHttpContext();
            http.Features.Set<IRequestBodyPipeFeature>(this);
            http.Request.ContentLength = annonce;
            _reception = reception.LireAsync(http, client);
        }

        public PipeReader Reader => _tuyau.Reader;

        public async Task EcrireAsync(int octets)
        {
            var lu = _tuyau.Writer.WriteAsync(new byte[octets]).AsTask();
            await Task.WhenAny(lu, _reception);
        }

        public async Task<IssueDeReception> FinirAsync()
        {
            await _tuyau.Writer.CompleteAsync();
            using var message = await _reception;
            return message.Issue;
        }
    }
}
