using System.Text;
using System.Xml;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Domain.Erreurs;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Message;

[TestFixture, Category("D8"), Category("D16")]
internal sealed class EnveloppeTests
{
    private const string Soap = "xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"";
    private const string Ds = "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>";

    [Test, Category("D5")]
    [Category("§9.2")]
    public void L_operation_est_le_nom_qualifie_de_l_enfant_du_Body()
    {
        var lue = Lire($"<?xml version='1.0'?><!-- c --><s:Envelope {Soap}> <s:Header/> <s:Body> <o:op xmlns:o='u:o'>é</o:op> </s:Body> </s:Envelope>\n");
        lue.Refus.Should().BeNull();
        lue.Valeur.Operation.Should().Be(new XmlQualifiedName("op", "u:o"));
        lue.Valeur.Contenu.InnerText.Should().Be("é");
    }

    [TestCase("<a/>", "pas une enveloppe")]
    [TestCase("<s:Envelope {0}/>", "un Header au plus")]
    [TestCase("<s:Envelope {0}><s:Header/></s:Envelope>", "un Header au plus")]
    [TestCase("<s:Envelope {0}><s:Body><o/></s:Body><s:Header/></s:Envelope>", "un Header au plus")]
    [TestCase("<s:Envelope {0}><s:Header/><s:Header/><s:Body><o/></s:Body></s:Envelope>", "un Header au plus")]
    [TestCase("<s:Envelope {0}><s:Body><o/></s:Body><s:Body><o/></s:Body></s:Envelope>", "un Header au plus")]
    [TestCase("<s:Envelope {0}><s:Body><o/></s:Body><x/></s:Envelope>", "un Header au plus")]
    [TestCase("<s:Envelope {0}>x<s:Body><o/></s:Body></s:Envelope>", "un Header au plus")]
    [TestCase("<s:Envelope {0}><s:Header>x</s:Header><s:Body><o/></s:Body></s:Envelope>", "un Header au plus")]
    [TestCase("<s:Envelope {0}><Body><o/></Body></s:Envelope>", "un Header au plus")]
    [TestCase("<s:Envelope {0}><s:Body/></s:Envelope>", "un élément")]
    [TestCase("<s:Envelope {0}><s:Body><o/><o/></s:Body></s:Envelope>", "un élément")]
    [TestCase("<s:Envelope {0}><s:Body><![CDATA[x]]><o/></s:Body></s:Envelope>", "un élément")]
    [TestCase("<s:Envelope {0}><s:Body><o></s:Body></s:Envelope>", "bien formé")]
    [TestCase("", "bien formé")]
    [TestCase("<s:Envelope {0}><s:Body><o>&inconnue;</o></s:Body></s:Envelope>", "bien formé")]
    [TestCase("<!DOCTYPE s:Envelope [<!ENTITY a 'b'>]><s:Envelope {0}><s:Body><o>&a;</o></s:Body></s:Envelope>", "DTD")]
    [TestCase("<?xml-stylesheet href='x'?><s:Envelope {0}><s:Body><o/></s:Body></s:Envelope>", "instruction de traitement")]
    [TestCase("<s:Envelope {0}><s:Body><o><?php ?></o></s:Body></s:Envelope>", "instruction de traitement")]
    public void Une_autre_forme_est_une_faute_du_client(string message, string texte)
    {
        var lue = Lire(message.Replace("{0}", Soap, StringComparison.Ordinal));
        lue.Refus!.Code.Should().Be(CodeDeFaute.Client);
        lue.Refus.Texte.Should().Contain(texte);
    }

    [Test]
    public void Une_enveloppe_SOAP_1_2_est_un_VersionMismatch() =>
        Lire("<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><o/></s:Body></s:Envelope>").Refus!.Code.Should().Be(CodeDeFaute.VersionMismatch);

