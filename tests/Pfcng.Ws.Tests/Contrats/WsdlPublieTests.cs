using System.Text;
using System.Xml.Linq;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Publication;

namespace Pfcng.Ws.Tests.Contrats;

/// <summary>The contract as it is served, given to strangers: Java, C and Python.</summary>
[Category("D6")]
public sealed class WsdlPublieTests
{
    private static readonly Uri Porte = new("https://hote.exemple.fr:8443/ws-srv");
    private static readonly Uri LeSchema = new("https://hote.exemple.fr:8443/ws-srv/pfcng-ws.xsd");
    private static readonly string[] Python = ["/usr/bin/python3"];

    private static readonly string[] Operations = ["demanderCertificats", "retirerCertificat", "revoquerCertificat", "renouvelerCertificat", "suivreActivite"];

    [Test]
    public void Les_deux_adresses_sont_recrites_et_rien_d_autre()
    {
        var publie = Encoding.UTF8.GetString(WsdlPublie.Wsdl(Porte, LeSchema));
        var rendu = XElement.Parse(publie.Replace(Porte.AbsoluteUri + "\"", "www.pfcng.in.com\"", StringComparison.Ordinal)
            .Replace(LeSchema.AbsoluteUri, "pfcng-ws.xsd", StringComparison.Ordinal));
        publie.Should().ContainAll($"<soap:address location=\"{Porte}\"", $"schemaLocation=\"{LeSchema}\"");
        XNode.DeepEquals(rendu, XElement.Load(new MemoryStream(FichiersDuContrat.Wsdl.ToArray()))).Should().BeTrue();
    }

    [Test]
    public void Deux_portes_ne_se_melangent_pas()
    {
        var premiere = WsdlPublie.Wsdl(Porte, LeSchema);
        _ = WsdlPublie.Wsdl(new Uri("https://autre.exemple.fr/ws-apt"), LeSchema);
        WsdlPublie.Wsdl(Porte, LeSchema).Should().Equal(premiere);
    }

    [Test]
    public void Wsimport_en_fait_des_classes_qui_se_compilent()
    {
        Outils.Exiger("wsimport", "javac");
        using var dossier = Publie();
        var (code, sortie, erreurs) = Outils.Lancer("wsimport", ["-keep", "-p", "client", "-d", ".", "service.wsdl"], dossier: dossier.Racine);
        code.Should().Be(0, sortie + erreurs);
        var service = File.ReadAllText(dossier.Chemin("client/WS.java"));
        Operations.Where(o => !service.Contains($" {o}(", StringComparison.Ordinal)).Should().BeEmpty();
        File.ReadAllText(dossier.Chemin("client/UsageEnum.java")).Should().Contain("\"S/MIME\"");
        File.ReadAllText(dossier.Chemin("client/RequeteRevocationCertificatType.java")).Should().Contain("XMLGregorianCalendar dateEffet");
        File.Exists(dossier.Chemin("client/WS.class")).Should().BeTrue();
    }

    [Test]
    public void Wsdl2h_lit_les_cinq_operations()
    {
        Outils.Exiger("wsdl2h");
        using var dossier = Publie();
        var (code, _, erreurs) = Outils.Lancer("wsdl2h", ["-o", "client.h", "service.wsdl"], dossier: dossier.Racine);
        code.Should().Be(0, erreurs);
        erreurs.Should().NotContainEquivalentOf("Warning");
        var entete = File.ReadAllText(dossier.Chemin("client.h"));
        Operations.Where(o => !entete.Contains($"int __ns1__{o}(", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Test]
    public void Zeep_ecrit_des_requetes_que_nous_lisons()
    {
        Outils.Exiger(Python);
        using var dossier = Publie();
        File.WriteAllBytes(dossier.Chemin("service.wsdl"), FichiersDuContrat.Wsdl.ToArray()); // zeep takes no absolute file: URI
        File.Copy(Path.Combine(TestContext.CurrentContext.TestDirectory, "requetes_zeep.py"), dossier.Chemin("requetes.py"));
        var (code, sortie, erreurs) = Outils.Lancer(Python[0], ["requetes.py", "service.wsdl"], dossier: dossier.Racine);
        code.Should().Be(0, erreurs);
        var requetes = XElement.Parse(sortie).Elements().ToList();
        var contrat = Contrat.Charger();
        requetes.Should().HaveCount(5);
        requetes.Select(r => contrat.Lire(r.Noeud()).Refus?.Libelle).Should().OnlyContain(e => e == null);
    }

    /// <summary>As the door serves it, the schema beside it on disk.</summary>
    private static Dossier Publie()
    {
        var dossier = new Dossier();
        File.WriteAllBytes(dossier.Chemin("pfcng-ws.xsd"), WsdlPublie.Xsd.ToArray());
        File.WriteAllBytes(dossier.Chemin("service.wsdl"), WsdlPublie.Wsdl(Porte, new Uri(dossier.Chemin("pfcng-ws.xsd"))));
        return dossier;
    }
}
