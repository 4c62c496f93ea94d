using System.Xml.Linq;
using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Ws.Contrats;

namespace Pfcng.Ws.Tests.Contrats;

/// <summary>D4 and the tables 11 to 19: each value at its limits, refused with its own name.</summary>
[Category("D4")]
public sealed class ValeursTests
{
    private static readonly Contrat LeContrat = Contrat.Charger();

    private static readonly string[] Adresses = ["UPN", "mailSujet", "mailDemandeur", "mailPersonneAInformer"];
    private static readonly string[] Identifiants = ["idNatStruct", "idNatBeneficiaire", "idNatTiers"];

    [TestCase("offre", "PS", "PRO", "ORG", "SERV")]
    [TestCase("gamme", "EL")]
    [TestCase("usage", "AUTH", "AUTH_CLI", "SIGN", "CONF", "SSL_SERV", "S/MIME")]
    [Category("§9.1")]
    public void Les_valeurs_possibles_sont_acceptees_et_elles_seules(string nom, params string[] valeurs)
    {
        valeurs.Select(v => DansUneDemande(nom, v)).Should().OnlyContain(e => e == "juste");
        new[] { "", " ", "XX", "SMIME", valeurs[0] + " ", valeurs[0].ToLowerInvariant(), valeurs[0] + "\n" }.Select(v => DansUneDemande(nom, v)).Should().AllSatisfy(e => e.Should().Be(Capitale(nom)));
    }

    [TestCase("VOL", "juste")]
    [TestCase("FIN_DACTIVITE", "juste")]
    [TestCase("FIN D'ACTIVITE", "Motif")]
    [TestCase("", "Motif")]
    [Category("D29")]
    public void Le_motif_est_un_des_quatre(string motif, string attendu) => Complement(Messages.Revocation().Avec("motif", motif)).Should().Be(attendu);

    [TestCaseSource(nameof(Identifiants))]
    [Category("D12"), Category("§14.1"), Category("§16.1"), Category("§17.1")]
    public void Un_identifiant_national_a_1_a_64_caracteres(string nom)
    {
        DansUneDemande(nom, "1").Should().Be("juste");
        DansUneDemande(nom, "500000000028969/CPAT0002").Should().Be("juste");
        DansUneDemande(nom, Messages.Repete('9', 64)).Should().Be("juste");
        new[] { "", " ", "1 2", "1\n", Messages.Repete('9', 65), Messages.Repete('9', 1_000_000) }.Select(v => DansUneDemande(nom, v)).Should().AllSatisfy(e => e.Should().Be(Capitale(nom)));
    }

