using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
        Assert.Multiple(() =>
        {
            Assert.That(liste.Numero, Is.EqualTo((System.Numerics.BigInteger)1287));
            Assert.That((liste.ThisUpdate, liste.NextUpdate), Is.EqualTo((Midi.AddHours(-1), Midi.AddDays(6))));
            Assert.That(liste.Nombre, Is.EqualTo(1));
            Assert.That(liste.Contient(Carte.SerialNumberBytes.Span));
            Assert.That(liste.Contient([0, .. Carte.SerialNumberBytes.Span]));
            Assert.That(liste.Contient(AutreCarte.SerialNumberBytes.Span), Is.False);
            Assert.That(liste.Emetteur.ToArray(), Is.EqualTo(Fort.SubjectName.RawData));
            Assert.That(liste.Aki!.Value.ToArray(), Is.EqualTo(Fort.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.ToArray()));
        });
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
        Assert.That(lue.Nombre, Is.EqualTo(100_000));
        Assert.That(lue.Contient([0x41, 0x01, 0x86, 0xA0]));
        Assert.That(lue.Contient([0x41, 0x01, 0x86, 0xA1]), Is.False);
        Assert.That(lue.SigneePar(Fort));
    }

    [Test]
    public void Seule_son_autorite_l_a_signee()
    {
        using var sosie = Autorite(TestFort);
        using var autreNom = Autorite("TEST AC IGC-SANTE STANDARD PERSONNES", cle: Fort.GetRSAPrivateKey());
        var liste = Liste(Fort, 1);
        Assert.That(liste.SigneePar(Fort));
        Assert.That(liste.SigneePar(sosie), Is.False);
        Assert.That(liste.SigneePar(autreNom), Is.False);
    }

    [Test]
    public void Chaque_octet_change_est_une_erreur_de_lecture_ou_de_signature()
    {
        var der = ListeDer(Fort, 1, Midi, Midi.AddDays(6), Carte);
        for (var i = 0; i < der.Length; i++)
        {
            var change = (byte[])der.Clone();
            change[i] ^= 0x01;
            Assert.That(EstLueEtSignee(change), Is.False, $"octet {i}");
        }
    }

    [Test]
    public void Le_PEM_et_la_liste_d_OpenSSL_se_lisent()
    {
        Outils.Exiger("openssl");
        var pem = PemEncoding.WriteString("X509 CRL", ListeDer(Fort, 3, Midi, Midi.AddDays(6), Carte));
        var (code, sortie, erreurs) = Outils.Lancer("openssl", ["crl", "-inform", "PEM", "-outform", "PEM"], pem);
        Assert.That(code, Is.Zero, erreurs);
        Assert.That(ListeDeRevocation.Lire(System.Text.Encoding.ASCII.GetBytes(sortie)).Contient(Carte.SerialNumberBytes.Span));
        Assert.That(() => ListeDeRevocation.Lire("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"u8.ToArray()), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void Une_extension_critique_inconnue_ou_un_nextUpdate_absent_est_refuse()
    {
        // issuingDistributionPoint (indirect lists, partial lists) and the delta indicator are critical by RFC 5280 §5.2.
        Assert.That(() => ListeDeRevocation.Lire(Fabriquer("2.5.29.27", critique: true, avecFin: true)), Throws.InstanceOf<CryptographicException>().With.Message.Contains("2.5.29.27"));
        Assert.That(() => ListeDeRevocation.Lire(Fabriquer("2.5.29.99", critique: false, avecFin: false)), Throws.InstanceOf<CryptographicException>().With.Message.Contains("nextUpdate"));
        Assert.That(ListeDeRevocation.Lire(Fabriquer("2.5.29.99", critique: false, avecFin: true)).SigneePar(Fort));
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

    private static byte[] Fabriquer(string oid, bool critique, bool avecFin)
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

            using (contenu.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (contenu.PushSequence())
            using (contenu.PushSequence())
            {
                contenu.WriteObjectIdentifier(oid);
                if (critique)
                {
                    contenu.WriteBoolean(true);
                }

                contenu.WriteOctetString([2, 1, 1]);
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

    private static void Algorithme(AsnWriter ecrivain)
    {
        using var algorithme = ecrivain.PushSequence();
        ecrivain.WriteObjectIdentifier("1.2.840.113549.1.1.11");
        ecrivain.WriteNull();
    }
}
