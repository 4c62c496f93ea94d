using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Testing;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Message;

namespace Pfcng.Charge;

/// <summary>What a signed lot of 20 costs until its values are read, part by part.</summary>
internal static class CoutDUnMessage
{
    public static void Mesurer()
    {
        using var cle = RSA.Create(2048);
        using var carte = new CertificateRequest("CN=mesure", cle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (contrat, demande) = (Contrat.Charger(), Requetes.OrgAuthCli());
        var message = Signeur.Signer(Requetes.Lot(Enumerable.Repeat(demande, 20)), carte);
        var enveloppe = Lire(message);
        Console.WriteLine($"{message.Length} octets");
        Serie.Dire("lecture", () => Lire(message));
        Serie.Dire("lecture et signature", () => VerificationDeSignature.Verifier(Lire(message)));
        Serie.Dire("canonicalisation du Body", () => Canonicaliseur.Octets(enveloppe.Corps, Canonicalisation.Inclusive));
        Serie.Dire("valeurs contre le contrat", () => contrat.Lire(enveloppe.Contenu));
    }

    private static Enveloppe Lire(byte[] message) => Enveloppe.Lire(message, null).Valeur;
}
