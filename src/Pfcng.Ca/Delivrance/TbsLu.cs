using System.Formats.Asn1;
using System.Numerics;
using Pfcng.Domain.Modele;

namespace Pfcng.Ca.Delivrance;

/// <summary>An attribute of a name, as read.</summary>
/// <param name="Oid">Its type.</param>
/// <param name="Chaine">Kind of string.</param>
/// <param name="Valeur">Its value.</param>
internal sealed record AttributLu(string Oid, UniversalTagNumber Chaine, string Valeur);

/// <summary>An extension, as read.</summary>
/// <param name="Oid">Which one.</param>
/// <param name="Critique">critical.</param>
/// <param name="Valeur">Its value, DER.</param>
internal sealed record ExtensionLue(string Oid, bool Critique, ReadOnlyMemory<byte> Valeur);

/// <summary>
/// A TBSCertificate read back, in strict DER, by a reader that shares nothing with what wrote it: what <see cref="Controle"/> compares with the row.
/// </summary>
internal sealed class TbsLu
{
    private TbsLu(AsnReader tbs)
    {
        var version = tbs.ReadSequence(Contexte(0));
        Version = (int)version.ReadInteger();
        version.ThrowIfNotEmpty();
        NumeroSerie = tbs.ReadIntegerBytes();
        Algorithme = LireAlgorithme(tbs);
        Emetteur = tbs.ReadEncodedValue();
        var validite = tbs.ReadSequence();
        Debut = EnveloppeDer.LireDate(validite);
        Fin = EnveloppeDer.LireDate(validite);
        validite.ThrowIfNotEmpty();
        Sujet = LireNom(tbs);
        ClePublique = tbs.PeekEncodedValue();
        (Module, Exposant) = LireCle(tbs);
        var extensions = tbs.ReadSequence(Contexte(3));
        Extensions = LireExtensions(extensions);
        extensions.ThrowIfNotEmpty();
        tbs.ThrowIfNotEmpty();
    }

    public int Version { get; }

    public ReadOnlyMemory<byte> NumeroSerie { get; }

    public string Algorithme { get; }

    public ReadOnlyMemory<byte> Emetteur { get; }

    public DateTimeOffset Debut { get; }

    public DateTimeOffset Fin { get; }

    public IReadOnlyList<IReadOnlyList<AttributLu>> Sujet { get; }

    public ReadOnlyMemory<byte> ClePublique { get; }

    public BigInteger Module { get; }

    public BigInteger Exposant { get; }

    public IReadOnlyList<ExtensionLue> Extensions { get; }

    /// <exception cref="AsnContentException">Not a TBSCertificate in DER.</exception>
    public static TbsLu Lire(ReadOnlyMemory<byte> der)
    {
        var lecteur = new AsnReader(der, AsnEncodingRules.DER);
        var tbs = lecteur.ReadSequence();
        lecteur.ThrowIfNotEmpty();
        return new TbsLu(tbs);
    }

    /// <summary>The value of an extension, or null when it is absent.</summary>
    public ReadOnlyMemory<byte>? Valeur(string oid) => Extensions.FirstOrDefault(e => e.Oid == oid)?.Valeur;

    private static Asn1Tag Contexte(int numero) => new(TagClass.ContextSpecific, numero, isConstructed: true);

    private static string LireAlgorithme(AsnReader entree)
    {
        var algorithme = entree.ReadSequence();
        var oid = algorithme.ReadObjectIdentifier();
        algorithme.ReadNull();
        algorithme.ThrowIfNotEmpty();
        return oid;
    }

    /// <summary>Reads a name: relative names, and their attributes in the order of the encoding.</summary>
    internal static IReadOnlyList<IReadOnlyList<AttributLu>> LireNom(AsnReader entree)
    {
        var nom = entree.ReadSequence();
        var rdn = new List<IReadOnlyList<AttributLu>>();
        while (nom.HasData)
        {
            var ensemble = nom.ReadSetOf();
            var attributs = new List<AttributLu>();
            while (ensemble.HasData)
            {
                var attribut = ensemble.ReadSequence();
                var oid = attribut.ReadObjectIdentifier();
                var chaine = (UniversalTagNumber)attribut.PeekTag().TagValue;
                attributs.Add(new(oid, chaine, attribut.ReadCharacterString(chaine)));
                attribut.ThrowIfNotEmpty();
            }

            rdn.Add(attributs);
        }

        return rdn;
    }

    private static (BigInteger Module, BigInteger Exposant) LireCle(AsnReader entree)
    {
        var cle = entree.ReadSequence();
        if (LireAlgorithme(cle) != Oids.RsaEncryption)
        {
            throw new AsnContentException("not an RSA key");
        }

        var rsa = new AsnReader(cle.ReadBitString(out _), AsnEncodingRules.DER).ReadSequence();
        cle.ThrowIfNotEmpty();
        return (rsa.ReadInteger(), rsa.ReadInteger());
    }

    private static List<ExtensionLue> LireExtensions(AsnReader entree)
    {
        var sequence = entree.ReadSequence();
        var extensions = new List<ExtensionLue>();
        while (sequence.HasData)
        {
            var extension = sequence.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var critique = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            extensions.Add(new(oid, critique, extension.ReadOctetString()));
            extension.ThrowIfNotEmpty();
        }

        return extensions;
    }
}
