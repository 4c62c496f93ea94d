using System.Xml;
using System.Xml.Linq;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Tests.Contrats;

/// <summary>D3: which elements, how many, in what order. What they hold: <see cref="ValeursTests"/>.</summary>
public sealed class ContratTests
{
    private static readonly Contrat LeContrat = Contrat.Charger();

    public static IEnumerable<XElement> MessagesJustes => FichiersDuContratTests.MessagesJustes();

    [TestCaseSource(nameof(MessagesJustes)), Category("D3")]
    public void Un_message_dans_l_ordre_publie_est_lu(XElement message)
    {
        Schema.Fautes(message).Should().BeEmpty();
        LeContrat.Lire(message.Noeud()).Refus.Should().BeNull();
    }

    [TestCaseSource(nameof(MessagesJustes)), Category("D3")]
    public void Les_elements_sont_acceptes_dans_n_importe_quel_ordre(XElement message)
    {
        var hasard = Hasard.Tirer();
        for (var essai = 0; essai < 20; essai++)
        {
            var melange = new XElement(message);
            foreach (var parent in melange.DescendantsAndSelf().Where(e => e.HasElements).ToList())
            {
                // The lot keeps its demandes in place, and a demande its FQDN: their order is meant.
                parent.ReplaceNodes(parent.Elements().OrderBy(e => e.Name == "demandeCertificat" || e.Name == "FQDN" ? 0.5 : hasard.NextDouble()));
            }

            Mise(LeContrat.Lire(melange.Noeud()).Valeur!).Should().Be(Mise(LeContrat.Lire(message.Noeud()).Valeur!));
        }
    }

    [TestCaseSource(nameof(MessagesJustes)), Category("D8")]
    public void Le_noeud_signe_n_est_jamais_modifie(XElement message)
    {
        var noeud = new XElement(message.Name, message.Elements().Reverse()).Noeud();
        var avant = noeud.OwnerDocument.OuterXml;
        _ = LeContrat.Lire(noeud);
        noeud.OwnerDocument.OuterXml.Should().Be(avant);
    }

    [TestCaseSource(nameof(ElementsObligatoires)), Category("D17")]
    [Category("§14.1"), Category("§16.1")]
    public void Un_element_obligatoire_manquant_est_nomme(XElement message, string nom) =>
        Complement(message.Avec(nom, null)).Should().Be(char.ToUpperInvariant(nom[0]) + nom[1..]);

    [TestCaseSource(nameof(ElementsUniques)), Category("D3")]
    public void Un_element_repete_est_nomme(XElement message, string nom)
    {
        var element = message.Descendants(nom).First();
        element.AddAfterSelf(new XElement(element));
        Complement(message).Should().Be(char.ToUpperInvariant(nom[0]) + nom[1..]);
    }

    [TestCase("<offre>ORG</offre>", "<offre>ORG</offre><prix>3</prix>", "Prix")]
    [TestCase("<offre>ORG</offre>", "<Offre>ORG</Offre>", "Offre")]
    [TestCase("<offre>ORG</offre>", "<w:offre xmlns:w='http://www.pfcng.in.com/WS/'>ORG</w:offre>", "Offre")]
    [TestCase("<offre>ORG</offre>", "<offre><b>ORG</b></offre>", "B")]
    [TestCase("<offre>ORG</offre>", "<offre langue='fr'>ORG</offre>", "Offre")]
    [TestCase("<offre>ORG</offre>", "<offre>ORG</offre>du texte", "DemandeCertificat")]
    [TestCase("<demandeCertificat ", "du texte<demandeCertificat ", "RequeteDemandeCertificats")]
    [TestCase("<demandeCertificat ", "<demande xmlns=''/><demandeCertificat ", "Demande")]
    [TestCase("<demandeCertificat ", "<demandeCertificat Id='a' ", "DemandeCertificat")]
    [Category("D17")]
    [Category("§19 05")]
    public void Ce_que_le_contrat_ne_connait_pas_est_refuse_avec_son_nom(string juste, string faux, string complement) =>
        Complement(Messages.LotDe(1).ToString().Replace(juste, faux, StringComparison.Ordinal)).Should().Be(complement);

    [Test, Category("D17")]
    public void Un_nom_inconnu_sans_fin_n_est_pas_renvoye_en_entier() =>
        Complement(Messages.LotDe(1).Avec(Messages.Repete('a', 100_000), "x")).Should().HaveLength(64);

    [Test, Category("D17")]
    public void Un_lot_vide_n_a_pas_sa_demande() => Complement(Messages.Lot()).Should().Be("DemandeCertificat");

    [TestCase("<offre>O<!-- x -->RG</offre>")]
    [TestCase("<offre><![CDATA[OR]]>G</offre>")]
    [TestCase("<offre><?x y?>ORG</offre>")]
    [TestCase("<offre xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='xsd:string'>ORG</offre>")]
    [Category("D8")]
    public void La_valeur_est_le_texte_concatene(string offre)
    {
        var lu = LeContrat.Lire(Messages.Noeud(Messages.LotDe(1).ToString().Replace("<offre>ORG</offre>", offre, StringComparison.Ordinal)));
        (lu.Valeur?.Enfants[0].Valeur("offre")).Should().Be("ORG", lu.Refus?.Libelle);
    }

