using System.Text;
using System.Xml;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Message;
using static Pfcng.Ws.Tests.Confiance.CertificatsDeTest;

namespace Pfcng.Ws.Tests.Message;

/// <summary>What a message costs, counted: a few looks at each node, whatever its form; none once the client has left.</summary>
[TestFixture, Category("§11"), Category("D8"), Category("D16")]
internal sealed class EffortTests
{
    /// <summary>Read, two searches of who else bears a name, canonicalised, put in order: each node at most once by each.</summary>
    private const int RegardsParNoeud = 5;

    private static readonly Contrat LeContrat = Contrat.Charger();

    private static IEnumerable<MessageHostile> Hostiles => MessagesHostiles.Tous(Carte, 400_000);

    [TestCaseSource(nameof(Hostiles))]
    public void Chaque_noeud_n_est_regarde_que_quelques_fois(MessageHostile hostile)
    {
        if (!Enveloppe.Lire(hostile.Message, null).Donne(out var enveloppe, out _))
        {
            hostile.EstRefuseALaLecture.Should().BeTrue($"{hostile.Attendu} ne se répond qu’à un message lu");
            return;
        }

        var (noeuds, retires) = (enveloppe.Effort.Noeuds, 0);
        noeuds.Should().BeLessThanOrEqualTo(3 * hostile.Message.AsSpan().Count((byte)'<'), "une balise, un texte avant, un texte après");
        enveloppe.Racine.OwnerDocument.NodeRemoved += (_, _) => retires++;
        if (VerificationDeSignature.Verifier(enveloppe).EstAccepte)
        {
            LeContrat.Lire(enveloppe.Contenu, enveloppe.Effort);
        }

        enveloppe.Effort.Noeuds.Should().BeLessThanOrEqualTo(RegardsParNoeud * noeuds);
        retires.Should().Be(0, "rien n’est à retirer d’un Body dont la signature est dans l’en-tête");
    }

    [Test]
    public void D_un_Body_seule_la_signature_enveloppee_est_retiree()
    {
        var enveloppe = Messages.Lire(Encoding.UTF8.GetString(Epreuve.Signer(new Gabarit { Bloc = null }.ToString(), Carte)).Replace(">59<", "><!----><!---->5<!---->9<!----><", StringComparison.Ordinal));
        var retires = new List<string>();
        enveloppe.Racine.OwnerDocument.NodeRemoved += (_, e) => retires.Add(e.Node!.Name);

        VerificationDeSignature.Verifier(enveloppe).Refus.Should().BeNull();
        retires.Should().Equal("ds:Signature");
        LeContrat.Lire(enveloppe.Contenu).Valeur!.Valeur("indiceRetrait").Should().Be("59");
    }

    [Test]
    public void Pour_un_client_qui_est_parti_on_ne_lit_pas_plus_de_quelques_noeuds()
    {
        var parti = new Effort(new(canceled: true));
        using var lecteur = XmlReader.Create(new StringReader($"<a>{string.Concat(Enumerable.Repeat("<b/>", 10 * Effort.Pas))}</a>"));

        FluentActions.Invoking(() => Assemblage.Assembler(lecteur, parti)).Should().Throw<OperationCanceledException>();
        parti.Noeuds.Should().Be(Effort.Pas);
        FluentActions.Invoking(() => Enveloppe.Lire(Messages.Signe(), null, new(canceled: true))).Should().Throw<OperationCanceledException>("ni même un seul");
    }

    [Test]
    public void Pour_un_client_qui_part_ni_la_signature_n_est_verifiee_ni_les_valeurs_lues()
    {
        using var client = new CancellationTokenSource();
        var lot = Signeur.Signer(Requetes.Lot(Enumerable.Repeat("<demandeCertificat/>", 2 * Effort.Pas)), Carte);
        var enveloppe = Enveloppe.Lire(lot, null, client.Token).Valeur;
        var lus = enveloppe.Effort.Noeuds;
        client.Cancel();

        FluentActions.Invoking(() => VerificationDeSignature.Verifier(enveloppe)).Should().Throw<OperationCanceledException>();
        (enveloppe.Effort.Noeuds - lus).Should().BeLessThanOrEqualTo(Effort.Pas);
        FluentActions.Invoking(() => Canonicaliseur.Octets(enveloppe.Corps, Canonicalisation.Inclusive, effort: enveloppe.Effort)).Should().Throw<OperationCanceledException>();
        FluentActions.Invoking(() => LeContrat.Lire(Messages.Lire(Messages.Signe()).Contenu, enveloppe.Effort)).Should().Throw<OperationCanceledException>("pas une valeur n’est jugée");
    }
}
