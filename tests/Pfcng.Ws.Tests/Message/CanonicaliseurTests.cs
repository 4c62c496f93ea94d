using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Message;

/// <summary>Our canonical octets are those of .NET's transforms and of libxml2, on the specifications' own difficulties and on generated documents.</summary>
[TestFixture, Category("D8")]
internal sealed class CanonicaliseurTests
{
    private const string Exclusif = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private const string Inclusif = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    private static readonly string[] Documents =
    [
        // Canonical XML 1.0 §3.3, §3.4, §3.6: tags, attributes, namespaces, character references, UTF-8.
        "<doc><e1   /><e2   ></e2><e3   name = \"elem3\"   id=\"elem3\"   /><e5 a:attr=\"out\" b:attr=\"sorted\" attr2=\"all\" attr=\"I'm\" xmlns:b=\"http://www.ietf.org\" xmlns:a=\"http://www.w3.org\" xmlns=\"http://example.org\"/><e6 xmlns=\"\" xmlns:a=\"http://www.w3.org\"><e7 xmlns=\"http://www.ietf.org\"><e8 xmlns=\"\" xmlns:a=\"http://www.w3.org\"><e9 xmlns=\"\" xmlns:a=\"http://www.ietf.org\"/></e8></e7></e6></doc>",
        "<doc><text>First line&#x0d;&#10;Second line</text><value>&#x32;</value><compute><![CDATA[value>\"0\" && value<\"10\" ?\"valid\":\"error\"]]></compute><norm attr=' &apos;   &#x20;&#13;&#xa;&#9;   &apos; '/>\r\n<a b='l1\r\nl2\tl3'/></doc>",
        "<doc>©é€😀<!-- un commentaire --><a><!--autre--></a></doc>",

        "<a:x xmlns:a='u:a' xmlns:b='u:b'><b:y b:z='1' z='2'><c xmlns='u:c'><d xmlns=''/></c></b:y><a:w xmlns:a='u:autre'/><e xml:lang='fr' xml:space='preserve'> </e></a:x>",
        "<x xmlns='u:d'><x xmlns='u:d'><y xmlns=''><z/></y></x></x>",
    ];

    [Test, TestCaseSource(nameof(Documents))]
    public void Les_octets_sont_ceux_de_NET(string texte) => CommeNet(Charger(texte));

    [Test]
    public void Les_octets_de_documents_generes_sont_ceux_de_NET()
    {
        var hasard = Hasard.Tirer();
        for (var document = 0; document < 500; document++)
        {
            CommeNet(Charger(Generer(hasard)));
        }
    }

    [Test]
    public void Les_octets_sont_ceux_de_libxml2()
    {
        Outils.Exiger("xmllint");
        var hasard = Hasard.Tirer();
        var generes = Enumerable.Range(0, 40).Select(_ => Generer(hasard));
        foreach (var texte in Documents.Concat(generes))
        {
            var document = Charger(texte);
            foreach (var exclusif in new[] { false, true })
            {
                var (code, sortie, erreurs) = Outils.Lancer("xmllint", [exclusif ? "--exc-c14n" : "--c14n", "-"], texte);
                code.Should().Be(0, erreurs);
                Octets(document.DocumentElement!, (exclusif ? Exclusif : Inclusif + "#") + "WithComments").Should().Be(sortie, texte);
            }
        }
    }

    [Test]
    public void Un_element_herite_de_ses_ancetres_espaces_de_noms_et_attributs_xml()
    {
        var dedans = (XmlElement)Charger("<a xmlns='u:d' xmlns:p='u:p' xml:lang='fr' xml:id='un'><b xmlns:q='u:q' xml:lang='en'><c p:z='1' xml:id='deux'/></b></a>")
            .GetElementsByTagName("c")[0]!;
        Octets(dedans, Inclusif).Should().Be("<c xmlns=\"u:d\" xmlns:p=\"u:p\" xmlns:q=\"u:q\" xml:id=\"deux\" xml:lang=\"en\" p:z=\"1\"></c>");
        Octets(dedans, Exclusif).Should().Be("<c xmlns=\"u:d\" xmlns:p=\"u:p\" xml:id=\"deux\" p:z=\"1\"></c>");
        Octets(dedans, Exclusif, "q #default absent").Should().Be("<c xmlns=\"u:d\" xmlns:p=\"u:p\" xmlns:q=\"u:q\" xml:id=\"deux\" p:z=\"1\"></c>");
    }

    [Test]
    public void L_element_retire_n_y_est_plus_et_le_reste_ne_change_pas()
    {
        var document = Charger("<a>1<b><c/></b>2<b/></a>");
        var octets = Canonicaliseur.Octets(document.DocumentElement!, Canonicalisation.Inclusive, (XmlElement)document.DocumentElement!.ChildNodes[1]!);
        Encoding.UTF8.GetString(octets.Span).Should().Be("<a>12<b></b></a>");
    }

    [Test]
    public void Un_autre_algorithme_n_est_pas_une_canonicalisation() =>
        Canonicalisation.Lire("http://www.w3.org/2006/12/xml-c14n11", []).Should().BeNull();

