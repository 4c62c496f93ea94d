using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Pfcng.Domain.Erreurs;
using Pfcng.Domain.Modele;

namespace Pfcng.Domain.Csr;

/// <summary>Why a CSR is refused.</summary>
/// <param name="Raison">The protocol's reason: <see cref="Raisons.SignatureDeLaCsr"/> when the signature is false, <see cref="Raisons.CsrNonConforme"/> for anything else.</param>
/// <param name="Detail">What exactly is wrong, in French, for the trace: « clé RSA de 1024 bits au lieu de 2048 ».</param>
public sealed record DefautDeCsr(string Raison, string Detail);

/// <summary>
/// The CSR of a demande (D20): PKCS#10 (RFC 2986) in DER, RSA 2048, sha256WithRSAEncryption, proof of possession verified, key not known to be
/// weak. Its subject and attributes are not used.
/// </summary>
public static class DemandePkcs10
{
    private const int TailleDeCle = 2048;

    /// <summary>The contract's 1536 characters (D4), with room for armour and line breaks: beyond, nothing is decoded.</summary>
    private const int LongueurMaximale = 4096;

    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <summary>Reads and verifies a CSR.</summary>
    /// <param name="texte">Base64, with or without PEM armour and line breaks.</param>
    /// <param name="cle">Its public key, when it is accepted.</param>
    /// <param name="defaut">Else why.</param>
    public static bool Lire(string texte, [NotNullWhen(true)] out CleDeCsr? cle, [NotNullWhen(false)] out DefautDeCsr? defaut)
    {
        cle = null;
        if (!Decoder(texte, out var der))
        {
            defaut = new(Raisons.CsrNonConforme, "ce n’est pas du base64");
            return false;
        }

        defaut = Analyser(der, out var csr) ?? Verifier(csr!);
        if (defaut is not null)
        {
            return false;
        }

        var clePublique = EcrireCle(csr!.Module);
        cle = new(clePublique, Convert.ToHexStringLower(SHA256.HashData(clePublique)));
        return true;
    }

    /// <summary>
    /// The public key of a CSR that was accepted once, as <see cref="Lire"/> gives it, without verifying anything again; null when it is none.
    /// </summary>
    public static byte[]? LireCle(string texte) => Decoder(texte, out var der) && Analyser(der, out var csr) is null ? EcrireCle(csr!.Module) : null;

    /// <summary>The Base64 text alone: what the 1536 characters of the contract count (D4).</summary>
    public static string SansArmure(string texte)
    {
        if (!texte.AsSpan().ContainsAnyExcept(Base64))
        {
            return texte;
        }

        var lignes = texte.Split(['\r', '\n'], StringSplitOptions.TrimEntries).Where(l => !EstArmure(l));
        return string.Concat(string.Concat(lignes).Where(c => !char.IsWhiteSpace(c)));
    }

    /// <summary>SubjectPublicKeyInfo of an accepted key: NULL parameters, exponent 65537.</summary>
    private static byte[] EcrireCle(byte[] module)
    {
        var rsa = new AsnWriter(AsnEncodingRules.DER, 280);
        using (rsa.PushSequence())
        {
            rsa.WriteIntegerUnsigned(module);
            rsa.WriteInteger(65537);
        }

        var cle = new AsnWriter(AsnEncodingRules.DER, 320);
        using (cle.PushSequence())
        {
            using (cle.PushSequence())
            {
                cle.WriteObjectIdentifier(Oids.RsaEncryption);
                cle.WriteNull();
            }

            cle.WriteBitString(rsa.Encode());
        }

        return cle.Encode();
    }

    private static bool EstArmure(string ligne) =>
        ligne is "-----BEGIN CERTIFICATE REQUEST-----" or "-----END CERTIFICATE REQUEST-----"
            or "-----BEGIN NEW CERTIFICATE REQUEST-----" or "-----END NEW CERTIFICATE REQUEST-----";

    private static bool Decoder(string texte, out byte[] der)
    {
        der = [];
        if (texte.Length > LongueurMaximale)
        {
            return false;
        }

        var base64 = SansArmure(texte);
        var octets = new byte[(base64.Length * 3 / 4) + 3];
        if (!Convert.TryFromBase64String(base64, octets, out var longueur))
        {
            return false;
        }

        der = octets[..longueur];
        return true;
    }

    /// <summary>Proof of possession comes before what is known of weak keys.</summary>
    private static DefautDeCsr? Verifier(Analyse csr)
    {
        if (Ecart(csr) is { } ecart)
        {
            return new(Raisons.CsrNonConforme, ecart);
        }

        if (!PreuveDePossession.EstJuste(csr.Contenu.Span, csr.Module, csr.Signature))
        {
            return new(Raisons.SignatureDeLaCsr, "la signature de la CSR n’est pas celle de sa clé");
        }

        return CleFaible.Defaut(csr.Module) is { } faiblesse ? new(Raisons.CsrNonConforme, faiblesse) : null;
    }

