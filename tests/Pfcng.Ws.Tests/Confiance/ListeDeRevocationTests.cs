using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using FluentAssertions.Execution;
using NUnit.Framework;
using Pfcng.Ca.Revocation;
using Pfcng.Testing;
using static Pfcng.Ws.Tests.Confiance.CertificatsDeTest;
using static Pfcng.Ws.Tests.Confiance.PkiDeTest;

namespace Pfcng.Ws.Tests.Confiance;

[TestFixture, Category("D9")]
internal sealed class ListeDeRevocationTests
{
    [Test]
    public void Une_liste_dit_son_numero_ses_dates_et_ses_series()
    {
        var liste = Liste(Fort, 1287, Carte);
        using (new AssertionScope())
        {
            liste.Numero.Should().Be((System.Numerics.BigInteger)1287);
            (liste.ThisUpdate, liste.NextUpdate).Should().Be((Midi.AddHours(-1), Midi.AddDays(6)));
            liste.Nombre.Should().Be(1);
            liste.Contient(Carte.SerialNumberBytes.Span).Should().BeTrue();
            liste.Contient([0, .. Carte.SerialNumberBytes.Span]).Should().BeTrue();
            liste.Contient(AutreCarte.SerialNumberBytes.Span).Should().BeFalse();
            liste.Emetteur.ToArray().Should().Equal(Fort.SubjectName.RawData);
            liste.Aki!.Value.ToArray().Should().Equal(Fort.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.ToArray());
        }
    }

