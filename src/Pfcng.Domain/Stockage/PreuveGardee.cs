using System.Security.Cryptography;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Stockage;

/// <summary>The evidence of a signed message, as the store keeps it (D27).</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Monde">World of the signer.</param>
/// <param name="Operation">Operation of the message.</param>
/// <param name="SignedInfo">Canonical octets of ds:SignedInfo.</param>
/// <param name="Signature">Value of the signature.</param>
/// <param name="EmpreinteDuCertificat">SHA-256 under which the signing certificate is kept.</param>
/// <param name="Condensat">SHA-256 of the Body.</param>
/// <param name="Certificat">The signing certificate, DER; null when it is not there any more.</param>
/// <param name="Corps">The Body; null when it is not kept (a withdrawal, a large lot that was refused).</param>
/// <param name="Liee">Digest of all its columns: what the history binds. The Body counts by its digest.</param>
public sealed record PreuveGardee(
    long Id,
    Monde Monde,
    string Operation,
    byte[] SignedInfo,
    byte[] Signature,
    byte[] EmpreinteDuCertificat,
    byte[] Condensat,
    byte[]? Certificat,
    byte[]? Corps,
    byte[] Liee)
{
    /// <summary>Identifies the signed message (D25).</summary>
    public required byte[] Empreinte { get; init; }

    /// <summary>The revocation list that was used for the signer, or null: evidence of an older version.</summary>
    public ListeUtilisee? Liste { get; init; }

    /// <summary>What is wrong inside it, signature apart, in French; null when nothing is.</summary>
    public string? Defaut()
    {
        if (Certificat is null || !SHA256.HashData(Certificat).AsSpan().SequenceEqual(EmpreinteDuCertificat))
        {
            return "le certificat du signataire manque ou n’est plus celui qui a été reçu";
        }

        return Corps is not null && !SHA256.HashData(Corps).AsSpan().SequenceEqual(Condensat) ? "le Body gardé n’est pas celui qui a été reçu" : null;
    }
}
