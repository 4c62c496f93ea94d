using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Revocation;

/// <summary>
/// A certificate revocation list, read (RFC 5280 §5): complete, direct, with a nextUpdate. A delta, a list narrowed or named by a distribution
/// point, an indirect one are refused whether they say so critically or not, and so is a critical extension that is not known (D9). Serial
/// numbers are looked up without copying the list.
/// </summary>
public sealed class ListeDeRevocation
{
    private const int RetireDeLaListe = 8;
    private const int ExtensionsMaximum = 32;

    private readonly HashSet<ReadOnlyMemory<byte>> _series = new(MemeNombre.Comparateur);
    private readonly ReadOnlyMemory<byte> _signe;
    private readonly byte[] _signature;
    private readonly HashAlgorithmName _condensat;

    private ListeDeRevocation(ReadOnlyMemory<byte> der)
    {
        Der = der;
        var exterieur = new AsnReader(der, AsnEncodingRules.DER);
        var liste = exterieur.ReadSequence();
        exterieur.ThrowIfNotEmpty();
        _signe = liste.ReadEncodedValue();
        var algorithme = liste.ReadEncodedValue();
        _signature = liste.ReadBitString(out var inutilises);
        liste.ThrowIfNotEmpty();

        var contenu = new AsnReader(_signe, AsnEncodingRules.DER).ReadSequence();
        Exiger(contenu.TryReadInt32(out var version) && version == 1, "la version n’est pas 2");
        Exiger(contenu.ReadEncodedValue().Span.SequenceEqual(algorithme.Span) && inutilises == 0, "les deux algorithmes de signature diffèrent");
        var condensat = Robustesse.Condensat(new AsnReader(algorithme, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier(), sha1Admis: true);
        Exiger(condensat is not null, "l’algorithme de signature n’est pas admis");
        _condensat = condensat!.Value;
        Emetteur = contenu.ReadEncodedValue();
        ThisUpdate = LireDate(contenu);
        Exiger(contenu.HasData && EstDate(contenu.PeekTag()), "nextUpdate manque");
        NextUpdate = LireDate(contenu);
        if (contenu.HasData && contenu.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            LireEntrees(contenu.ReadSequence());
        }

        if (contenu.HasData)
        {
            var extensions = contenu.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, true));
            LireExtensions(extensions.ReadSequence(), LireExtensionDeListe);
            extensions.ThrowIfNotEmpty();
        }