    [Test]
    public void Une_liste_de_cent_mille_series_se_lit_et_se_cherche()
    {
        var liste = new CertificateRevocationListBuilder();
        for (var i = 1; i <= 100_000; i++)
        {
            liste.AddEntry([0x41, (byte)(i >> 16), (byte)(i >> 8), (byte)i], Midi);
        }

        using var cle = Fort.GetRSAPrivateKey()!;
        var lue = ListeDeRevocation.Lire(liste.Build(
            Fort.SubjectName, X509SignatureGenerator.CreateForRSA(cle, RSASignaturePadding.Pkcs1), 1, Midi.AddDays(6), HashAlgorithmName.SHA256, X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Fort, true, false), Midi));
        lue.Nombre.Should().Be(100_000);
        lue.Contient([0x41, 0x01, 0x86, 0xA0]).Should().BeTrue();
        lue.Contient([0x41, 0x01, 0x86, 0xA1]).Should().BeFalse();
        lue.SigneePar(Fort).Should().BeTrue();
    }

    [Test]
    public void Seule_son_autorite_l_a_signee()
    {
        using var sosie = Autorite(TestFort);
        using var autreNom = Autorite("TEST AC IGC-SANTE STANDARD PERSONNES", cle: Fort.GetRSAPrivateKey());
        var liste = Liste(Fort, 1);
        liste.SigneePar(Fort).Should().BeTrue();
        liste.SigneePar(sosie).Should().BeFalse();
        liste.SigneePar(autreNom).Should().BeFalse();
    }

    [Test]
    public void Chaque_octet_change_est_une_erreur_de_lecture_ou_de_signature()
    {
        var der = ListeDer(Fort, 1, Midi, Midi.AddDays(6), Carte);
        for (var i = 0; i < der.Length; i++)
        {
            var change = (byte[])der.Clone();
            change[i] ^= 0x01;
            EstLueEtSignee(change).Should().BeFalse($"octet {i}");
        }
    }

    [Test]
    public void Le_PEM_et_la_liste_d_OpenSSL_se_lisent()
    {
        Outils.Exiger("openssl");
        var pem = PemEncoding.WriteString("X509 CRL", ListeDer(Fort, 3, Midi, Midi.AddDays(6), Carte));
        var (code, sortie, erreurs) = Outils.Lancer("openssl", ["crl", "-inform", "PEM", "-outform", "PEM"], pem);
        code.Should().Be(0, erreurs);
        ListeDeRevocation.Lire(System.Text.Encoding.ASCII.GetBytes(sortie)).Contient(Carte.SerialNumberBytes.Span).Should().BeTrue();
        FluentActions.Invoking(() => ListeDeRevocation.Lire("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"u8.ToArray())).Should().Throw<CryptographicException>();
    }

    [Test]
    public void Une_extension_critique_inconnue_ou_un_nextUpdate_absent_est_refuse()
    {
        Refuser(Fabriquer(true, new X509Extension("2.5.29.99", [2, 1, 1], true)), "2.5.29.99");
        Refuser(Fabriquer(false, new X509Extension("2.5.29.99", [2, 1, 1], false)), "nextUpdate");
        ListeDeRevocation.Lire(Fabriquer(true, new X509Extension("2.5.29.99", [2, 1, 1], false))).SigneePar(Fort).Should().BeTrue();
    }

    [TestCase(true), TestCase(false)]
    public void Un_delta_est_refuse_que_son_indicateur_soit_critique_ou_non(bool critique) =>
        Refuser(Fabriquer(true, new X509Extension("2.5.29.27", [2, 1, 1], critique)), "delta");

    [TestCase("3000", TestName = "vide")]
    [TestCase("3003810101", TestName = "onlyContainsUserCerts")]
    [TestCase("3003820101", TestName = "onlyContainsCACerts")]
    [TestCase("300483020102", TestName = "onlySomeReasons")]
    [TestCase("3003840101", TestName = "indirectCRL")]
    [TestCase("3003850101", TestName = "onlyContainsAttributeCerts")]
    [TestCase("3011A00FA00D860B687474703A2F2F612F63", TestName = "distributionPoint seul")]
    [TestCase("0500", TestName = "malformé")]
    public void Un_point_de_distribution_critique_ou_non_fait_refuser_la_liste(string valeur)
    {
        foreach (var critique in new[] { true, false })
        {
            Refuser(Fabriquer(true, new X509Extension("2.5.29.28", Convert.FromHexString(valeur), critique)), "issuingDistributionPoint");
        }
    }

    [Test]
    public void Une_extension_repetee_dans_une_liste_ou_dans_une_entree_est_refusee()
    {
        X509Extension numero = new("2.5.29.20", [2, 1, 1], false);
        X509Extension raison = new("2.5.29.21", [0x0A, 1, 1], false);
        Refuser(Fabriquer(true, numero, numero), "2.5.29.20 est répétée");
        Refuser(FabriquerEntree(raison, raison), "2.5.29.21 est répétée");
        Refuser(Fabriquer(true, [.. Enumerable.Range(1, 33).Select(n => new X509Extension($"2.5.29.99.{n}", [5, 0], false))]), "trop d’extensions");
    }

    [Test]
    public void Une_entree_d_un_autre_emetteur_ou_qui_se_retire_est_refusee()
    {
        foreach (var critique in new[] { true, false })
        {
            Refuser(FabriquerEntree(new X509Extension("2.5.29.29", [0x30, 0], critique)), "certificateIssuer");
            Refuser(FabriquerEntree(new X509Extension("2.5.29.21", [0x0A, 1, 8], critique)), "removeFromCRL");
            ListeDeRevocation.Lire(FabriquerEntree(new X509Extension("2.5.29.21", [0x0A, 1, 6], critique))).Contient([0x41]).Should().BeTrue("suspendu est refusé");
        }

        Refuser(FabriquerEntree(new X509Extension("2.5.29.99", [5, 0], true)), "2.5.29.99");
        FluentActions.Invoking(() => ListeDeRevocation.Lire(FabriquerEntree(new X509Extension("2.5.29.21", [2, 1, 1], false)))).Should().Throw<CryptographicException>();
    }

    [Test]
    public void Un_PEM_de_deux_listes_est_refuse_et_non_coupe()
    {
        var pem = PemEncoding.WriteString("X509 CRL", ListeDer(Fort, 3, Midi, Midi.AddDays(6))) + "\n";
        ListeDeRevocation.Lire(System.Text.Encoding.ASCII.GetBytes(pem)).SigneePar(Fort).Should().BeTrue();
        Refuser(System.Text.Encoding.ASCII.GetBytes(pem + pem), "plusieurs listes");
    }

    private static bool EstLueEtSignee(byte[] der)
    {
        try
        {
            return ListeDeRevocation.Lire(der).SigneePar(Fort);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static void Refuser(byte[] liste, string motif) =>
        FluentActions.Invoking(() => ListeDeRevocation.Lire(liste)).Should().Throw<CryptographicException>().Which.Message.Should().Contain(motif);

    private static byte[] FabriquerEntree(params X509Extension[] extensions) => Composer(true, [], extensions);

    private static byte[] Fabriquer(bool avecFin, params X509Extension[] extensions) => Composer(avecFin, extensions, null);

    private static byte[] Composer(bool avecFin, X509Extension[] extensions, X509Extension[]? entree)
    {
        var contenu = new AsnWriter(AsnEncodingRules.DER);
        using (contenu.PushSequence())
        {
            contenu.WriteInteger(1);
            Algorithme(contenu);
            contenu.WriteEncodedValue(Fort.SubjectName.RawData);
            contenu.WriteUtcTime(Midi);
            if (avecFin)
            {
                contenu.WriteUtcTime(Midi.AddDays(6));
            }

            if (entree is not null)
            {
                using (contenu.PushSequence())
                using (contenu.PushSequence())
                {
                    contenu.WriteInteger(0x41);
                    contenu.WriteUtcTime(Midi);
                    Etendre(contenu, entree);
                }
            }

            using (contenu.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                Etendre(contenu, extensions);
            }
        }

        using var cle = Fort.GetRSAPrivateKey()!;
        var liste = new AsnWriter(AsnEncodingRules.DER);
        using (liste.PushSequence())
        {
            liste.WriteEncodedValue(contenu.Encode());
            Algorithme(liste);
            liste.WriteBitString(cle.SignData(contenu.Encode(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }

        return liste.Encode();
    }

    private static void Etendre(AsnWriter ecrivain, X509Extension[] extensions)
    {
        using (ecrivain.PushSequence())
        {
            foreach (var extension in extensions)
            {
                using (ecrivain.PushSequence())
                {
                    ecrivain.WriteObjectIdentifier(extension.Oid!.Value!);
                    if (extension.Critical)
                    {
                        ecrivain.WriteBoolean(true);
                    }

                    ecrivain.WriteOctetString(extension.RawData);
                }
            }
        }
    }

    private static void Algorithme(AsnWriter ecrivain)
    {
        using var algorithme = ecrivain.PushSequence();
        ecrivain.WriteObjectIdentifier("1.2.840.113549.1.1.11");
        ecrivain.WriteNull();
    }
}
