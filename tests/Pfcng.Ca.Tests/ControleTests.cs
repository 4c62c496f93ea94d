using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ca.Delivrance;
using Pfcng.Ca.Noms;
using Pfcng.Domain.Autorites;
using Pfcng.Domain.Modele;
using Pfcng.Testing;

namespace Pfcng.Ca.Tests;

[Category("D35")]
public class ControleTests
{
    private static readonly TypeProduit SslServ = new(Offre.SERV, Usage.SSL_SERV);
    private static readonly TypeProduit ServSign = new(Offre.SERV, Usage.SIGN);
    private static readonly TypeProduit PsAuth = new(Offre.PS, Usage.AUTH);

    private Autorites _autorites = null!;

    private sealed record Alteration(string Champ, TypeProduit Produit, Func<ACertifier, ACertifier> Changer)
    {
        public override string ToString() => Champ;
    }

    [OneTimeSetUp]
    public async Task Preparer() => _autorites = await AutoritesDeTest.Partagees;

    public static IEnumerable<TestCaseData> Alterations()
    {
        Alteration[] toutes =
        [
            new("serialNumber, trop court", SslServ, c => c with { NumeroSerie = [1, 2, 3] }),
            new("serialNumber, 17 octets", SslServ, c => c with { NumeroSerie = [0x80, .. new byte[15]] }),
            new("issuer", SslServ, c => c with { Emetteur = c.Sujet }),
            new("validity, un jour de trop", SslServ, c => c with { Fin = c.Fin.AddDays(1) }),
            new("validity, une seconde de moins", SslServ, c => c with { Fin = c.Fin.AddSeconds(-1) }),
            new("validity, within", SslServ, c => c with { Debut = c.Debut.AddYears(19), Fin = c.Fin.AddYears(19) }),
            new("validity, within, avant l’autorité", SslServ, c => c with { Debut = c.Debut.AddYears(-10), Fin = c.Fin.AddYears(-10) }),
            new("subject, d’une personne", SslServ, c => c with { Sujet = Nom(Sujet.Personne("Médecin", "8", "A", "B")) }),
            new("subject, values, O de 65 caractères", SslServ, c => c with { Sujet = Nom(Serveur("R", new('o', 65))) }),
            new("subject, values, vide", SslServ, c => c with { Sujet = Nom(Serveur("", "O")) }),
            new("subject, values, contrôle", SslServ, c => c with { Sujet = Nom(Serveur("a\nb", "O")) }),
            new("subjectPublicKeyInfo, 1024 bits", SslServ, c => AvecCle(c, 1024)),
            new("subjectPublicKeyInfo, 4096 bits", SslServ, c => AvecCle(c, 3072)),
            new("extensions, une de moins", SslServ, c => c with { Extensions = [.. c.Extensions.SkipLast(1)] }),
            new("extensions, une en double", SslServ, c => c with { Extensions = [.. c.Extensions, c.Extensions[^1]] }),
            new("extensions, dans un autre ordre", SslServ, c => c with { Extensions = [.. c.Extensions.Reverse()] }),
            new("extensions, étrangère", SslServ, c => c with { Extensions = [.. c.Extensions, Extensions.Texte("1.2.3.4", "x")] }),
            new("extensions, de carte", PsAuth, c => c with { Extensions = [.. c.Extensions.Take(6), Extensions.Entier(Oids.TypeDeCarteG02, 0), .. c.Extensions.Skip(6)] }),
            new("extensions, critical", SslServ, c => Remplacer(c, new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: false))),
            new("extendedKeyUsage", SslServ, c => Remplacer(c, Extensions.UsagesEtendus([Oids.ClientAuth, Oids.ServerAuth]))),
            new("authorityKeyIdentifier", SslServ, c => Remplacer(c, Extensions.CleDeLAutorite(new byte[20]))),
            new("authorityInfoAccess", SslServ, c => Remplacer(c, Extensions.AccesALAutorite(new(Monde.Test, Gamme.Fort, Branche.Personnes), AutoritesDeTest.Publication))),
            new("authorityInfoAccess, OCSP", SslServ, c => Remplacer(c, new X509AuthorityInformationAccessExtension(
                ["http://localhost:8080/OCSP"], ["http://localhost:8080/AC%20TEST/ACI-EL-ORG-TEST.cer"]))),
            new("certificatePolicies", SslServ, c => Remplacer(c, Extensions.Politique(Oids.AnyPolicy, "http://localhost:8080/PC%20TEST"))),
            new("privateKeyUsagePeriod", ServSign, c => Remplacer(c, Extensions.PeriodeDeCle(c.Debut, c.Fin.AddDays(1)))),
            new("cRLDistributionPoints", SslServ, c => Remplacer(c, Extensions.Listes(new(Monde.Production, Gamme.Elementaire, Branche.Organisations), AutoritesDeTest.Publication))),
            new("cRLDistributionPoints, deux adresses", SslServ, c => Remplacer(c, CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(
                ["ldap://annuaire.exemple.fr/", "http://localhost:8080/CRL/ACI-EL-ORG-TEST.crl"]))),
            new("subjectKeyIdentifier", SslServ, c => Remplacer(c, new X509SubjectKeyIdentifierExtension(new byte[20], critical: false))),
            new("keyUsage", SslServ, c => Remplacer(c, Extensions.UsageDeCle(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign))),
            new("keyUsage, decipherOnly", SslServ, c => Remplacer(c, Extensions.UsageDeCle(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DecipherOnly))),
            new("category", SslServ, c => Remplacer(c, Extensions.Categorie(0x03))),
            new("subjectAltName, CN pas en tête", SslServ, c => Remplacer(c, Noms(n => { n.AddDnsName("test.laboratoire.com"); n.AddDnsName("www.laboratoire.com"); }))),
            new("subjectAltName, adresse IP", SslServ, c => Remplacer(c, Noms(n => { n.AddDnsName("www.laboratoire.com"); n.AddIpAddress(System.Net.IPAddress.Loopback); }))),
            new("subjectAltName, deux adresses", ServSign, c => Remplacer(c, Noms(n => { n.AddEmailAddress("a@b.fr"); n.AddEmailAddress("c@d.fr"); }))),
            new("subjectAltName, adresse au lieu d’UPN", PsAuth, c => Remplacer(c, Noms(n => n.AddEmailAddress("a@b.fr")))),
            new("basicConstraints", SslServ, c => Remplacer(c, new X509BasicConstraintsExtension(true, false, 0, critical: false))),
        ];
        return toutes.Select(a => new TestCaseData(a));
    }

    [TestCaseSource(nameof(Alterations))]
    public void Chaque_champ_altere_arrete_l_emission(object alteration)
    {
        var (champ, produit, changer) = (Alteration)alteration;
        var (gabarit, emetteur, juste) = Preparer(produit);

        FluentActions.Invoking(() => Controle.ExigerConforme(juste.Encoder(), gabarit, emetteur)).Should().NotThrow();
        FluentActions.Invoking(() => Controle.ExigerConforme(changer(juste).Encoder(), gabarit, emetteur))
            .Should().ThrowExactly<AutoriteErreurException>().Which.Message.Should().Contain(champ.Split(", ")[0]);
    }

    [Test]
    public void Chaque_octet_de_la_structure_change_est_refuse_ou_reste_conforme_au_gabarit()
    {
        var (gabarit, emetteur, juste) = Preparer(ServSign);
        var octets = juste.Encoder();
        var acceptes = 0;
        for (var i = 0; i < octets.Length; i++)
        {
            octets[i] ^= 0x20;
            try
            {
                Controle.ExigerConforme(octets, gabarit, emetteur);
                acceptes++;
            }
            catch (AutoriteErreurException)
            {
                // What is expected of nearly every byte; any other exception fails the test.
            }

            octets[i] ^= 0x20;
        }

        // What a row does not fix: the serial number, the subject's values, the address, the hosts.
        acceptes.Should().BeLessThan(octets.Length / 3);
    }

    [TestCase("fqdn")]
    [TestCase("cle")]
    [TestCase("sujet")]
    [TestCase("debut")]
    [TestCase("adresse")]
    public void Un_certificat_conforme_qui_n_est_pas_celui_demande_arrete_l_emission(string ecart)
    {
        var (gabarit, emetteur, juste) = Preparer(SslServ);
        var tbs = Controle.ExigerConforme(juste.Encoder(), gabarit, emetteur);
        var demande = ContenuDuCertificat.De(Demandes.Pour(Monde.Test, SslServ, tbs.Debut), gabarit);
        var publication = AutoritesDeTest.Publication;

        FluentActions.Invoking(() => Controle.ExigerDemande(tbs, demande, publication)).Should().NotThrow();
        switch (ecart)
        {
            case "fqdn": demande = demande with { Fqdn = ["www.laboratoire.com"] }; break;
            case "cle": demande = demande with { ClePublique = new byte[294] }; break;
            case "sujet": demande = demande with { Sujet = Serveur("www.laboratoire.com", "AUTRE") }; break;
            case "debut": demande = ContenuDuCertificat.De(Demandes.Pour(Monde.Test, SslServ, tbs.Debut.AddSeconds(1)), gabarit); break;
            default: publication = new("http://ailleurs.exemple.fr"); break;
        }

        FluentActions.Invoking(() => Controle.ExigerDemande(tbs, demande, publication)).Should().ThrowExactly<AutoriteErreurException>();
    }

    private (Gabarits.Gabarit Gabarit, Autorite Emetteur, ACertifier Juste) Preparer(TypeProduit produit)
    {
        var gabarit = AutoritesDeTest.Produits[Monde.Test, produit];
        var emetteur = _autorites[gabarit.Emetteur];
        var contenu = ContenuDuCertificat.De(Demandes.Pour(Monde.Test, produit), gabarit);
        return (gabarit, emetteur, contenu.Assembler(gabarit, emetteur, AutoritesDeTest.Publication, ACertifier.NouveauNumeroDeSerie()));
    }

    private static ACertifier Remplacer(ACertifier c, X509Extension autre) =>
        c with { Extensions = [.. c.Extensions.Select(e => e.Oid!.Value == autre.Oid!.Value ? autre : e)] };

    private static ACertifier AvecCle(ACertifier c, int bits)
    {
        using var rsa = RSA.Create(bits);
        return c with { ClePublique = rsa.ExportSubjectPublicKeyInfo() };
    }

    private static X509Extension Noms(Action<SubjectAlternativeNameBuilder> ajouter)
    {
        var noms = new SubjectAlternativeNameBuilder();
        ajouter(noms);
        return noms.Build();
    }

    private static byte[] Nom(Sujet sujet) => NomX500.Encoder(sujet);

    private static Sujet Serveur(string cn, string o) => new([[(Attribut.C, "FR")], [(Attribut.ST, "Paris (75)")], [(Attribut.O, o)], [(Attribut.OU, "1750140014")], [(Attribut.CN, cn)]]);
}
