using Pfcng.Domain.Model;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Configuration;
using Pfcng.Ws.Portes;
using Pfcng.Ws.Signature;
using Pfcng.Ws.Xml;

namespace Pfcng.Ws.Pipeline;

/// <summary>Verify: the signature, then the card that made it, then that both cards are one person's (D8, D9, D10). Any refusal is 02; the reason is for the trace.</summary>
internal sealed class Verification(CercleDeConfiance confiance, Reglages reglages)
{
    /// <summary>Verifies an envelope; from here on, its Body holds what was digested and nothing else.</summary>
    public Verdict<Appel> Verifier(Enveloppe enveloppe, Entree entree, string trace)
    {
        var signature = VerificationDeSignature.Verifier(enveloppe);
        if (!signature.Bon)
        {
            return Verdict<Appel>.Refus(signature.Motif);
        }

        using var certificat = signature.Valeur.Certificat;
        var signataire = confiance.VerifierSignature(certificat, out var liste);
        if (!signataire.Bon)
        {
            return Verdict<Appel>.Refus(signataire.Motif);
        }

        return Ecart(signataire.Valeur, entree) is { } ecart
            ? Verdict<Appel>.Refus(ecart)
            : new Appel(signataire.Valeur, signature.Valeur.Preuve with { CertificatTls = entree.CertificatTls, Liste = liste }, trace);
    }

    private string? Ecart(Signataire signataire, Entree entree)
    {
        if (entree.Carte is { } carte)
        {
            return reglages.MemeCarte && (carte.IdNat != signataire.IdNat || carte.Monde != signataire.Monde)
                ? $"la carte TLS est celle de {carte.IdNat}, la signature de {signataire.IdNat}"
                : null;
        }

        return !reglages.MelangeDesMondes && entree.Monde != signataire.Monde ? "le serveur et le signataire ne sont pas du même monde" : null;
    }
}