    private static string? Ecart(Analyse csr) =>
        Bits(csr.Module) is var bits && bits != TailleDeCle ? $"clé RSA de {bits} bits au lieu de {TailleDeCle}"
        : csr.Exposant is not [1, 0, 1] ? "l’exposant de la clé n’est pas 65537"
        : (csr.Module[^1] & 1) == 0 ? "clé faible : le module est pair"
        : csr.Signature.Length != PreuveDePossession.Taille ? "la signature n’a pas la taille de la clé"
        : null;

    /// <summary>The length of a number that has no high byte of nought, except nought itself.</summary>
    private static int Bits(byte[] nombre) => nombre is [var haut, ..] ? (nombre.Length * 8) - BitOperations.LeadingZeroCount((uint)haut) + 24 : 0;

    private static DefautDeCsr? Analyser(byte[] der, out Analyse? csr)
    {
        csr = null;
        try
        {
            var tout = new AsnReader(der, AsnEncodingRules.DER);
            var demande = tout.ReadSequence();
            tout.ThrowIfNotEmpty();
            var contenu = demande.PeekEncodedValue();
            var (module, exposant) = LireContenu(demande.ReadSequence());
            LireAlgorithme(demande, "signature", Oids.Sha256WithRsaEncryption, "sha256WithRSAEncryption");
            var signature = LireBits(demande);
            demande.ThrowIfNotEmpty();
            csr = new(contenu, module, exposant, signature);
            return null;
        }
        catch (AlgorithmeException e)
        {
            return new(Raisons.CsrNonConforme, e.Message);
        }
        catch (AsnContentException)
        {
            return new(Raisons.CsrNonConforme, "ce n’est pas un PKCS#10 en DER");
        }
    }

    /// <summary>CertificationRequestInfo. Attributes are read for their form only; some tools leave their empty set out, and nobody minds.</summary>
    private static (byte[] Module, byte[] Exposant) LireContenu(AsnReader contenu)
    {
        if (contenu.ReadInteger() != 0)
        {
            throw new AsnContentException("version");
        }

        var sujet = contenu.ReadSequence();
        while (sujet.HasData)
        {
            LireAttributs(sujet.ReadSetOf(), r => r.ReadEncodedValue());
        }

        var cle = contenu.ReadSequence();
        LireAlgorithme(cle, "clé", Oids.RsaEncryption, "RSA");
        var rsa = new AsnReader(LireBits(cle), AsnEncodingRules.DER);
        cle.ThrowIfNotEmpty();
        var nombres = rsa.ReadSequence();
        rsa.ThrowIfNotEmpty();
        var (module, exposant) = (LirePositif(nombres), LirePositif(nombres));
        nombres.ThrowIfNotEmpty();
        if (contenu.HasData)
        {
            LireAttributs(contenu.ReadSetOf(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)), r => r.ReadSetOf());
        }

        contenu.ThrowIfNotEmpty();
        return (module, exposant);
    }

    private static void LireAttributs(AsnReader ensemble, Action<AsnReader> valeur)
    {
        while (ensemble.HasData)
        {
            var attribut = ensemble.ReadSequence();
            attribut.ReadObjectIdentifier();
            valeur(attribut);
            attribut.ThrowIfNotEmpty();
        }
    }

    /// <summary>An algorithm whose parameters are NULL, or absent as some tools write them (RFC 4055 §5).</summary>
    private static void LireAlgorithme(AsnReader entree, string quoi, string attendu, string nom)
    {
        var algorithme = entree.ReadSequence();
        if (algorithme.ReadObjectIdentifier() is var oid && oid != attendu)
        {
            throw new AlgorithmeException($"{quoi} : algorithme {oid} au lieu de {nom}");
        }

        if (algorithme.HasData)
        {
            algorithme.ReadNull();
        }

        algorithme.ThrowIfNotEmpty();
    }

    private static byte[] LireBits(AsnReader entree)
    {
        var bits = entree.ReadBitString(out var inutiles);
        return inutiles == 0 ? bits : throw new AsnContentException("unused bits");
    }

    private static byte[] LirePositif(AsnReader entree)
    {
        var octets = entree.ReadIntegerBytes().Span;
        return octets[0] switch
        {
            >= 0x80 => throw new AsnContentException("negative"),
            0 => octets[1..].ToArray(),
            _ => octets.ToArray(),
        };
    }

    /// <summary>A CSR of a form that is known, and not admitted.</summary>
    private sealed class AlgorithmeException(string detail) : AsnContentException(detail);

    private sealed record Analyse(ReadOnlyMemory<byte> Contenu, byte[] Module, byte[] Exposant, byte[] Signature);
}
