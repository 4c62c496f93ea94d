using System.Xml;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Garde;

namespace Pfcng.Ws.Message;

/// <summary>A message whose signature and signer were verified: only such a one can be read.</summary>
internal sealed class MessageVerifie
{
    private MessageVerifie(XmlElement contenu, Appel appel, Effort effort) => (Contenu, Appel, Effort) = (contenu, appel, effort);

    /// <summary>The Body's child: the very node that was digested (D8).</summary>
    public XmlElement Contenu { get; }

    /// <summary>Who asks, and the proof of it.</summary>
    public Appel Appel { get; }

    /// <summary>What was done for it so far; ends when the client leaves.</summary>
    public Effort Effort { get; }

    /// <summary>
    /// Verify: the signature, then the card that made it, then that both cards are one person's (D8, D9, D10). Any refusal is 02; the reason is for the
    /// trace. From here on, the Body holds what was digested and nothing else.
    /// </summary>
    /// <param name="enveloppe">The message.</param>
    /// <param name="entree">Who brought it.</param>
    /// <param name="trace">Identifier of the request in the trace.</param>
    /// <param name="confiance">Who is trusted.</param>
    /// <param name="portes">Whether cards and worlds may differ.</param>
    public static Resultat<MessageVerifie, string> Verifier(Enveloppe enveloppe, Entree entree, string trace, CercleDeConfiance confiance, ReglesDesPortes portes)
    {
        if (!VerificationDeSignature.Verifier(enveloppe).Donne(out var signature, out var motif))
        {
            return motif;
        }

        if (!confiance.VerifierSignature(signature.Certificat, out var liste).Donne(out var signataire, out motif))
        {
            return motif;
        }

        return Ecart(signataire, entree, portes) is { } ecart
            ? ecart
            : new MessageVerifie(
                enveloppe.Contenu,
                new(signataire, Canal.WS, signature.Preuve with { CertificatTls = entree.CertificatTls, Liste = liste }, trace),
                enveloppe.Effort);
    }

    private static string? Ecart(Signataire signataire, Entree entree, ReglesDesPortes portes)
    {
        if (entree.Carte is { } carte)
        {
            return portes.MemeCarte && (carte.IdNat != signataire.IdNat || carte.Monde != signataire.Monde)
                ? $"la carte TLS est celle de {carte.IdNat}, la signature de {signataire.IdNat}"
                : null;
        }

        return !portes.MelangeDesMondes && entree.Monde != signataire.Monde ? "le serveur et le signataire ne sont pas du même monde" : null;
    }
}
