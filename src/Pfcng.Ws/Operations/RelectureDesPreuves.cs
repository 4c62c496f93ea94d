using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Xml;
using Pfcng.Domain.Csr;
using Pfcng.Domain.Demandes;
using Pfcng.Domain.Stockage;
using Pfcng.Domain.Trace;
using Pfcng.Ws.Confiance;
using Pfcng.Ws.Contrats;
using Pfcng.Ws.Message;

namespace Pfcng.Ws.Operations;

/// <summary>
/// Reads kept evidence again (D27, D37): the Body against the digest in SignedInfo, the signature against the signer's key, his certificate
/// against the configured authorities, whatever the hour; then the Body with the very readers of the door. What was read once is remembered, by
/// the digest of the whole evidence. Safe for concurrent use.
/// </summary>
/// <param name="autorites">The authorities that are, or were, trusted.</param>
/// <param name="contrat">The contract.</param>
internal sealed class RelectureDesPreuves(IReadOnlyList<AutoriteDeConfiance> autorites, Contrat contrat)
{
    private const int SignatairesEnCache = 1_000;
    private const int MessagesEnCache = 128;

    private static readonly XmlReaderSettings SansDtd = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private readonly ConcurrentDictionary<string, Signataire> _signataires = new();
    private readonly ConcurrentDictionary<string, MessageRelu> _messages = new();

    /// <summary>Verifies, and reads what a lot or a renewal asked.</summary>
    public MessageRelu Lire(PreuveGardee preuve)
    {
        if (preuve.Defaut() is { } defaut)
        {
            return Refus(defaut);
        }

        var cle = Convert.ToHexString(preuve.Liee);
        if (!_messages.TryGetValue(cle, out var message))
        {
            message = Verifier(preuve) is var verifie && verifie.Defaut is not null ? verifie : LireCorps(preuve, verifie);
            Retenir(_messages, cle, message, MessagesEnCache);
        }

        return message;
    }

    /// <summary>Verifies without reading the Body.</summary>
    public MessageRelu Verifier(PreuveGardee preuve)
    {
        if (preuve.Certificat is null || !CondensatSigne(preuve.SignedInfo).AsSpan().SequenceEqual(preuve.Condensat))
        {
            return Refus("l’empreinte du Body n’est pas celle qui est signée");
        }

        var signataire = Signer(preuve);
        return signataire.Defaut is not null ? Refus(signataire.Defaut)
            : signataire.Cle!.VerifyData(preuve.SignedInfo, preuve.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ? new(null, signataire.IdNat, [], null)
            : Refus("la valeur de la signature est fausse");
    }

    private static MessageRelu Refus(string defaut) => new(defaut, null, [], null);

    /// <summary>The one DigestValue that the allow-list let in (D8).</summary>
    private static byte[] CondensatSigne(byte[] signedInfo)
    {
        try
        {
            using var lecteur = XmlReader.Create(new MemoryStream(signedInfo), SansDtd);
            return lecteur.ReadToDescendant("DigestValue", Espaces.Ds) ? Convert.FromBase64String(lecteur.ReadElementContentAsString()) : [];
        }
        catch (Exception e) when (e is XmlException or FormatException)
        {
            return [];
        }
    }

    private Signataire Signer(PreuveGardee preuve)
    {
        var cle = Convert.ToHexString(preuve.EmpreinteDuCertificat) + preuve.Monde;
        if (!_signataires.TryGetValue(cle, out var signataire))
        {
            signataire = Etablir(preuve);
            Retenir(_signataires, cle, signataire, SignatairesEnCache);
        }

        return signataire;
    }

    private Signataire Etablir(PreuveGardee preuve)
    {
        try
        {
            if (CertificatDeSignature.Lire(preuve.Certificat!) is not { Certificat: var certificat, Cle: var cle })
            {
                return new(null, null, "le certificat du signataire est illisible");
            }

            var chaine = ChaineDeCertificats.Construire(certificat, autorites);
            return !chaine.EstAccepte ? new(null, null, $"certificat du signataire : {chaine.Refus}")
                : chaine.Valeur.Autorite.Monde != preuve.Monde ? new(null, null, "le certificat du signataire est d’un autre monde")
                : CertificatLu.Lire(certificat) is { EstAccepte: true, Valeur: { } lu } && lu.Porteur(preuve.Monde) is { } porteur ? new(porteur.IdNat, cle, null)
                : new(null, null, "le certificat du signataire ne nomme pas son porteur");
        }
        catch (CryptographicException)
        {
            return new(null, null, "le certificat du signataire est illisible");
        }
    }

    private MessageRelu LireCorps(PreuveGardee preuve, MessageRelu verifie)
    {
        if (preuve.Corps is null)
        {
            return Refus("le Body n’est pas gardé");
        }

        var contenu = Contenu(preuve.Corps);
        if (contenu?.LocalName == "requeteRenouvellementCertificat" && Operations.RenouvelerCertificat.Lecture.Lire(contrat, contenu).Donne(out var renouvellement, out _))
        {
            return DemandePkcs10.LireCle(renouvellement.Csr) is { } cle
                ? verifie with { Renouvellement = new(cle, renouvellement.Aki, renouvellement.NumeroSerie) }
                : Refus("la CSR signée est illisible");
        }

        return contenu?.LocalName == "requeteDemandeCertificats" && Operations.DemanderCertificats.Lecture.Lire(contrat, contenu) is { EstAccepte: true, Valeur.Requete: { EstAccepte: true, Valeur: var lot } }
            ? verifie with { Demandes = [.. lot.Demandes.Select(Relire).OfType<DemandeRelue>()] }
            : Refus("le Body gardé ne se lit plus");
    }

    private static DemandeRelue? Relire(DemandeCertificat demande) =>
        DemandePkcs10.LireCle(demande.Csr) is { } cle ? new(cle, demande with { Csr = "" }) : null;

    private static XmlElement? Contenu(byte[] corps)
    {
        try
        {
            using var lecteur = XmlReader.Create(new MemoryStream(corps), SansDtd);
            var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            document.Load(lecteur);
            return Enveloppe.Enfants(document.DocumentElement!).FirstOrDefault(e => e.NamespaceURI != Espaces.Ds);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static void Retenir<T>(ConcurrentDictionary<string, T> cache, string cle, T valeur, int combien)
    {
        if (cache.Count >= combien)
        {
            cache.Clear();
        }

        cache[cle] = valeur;
    }

    /// <summary>Who a certificate names and the key that verifies him, or why it proves nothing.</summary>
    private sealed record Signataire(string? IdNat, RSA? Cle, string? Defaut);
}
