using System.Xml;
using System.Xml.Linq;
using FluentAssertions;
using Pfcng.Ws.Tests.Contrats;

namespace Pfcng.Ws.Tests.Operations;

internal static class ReponseEcrite
{
    /// <summary>The answer is the one expected, white space between elements apart, and valid by our own XSD.</summary>
    public static void Verifier(Action<XmlWriter> ecrire, string attendu)
    {
        var ecrit = Messages.Ecrit(ecrire);
        Schema.Fautes(ecrit).Should().BeEmpty();
        Texte(ecrit).Should().Be(Texte(XElement.Parse(attendu)));
    }

    /// <summary>« &lt;message/&gt; » and « &lt;message&gt;&lt;/message&gt; », which the guide writes both, made one.</summary>
    private static string Texte(XElement reponse)
    {
        foreach (var vide in reponse.Descendants().Where(e => e.Value.Length == 0))
        {
            vide.RemoveNodes();
        }

        return reponse.ToString(SaveOptions.DisableFormatting);
    }
}