    [TestCase("<x s:mustUnderstand='1'/>", true)]
    [TestCase("<x s:mustUnderstand='1' s:actor='http://schemas.xmlsoap.org/soap/actor/next'/>", true)]
    [TestCase("<x s:mustUnderstand='1' s:actor='u:autre'/>", false)]
    [TestCase("<x s:mustUnderstand='0'/>", false)]
    [TestCase("<x mustUnderstand='1'/>", false)]
    [TestCase("<x:Signature xmlns:x='http://schemas.xmlsoap.org/soap/security/2000-12' s:mustUnderstand='1'/>", false)]
    [TestCase("<x:Security xmlns:x='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd' s:mustUnderstand='1'/>", false)]
    public void Un_bloc_obligatoire_inconnu_est_un_MustUnderstand(string bloc, bool refuse)
    {
        var faute = Lire($"<s:Envelope {Soap}><s:Header>{bloc}</s:Header><s:Body><o/></s:Body></s:Envelope>").Refus;
        (faute?.Code).Should().Be(refuse ? CodeDeFaute.MustUnderstand : (CodeDeFaute?)null);
    }

    [Test]
    public void Une_signature_enveloppee_n_est_pas_le_contenu()
    {
        Lire($"<s:Envelope {Soap}><s:Body>{Ds}<o/></s:Body></s:Envelope>").Valeur.Operation.Name.Should().Be("o");
        Lire($"<s:Envelope {Soap}><s:Body>{Ds}</s:Body></s:Envelope>").Refus.Should().NotBeNull();
    }

    private static IEnumerable<TestCaseData> Encodages()
    {
        var latin = Encoding.Latin1;
        yield return new(Encoding.UTF8, null, "", false) { TestName = "UTF-8 sans déclaration" };
        yield return new(Encoding.UTF8, null, "", true) { TestName = "UTF-8 avec marque" };
        yield return new(Encoding.UTF8, "utf-8", "ISO-8859-1", false) { TestName = "HTTP dit UTF-8, la déclaration se trompe" };
        yield return new(latin, null, "ISO-8859-1", false) { TestName = "ISO-8859-1 déclaré" };
        yield return new(latin, "\"iso-8859-1\"", "UTF-8", false) { TestName = "HTTP dit ISO-8859-1" };
        yield return new(Encoding.Unicode, null, "UTF-16", true) { TestName = "UTF-16 petit-boutiste avec marque" };
        yield return new(Encoding.BigEndianUnicode, null, "UTF-16", true) { TestName = "UTF-16 gros-boutiste avec marque" };
        yield return new(Encoding.Unicode, "utf-16le", "", false) { TestName = "HTTP dit UTF-16LE" };
        yield return new(Encoding.BigEndianUnicode, "UTF-16", "UTF-16", false) { TestName = "HTTP dit UTF-16, sans marque" };
        yield return new(Encoding.Unicode, null, "UTF-16", false) { TestName = "UTF-16 déclaré, sans marque" };
    }

    [TestCaseSource(nameof(Encodages))]
    public void Chaque_encodage_admis_se_lit(Encoding encodage, string? charset, string declare, bool marque)
    {
        var texte = (declare.Length > 0 ? $"<?xml version='1.0' encoding='{declare}'?>" : "") + $"<s:Envelope {Soap}><s:Body><o>é</o></s:Body></s:Envelope>";
        byte[] octets = [.. marque ? encodage.GetPreamble() : [], .. encodage.GetBytes(texte)];
        var lue = Enveloppe.Lire(octets, charset);
        (lue.Refus?.Texte).Should().BeNull();
        lue.Valeur.Contenu.InnerText.Should().Be("é");
        Enveloppe.ChercherOperation(octets, charset)!.Name.Should().Be("o");
    }

    [TestCase("utf-7"), TestCase("windows-1252"), TestCase("x")]
    public void Un_autre_encodage_est_une_faute(string charset)
    {
        Enveloppe.Lire("<a/>"u8.ToArray(), charset).Refus!.Texte.Should().Contain("encodage");
        Lire($"<?xml version='1.0' encoding='{charset}'?><a/>").Refus!.Texte.Should().Contain("encodage");
    }

    [Test]
    public void Un_octet_que_l_encodage_interdit_n_est_pas_remplace() =>
        Enveloppe.Lire((byte[])[.. "<a>"u8, 0xE9, .. "</a>"u8], null).Refus!.Texte.Should().Contain("bien formé");

