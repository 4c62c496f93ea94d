using System.Text;
using System.Xml.Linq;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Contract;
using Pfcng.Ws.Publication;

namespace Pfcng.Ws.Tests.Contract;

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
        Assert.That(publie, Does.Contain($"<soap:address location=\"{Porte}\"").And.Contain($"schemaLocation=\"{LeSchema}\""));
        Assert.That(XNode.DeepEquals(rendu, XElement.Load(new MemoryStream(FichiersDuContrat.Wsdl.ToArray()))), Is.True);
    }

    [Test]
    public void Deux_portes_ne_se_melangent_pas()
    {
        var premiere = WsdlPublie.Wsdl(Porte, LeSchema);
        _ = WsdlPublie.Wsdl(new Uri("https://autre.exemple.fr/ws-apt"), LeSchema);
        Assert.That(WsdlPublie.Wsdl(Porte, LeSchema), Is.EqualTo(premiere));
    }

    [Test]
    public void Wsimport_en_fait_des_classes_qui_se_compilent()
    {
        Outils.Exiger("wsimport", "javac");
        using var dossier = Publie();
        var (code, sortie, erreurs) = Outils.Lancer("wsimport", ["-keep", "-p", "client", "-d", ".", "service.wsdl"], dossier: dossier.Racine);
        Assert.That(code, Is.Zero, sortie + erreurs);
        var service = File.ReadAllText(dossier.Chemin("client/WS.java"));
        Assert.That(Operations.Where(o => !service.Contains($" {o}(", StringComparison.Ordinal)), Is.Empty);
        Assert.That(File.ReadAllText(dossier.Chemin("client/UsageEnum.java")), Does.Contain("\"S/MIME\""));
        Assert.That(File.ReadAllText(dossier.Chemin("client/RequeteRevocationCertificatType.java")), Does.Contain("XMLGregorianCalendar dateEffet"));
        Assert.That(File.Exists(dossier.Chemin("client/WS.class")), Is.True);
    }

    [Test]
    public void Wsdl2h_lit_les_cinq_operations()
    {
        Outils.Exiger("wsdl2h");
        using var dossier = Publie();
        var (code, _, erreurs) = Outils.Lancer("wsdl2h", ["-o", "client.h", "service.wsdl"], dossier: dossier.Racine);
        Assert.That(code, Is.Zero, erreurs);
        Assert.That(erreurs, Does.Not.Contain("Warning").IgnoreCase);
        var entete = File.ReadAllText(dossier.Chemin("client.h"));
        Assert.That(Operations.Where(o => !entete.Contains($"int __ns1__{o}(", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Zeep_ecrit_des_requetes_que_nous_lisons()
    {
        Outils.Exiger(Python);
        using var dossier = Publie();
        File.WriteAllBytes(dossier.Chemin("service.wsdl"), FichiersDuContrat.Wsdl.ToArray()); // zeep takes no absolute file: URI
        File.Copy(Path.Combine(TestContext.CurrentContext.TestDirectory, "requetes_zeep.py"), dossier.Chemin("requetes.py"));
        var (code, sortie, erreurs) = Outils.Lancer(Python[0], ["requetes.py", "service.wsdl"], dossier: dossier.Racine);
        Assert.That(code, Is.Zero, erreurs);
        var requetes = XElement.Parse(sortie).Elements().ToList();
        var contrat = Contrat.Charger();
        Assert.That(requetes, Has.Count.EqualTo(5));
        Assert.That(requetes.Select(r => contrat.Lire(r.Noeud()).Refus?.Libelle), Is.All.Null);
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
