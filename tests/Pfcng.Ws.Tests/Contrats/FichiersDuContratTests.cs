using System.Xml.Linq;
using System.Xml.Schema;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Tests.Contrats;

public sealed class FichiersDuContratTests
{
    private static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XElement LeWsdl = XElement.Load(new MemoryStream(FichiersDuContrat.Wsdl.ToArray()));
    private static readonly XElement LeXsd = XElement.Load(new MemoryStream(FichiersDuContrat.Xsd.ToArray()));

    private static readonly string[] Operations = ["demanderCertificats", "retirerCertificat", "revoquerCertificat", "renouvelerCertificat", "suivreActivite"];

    public static IEnumerable<TestCaseData> Extraits => XElement.Load(Path.Combine(TestContext.CurrentContext.TestDirectory, "extraits-du-guide.xml"))
        .Elements().Select((e, i) => new TestCaseData(e.Elements().Single())
            .SetArgDisplayNames($"{i + 1} {e.Attribute("guide")!.Value}", $"{e.Elements().Single().Name.LocalName} {e.Elements().Single().Attribute("name")?.Value}"));

    [Test, Category("D1")]
    public void Le_XSD_se_compile() => Schema.Compile.GlobalElements.Values.Cast<XmlSchemaElement>().Select(e => e.Name).Should().HaveCount(10);

    [TestCaseSource(nameof(Extraits)), Category("§9")]
    [Category("D1"), Category("§9.1"), Category("§9.2"), Category("§14.1"), Category("§15.1"), Category("§16.1"), Category("§17.1"), Category("§18.1")]
    public void Chaque_extrait_cite_par_le_guide_est_dans_notre_contrat(XElement extrait) =>
        LeWsdl.DescendantsAndSelf().Concat(LeXsd.Descendants()).Any(n => Contient(n, extrait)).Should().BeTrue(extrait.ToString());

    [Test, Category("§9")]
    public void Les_extraits_du_guide_sont_tous_la() => Extraits.Count().Should().Be(31);

    [Test, Category("D3")]
    [Category("§9.1")]
    public void L_ordre_publie_d_une_demande_est_celui_de_la_decision() =>
        Noms("requeteDemandeCertificatType")
        .Should().Equal("offre gamme usage idNatStruct idNatBeneficiaire idNatTiers nomApplicatif FQDN UPN mailSujet CSR mailDemandeur mailPersonneAInformer".Split(' '));

    [Test, Category("§9.2")]
    public void Les_cinq_operations_ont_leur_soapAction_et_leurs_messages()
    {
        var portType = LeWsdl.Element(Wsdl + "portType")!.Elements(Wsdl + "operation").ToList();
        var actions = LeWsdl.Descendants(XName.Get("operation", "http://schemas.xmlsoap.org/wsdl/soap/")).Select(a => a.Attribute("soapAction")!.Value);
        portType.Select(o => o.Attribute("name")!.Value).Should().Equal(Operations);
        actions.Should().Equal(Operations);
        LeWsdl.Elements(Wsdl + "message").Select(m => m.Attribute("name")!.Value).Should().Equal(LeXsd.Elements(Xsd + "element").Select(e => e.Attribute("name")!.Value));
    }

    [Test, Category("§9.1")]
    public void Chaque_element_et_chaque_type_est_documente() =>
        LeXsd.Descendants().Where(e => e.Name == Xsd + "element" || e.Name == Xsd + "simpleType" || e.Name == Xsd + "enumeration")
            .Where(e => string.IsNullOrWhiteSpace(e.Element(Xsd + "annotation")?.Element(Xsd + "documentation")?.Value))
        .Should().BeEmpty();

    [TestCaseSource(nameof(MessagesJustes)), Category("D1")]
    public void Xmllint_valide_nos_messages(XElement message)
    {
        Outils.Exiger("xmllint");
        using var dossier = new Dossier();
        File.WriteAllBytes(dossier.Chemin("pfcng-ws.xsd"), FichiersDuContrat.Xsd.ToArray());
        message.Save(dossier.Chemin("message.xml"));
        var (code, _, erreurs) = Outils.Lancer("xmllint", ["--noout", "--nonet", "--schema", "pfcng-ws.xsd", "message.xml"], dossier: dossier.Racine);
        code.Should().Be(0, erreurs);
    }

    public static IEnumerable<XElement> MessagesJustes() =>
        [Messages.Lot(Messages.Demande(), Messages.DemandeComplete()), Messages.Retrait(), Messages.Revocation(), Messages.Renouvellement(), Messages.Suivi()];

    private static IEnumerable<string> Noms(string type) => LeXsd.Elements(Xsd + "complexType").Single(t => t.Attribute("name")!.Value == type)
        .Element(Xsd + "sequence")!.Elements().Select(e => e.Attribute("name")!.Value);

    /// <summary>Same element, every attribute of the extract, its text white space apart, its children among ours in the same order.</summary>
    private static bool Contient(XElement notre, XElement extrait)
    {
        if (notre.Name != extrait.Name
            || extrait.Attributes().Any(a => !a.IsNamespaceDeclaration && notre.Attribute(a.Name)?.Value != a.Value)
            || (!extrait.HasElements && extrait.Value.Length > 0 && SansBlancs(notre) != SansBlancs(extrait)))
        {
            return false;
        }

        using var notres = notre.Elements().GetEnumerator();
        return extrait.Elements().All(e =>
        {
            while (notres.MoveNext())
            {
                if (Contient(notres.Current, e))
                {
                    return true;
                }
            }

            return false;
        });
    }

    private static string SansBlancs(XElement e) => string.Join(' ', e.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