    [Test]
    public void Un_element_hors_du_contrat_est_une_erreur_de_l_appelant() =>
        FluentActions.Invoking(() => LeContrat.Lire(Messages.Noeud("<autre/>"))).Should().ThrowExactly<ArgumentException>();

    [Test]
    public void Un_lot_deux_fois_plus_long_coute_deux_fois_plus()
    {
        var (dix, vingt) = (Cout(10), Cout(20));
        TestContext.Out.WriteLine($"10 demandes : {dix} ; 20 demandes : {vingt}");
        vingt.Noeuds.Should().BeInRange(dix.Noeuds, 2 * dix.Noeuds);
        vingt.Octets.Should().BeLessThan(5 * dix.Octets / 2, "ce qui est pris en mémoire croît comme le lot");

        static (long Noeuds, long Octets) Cout(int demandes)
        {
            var noeud = Messages.Lot([.. Enumerable.Range(0, demandes).Select(_ => Messages.DemandeComplete())]).Noeud();
            _ = LeContrat.Lire(noeud);
            return Compter(noeud);
        }
    }

    [Test]
    public void Une_instance_sert_tout_le_monde_a_la_fois()
    {
        var juste = Messages.LotDe(20).ToString();
        var faux = Messages.LotDe(20).Avec("offre", "XX").ToString();
        var lus = Enumerable.Range(0, 400).AsParallel().Select(i => Complement(i % 2 == 0 ? juste : faux) == (i % 2 == 0 ? "juste" : "Offre"));
        lus.Should().OnlyContain(e => e);
    }

    [Test]
    public void Des_messages_de_plusieurs_mega_octets_sont_refuses_sans_peine()
    {
        const int Taille = 2_000_000;
        var lot = Messages.LotDe(1).ToString();
        var noeuds = new[]
        {
            lot.Replace(">ORG<", $">{Messages.Repete('x', Taille)}<", StringComparison.Ordinal),
            lot.Replace(">ORG<", $">{string.Concat(Enumerable.Repeat("x<!---->", Taille / 8))}<", StringComparison.Ordinal),
            lot.Replace("<offre>", string.Concat(Enumerable.Repeat("<offre/>", Taille / 8)) + "<offre>", StringComparison.Ordinal),
            lot.Replace("<CSR>", $"<CSR>{Messages.Repete(' ', Taille)}", StringComparison.Ordinal),
        }.Select(Messages.Noeud).ToList();
        noeuds.Select(n => Libelle05.Complement(LeContrat.Lire(n).Refus)).Should().Equal("Offre", "Offre", "Offre", "CSR");
        foreach (var noeud in noeuds)
        {
            var (regardes, octets) = Compter(noeud);
            regardes.Should().BeLessThan(100, "le premier défaut suffit");
            octets.Should().BeLessThan(Taille / 4, "aucune valeur démesurée n’est copiée");
        }
    }

    public static IEnumerable<TestCaseData> ElementsObligatoires() =>
        Cas(("demandeCertificat", "offre gamme usage CSR mailDemandeur mailPersonneAInformer"), ("requeteRetraitCertificat", "indiceRetrait codeRevocation"),
            ("requeteRevocationCertificat", "AKI numeroSerie gamme motif mailDemandeur mailPersonneAInformer"),
            ("requeteRenouvellementCertificat", "AKI numeroSerie mailDemandeur mailPersonneAInformer CSR"), ("requeteSuiviActivite", "typeDemande offre"));

    public static IEnumerable<TestCaseData> ElementsUniques() => MessagesJustes.SelectMany(m => m.Descendants()
        .Where(e => e.Name != "FQDN" && e.Name != "demandeCertificat").Select(e => e.Name.LocalName).Distinct()
        .Select(n => new TestCaseData(new XElement(m), n).SetArgDisplayNames(m.Name.LocalName, n)));

    private static IEnumerable<TestCaseData> Cas(params (string Parent, string Noms)[] cas) => cas.SelectMany(c => c.Noms.Split(' ').Select(n => new TestCaseData(
        new XElement(c.Parent == "demandeCertificat" ? Messages.LotDe(1) : MessagesJustes.Single(m => m.Name.LocalName == c.Parent)), n).SetArgDisplayNames(c.Parent, n)));

    /// <summary>What reading it costs: nodes looked at, bytes asked of the memory.</summary>
    private static (long Noeuds, long Octets) Compter(XmlElement noeud)
    {
        var (effort, avant) = (new Effort(CancellationToken.None), GC.GetAllocatedBytesForCurrentThread());
        _ = LeContrat.Lire(noeud, effort);
        return (effort.Noeuds, GC.GetAllocatedBytesForCurrentThread() - avant);
    }

    private static string Complement(XElement message) => Complement(message.ToString());

    private static string Complement(string xml) => Libelle05.Complement(LeContrat.Lire(Messages.Noeud(xml)).Refus);

    private static string Mise(Contenu c) => $"{c.Nom}[{c.Texte}{string.Concat(c.Enfants.Select(Mise))}]";
}
