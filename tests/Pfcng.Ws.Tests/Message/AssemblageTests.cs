using System.Text;
using System.Xml;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;
using static Pfcng.Ws.Tests.Confiance.CertificatsDeTest;

namespace Pfcng.Ws.Tests.Message;

/// <summary>The document of a message: what makes every step in it take the same time, and that it is still the message.</summary>
[TestFixture, Category("§11"), Category("D8")]
internal sealed class AssemblageTests
{
    private static IEnumerable<MessageHostile> Hostiles => MessagesHostiles.Tous(Carte, 200_000);

    [TestCase("a <!-- c -->b", "a b|Text", TestName = "Un commentaire ne coupe pas un texte")]
    [TestCase("a<![CDATA[<b>]]>c", "a<b>c|CDATA", TestName = "Une section CDATA non plus")]
    [TestCase(" <!-- --> <![CDATA[]]>\n", "  \n|CDATA", TestName = "Des blancs et une section vide sont un texte")]
    [TestCase(" \t<!-- -->\n", " \t\n|Whitespace", TestName = "Des blancs restent des blancs")]
    [TestCase("&lt;<!-- -->&#160;", "<\u00a0|Text", TestName = "Une espace insécable n’est pas un blanc")]
    public void Un_texte_est_un_seul_noeud(string contenu, string attendu)
    {
        var element = Assembler($"<a><!-- -->{contenu}</a>");
        element.ChildNodes.Cast<XmlNode>().Select(n => $"{n.Value}|{n.NodeType}").Should().Equal(attendu);
    }

    [Test]
    public void Les_commentaires_ne_sont_gardes_que_dans_la_signature()
    {
        var racine = Assembler($"<!-- --><a><!-- --><ds:Signature xmlns:ds='{Gabarit.Ds}'> <!--un--> <ds:SignedInfo>x<!--deux-->y</ds:SignedInfo></ds:Signature><!-- --></a><!-- -->");
        racine.OuterXml.Should().Be($"<a><ds:Signature xmlns:ds=\"{Gabarit.Ds}\"> <!--un--> <ds:SignedInfo>x<!--deux-->y</ds:SignedInfo></ds:Signature></a>");
        racine.OwnerDocument.ChildNodes.Count.Should().Be(1);
    }

    [TestCaseSource(nameof(Hostiles))]
    public void Aucun_texte_n_a_de_voisin_et_la_racine_est_seule(MessageHostile hostile)
    {
        if (!Enveloppe.Lire(hostile.Message, null).Donne(out var enveloppe, out _))
        {
            hostile.EstRefuseALaLecture.Should().BeTrue($"{hostile.Attendu} ne se répond qu’à un message lu");
            return;
        }

        enveloppe.Racine.OwnerDocument.ChildNodes.Count.Should().Be(1);
        Verifier(enveloppe.Racine, dansLaSignature: false);
    }

    /// <summary>XmlDocument's own loading is the reference: same octets, with comments in SignedInfo and without them elsewhere.</summary>
    [Test]
    public void Ce_qui_est_digere_est_le_message_meme()
    {
        foreach (var (nom, gabarit) in Gabarit.Admis())
        {
            var texte = Encoding.UTF8.GetString(Epreuve.Signer(gabarit.ToString(), Carte))
                .Replace(">59<", ">5<!-- -->\r\n<![CDATA[<&9]]>é&#13;<", StringComparison.Ordinal)
                .Replace("<ds:Reference", "<!-- c --> <ds:Reference", StringComparison.Ordinal);
            var (notre, reference) = (Messages.Lire(texte).Racine, Charger(texte));
            foreach (var (element, mode) in new[] { ("Body", Canonicalisation.Inclusive), ("Body", Exclusive), ("SignedInfo", Canonicalisation.Inclusive with { AvecCommentaires = true }), ("SignedInfo", Exclusive) })
            {
                Encoding.UTF8.GetString(Canonicaliseur.Octets(Le(notre, element), mode).Span).Should().Be(Encoding.UTF8.GetString(Canonicaliseur.Octets(Le(reference, element), mode).Span), nom);
            }
        }
    }

    [Test]
    public void Ce_qui_n_est_pas_bien_forme_ne_se_lit_pas() => FluentActions.Invoking(() => Assembler("<a><b></a>")).Should().Throw<XmlException>();

    private static Canonicalisation Exclusive => Canonicalisation.Lire(Gabarit.Exclusif, [])!;

    private static XmlElement Le(XmlElement racine, string nom) => (XmlElement)racine.SelectSingleNode($"descendant::*[local-name()='{nom}']")!;

    private static void Verifier(XmlElement element, bool dansLaSignature)
    {
        var signature = dansLaSignature || Enveloppe.EstSignature(element);
        var precedent = XmlNodeType.None;
        for (var noeud = element.FirstChild; noeud is not null; noeud = noeud.NextSibling)
        {
            (EstDuTexte(precedent) && EstDuTexte(noeud.NodeType)).Should().BeFalse("deux textes voisins");
            (!(noeud is XmlComment) || signature).Should().BeTrue("un commentaire hors de la signature");
            precedent = noeud.NodeType;
            if (noeud is XmlElement enfant)
            {
                Verifier(enfant, signature);
            }
        }
    }

    private static bool EstDuTexte(XmlNodeType type) => type is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;

    private static XmlElement Charger(string message)
    {
        using var lecteur = XmlReader.Create(new StringReader(message));
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.Load(lecteur);
        return document.DocumentElement!;
    }

    private static XmlElement Assembler(string message)
    {
        using var lecteur = XmlReader.Create(new StringReader(message));
        return Assemblage.Assembler(lecteur, new(CancellationToken.None));
    }
}