    [Test]
    public void Les_octets_de_chaque_element_sont_ceux_d_Apache_Santuario()
    {
        Outils.Exiger(["java", "javac", .. EtrangersTests.ClassesJava.Split(':')]);
        var hasard = Hasard.Tirer();
        var textes = Documents.Concat(Enumerable.Range(0, 100).Select(_ => Generer(hasard))).ToList();
        var fichier = Path.GetTempFileName();
        File.WriteAllLines(fichier, textes.Select(t => Convert.ToBase64String(Encoding.UTF8.GetBytes(t))));
        var (code, sortie, erreurs) = Outils.Lancer("java", ["-cp", EtrangersTests.ClassesJava, EtrangersTests.Script("Santuario.java"), "c14n", fichier]);
        File.Delete(fichier);
        code.Should().Be(0, erreurs);

        var attendus = sortie.Split('\n').Select(l => Encoding.UTF8.GetString(Convert.FromBase64String(l))).ToArray();
        var obtenus = textes.SelectMany(t => Charger(t).SelectNodes("//*")!.Cast<XmlElement>()).SelectMany(e => new[]
        {
            Octets(e, Inclusif),
            Octets(e, Inclusif + "#WithComments"),
            Octets(e, Exclusif),
            Octets(e, Exclusif + "WithComments"),
            Octets(e, Exclusif, "p q #default"),
        });
        obtenus.Should().Equal(attendus[..^1]);
    }

    // Whole documents: on a part of one, .NET's exclusive transform forgets the apex's default namespace.
    private static void CommeNet(XmlDocument document)
    {
        CommeNet(document, new XmlDsigC14NTransform(false), Inclusif);
        CommeNet(document, new XmlDsigC14NTransform(true), Inclusif + "#WithComments");
        CommeNet(document, new XmlDsigExcC14NTransform(false), Exclusif);
        CommeNet(document, new XmlDsigExcC14NTransform(true), Exclusif + "WithComments");
        CommeNet(document, new XmlDsigExcC14NTransform(false, "p q #default"), Exclusif, "p q #default");
    }

    private static void CommeNet(XmlDocument document, Transform transform, string algorithme, string prefixes = "")
    {
        transform.LoadInput(document);
        using var lecteur = new StreamReader((Stream)transform.GetOutput(typeof(Stream)), Encoding.UTF8);
        Octets(document.DocumentElement!, algorithme, prefixes).Should().Be(lecteur.ReadToEnd(), $"{algorithme} : {document.OuterXml}");
    }

    private static string Octets(XmlElement element, string algorithme, string prefixes = "") => Encoding.UTF8.GetString(
        Canonicaliseur.Octets(element, Canonicalisation.Lire(algorithme, prefixes.Split(' ', StringSplitOptions.RemoveEmptyEntries))!).Span);

    private static XmlDocument Charger(string texte)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        using var lecteur = XmlReader.Create(new StringReader(texte));
        document.Load(lecteur);
        return document;
    }

    /// <summary>A document with every namespace trap: prefixes declared, declared again, changed, undeclared, unused; attributes out of order.</summary>
    private static string Generer(Random hasard)
    {
        var texte = new StringBuilder();
        Element(texte, hasard, 0, new Dictionary<string, string> { [""] = "" });
        return texte.ToString();
    }

    private static void Element(StringBuilder texte, Random hasard, int niveau, Dictionary<string, string> portee)
    {
        portee = new(portee);
        var declarations = new StringBuilder();
        foreach (var prefixe in new[] { "", "p", "q", "r" }.Where(_ => hasard.Next(3) == 0))
        {
            portee[prefixe] = prefixe.Length == 0 && hasard.Next(3) == 0 ? "" : $"u:{hasard.Next(3)}";
            declarations.Append($" xmlns{(prefixe.Length == 0 ? "" : ":")}{prefixe}='{portee[prefixe]}'");
        }

        var prefixes = portee.Keys.ToList();
        string Nom(string local) => prefixes[hasard.Next(prefixes.Count)] is { Length: > 0 } p ? $"{p}:{local}" : local;
        var nom = Nom($"e{hasard.Next(3)}");
        texte.Append('<').Append(nom).Append(declarations);
        foreach (var local in new[] { "b", "a", "C" }.Where(_ => hasard.Next(2) == 0))
        {
            texte.Append($" {Nom(local)}='v&amp;&lt;>&#10;&quot;{hasard.Next(9)}'");
        }

        texte.Append(hasard.Next(6) == 0 ? " xml:lang='fr'>" : ">");
        for (var i = hasard.Next(4); i > 0 && niveau < 4; i--)
        {
            texte.Append(hasard.Next(4) switch { 0 => "t&amp;<![CDATA[<x>]]>", 1 => "<!-- c -->", 2 => "\n  ", _ => "é€😀&#13;" });
            Element(texte, hasard, niveau + 1, portee);
        }

        texte.Append("</").Append(nom).Append('>');
    }
}
