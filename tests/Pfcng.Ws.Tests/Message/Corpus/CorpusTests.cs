using System.Text;
using FluentAssertions;
using NUnit.Framework;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Message.Corpus;

/// <summary>
/// The corpus of refusals: corpus/refus/*.xml, one defect each, the expected reason in its first comment (« | » between reasons that are as good).
/// </summary>
[TestFixture, Category("D8"), Category("D9")]
[Category("§11")]
internal sealed class CorpusTests
{
    private const string Debut = "<!-- attendu : ";
    private const string Fin = " -->\n";

    private static readonly string Corpus = Path.Combine(AppContext.BaseDirectory, "corpus");

    private static IEnumerable<TestCaseData> Fichiers =>
        Directory.GetFiles(Path.Combine(Corpus, "refus"), "*.xml").Order(StringComparer.Ordinal).Select(f => new TestCaseData(f).SetArgDisplayNames(Path.GetFileNameWithoutExtension(f)));

    [TestCaseSource(nameof(Fichiers))]
    public void Le_defaut_est_refuse_pour_sa_raison(string fichier)
    {
        var octets = File.ReadAllBytes(fichier);
        var texte = Encoding.UTF8.GetString(octets);
        var debut = texte.IndexOf(Debut, StringComparison.Ordinal) + Debut.Length;
        var attendus = texte[debut..texte.IndexOf(Fin, debut, StringComparison.Ordinal)].Split('|');
        Refus(octets, new ClesDuCorpus(Corpus)).Should().NotBeNull().And.Match(r => attendus.Any(a => r!.Contains(a, StringComparison.Ordinal)));
    }

    [Test]
    public void Le_meme_message_sans_defaut_est_bon()
    {
        var cles = new ClesDuCorpus(Corpus);
        Refus(Epreuve.Signer(new Gabarit().ToString(), cles.Carte), cles).Should().BeNull();
    }

    /// <summary>An attack whose signature is false would prove nothing: SignedXml, as it is commonly used, takes every one of them.</summary>
    [Test]
    public void Les_enveloppements_trompent_un_verificateur_naif()
    {
        var cles = new ClesDuCorpus(Corpus);
        foreach (var (nom, _, message) in Enveloppements.Tous(cles.Carte))
        {
            // SignedXml knows the children of ds:Signature; in ds:Object, the inclusive form inherits one namespace more and is no longer true.
            var vu = nom.StartsWith("body-dans-la-signature", StringComparison.Ordinal)
                || (nom.StartsWith("body-dans-ds-object", StringComparison.Ordinal) && !nom.EndsWith("exclusif", StringComparison.Ordinal));
            new VerificateurNaif(Epreuve.Charger(Encoding.UTF8.GetString(message))).Accepte(cles.Carte).Should().NotBe(vu, nom);
        }
    }

    [Test]
    public void Le_corpus_est_celui_du_generateur()
    {
        var attendus = Engendrer(new ClesDuCorpus(Corpus)).ToDictionary(c => c.Nom, c => c.Contenu);
        attendus.Keys.Should().BeEquivalentTo(Directory.GetFiles(Path.Combine(Corpus, "refus")).Select(Path.GetFileNameWithoutExtension));
        foreach (var (nom, contenu) in attendus)
        {
            File.ReadAllBytes(Path.Combine(Corpus, "refus", nom + ".xml")).Should().Equal(contenu, nom);
        }
    }

    /// <summary>Writes the corpus into the sources; to be run by name after a case is added. The keys are made when there are none.</summary>
    [Test, Explicit("écrit dans les sources")]
    public void Ecrire_le_corpus()
    {
        var racine = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(racine.FullName, "Pfcng.sln")))
        {
            racine = racine.Parent!;
        }

        var corpus = Path.Combine(racine.FullName, "tests", "Pfcng.Ws.Tests", "corpus");
        if (!Directory.Exists(Path.Combine(corpus, "cles")))
        {
            ClesDuCorpus.Fabriquer(corpus);
        }

        var refus = Directory.CreateDirectory(Path.Combine(corpus, "refus"));
        Array.ForEach(refus.GetFiles(), f => f.Delete());
        foreach (var (nom, contenu) in Engendrer(new ClesDuCorpus(corpus)))
        {
            File.WriteAllBytes(Path.Combine(refus.FullName, nom + ".xml"), contenu);
        }
    }

    private static IEnumerable<(string Nom, byte[] Contenu)> Engendrer(ClesDuCorpus cles) =>
        new Defauts(cles).Tous().Concat(Enveloppements.Tous(cles.Carte)).Select(c => (c.Nom, Annoter(c.Attendu, c.Message)));

    // The comment stands before the root, or after it when an XML declaration must come first.
    private static byte[] Annoter(string attendu, byte[] message)
    {
        var commentaire = Encoding.UTF8.GetBytes(Debut + attendu + Fin);
        return message.AsSpan().StartsWith("<?xml"u8) ? [.. message, .. commentaire] : [.. commentaire, .. message];
    }

    private static string? Refus(byte[] octets, ClesDuCorpus cles)
    {
        if (!Enveloppe.Lire(octets, null).Donne(out var enveloppe, out var faute))
        {
            return faute.Texte;
        }

        var verdict = VerificationDeSignature.Verifier(enveloppe);
        return verdict.EstAccepte ? cles.Cercle.VerifierSignature(verdict.Valeur.Certificat).Refus : verdict.Refus;
    }
}