    [TestCase(Bornes.Profondeur, 1, 1, 1, false)]
    [TestCase(Bornes.Profondeur + 1, 1, 1, 1, true)]
    [TestCase(4, Bornes.Attributs, 1, 1, false)]
    [TestCase(4, Bornes.Attributs + 1, 1, 1, true)]
    [TestCase(4, 1, Bornes.Declarations, 1, false)]
    [TestCase(4, 1, Bornes.Declarations + 1, 1, true)]
    [TestCase(4, 1, 1, 400, false)]
    [TestCase(4, 1, 1, 600, true)]
    public void Les_bornes_tiennent_a_l_unite_pres(int profondeur, int attributs, int declarations, int nom, bool franchie)
    {
        var balises = string.Concat(Enumerable.Repeat("<a>", profondeur - 3)) + string.Concat(Enumerable.Repeat("</a>", profondeur - 3));
        var porteur = string.Concat(Enumerable.Range(0, attributs).Select(i => $" a{i}='1'"));
        var espaces = string.Concat(Enumerable.Range(0, declarations).Select(i => $" xmlns:p{i}='u:{i}'"));
        var message = $"<s:Envelope {Soap}><s:Body><o><x{porteur}/><y{espaces}/><{new string('n', nom)}/>{balises}</o></s:Body></s:Envelope>";
        (!Lire(message).EstAccepte).Should().Be(franchie);
    }

    [Test]
    public void Le_nombre_de_noeuds_est_borne()
    {
        string Message(int n) => $"<s:Envelope {Soap}><s:Body><o>{string.Concat(Enumerable.Repeat("<a/>", n))}</o></s:Body></s:Envelope>";
        Lire(Message(Bornes.Noeuds - 8)).Refus.Should().BeNull();
        Lire(Message(Bornes.Noeuds)).Refus!.Texte.Should().Contain("nœuds");
        Lire(string.Concat(Enumerable.Repeat("&#65;", Bornes.Noeuds + 1))).Refus!.Texte.Should().Contain("références");
    }

    [TestCase(" a='1' b=\"<\" c='>' d='\"'/>", false)]
    [TestCase("><![CDATA[<a><b c='1' <!DOCTYPE <?x ?>]]></o>", true)]
    [TestCase("><!-- <a> <b c='1' <!DOCTYPE <?x ?> --></o>", true)]
    [TestCase(" a='>' b='/>' c='&lt;!DOCTYPE'/>", true)]
    public void Le_balayage_lit_comme_l_analyseur(string o, bool lu) =>
        (Lire($"<s:Envelope {Soap}><s:Body><o{o}</s:Body></s:Envelope>").EstAccepte).Should().Be(lu);

    [Test, Category("D5"), Category("D32")]
    public void Le_debut_d_un_message_trop_grand_nomme_son_operation_ou_rien()
    {
        var message = Encoding.UTF8.GetBytes($"<s:Envelope {Soap}><s:Header>{Ds}<Body><leurre/></Body></s:Header><s:Body>{Ds}<o:é xmlns:o='u:o'>reste</o:é></s:Body></s:Envelope>");
        var fin = message.AsSpan().IndexOf("reste"u8);
        for (var taille = 0; taille <= message.Length; taille++)
        {
            var nom = Enveloppe.ChercherOperation(message.AsSpan(0, taille), null);
            nom.Should().Be(taille < fin ? null : new XmlQualifiedName("é", "u:o"), $"{taille} octets");
        }
    }

    [Test, Category("D5")]
    public void Un_debut_qui_n_est_pas_une_enveloppe_ne_nomme_rien()
    {
        Enveloppe.ChercherOperation("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"u8, null).Should().BeNull();
        Enveloppe.ChercherOperation([0, 1, 2, 0xFF], null).Should().BeNull();
        Enveloppe.ChercherOperation("<a/>"u8, "utf-7").Should().BeNull();
    }

    private static Resultat<Enveloppe, Faute> Lire(string message) => Enveloppe.Lire(Encoding.UTF8.GetBytes(message), null);
}
