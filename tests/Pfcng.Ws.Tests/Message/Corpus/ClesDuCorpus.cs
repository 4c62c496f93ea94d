using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using Pfcng.Ca.Revocation;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Tests.Confiance;

namespace Pfcng.Ws.Tests.Message.Corpus;

/// <summary>The corpus's own authorities and cards, made once and committed with it: test keys, that no platform trusts.</summary>
internal sealed class ClesDuCorpus
{
    private readonly string _dossier;

    public ClesDuCorpus(string corpus)
    {
        _dossier = Path.Combine(corpus, "cles");
        Cercle = new(
            [.. new[] { "fort", "organisations", "autorite-faible" }.Select(n => AutoriteDeConfiance.Reconnaitre(Lire(n))!), new(Lire("classe-3"), RoleDAutorite.Cps2ter, Monde.Test)],
            new HorlogeFixe(PkiDeTest.Midi),
            new HorlogeFixe(PkiDeTest.Midi));
        foreach (var liste in Directory.GetFiles(_dossier, "*.crl"))
        {
            Cercle.MettreAJour(ListeDeRevocation.Lire(File.ReadAllBytes(liste))).Should().BeNull();
        }
    }

    public CercleDeConfiance Cercle { get; }

    public X509Certificate2 Carte => Lire("carte");

    public X509Certificate2 Lire(string nom)
    {
        var pem = File.ReadAllText(Path.Combine(_dossier, nom + ".pem"));
        return X509Certificate2.CreateFromPem(pem, pem);
    }

    /// <summary>Makes them anew: every file of the corpus changes with them.</summary>
    public static void Fabriquer(string corpus)
    {
        var dossier = Directory.CreateDirectory(Path.Combine(corpus, "cles")).FullName;
        X509Certificate2 Garder(string nom, X509Certificate2 certificat)
        {
            File.WriteAllText(Path.Combine(dossier, nom + ".pem"), certificat.ExportCertificatePem() + "\n" + certificat.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n");
            return certificat;
        }

        var fort = Garder("fort", PkiDeTest.Autorite(PkiDeTest.TestFort));
        var organisations = Garder("organisations", PkiDeTest.Autorite(PkiDeTest.TestOrganisations));
        var classe3 = Garder("classe-3", PkiDeTest.Autorite("TEST CLASSE-3"));
        var sosie = PkiDeTest.Autorite(PkiDeTest.TestFort);
        Garder("carte", PkiDeTest.CarteDeSignature(fort));
        Garder("autre", PkiDeTest.CarteDeSignature(fort, "899700027222"));
        Garder("petite", PkiDeTest.CarteDeSignature(fort, taille: 1024));
        Garder("authentification", PkiDeTest.CarteDAuthentification(fort));
        Garder("organisation", PkiDeTest.CarteDeSignature(organisations));
        Garder("sosie", PkiDeTest.CarteDeSignature(sosie));
        Garder("auto-signee", sosie);
        Garder("logiciel", PkiDeTest.DeSignature(fort, [PkiDeTest.Categorie(0x83)]));
        Garder("logiciel-a-type-de-carte", PkiDeTest.DeSignature(fort, [PkiDeTest.Categorie(0x03), PkiDeTest.Type(0)]));
        Garder("module", PkiDeTest.DeSignature(fort, [PkiDeTest.Categorie(0x82)]));
        Garder("sans-categorie", PkiDeTest.DeSignature(fort, [PkiDeTest.Type(0)]));
        Garder("sans-type-de-carte", PkiDeTest.DeSignature(fort, [PkiDeTest.Categorie(0x80)]));
        Garder("categorie-de-deux-octets", PkiDeTest.DeSignature(fort, [PkiDeTest.Categorie(0x80, 0x80), PkiDeTest.Type(0)]));
        Garder("logiciel-cps2ter", PkiDeTest.DeSignature(classe3, [PkiDeTest.Categorie(0x83)]));
        Garder("md5", PkiDeTest.DeSignature(fort, PkiDeTest.DeCarte(), SignatureFaible.Md5(fort)));
        Garder("sha1", PkiDeTest.DeSignature(fort, PkiDeTest.DeCarte(), SignatureFaible.Sha1(fort)));
        Garder("md5-cps2ter", PkiDeTest.DeSignature(classe3, PkiDeTest.DeCarte(), SignatureFaible.Md5(classe3)));
        using var cleFaible = RSA.Create(1024);
        Garder("carte-d-une-autorite-faible", PkiDeTest.CarteDeSignature(Garder("autorite-faible", PkiDeTest.Autorite("TEST AC IGC-SANTE STANDARD PERSONNES", cle: cleFaible))));
        var revoquee = Garder("revoquee", PkiDeTest.CarteDeSignature(fort, "899700027900"));
        foreach (var (nom, autorite) in new[] { ("fort", fort), ("organisations", organisations), ("classe-3", classe3) })
        {
            File.WriteAllBytes(
                Path.Combine(dossier, nom + ".crl"), PkiDeTest.ListeDer(autorite, 1, PkiDeTest.Midi.AddHours(-1), PkiDeTest.Midi.AddDays(6), nom == "fort" ? [revoquee] : []));
        }
    }
}
