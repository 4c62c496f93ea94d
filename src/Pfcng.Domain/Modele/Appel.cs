namespace Pfcng.Domain.Modele;

/// <summary>Who signed a message, as his card's certificate says (D9, D10). The directory has the last word on his rights.</summary>
/// <param name="Monde">The world of the authority that issued the card (D11).</param>
/// <param name="IdNat">National identifier: the subject's commonName.</param>
/// <param name="Nom">Surname; empty when the certificate has none.</param>
/// <param name="Prenom">Given name; empty when the certificate has none.</param>
/// <param name="Type">Kind of person, when the card's extension 1.2.250.1.71.1.2.2 tells it.</param>
public sealed record Signataire(Monde Monde, string IdNat, string Nom, string Prenom, TypePersonne? Type);

/// <summary>What proves that a message was signed: enough to verify the signature again, long after (D27).</summary>
/// <param name="SignedInfo">Canonical octets of ds:SignedInfo, the ones the signature covers.</param>
/// <param name="Signature">ds:SignatureValue, decoded.</param>
/// <param name="Certificat">The signing certificate, DER.</param>
/// <param name="Corps">Canonical octets of the signed Body: their SHA-256 is the digest in <paramref name="SignedInfo"/>. Never stored for a withdrawal (D27).</param>
public sealed record Preuve(byte[] SignedInfo, byte[] Signature, byte[] Certificat, byte[] Corps)
{
    /// <summary>SHA-256 of the TLS certificate of who brought the message; null when it came otherwise.</summary>
    public byte[]? CertificatTls { get; init; }

    /// <summary>The revocation list that did not show the signing certificate; null when none was asked.</summary>
    public ListeUtilisee? Liste { get; init; }
}

/// <summary>A revocation list, as evidence remembers it: enough to find it again in the archive and know it.</summary>
/// <param name="Autorite">Key identifier of the authority that signed it, lower-case hexadecimal.</param>
/// <param name="Numero">Its cRLNumber, decimal; its date, <c>yyyyMMddHHmmss</c> in UTC, when it has none.</param>
/// <param name="Empreinte">SHA-256 of the list, DER.</param>
public sealed record ListeUtilisee(string Autorite, string Numero, byte[] Empreinte);

/// <summary>A verified call: who speaks, through which channel, and the proof of it. Every operation of every channel starts from one.</summary>
/// <param name="Signataire">Who asks.</param>
/// <param name="Canal">The channel, told by whoever opens it.</param>
/// <param name="Preuve">His signature; null on a channel where nothing is signed.</param>
/// <param name="Trace">Identifier of the request in the trace.</param>
public sealed record Appel(Signataire Signataire, Canal Canal, Preuve? Preuve, string Trace);