    [TestCase("SAMU 75")]
    [TestCase("CLIENT_WS_ROR")]
    [TestCase("Service 15-1")]
    [TestCase("Proxy DMP CHU Nantes")]
    [TestCase("Cœur & réseau (n°1) : l’été + « 1 » <a@b>")]
    [TestCase("A")]
    [Category("§14.1")]
    public void Le_nom_applicatif_est_fait_de_caracteres_imprimables(string nom) => DansUneDemande("nomApplicatif", nom).Should().Be("juste");

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("a ")]
    [TestCase(" a")]
    [TestCase("a\tb")]
    [TestCase("a\nb")]
    [TestCase("a\n")]
    [TestCase("a\u0085b")]
    [TestCase("a\u200Eb")]
    public void Un_nom_applicatif_vide_ou_qui_ne_s_imprime_pas_est_refuse(string nom) => DansUneDemande("nomApplicatif", nom).Should().Be("NomApplicatif");

    [TestCase(63, "juste")]
    [TestCase(64, "NomApplicatif")]
    [TestCase(200_000, "NomApplicatif")]
    public void Le_nom_applicatif_a_63_caracteres_au_plus(int longueur, string attendu) => DansUneDemande("nomApplicatif", Messages.Repete('a', longueur)).Should().Be(attendu);

    [TestCase("a.fr", "juste")]
    [TestCase("1and1.fr", "juste")]
    [TestCase("WWW.Exemple-1.FR", "juste")]
    [TestCase("xn--t-8fa.xn--p1ai", "juste")]
    [TestCase("*.exemple.fr", "FQDN")]
    [TestCase("192.168.1.1", "FQDN")]
    [TestCase("::1", "FQDN")]
    [TestCase("localhost", "FQDN")]
    [TestCase("exemple.fr.", "FQDN")]
    [TestCase(".exemple.fr", "FQDN")]
    [TestCase("a..fr", "FQDN")]
    [TestCase("-a.fr", "FQDN")]
    [TestCase("a-.fr", "FQDN")]
    [TestCase("a_b.fr", "FQDN")]
    [TestCase("été.fr", "FQDN")]
    [TestCase("a.fr ", "FQDN")]
    [TestCase("a.fr\n", "FQDN")]
    [TestCase("", "FQDN")]
    [Category("§14.1")]
    public void Un_FQDN_suit_les_RFC_1035_et_1123(string fqdn, string attendu) => DansUneDemande("FQDN", fqdn).Should().Be(attendu);

    [TestCase(60, "juste")]
    [TestCase(61, "FQDN")]
    public void Un_FQDN_a_63_caracteres_au_plus(int label, string attendu) => DansUneDemande("FQDN", Messages.Repete('a', label) + ".fr").Should().Be(attendu);

    [TestCase("carole@exemple.fr")]
    [TestCase("c.a-r_o'l+e@sous.exemple.fr")]
    [TestCase("!#$%&'*+/=?^_`{|}~@exemple.fr")]
    [TestCase("30B0057881/CPET0002@carte-cps.fr")]
    [TestCase("8.99700041983@carte-cps.fr")]
    [TestCase("carole@xn--caf-dma.fr")]
    [Category("§14.1"), Category("§16.1"), Category("§17.1")]
    public void Une_adresse_est_un_addr_spec(string adresse) => Adresses.Select(n => DansUneDemande(n, adresse)).Should().OnlyContain(e => e == "juste");

    [TestCase("carole@exemple", Description = "§14.4: it lacks « .com »")]
    [TestCase("")]
    [TestCase("carole")]
    [TestCase("@exemple.fr")]
    [TestCase("a@b@exemple.fr")]
    [TestCase(".a@exemple.fr")]
    [TestCase("a.@exemple.fr")]
    [TestCase("a..b@exemple.fr")]
    [TestCase("a@exemple..fr")]
    [TestCase("a@-exemple.fr")]
    [TestCase("a@exemple.fr.")]
    [TestCase("a@[192.168.1.1]")]
    [TestCase("a@192.168.1.1")]
    [TestCase("Carole <a@exemple.fr>")]
    [TestCase("<a@exemple.fr>")]
    [TestCase("a(commentaire)@exemple.fr")]
    [TestCase("\"a\\b\"@exemple.fr")]
    [TestCase("\"bob\"@exemple.fr", Description = "the same mailbox as bob@")]
    [TestCase("\"carole d.\"@exemple.fr")]
    [TestCase("\"a@b\"@exemple.fr")]
    [TestCase("\"\"@exemple.fr")]
    [TestCase("a.\"b\"@exemple.fr")]
    [TestCase("a @exemple.fr")]
    [TestCase("a@ exemple.fr")]
    [TestCase("a@exemple.fr ")]
    [TestCase("a@(x)exemple.fr")]
    [TestCase("a@exemple.fr(x)")]
    [TestCase("a@café.fr")]
    [TestCase("a@exemple。fr")]
    [TestCase("a＠exemple.fr")]
    [TestCase("\u212Aevin@exemple.fr", Description = "the Kelvin sign is a k without case")]
    [TestCase("a\u200B@exemple.fr")]
    [TestCase("=?utf-8?q?a?=\r\n @exemple.fr")]
    [TestCase("mailto:a@exemple.fr")]
    [TestCase("é@exemple.fr")]
    [TestCase("a@exemple.fr, b@exemple.fr")]
    [TestCase(" a@exemple.fr")]
    [TestCase("a@exemple.fr\n")]
    [TestCase("a@exemple.fr\nBcc: b@exemple.fr")]
    public void Ce_qui_n_est_pas_un_addr_spec_est_refuse(string adresse) => Adresses.Select(n => DansUneDemande(n, adresse)).Should().Equal(Adresses.Select(Capitale));

    [TestCase(139, "juste")]
    [TestCase(140, "MailDemandeur")]
    public void Une_adresse_a_150_caracteres_au_plus(int local, string attendu) => DansUneDemande("mailDemandeur", Messages.Repete('a', local) + "@exemple.fr").Should().Be(attendu);

    [TestCase(1536, "juste")]
    [TestCase(1537, "CSR")]
    [Category("§14.1"), Category("§17.1")]
    public void Une_CSR_a_1536_caracteres_au_plus_armure_et_fins_de_ligne_non_comptees(int longueur, string attendu)
    {
        var base64 = Messages.Repete('A', longueur);
        var lignes = string.Join("\r\n", base64.Chunk(64).Select(l => new string(l)));
        DansUneDemande("CSR", base64).Should().Be(attendu);
        DansUneDemande("CSR", $"\n-----BEGIN CERTIFICATE REQUEST-----\n{lignes}\n-----END CERTIFICATE REQUEST-----\n").Should().Be(attendu);
        DansUneDemande("CSR", $"-----BEGIN NEW CERTIFICATE REQUEST----- {lignes} -----END NEW CERTIFICATE REQUEST-----").Should().Be(attendu);
        Complement(Messages.Renouvellement().Avec("CSR", base64)).Should().Be(attendu);
    }

    [TestCase("")]
    [TestCase(" \n ")]
    [TestCase("MIIé")]
    [TestCase("MII-_")]
    [TestCase("-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----")]
    [TestCase("-----BEGIN CERTIFICATE REQUEST-----\nMIIC")]
    [TestCase("-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----")]
    public void Une_CSR_qui_n_est_pas_en_base_64_est_refusee(string csr) => DansUneDemande("CSR", csr).Should().Be("CSR");

    [TestCase("AKI", "AKI")]
    [TestCase("numeroSerie", "NumeroSerie")]
    public void L_AKI_et_le_numero_de_serie_ont_64_chiffres_hexadecimaux_au_plus(string nom, string complement)
    {
        foreach (var modele in new[] { Messages.Revocation(), Messages.Renouvellement() })
        {
            new[] { "1", " 0A:bc\n:0D ", Messages.Repete('f', 64), string.Join(':', Enumerable.Repeat("FF", 32)) }.Select(v => Complement(new XElement(modele).Avec(nom, v))).Should().OnlyContain(e => e == "juste");
            new[] { "", ":", "0x12", "12-34", "g", Messages.Repete('f', 65), Messages.Repete(':', 100_000) }.Select(v => Complement(new XElement(modele).Avec(nom, v))).Should().AllSatisfy(e => e.Should().Be(complement));
        }
    }

    [TestCase("2026-12-01", "juste")]
    [TestCase(" 2026-12-01\n", "juste")]
    [TestCase("2026-12-01Z", "juste")]
    [TestCase("2026-12-01+14:00", "juste")]
    [TestCase("2028-02-29", "juste")]
    [TestCase("2026-02-29", "DateEffet")]
    [TestCase("2026-13-01", "DateEffet")]
    [TestCase("2026-12-01T00:00:00", "DateEffet")]
    [TestCase("01/12/2026", "DateEffet")]
    [TestCase("-2026-12-01", "DateEffet")]
    [TestCase("12026-12-01", "DateEffet")]
    [TestCase("0000-12-01", "DateEffet")]
    [TestCase("", "DateEffet")]
    public void Une_date_est_un_xsd_date(string date, string attendu) => Complement(Messages.Revocation().Avec("dateEffet", date)).Should().Be(attendu);

    [TestCase("indiceRetrait", 20)]
    [TestCase("codeRevocation", 64)]
    [Category("§15.1")]
    public void Les_textes_du_retrait_ont_leur_longueur(string nom, int maximum)
    {
        Complement(Messages.Retrait().Avec(nom, "x")).Should().Be("juste");
        Complement(Messages.Retrait().Avec(nom, Messages.Repete('x', maximum))).Should().Be("juste");
        Complement(Messages.Retrait().Avec(nom, Messages.Repete('x', maximum + 1))).Should().Be(Capitale(nom));
        Complement(Messages.Retrait().Avec(nom, "")).Should().Be(Capitale(nom));
    }

    [Test]
    public void Un_texte_qui_n_a_que_des_blancs_est_refuse([Values(" ", "\t\r\n ", "\u00a0", "\u2003")] string blancs)
    {
        using (new AssertionScope())
        {
            foreach (var nom in new[] { "idNatTiers", "indiceRetrait", "codeRevocation" })
            {
                Complement(Messages.Retrait().Avec(nom, blancs)).Should().Be(Capitale(nom));
            }

            foreach (var nom in new[] { "idNatTiers", "AKI", "numeroSerie", "autreDescription", "mailDemandeur", "mailPersonneAInformer" })
            {
                Complement(Messages.Revocation().Avec(nom, blancs)).Should().Be(Capitale(nom));
            }

            foreach (var nom in Messages.DemandeComplete().Elements().Select(e => e.Name.LocalName).Distinct())
            {
                Complement(Messages.Lot(Messages.DemandeComplete().Avec(nom, blancs))).Should().Be(Capitale(nom));
            }
        }
    }

    [TestCase("x", "juste")]
    [TestCase("", "AutreDescription")]
    [TestCase(" ", "AutreDescription")]
    public void La_description_du_motif_n_est_pas_vide(string texte, string attendu) => Complement(Messages.Revocation().Avec("autreDescription", texte)).Should().Be(attendu);

    [TestCase(150, "juste")]
    [TestCase(151, "AutreDescription")]
    public void La_description_du_motif_a_150_caracteres_au_plus(int longueur, string attendu) =>
        Complement(Messages.Revocation().Avec("autreDescription", Messages.Repete('x', longueur))).Should().Be(attendu);

    [TestCase("1447682134768", "juste")]
    [TestCase("12A", "IndiceLot")]
    [TestCase("12\n", "IndiceLot")]
    [TestCase("-1", "IndiceLot")]
    [TestCase("", "IndiceLot")]
    [Category("§18.3")]
    public void L_indice_de_lot_est_fait_de_chiffres(string indice, string attendu) => Complement(Messages.Suivi().Avec("indiceLot", indice)).Should().Be(attendu);

    [TestCase("PRODUITS", "juste")]
    [TestCase("DEMANDES_REVOCATION", "juste")]
    [TestCase("DEMANDES REVOCATION", "TypeDemande")]
    [TestCase("PRODUIT", "TypeDemande")]
    [Category("§18.1")]
    public void Le_type_de_suivi_est_un_des_trois_du_tableau_19(string type, string attendu) => Complement(Messages.Suivi().Avec("typeDemande", type)).Should().Be(attendu);

    [TestCase("a.")]
    [TestCase("a-")]
    [TestCase("a@")]
    [TestCase(" ")]
    [TestCase(": ")]
    [TestCase("a@a.")]
    [TestCase("A\n")]
    [Category("D8")] // It ends: an expression that tries every way to cut 16,000 characters would not.
    public void Aucun_texte_ne_fait_attendre_une_expression_reguliere(string motif)
    {
        var texte = string.Concat(Enumerable.Repeat(motif, 16_000 / motif.Length)) + "!";
        string[] fautifs =
        [
            .. FichiersDuContratTests.MessagesJustes().SelectMany(m => m.Descendants().Where(e => !e.HasElements).Select(e => e.Name.LocalName).Distinct()
                .Select(n => Complement(new XElement(m).Avec(n, texte)))),
        ];
        fautifs.Should().NotContain("juste");
    }

    private static string DansUneDemande(string nom, string valeur) => Complement(Messages.LotDe(1).Avec(nom, valeur));

    private static string Complement(XElement message) => Libelle05.Complement(LeContrat.Lire(message.Noeud()).Refus);

    private static string Capitale(string nom) => char.ToUpperInvariant(nom[0]) + nom[1..];
}
