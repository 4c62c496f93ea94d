using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pfcng.Domain.Erreurs;
using Pfcng.Ws.Message;
using static Pfcng.Ws.Tests.Confiance.CertificatsDeTest;

namespace Pfcng.Ws.Tests.Message;

/// <summary>A small signed message, and what the room says of one.</summary>
internal static class Messages
{
    public const string Retrait =
        "<ns3:requeteRetraitCertificat xmlns:ns3=\"http://www.pfcng.in.com/WS/\"><indiceRetrait>59</indiceRetrait><codeRevocation>Ça &amp; là</codeRevocation></ns3:requeteRetraitCertificat>";

    public static byte[] Signe(X509Certificate2? carte = null) => Signeur.Signer(Retrait, carte ?? Carte);

    public static Enveloppe Lire(byte[] message)
    {
        return Enveloppe.Lire(message, null).Donne(out var enveloppe, out var faute) ? enveloppe : throw new InvalidOperationException(faute.Texte);
    }

    public static Enveloppe Lire(string message) => Lire(Encoding.UTF8.GetBytes(message));

    public static Resultat<SignatureVerifiee, string> Verifier(byte[] message) => VerificationDeSignature.Verifier(Lire(message));

    /// <summary>Null when the message is good, else the Fault's text or the reason of the refusal.</summary>
    public static string? Refus(byte[] message) => Enveloppe.Lire(message, null).Donne(out var lue, out var faute)
        ? VerificationDeSignature.Verifier(lue).Refus
        : faute.Texte;
}