        contenu.ThrowIfNotEmpty();
    }

    /// <summary>Name of the authority that signed it, DER.</summary>
    public ReadOnlyMemory<byte> Emetteur { get; }

    /// <summary>authorityKeyIdentifier's keyIdentifier, or null.</summary>
    public ReadOnlyMemory<byte>? Aki { get; private set; }

    /// <summary>cRLNumber, or null.</summary>
    public BigInteger? Numero { get; private set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset ThisUpdate { get; }

    /// <summary>When a newer one is due at the latest (UTC): from then on this one proves nothing.</summary>
    public DateTimeOffset NextUpdate { get; }

    /// <summary>True when it is signed with SHA-1, which only CPS2ter may do (D9).</summary>
    public bool EstEnSha1 => _condensat == HashAlgorithmName.SHA1;

    /// <summary>The whole list, DER.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>Its SHA-256.</summary>
    public byte[] Empreinte => field ??= SHA256.HashData(Der.Span);

    /// <summary>The serial numbers it revokes, big-endian.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Series => _series;

    /// <summary>How many certificates it revokes.</summary>
    public int Nombre => _series.Count;

    /// <summary>Reads a list, DER or PEM (« X509 CRL »).</summary>
    /// <param name="octets">The file; a DER list is kept as it is, not copied.</param>
    /// <exception cref="CryptographicException">It is not a list this class can vouch for; the message says why, in French.</exception>
    public static ListeDeRevocation Lire(ReadOnlyMemory<byte> octets)
    {
        try
        {
            return new(octets.Span.StartsWith("-----BEGIN"u8) ? Desarmer(octets.Span) : octets);
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException or FormatException)
        {
            throw new CryptographicException("La liste de révocation est illisible.", e);
        }
    }

    /// <summary>True when it revokes that certificate.</summary>
    /// <param name="numeroSerie">Serial number, big-endian; leading zeros do not matter.</param>
    public bool Contient(ReadOnlySpan<byte> numeroSerie) => _series.GetAlternateLookup<ReadOnlySpan<byte>>().Contains(numeroSerie);

    /// <summary>True when that authority signed it: same name, same key identifier, right to sign lists, and a true signature of an RSA key that is strong enough.</summary>
    /// <param name="autorite">Its certificate.</param>
    /// <param name="sha1Admis">True for an authority that may sign with SHA-1.</param>
    public bool SigneePar(X509Certificate2 autorite, bool sha1Admis = false)
    {
        ArgumentNullException.ThrowIfNull(autorite);
        var ski = autorite.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault();
        var usages = autorite.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        if (!autorite.SubjectName.RawData.AsSpan().SequenceEqual(Emetteur.Span)
            || (Aki is { } aki && ski is not null && !aki.Span.SequenceEqual(ski.SubjectKeyIdentifierBytes.Span))
            || (usages is not null && !usages.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign)))
        {
            return false;
        }

        if ((EstEnSha1 && !sha1Admis) || Robustesse.EcartDeCle(autorite) is not null)
        {
            return false;
        }

        using var cle = autorite.GetRSAPublicKey()!;
        return cle.VerifyData(_signe.Span, _signature, _condensat, RSASignaturePadding.Pkcs1);
    }

    private static byte[] Desarmer(ReadOnlySpan<byte> pem)
    {
        var champs = PemEncoding.FindUtf8(pem);
        Exiger(pem[champs.Label].SequenceEqual("X509 CRL"u8), "le PEM n’est pas « X509 CRL »");
        Exiger(pem[champs.Location.End..].IndexOf("-----BEGIN"u8) < 0, "le PEM contient plusieurs listes");
        return Convert.FromBase64String(System.Text.Encoding.ASCII.GetString(pem[champs.Base64Data]));
    }

    private void LireEntrees(AsnReader entrees)
    {
        while (entrees.HasData)
        {
            var entree = entrees.ReadSequence();
            _series.Add(entree.ReadIntegerBytes());
            LireDate(entree);
            if (entree.HasData)
            {
                LireExtensions(entree.ReadSequence(), LireExtensionDEntree);
            }

            entree.ThrowIfNotEmpty();
        }
    }

    private bool LireExtensionDeListe(string oid, ReadOnlyMemory<byte> valeur)
    {
        var lecteur = new AsnReader(valeur, AsnEncodingRules.DER);
        switch (oid)
        {
            case Oids.CrlNumber:
                Numero = lecteur.ReadInteger();
                return true;
            case Oids.AuthorityKeyIdentifier:
                var aki = lecteur.ReadSequence();
                var cle = new Asn1Tag(TagClass.ContextSpecific, 0);
                Aki = aki.HasData && aki.PeekTag().HasSameClassAndValue(cle) ? aki.ReadOctetString(cle) : null;
                return true;
            case Oids.DeltaCrlIndicator:
                throw Refusee($"c’est un delta ({Oids.DeltaCrlIndicator})");
            case Oids.IssuingDistributionPoint:
                throw Refusee($"elle a un issuingDistributionPoint ({Oids.IssuingDistributionPoint}), elle peut donc être partielle");
            default:
                return false;
        }
    }

    private static bool LireExtensionDEntree(string oid, ReadOnlyMemory<byte> valeur)
    {
        switch (oid)
        {
            case Oids.CrlReason:
                var raison = new AsnReader(valeur, AsnEncodingRules.DER).ReadEnumeratedBytes().Span;
                Exiger(raison is not [RetireDeLaListe], "une entrée retire un certificat d’une liste (removeFromCRL), comme dans un delta");
                return true;
            case Oids.CertificateIssuer:
                throw Refusee($"une entrée nomme un autre émetteur (certificateIssuer, {Oids.CertificateIssuer})");
            default:
                return false;
        }
    }

    private static void LireExtensions(AsnReader extensions, Func<string, ReadOnlyMemory<byte>, bool> comprendre)
    {
        var lues = new List<string>(4);
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            Exiger(lues.Count < ExtensionsMaximum, "trop d’extensions");
            Exiger(!lues.Contains(oid), $"l’extension {oid} est répétée");
            lues.Add(oid);
            var critique = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            var comprise = comprendre(oid, extension.ReadOctetString());
            Exiger(comprise || !critique, $"l’extension critique {oid} n’est pas connue");
            extension.ThrowIfNotEmpty();
        }
    }

    private static DateTimeOffset LireDate(AsnReader lecteur) =>
        lecteur.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? lecteur.ReadUtcTime() : lecteur.ReadGeneralizedTime();

    private static bool EstDate(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static void Exiger(bool condition, string motif)
    {
        if (!condition)
        {
            throw Refusee(motif);
        }
    }

    private static CryptographicException Refusee(string motif) => new($"Liste de révocation refusée : {motif}.");

    // Two serial numbers are equal when they are the same number: DER's leading zero does not count.
    private sealed class MemeNombre : IEqualityComparer<ReadOnlyMemory<byte>>, IAlternateEqualityComparer<ReadOnlySpan<byte>, ReadOnlyMemory<byte>>
    {
        public static MemeNombre Comparateur { get; } = new();

        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => Equals(x.Span, y);

        public bool Equals(ReadOnlySpan<byte> alternate, ReadOnlyMemory<byte> other) =>
            alternate.TrimStart((byte)0).SequenceEqual(other.Span.TrimStart((byte)0));

        public int GetHashCode(ReadOnlyMemory<byte> obj) => GetHashCode(obj.Span);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hache = default(HashCode);
            hache.AddBytes(alternate.TrimStart((byte)0));
            return hache.ToHashCode();
        }

        public ReadOnlyMemory<byte> Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
