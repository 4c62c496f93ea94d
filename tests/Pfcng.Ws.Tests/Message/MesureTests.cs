using System.Diagnostics;
using System.Text;
using NUnit.Framework;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Tests.Message;

/// <summary>What messages cost, hostile ones of 10 MiB and a signed lot: printed, never judged, since a machine is not another.</summary>
[TestFixture, Explicit("mesure")]
internal sealed class MesureTests
{
    private const int Taille = 10 * 1024 * 1024;
    private const string Avant = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body Id=\"Body\"><o>";
    private const string Apres = "</o></s:Body></s:Envelope>";

    private static IEnumerable<TestCaseData> Hostiles()
    {
        yield return Cas("un seul texte", Avant + new string('a', Taille) + Apres);
        yield return Cas("références de caractères", Avant + Repeter("&#65;") + Apres);
        yield return Cas("éléments vides", Avant + Repeter("<a/>") + Apres);
        yield return Cas("éléments vides, juste sous la borne", Avant + string.Concat(Enumerable.Repeat("<a/>", Bornes.Noeuds - 10)) + Apres);
        yield return Cas("éléments longs sous la borne", Avant + string.Concat(Enumerable.Range(0, 150_000).Select(i => $"<a{i}>{new string('x', 45)}</a{i}>")) + Apres);
        yield return Cas("attributs sous la borne", Avant + string.Concat(Enumerable.Repeat($"<a {string.Concat(Enumerable.Range(0, 64).Select(i => $"b{i}=\"{new string('x', 40)}\" "))}/>", 3_000)) + Apres);
        yield return Cas("espaces de noms sous la borne", Avant + string.Concat(Enumerable.Repeat($"<a {string.Concat(Enumerable.Range(0, 32).Select(i => $"xmlns:b{i}=\"u:{i}\" "))}/>", 6_000)) + Apres);
        yield return Cas("balise sans fin d’attributs", Avant + "<a " + string.Concat(Enumerable.Range(0, 800_000).Select(i => $"b{i}=\"\" ")) + "/>" + Apres);
        yield return Cas("nom sans fin", Avant + "<" + new string('a', Taille) + "/>" + Apres);
        yield return Cas("profondeur sans fin", Avant + Repeter("<a>"));
        yield return Cas("commentaire", Avant + "<!--" + new string('a', Taille) + "-->" + Apres);
        yield return Cas("entités", $"<!DOCTYPE a [{Repeter("<!ENTITY a 'b'>")}]>{Avant}{Apres}");
    }

    [TestCaseSource(nameof(Hostiles))]
    public void Mesurer_un_message_hostile(byte[] message)
    {
        GC.Collect();
        var avant = GC.GetAllocatedBytesForCurrentThread();
        var montre = Stopwatch.StartNew();
        var (enveloppe, faute) = Enveloppe.Lire(message, null);
        var lecture = montre.Elapsed;
        var alloue = GC.GetAllocatedBytesForCurrentThread() - avant;
        var garde = GC.GetTotalMemory(forceFullCollection: true);
        var motif = enveloppe is null ? faute!.Texte : VerificationDeSignature.Verifier(enveloppe).Refus;
        montre.Restart();
        var octets = enveloppe is null ? default : Canonicaliseur.Octets(enveloppe.Corps, Canonicalisation.Inclusive);
        TestContext.Out.WriteLine(
            $"{message.Length >> 20} Mio : lecture {lecture.TotalMilliseconds:0} ms, {alloue >> 20} Mio alloués, {garde >> 20} Mio tenus ; c14n {montre.ElapsedMilliseconds} ms, {octets.Length >> 20} Mio ; {motif}");
        GC.KeepAlive(enveloppe);
    }

    [Test]
    public void Mesurer_la_verification_d_un_lot_de_20()
    {
        var demande = $"<demandeCertificat><offre>ORG</offre><usage>AUTH_CLI</usage><CSR>{new string('M', 900)}</CSR><mailDemandeur>a@b.fr</mailDemandeur></demandeCertificat>";
        var lot = $"<n:requeteDemandeCertificats xmlns:n=\"http://www.pfcng.in.com/WS/\">{string.Concat(Enumerable.Repeat(demande, 20))}</n:requeteDemandeCertificats>";
        var message = Signeur.Signer(lot, Confiance.CertificatsDeTest.Carte);
        Mesurer("lecture", () => Messages.Lire(message));
        Mesurer("lecture et vérification", () => Messages.Verifier(message));
        var corps = Messages.Lire(message).Corps;
        Mesurer("canonicalisation du Body", () => Canonicaliseur.Octets(corps, Canonicalisation.Inclusive));
        TestContext.Out.WriteLine($"{message.Length} octets");
    }

    private static void Mesurer(string quoi, Action faire)
    {
        for (var i = 0; i < 2000; i++)
        {
            faire();
        }

        var (alloue, processeur) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < 1000; i++)
        {
            faire();
        }

        TestContext.Out.WriteLine(
            $"{quoi} : {(Environment.CpuUsage.TotalTime - processeur).TotalMilliseconds / 1000:0.000} ms de processeur, {(GC.GetAllocatedBytesForCurrentThread() - alloue) / 1000 >> 10} Kio");
    }

    private static TestCaseData Cas(string nom, string message) => new TestCaseData(Encoding.UTF8.GetBytes(message)).SetArgDisplayNames(nom);

    private static string Repeter(string motif) => string.Concat(Enumerable.Repeat(motif, Taille / motif.Length));
}
