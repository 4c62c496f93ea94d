using System.Buffers;
using System.Text;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ws.Garde;
using Pfcng.Ws.Message;
using Pfcng.Ws.Pipeline;

namespace Pfcng.Ws.Tests.Pipeline;

/// <summary>What a message takes of the bytes in flight: its own, and those of the document that is made of it.</summary>
[TestFixture, Category("D16")]
internal sealed class MessageRecuTests
{
    private const int Limite = 1_000_000;

    [Test]
    public void Un_message_de_beaucoup_de_noeuds_prend_la_place_de_son_document_puis_la_rend()
    {
        var budget = new Places(2 * Limite, Limite);
        using (var dense = Recevoir(budget, string.Concat(Enumerable.Repeat("<a/>", 5_000))))
        {
            dense.ReserverLeDocument().Should().BeTrue();
            using var second = Recevoir(budget, string.Concat(Enumerable.Repeat("<a b=''/>", 5_000)));
            second.ReserverLeDocument().Should().BeFalse("deux ne tiennent pas ensemble");
            using var lot = Recevoir(budget, string.Concat(Enumerable.Repeat("<a>0123456789</a>", 200)));
            lot.ReserverLeDocument().Should().BeTrue("un lot ordinaire tient à côté");
        }

        budget.Prendre("un client", Limite).Should().BeTrue("tout est rendu");
    }

    [Test]
    public void Un_message_seul_a_toujours_sa_place()
    {
        using var message = Recevoir(new Places(2 * Limite, Limite), string.Concat(Enumerable.Repeat("<a/>", Bornes.Noeuds)));
        message.ReserverLeDocument().Should().BeTrue();
    }

    private static MessageRecu Recevoir(Places budget, string texte)
    {
        var message = new MessageRecu(budget, "un client");
        message.Ajouter(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(texte))).Should().BeTrue();
        return message;
    }
}
